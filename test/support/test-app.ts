import { randomUUID } from 'node:crypto';
import type { AccessOptions } from '../../src/access/access-options.ts';
import { sql } from 'kysely';
import { insertToken } from '../../src/access/token-store.ts';
import { formatDestination } from '../../src/award/identifiers.ts';
import type { CustomerRole } from '../../src/award/award-enums.ts';
import { projectPageUrl, projectUrl } from '../../src/http/resource-urls.ts';
import { answerJob } from '../../src/openportal/execute-job.ts';
import { MaintenanceWatch } from '../../src/maintenance/maintenance-watch.ts';
import { createServer, type ServerOptions } from '../../src/server.ts';
import type { OpenIdProviderConfig } from '../../src/sign-on/provider-config.ts';
import type { WebhookSetup } from '../../src/webhooks/webhook-context.ts';
import { SecretStore } from '../../src/webhooks/webhook-secrets.ts';
import { sendHttpRequest } from './send-http-request.ts';
import { type TestDatabase, createTestDatabase } from './test-database.ts';

/** A reply of the service, with its body read. */
export interface TestReply {
  status: number;
  headers: Headers;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests read replies of every shape
  body: any;
}

export interface RequestOptions {
  /** The user name whose token is sent; null sends none. */
  as?: string | null;
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** As an operator's settings that allow receivers on this machine. */
export const testWebhooks: WebhookSetup = {
  secrets: new SecretStore(['0123456789abcdef0123456789abcdef']),
  policy: {
    networks: ['127.0.0.1'],
    ports: [443, ...Array.from({ length: 64_512 }, (_, index) => 1024 + index)],
    allowPlainHttp: true,
  },
};

const START_TIME = '2026-11-23T12:00:00Z';

/*
 * Keeps the robot, who is there from the start. `truncate` would make a new file for each table and
 * index, which takes ten times as long as deleting the few rows of a test.
 */
const emptyTablesSql = `do $$ declare item record; begin
  -- Without the triggers that keep the audits append only, and those of foreign keys.
  set local session_replication_role = replica;
  for item in select tablename from pg_tables
      where schemaname = 'public' and tablename not like 'kysely%' loop
    execute format('delete from %I %s', item.tablename,
      case item.tablename when 'person' then 'where not is_robot' else '' end);
  end loop;
  perform setval(seqrelid::regclass, 1, false) from pg_sequence;
  perform setval(pg_get_serial_sequence('person', 'id'), (select max(id) from person));
end $$`;

/** Creates a connection for routes that ask the bridge; not started, so that nothing else uses it. */
export type TestBridgeFactory = (app: TestApp) => ServerOptions['bridge'];

/** The whole service over HTTP on a database of its own, with a clock that tests set. */
export class TestApp {
  readonly database: TestDatabase;
  readonly portal = 'brics';
  /** Tests have it look. */
  readonly maintenance: MaintenanceWatch;
  now = new Date(START_TIME);
  url = '';
  readonly people = new Map<string, { id: number; uuid: string; token: string }>();
  #maxAwardBytes: number | undefined;
  #server?: Awaited<ReturnType<typeof createServer>>;

  private constructor(database: TestDatabase) {
    this.database = database;
    this.maintenance = new MaintenanceWatch({
      db: database.db,
      onError: (error) => {
        throw error;
      },
    });
  }

  static async open(
    access: Partial<AccessOptions> = {},
    {
      port = 0,
      providers = [],
      onRoute,
      database,
      timeZone = 'UTC',
      maxAwardBytes,
      maxReplyBytes,
      searchDb,
      createBridge,
      mail,
      metricsToken,
      backups,
    }: {
      port?: number;
      providers?: OpenIdProviderConfig[];
      onRoute?: ServerOptions['onRoute'];
      timeZone?: string;
      maxAwardBytes?: number;
      maxReplyBytes?: number;
      /** An empty one by default. It is dropped when the app is closed. */
      database?: TestDatabase;
      searchDb?: ServerOptions['searchDb'];
      createBridge?: TestBridgeFactory;
      mail?: ServerOptions['mail'];
      metricsToken?: string;
      backups?: ServerOptions['backups'];
    } = {},
  ): Promise<TestApp> {
    const app = new TestApp(database ?? (await createTestDatabase()));
    app.#maxAwardBytes = maxAwardBytes;
    app.#server = await createServer({
      db: app.db,
      clock: () => app.now,
      portal: () => app.portal,
      bridge: createBridge?.(app) ?? null,
      maintenance: () => app.maintenance.current,
      publicUrl: null,
      timeZone,
      // The clock of some tests runs years ahead.
      access: { tokenOwnerDays: 36_500, ...access },
      providers,
      webhooks: testWebhooks,
      ...(mail && { mail }),
      ...(metricsToken !== undefined && { metricsToken }),
      ...(backups && { backups }),
      ...(searchDb && { searchDb }),
      ...(onRoute && { onRoute }),
      ...(maxAwardBytes !== undefined && { maxAwardBytes }),
      ...(maxReplyBytes !== undefined && { maxReplyBytes }),
      log: process.env.TEST_LOG ? { level: 'warn' } : false,
    });
    app.url = await app.#server.listen({ host: '127.0.0.1', port });
    if (database === undefined) await app.createPerson('staff', { is_staff: true });
    else await app.issueToken('staff');
    return app;
  }

  get db() {
    return this.database.db;
  }

  async close(): Promise<void> {
    await this.#server?.close();
    await this.database.close();
  }

  /** Empties every table and sets the clock back, as after `open`; takes a fraction of its time. */
  async reset(): Promise<void> {
    this.now = new Date(START_TIME);
    this.people.clear();
    await sql.raw(emptyTablesSql).execute(this.db);
    await this.createPerson('staff', { is_staff: true });
  }

  /** Creates an account with a token. Returns its user name. */
  async createPerson(
    username: string,
    more: { is_staff?: boolean; is_support?: boolean; is_active?: boolean; email?: string } = {},
  ): Promise<string> {
    const now = this.now.toISOString();
    await this.db
      .insertInto('person')
      .values({ username, first_name: username, last_name: 'Tester', date_joined: now, ...more })
      .execute();
    await this.issueToken(username);
    return username;
  }

  /** Creates a token with which `request` acts as this account. */
  async issueToken(username: string): Promise<void> {
    const { id, uuid } = await this.db
      .selectFrom('person')
      .select(['id', 'uuid'])
      .where('username', '=', username)
      .executeTakeFirstOrThrow();
    const { key: token } = await insertToken(this.db, {
      personId: id,
      name: 'test',
      scope: 'admin',
      now: this.now.toISOString(),
      expiresAt: null,
    });
    this.people.set(username, { id, uuid, token });
  }

  /** Gives an account a role in a customer, in the database. */
  async assignRole(username: string, customerUuid: string, role: CustomerRole): Promise<void> {
    const person = this.people.get(username);
    await this.db
      .insertInto('customer_role')
      .columns(['customer_id', 'person_id', 'role', 'created'])
      .expression((eb) =>
        eb
          .selectFrom('customer')
          .select((row) => [
            'customer.id',
            row.val(person?.id).as('person_id'),
            row.val(role).as('role'),
            row.val(this.now.toISOString()).as('created'),
          ])
          .where('uuid', '=', customerUuid),
      )
      .execute();
  }

  /** Sends a request, as staff by default. */
  async request(method: string, path: string, options: RequestOptions = {}): Promise<TestReply> {
    const { as = 'staff', body, headers = {}, signal } = options;
    const token = as === null ? undefined : this.people.get(as)?.token;
    const reply = await sendHttpRequest(path.startsWith('http') ? path : this.url + path, {
      method,
      headers: {
        ...(token !== undefined && { authorization: `Token ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
      signal,
    });
    const isJson = reply.headers.get('content-type')?.includes('json') && reply.text !== '';
    return { ...reply, body: isJson ? JSON.parse(reply.text) : reply.text };
  }

  get = (path: string, options?: RequestOptions): Promise<TestReply> =>
    this.request('GET', path, options);
  post = (path: string, body?: unknown, options?: RequestOptions): Promise<TestReply> =>
    this.request('POST', path, { ...options, body });
  patch = (path: string, body: unknown, options?: RequestOptions): Promise<TestReply> =>
    this.request('PATCH', path, { ...options, body });

  /** Creates a resource over the REST interface; throws unless the reply is 201. */
  // biome-ignore lint/suspicious/noExplicitAny: tests read replies of every shape
  async create(path: string, body: unknown): Promise<any> {
    const reply = await this.post(path, body);
    if (reply.status !== 201) throw new Error(`${path}: ${reply.status} ${reply.text}`);
    return reply.body;
  }

  /** Creates a provider, a customer and a template of both; `more` goes into the template. */
  async createTemplateWithCustomers(more: Record<string, unknown> = {}) {
    const provider = await this.create('/api/customers/', { name: 'Provider' });
    const customer = await this.create('/api/customers/', { name: 'Customer' });
    const template = await this.template(provider, customer, more);
    return { provider, customer, template };
  }

  template(
    provider: { url: string },
    customer: { url: string },
    more: Record<string, unknown> = {},
  ) {
    return this.create('/api/openportal-project-template/', {
      name: 'open-call',
      offering: 'isambard-ai',
      portal: 'ukri',
      provider: provider.url,
      customer: customer.url,
      shortname: 'a{year}{count}',
      approval_limit: '1000',
      max_credit_limit: '10000',
      allocation_units_mapping: { NHR: 1 },
      role_mapping: { PI: 'PROJECT.ADMIN', Researcher: 'PROJECT.MEMBER' },
      ...more,
    });
  }

  /**
   * Creates a manager of the provider who owns the customer: a reviewer (docs/rules/awards.md,
   * A9.2).
   */
  async createReviewer(
    username: string,
    { provider, customer }: { provider: { uuid: string }; customer: { uuid: string } },
  ): Promise<string> {
    await this.createPerson(username);
    await this.assignRole(username, provider.uuid, 'CUSTOMER.MANAGER');
    await this.assignRole(username, customer.uuid, 'CUSTOMER.OWNER');
    return username;
  }

  /** A job as a bridge sends it. */
  buildJob(instruction: string, more: Record<string, unknown> = {}) {
    const seconds = Math.floor(this.now.getTime() / 1000);
    return {
      id: randomUUID(),
      created: seconds,
      changed: seconds,
      expires: seconds + 120,
      version: 2,
      command: `brics.bridge.isambard-ai ${instruction}`,
      state: 'Pending',
      result: null,
      result_type: null,
      forwarded_for: 'ukri.brics.isambard-ai',
      ...more,
    };
  }

  /** Answers a job as the service, the command line and the demo do; throws what fails. */
  // biome-ignore lint/suspicious/noExplicitAny: tests read answers of every shape
  async answerJob(job: Record<string, unknown>): Promise<any> {
    const context = {
      db: this.db,
      clock: () => this.now,
      portal: this.portal,
      ...(this.#maxAwardBytes !== undefined && { maxAwardBytes: this.#maxAwardBytes }),
      projectUrl: (uuid: string) => projectUrl(this.url, uuid),
      projectPageUrl: (uuid: string) => projectPageUrl(this.url, uuid),
    };
    return answerJob(context, job, (_reference, error) => {
      throw error;
    });
  }

  /** Answers a job with create_project, update_project …, by default of p1.ukri on isambard-ai. */
  sendInstruction(
    verb: string,
    details?: object,
    identifier = 'p1.ukri',
    more: Record<string, unknown> = {},
  ) {
    const rest = details === undefined ? '' : ` ${JSON.stringify(details)}`;
    return this.answerJob(this.buildJob(`${verb} ${identifier}${rest}`, more));
  }

  /** The path of an award. */
  getAwardPath(identifier = 'p1.ukri', offering = 'isambard-ai'): string {
    const awardingPortal = identifier.split('.')[1] as string;
    const destination = formatDestination(awardingPortal, this.portal, offering);
    return `/api/openportal-managed-projects/${identifier}/${destination}/`;
  }

  /** How many rows a table has. */
  async countRows(
    table: 'project' | 'managed_project' | 'audit_entry' | 'outbox',
  ): Promise<number> {
    const row = await this.db
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    return row.count;
  }
}

/** Details of an award within the limits of TestApp.template. */
export const awardDetails = {
  name: 'Deep sea',
  template: 'open-call',
  description: 'Currents',
  members: { 'ada@example.ac.uk': 'PI' },
  start_date: '2026-12-01',
  end_date: '2027-03-31',
  allocation: '500 NHR',
};
