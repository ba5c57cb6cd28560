import { setTimeout as pause } from 'node:timers/promises';
import { findFreePorts } from '../../test/support/free-ports.ts';
import { GatehouseProcess } from '../../test/support/gatehouse-process.ts';
import { createTestDatabase } from '../../test/support/test-database.ts';
import { type ProxyName, startGuideProxy } from './guide-proxies.ts';
import { type LoadResult, SteadyLoad } from './steady-load.ts';

export interface RestartOptions {
  /** How each replica ends: SIGTERM by default; SIGKILL as where its machine fails. */
  signal?: 'SIGTERM' | 'SIGKILL';
  /** GATEHOUSE_SHUTDOWN_DELAY_SECONDS of both replicas. */
  delaySeconds: number;
  requestsPerSecond: number;
}

export interface RestartResult extends LoadResult {
  proxy: ProxyName;
  /** Customers that were acknowledged and are not in the database. */
  lost: string[];
}

const token = 'token-of-the-restarts-1234';
/** Seconds of load before, between and after the restarts. */
const QUIET_SECONDS = 3;

/**
 * Restarts each of two replicas in turn behind a proxy with the lines of docs/operators.md, under
 * load. Needs the server of tests (test/support/test-postgres.ts).
 */
export async function runRestarts(
  proxy: ProxyName,
  { signal = 'SIGTERM', delaySeconds, requestsPerSecond }: RestartOptions,
): Promise<RestartResult> {
  const database = await createTestDatabase();
  const [proxyPort = 0, ...ports] = await findFreePorts(3);
  const publicUrl = `http://127.0.0.1:${proxyPort}`;
  const start = async (port: number): Promise<GatehouseProcess> => {
    const replica = new GatehouseProcess(['serve'], {
      DATABASE_URL: database.url,
      PORT: String(port),
      GATEHOUSE_PUBLIC_URL: publicUrl,
      GATEHOUSE_TRUSTED_PROXIES: '127.0.0.1',
      GATEHOUSE_SHUTDOWN_DELAY_SECONDS: String(delaySeconds),
      GATEHOUSE_TOKEN_REQUESTS_PER_MINUTE: '1000000',
      GATEHOUSE_ADMIN_TOKEN: token,
      LOG_LEVEL: 'silent',
    });
    await replica.waitUntilReady();
    return replica;
  };
  const replicas = [await start(ports[0] ?? 0), await start(ports[1] ?? 0)];
  const front = await startGuideProxy(proxy, proxyPort, [ports[0] ?? 0, ports[1] ?? 0]);
  try {
    await waitUntilServed(publicUrl);
    const load = new SteadyLoad(publicUrl, token, requestsPerSecond);
    for (const [index, port] of ports.entries()) {
      await pause(QUIET_SECONDS * 1000);
      await replicas[index]?.stop(signal);
      if (signal === 'SIGKILL') await pause(QUIET_SECONDS * 1000);
      replicas[index] = await start(port);
    }
    await pause(QUIET_SECONDS * 1000);
    const result = await load.stop();
    const stored = await database.db.selectFrom('customer').select('name').execute();
    const names = new Set(stored.map(({ name }) => name));
    return { proxy, ...result, lost: result.created.filter((name) => !names.has(name)) };
  } finally {
    await front.close();
    await Promise.all(replicas.map((replica) => replica.stop('SIGKILL')));
    await database.close();
  }
}

/** A proxy may need to see that the replicas are healthy first. */
async function waitUntilServed(url: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const isServed = await fetch(`${url}/health/ready`).then(
      ({ status }) => status === 200,
      () => false,
    );
    if (isServed) return;
    await pause(50);
  }
  throw new Error(`The proxy at ${url} does not serve.`);
}
