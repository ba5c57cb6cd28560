import pg from 'pg';
import { createDatabase } from '../../src/database/connection-pool.ts';
import { createServer } from '../../src/server.ts';
import { sendHttpRequest } from '../support/send-http-request.ts';
import { awardDetails, TestApp } from '../support/test-app.ts';

/** The names of six staff accounts of the service. */
export const staff = Array.from({ length: 6 }, (_, n) => `staff${n}`);

/**
 * A service with a template `waiting`, whose awards wait for a reviewer, and a second server on its
 * database, which tests ask. Its statements are recorded.
 */
export class EqualReadsApp {
  readonly statements: string[] = [];
  readonly app: TestApp;
  readonly #db: TestApp['db'];
  readonly customers: Awaited<ReturnType<TestApp['createTemplateWithCustomers']>>;
  #server: Awaited<ReturnType<typeof createServer>> | undefined;
  /** Our portal's name, as the second server has it. */
  portal: string;
  url = '';
  /** How many requests the second server has begun. */
  requests = 0;

  private constructor(app: TestApp, customers: EqualReadsApp['customers']) {
    this.app = app;
    this.customers = customers;
    this.portal = app.portal;
    // A test has that many different reads wait for a lock at once.
    this.#db = createDatabase(app.database.url, {
      max: 40,
      onQuery: ({ sql }) => this.statements.push(sql),
    });
  }

  static async open(): Promise<EqualReadsApp> {
    const app = await TestApp.open();
    const customers = await app.createTemplateWithCustomers();
    const { provider, customer } = customers;
    await app.template(provider, customer, { name: 'waiting', approval_limit: '0' });
    for (const name of staff) await app.createPerson(name, { is_staff: true });
    const opened = new EqualReadsApp(app, customers);
    await opened.#listen();
    return opened;
  }

  async #listen(): Promise<void> {
    this.#server = await createServer({
      db: this.#db,
      clock: () => this.app.now,
      portal: () => this.portal,
      bridge: null,
      publicUrl: null,
      log: false,
    });
    this.#server.server.on('request', () => {
      this.requests++;
    });
    this.url = await this.#server.listen({ host: '127.0.0.1', port: 0 });
  }

  async close(): Promise<void> {
    await this.#server?.close();
    await this.#db.destroy();
    await this.app.close();
  }

  createAward(identifier: string, more: object = {}): Promise<unknown> {
    const details = { ...awardDetails, template: 'waiting', ...more };
    return this.app.sendInstruction('create_project', details, identifier);
  }

  getToken(name: string): string {
    return this.app.people.get(name)?.token as string;
  }

  /** Asks as this account. `fetch` accepts compressed replies, and decompresses them. */
  async ask(path: string, name: string, headers: Record<string, string> = {}) {
    const reply = await fetch(this.url + path, {
      headers: { authorization: `Token ${this.getToken(name)}`, ...headers },
    });
    return { status: reply.status, headers: reply.headers, text: await reply.text() };
  }

  /** The same without compression; the host may be another one. */
  askPlain(path: string, name: string, headers: Record<string, string> = {}) {
    return sendHttpRequest(this.url + path, {
      method: 'GET',
      headers: { authorization: `Token ${this.getToken(name)}`, ...headers },
    });
  }

  /** Holds a lock under which no award can be read. Returns what ends it. */
  async lockAwards(): Promise<() => Promise<void>> {
    const client = new pg.Client({ connectionString: this.app.database.url });
    await client.connect();
    await client.query('begin; lock table managed_project in access exclusive mode');
    return async () => {
      await client.query('rollback');
      await client.end();
    };
  }
}
