import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { BridgeStandIn } from './bridge/bridge-stand-in.ts';
import { migrateJobQueue } from '../../src/bridge/job-queue.ts';
import { createPool } from '../../src/database/connection-pool.ts';
import { createFirstAccount } from '../../src/service/first-account.ts';
import { createFilledTestDatabase, type TestDatabase } from './test-database.ts';
import { GatehouseProcess } from './gatehouse-process.ts';

export const adminToken = 'token-of-ours-1234';
export const adminPassword = 'correct horse battery';

/** A reply of the service, with its body read. */
export interface ApiReply {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests read replies of every shape
  body: any;
}

export type StandInOptions = Parameters<typeof BridgeStandIn.start>[0];

export interface ConnectedServiceOptions {
  standIn?: StandInOptions;
  env?: Record<string, string>;
  /** The test calls `start` itself. */
  skipStart?: boolean;
}

/** The service and a bridge stand-in, each in its own process, on a database of their own. */
export class ConnectedService {
  readonly database: TestDatabase;
  readonly standIn: BridgeStandIn;
  readonly port: number;
  readonly env: Record<string, string>;
  service: GatehouseProcess | null = null;

  private constructor(
    database: TestDatabase,
    standIn: BridgeStandIn,
    port: number,
    env: Record<string, string>,
  ) {
    this.database = database;
    this.standIn = standIn;
    this.port = port;
    this.env = env;
  }

  static async open(options: ConnectedServiceOptions = {}): Promise<ConnectedService> {
    const [database, port] = await Promise.all([createServiceDatabase(), findFreePort()]);
    const standIn = await BridgeStandIn.start({
      signalUrl: `http://127.0.0.1:${port}/api/openportal/fetch_job/`,
      notificationUrl: `http://127.0.0.1:${port}/api/openportal/fetch_notification/`,
      retryMs: 500,
      ...options.standIn,
    });
    const env = {
      DATABASE_URL: database.url,
      PORT: String(port),
      OPENPORTAL_CONFIG: standIn.invite,
      GATEHOUSE_BRIDGE_SWEEP_SECONDS: '2',
      GATEHOUSE_ADMIN_TOKEN: adminToken,
      LOG_LEVEL: 'info',
      ...options.env,
    };
    const connected = new ConnectedService(database, standIn, port, env);
    if (!options.skipStart) await connected.start();
    return connected;
  }

  async start(): Promise<void> {
    this.service = new GatehouseProcess(['serve'], this.env);
    await this.service.waitUntilReady();
  }

  async close(): Promise<void> {
    await this.service?.stop('SIGTERM');
    await this.standIn.stop();
    await this.database.close();
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async request(method: string, path: string, body?: unknown, key = adminToken): Promise<ApiReply> {
    const reply = await fetch(path.startsWith('http') ? path : this.url + path, {
      method,
      headers: {
        authorization: `Token ${key}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await reply.text();
    const isJson = reply.headers.get('content-type')?.includes('json') && text !== '';
    return {
      status: reply.status,
      headers: reply.headers,
      body: isJson ? JSON.parse(text) : text,
    };
  }

  /** Creates a customer and a template; waits until the bridge has the offering. */
  async createTemplate(more: Record<string, unknown> = {}) {
    const customer = (await this.request('POST', '/api/customers/', { name: 'Centre' })).body;
    const template = {
      name: 'open-call',
      offering: 'isambard-ai',
      portal: 'ukri',
      provider: customer.url,
      customer: customer.url,
      shortname: 'a{year}{count}',
      approval_limit: '1000',
      max_credit_limit: '10000',
      allocation_units_mapping: { NHR: 1 },
      role_mapping: { PI: 'PROJECT.ADMIN' },
      ...more,
    };
    const made = await this.request('POST', '/api/openportal-project-template/', template);
    if (made.status !== 201) throw new Error(JSON.stringify(made.body));
    const offering = `${template.offering}.brics.${template.portal}`;
    await waitUntil(async () => (await this.standIn.getOfferings()).includes(offering));
    return { customer, template: made.body };
  }

  /** A second template beside the one of createTemplate(), on another offering. */
  async createTemplateOf(offering: string): Promise<void> {
    const path = '/api/openportal-project-template/';
    const [template] = (await this.request('GET', path)).body;
    const made = await this.request('POST', path, { ...template, name: offering, offering });
    if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  }

  /** The status of the connection to the bridge. */
  status = async () => (await this.request('GET', '/api/openportal/status/')).body;

  /** The log of the service. */
  get log(): string {
    return this.service?.stdout ?? '';
  }
}

/** A database as a first start of the service leaves it, so that the start takes less time. */
function createServiceDatabase(): Promise<TestDatabase> {
  return createFilledTestDatabase('service', async ({ db, url }) => {
    await migrateJobQueue((options) => createPool(url, options));
    await createFirstAccount(db, { adminPassword, adminToken }, new Date().toISOString());
  });
}

/** A port that nothing listens on. */
export async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Waits until a condition holds; throws if it does not within the time. */
export async function waitUntil(
  condition: () => Promise<boolean> | boolean,
  seconds = 40,
): Promise<void> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await pause(50)) {
    if (await condition()) return;
  }
  throw new Error(`Not true within ${seconds} s: ${condition}`);
}
