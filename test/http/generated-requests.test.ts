import assert from 'node:assert/strict';
import http from 'node:http';
import { after, before, describe, test } from 'node:test';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { insertToken } from '../../src/access/token-store.ts';
import type { TokenScope } from '../../src/database/account-schema.ts';
import { awardDetails, TestApp } from '../support/test-app.ts';
import { ChangeWatch } from './generated/change-watch.ts';
import { type Operation, listOperations } from './generated/openapi-operations.ts';
import {
  type GeneratedRequest,
  type KnownValues,
  generateRequests,
} from './generated/request-generators.ts';

/*
 * Requests made from the OpenAPI document, as each kind of caller: no 500, no reply that its schema
 * does not allow, nothing changed by a refused request. `npm run requests` sends 22,000 of them;
 * GENERATED multiplies the short form of `npm test`, SEED makes others.
 */
const perCaller = 500 * Number(process.env.GENERATED ?? 1);
const seed = Number(process.env.SEED ?? 20261124);

/** Streams without end have tests of their own (test/events). */
const endless = ['/api/events/'];
/** A hash that is slow on purpose: asked seldom. */
const slow = ['/api-auth/password/', '/api/session/', '/api/users/me/password/'];

interface CallerKind {
  name: string;
  /** Whose account; null for nobody. */
  username: string | null;
  scope?: TokenScope;
  key?: string;
  isActive?: false;
}

const callers: CallerKind[] = [
  { name: 'nobody', username: null },
  { name: 'an unknown token', username: null, key: 'f'.repeat(40) },
  { name: 'somebody without a role', username: 'ordinary' },
  { name: 'somebody deactivated', username: 'gone', isActive: false },
  { name: "an owner of the awards' customer", username: 'owner' },
  { name: 'a reviewer', username: 'reviewer' },
  { name: "a reviewer's token to read", username: 'reviewer', scope: 'read' },
  { name: "a reviewer's token to review", username: 'reviewer', scope: 'review' },
  { name: 'support', username: 'support' },
  { name: 'staff', username: 'staff' },
  { name: "staff's token to read", username: 'staff', scope: 'read' },
];

let total = 0;
let app: TestApp;
let changes: ChangeWatch;
let operations: Operation[];
before(async () => {
  app = await TestApp.open({ tokenRequestsPerMinute: 10_000_000 });
  changes = await ChangeWatch.open(app.database);
  const document = (await app.get('/api/schema/')).body;
  replySchemas.addDocument(document);
  operations = weighOperations(listOperations(document));
});
after(async () => {
  await changes.close();
  await app.close();
  assert.equal(total, perCaller * callers.length);
});

describe('generated requests', () => {
  for (const caller of callers) {
    test(`as ${caller.name}`, async () => {
      const run = await Run.open(caller);
      try {
        await run.requests();
      } finally {
        run.close();
      }
    });
  }
});

/** What is asked: slow operations once, all others four times as often. */
function weighOperations(all: Operation[]): Operation[] {
  const often = all.filter(({ path }) => !endless.includes(path) && !slow.includes(path));
  const seldom = all.filter(({ path }) => slow.includes(path));
  return [...often, ...often, ...often, ...often, ...seldom];
}

/** Compiles and keeps the schemas of replies. */
class ReplySchemas {
  readonly #ajv = new Ajv2020({ strict: false, validateFormats: false, validateSchema: false });
  readonly #validators = new Map<string, ValidateFunction>();

  addDocument(document: object): void {
    this.#ajv.addSchema(document, 'openapi');
  }

  /** What is wrong with a reply of JSON; null where its schema allows it. */
  findError({ method, path }: Operation, status: number, reply: unknown): string | null {
    // Compiled where it is in the document, so that what it refers to is compiled once for all.
    const place = ['paths', path, method.toLowerCase(), 'responses', String(status)];
    const pointer = [...place, 'content', 'application/json', 'schema'].map(escapePointer);
    const reference = `openapi#/${pointer.join('/')}`;
    let validate = this.#validators.get(reference);
    if (validate === undefined) {
      validate = this.#ajv.compile({ $ref: reference });
      this.#validators.set(reference, validate);
    }
    return validate(reply) ? null : this.#ajv.errorsText(validate.errors);
  }
}

/** A name in a JSON pointer in a URL. */
function escapePointer(name: string): string {
  return encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'));
}

const replySchemas = new ReplySchemas();

/** The requests of one kind of caller, with nothing from the callers before it. */
class Run {
  readonly #caller: CallerKind;
  readonly #seed: number;
  readonly #agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  #key: string | null = null;
  #awards = 0;
  #lastChange = '0';

  private constructor(caller: CallerKind) {
    this.#caller = caller;
    this.#seed = seed + 1_000_000 * callers.indexOf(caller);
  }

  static async open(caller: CallerKind): Promise<Run> {
    await app.reset();
    const run = new Run(caller);
    await run.#prepare();
    return run;
  }

  close(): void {
    this.#agent.destroy();
  }

  async #prepare(): Promise<void> {
    const furniture = await app.createTemplateWithCustomers({ approval_limit: '600' });
    await app.createReviewer('reviewer', furniture);
    for (const name of ['ordinary', 'gone', 'owner']) await app.createPerson(name);
    await app.createPerson('support', { is_support: true });
    await app.assignRole('owner', furniture.customer.uuid, 'CUSTOMER.OWNER');
    for (let count = 0; count < 8; count++) await this.#arrive();
  }

  /** An award more: some approved at once, some waiting, some on the way out. */
  async #arrive(): Promise<void> {
    const identifier = `p${++this.#awards}.ukri`;
    const allocation = this.#awards % 2 === 0 ? '500 NHR' : '5000 NHR';
    await app.sendInstruction('create_project', { ...awardDetails, allocation }, identifier);
    if (this.#awards % 5 === 0) await app.sendInstruction('remove_project', undefined, identifier);
  }

  async requests(): Promise<void> {
    const batch = 100;
    for (let done = 0; done < perCaller; done += batch) {
      await this.#renew();
      const arbitrary = generateRequests(operations, await this.#known());
      this.#lastChange = await changes.readLast();
      for (const request of fc.sample(arbitrary, { numRuns: batch, seed: this.#seed + done })) {
        await this.#check(request);
        total++;
      }
    }
  }

  /** What staff took away by chance is there again: else all that follows were a 401. */
  async #renew(): Promise<void> {
    const { db, now } = app;
    const { username, scope = 'admin', key = null, isActive = true } = this.#caller;
    await this.#arrive();
    this.#key = key;
    if (username === null) return;
    const id = app.people.get(username)?.id as number;
    await db.updateTable('person').set({ is_active: isActive }).where('id', '=', id).execute();
    const token = { personId: id, name: 'generated', scope, now: now.toISOString() };
    await db.deleteFrom('api_token').where('person_id', '=', id).execute();
    this.#key = (await insertToken(db, { ...token, expiresAt: null })).key;
  }

  async #known(): Promise<KnownValues> {
    const { db, people, portal } = app;
    const uuids = async (table: 'project' | 'customer' | 'project_template' | 'api_token') =>
      (await db.selectFrom(table).select('uuid').limit(20).execute()).map(({ uuid }) => uuid);
    const [projects, customers, templates, tokens] = await Promise.all([
      uuids('project'),
      uuids('customer'),
      uuids('project_template'),
      uuids('api_token'),
    ]);
    const users = [...people.values()].map(({ uuid }) => uuid);
    const from = Math.max(1, this.#awards - 12);
    const urls = customers.map((uuid) => `${app.url}/api/customers/${uuid}/`);
    return {
      identifier: Array.from({ length: 12 }, (_, index) => `p${from + index}.ukri`),
      destination: [`ukri.${portal}.isambard-ai`],
      uuid: [...projects, ...customers, ...templates, ...users].slice(-40),
      token: tokens,
      project_uuid: projects,
      project_template_uuid: templates,
      customer_uuid: customers,
      customer: urls,
      provider: urls,
      user: users,
      username: [...people.keys()],
      offering: ['isambard-ai'],
      portal: ['ukri'],
      shortname: ['a{year}{count}', 'b{year}-{count}'],
      approval_limit: ['10', '0'],
      page: ['1', '2'],
      page_size: ['10'],
      'if-match': ['*'],
    };
  }

  async #check(request: GeneratedRequest): Promise<void> {
    const { operation } = request;
    const before = this.#lastChange;
    const reply = await this.#send(request);
    this.#lastChange = await changes.readLast();
    const say = (what: string): string =>
      `${what}\n${operation.method} ${request.path.slice(0, 600)} (${request.kind})\n` +
      `${JSON.stringify(request.headers).slice(0, 300)}\n` +
      `${request.body?.subarray(0, 600).toString('latin1')}\n${reply.status} ${reply.text.slice(0, 600)}`;
    assert.ok(reply.status < 500, say('failed on our side'));
    assert.ok(
      reply.headers['set-cookie']?.join().includes('evil') !== true,
      say('a header injected'),
    );
    if (reply.status >= 400) {
      assert.doesNotMatch(reply.text, /syntax error|relation "|\.ts:\d|node_modules/, say('leaks'));
    }
    const isReading = operation.method === 'GET' || operation.method === 'HEAD';
    if (reply.status >= 400 || isReading) {
      assert.equal(this.#lastChange, before, say('changed something'));
    }
    this.#checkReply(request, reply, say);
  }

  #checkReply(request: GeneratedRequest, reply: RawReply, say: (what: string) => string): void {
    const { operation } = request;
    // What HTTP itself refuses never reaches a route: an expectation, headers too long.
    if ([417, 431].includes(reply.status)) return;
    if (isAnotherPath(request)) {
      assert.ok(
        [400, 401, 403, 404, 405, 413, 414, 415].includes(reply.status),
        say('another path'),
      );
      return;
    }
    const documented = operation.responses[String(reply.status)];
    assert.ok(documented !== undefined, say('a status that is not documented'));
    const { content } = documented;
    if (operation.method === 'HEAD' || content === undefined || reply.status === 304) {
      assert.equal(reply.text, '', say('a body where none is documented'));
      return;
    }
    const type = String(reply.headers['content-type']).split(';')[0] as string;
    assert.ok(type in content, say(`content type ${type}`));
    if (type !== 'application/json') return;
    // `field` leaves out what the schema requires of a whole object.
    if (/[?&]field=[^&]/.test(request.path)) return;
    const error = replySchemas.findError(operation, reply.status, JSON.parse(reply.text));
    assert.equal(error, null, say(`not as its schema says: ${error}`));
  }

  #send({ operation, path, headers, body }: GeneratedRequest): Promise<RawReply> {
    const { hostname, port } = new URL(app.url);
    const authorization = this.#key === null ? {} : { authorization: `Token ${this.#key}` };
    return new Promise((resolve, reject) => {
      const length = body === null ? {} : { 'content-length': String(body.length) };
      const request = http.request(
        {
          hostname,
          port,
          agent: this.#agent,
          method: operation.method,
          path,
          headers: { ...authorization, ...headers, ...length },
        },
        (reply) => {
          const chunks: Buffer[] = [];
          reply.on('data', (chunk: Buffer) => chunks.push(chunk));
          reply.on('error', reject);
          reply.on('end', () =>
            resolve({
              status: reply.statusCode ?? 0,
              headers: reply.headers,
              text: Buffer.concat(chunks).toString(),
            }),
          );
        },
      );
      request.on('error', reject);
      request.end(body ?? undefined);
    });
  }
}

interface RawReply {
  status: number;
  headers: http.IncomingHttpHeaders;
  text: string;
}

/** Whether a value in the path makes it the path of something else, or of nothing. */
function isAnotherPath({ operation, path }: GeneratedRequest): boolean {
  const parts = (path.split('?')[0] as string).split('/');
  const own = operation.path.split('/');
  return parts.some((part, index) => {
    const isParameter = own[index]?.startsWith('{');
    const isNoValue = part === '' || part === '.' || part === '..' || part.length > 2000;
    return isParameter && (isNoValue || ['me', 'export'].includes(part));
  });
}
