import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import pg from 'pg';
import { type PreparedColumns, PreparedQuery } from '../src/database/prepared-query.ts';
import { createTestDatabase } from '../test/support/test-database.ts';
import { startTestPostgres } from '../test/support/test-postgres.ts';

/*
 * `node bin/run.mjs bench/prepared-query.ts`: what a prepared statement costs whose columns are described
 * once for a connection, beside the same one as pg sends it (docs/decisions/0010).
 */
const ROUNDS = 40;
const STATEMENTS_PER_ROUND = 500;

const statements = {
  'one column': 'select $1::int as id',
  'an account': 'select * from person where id = $1',
  'an award': 'select * from managed_project where id = $1',
};

/** Microseconds for each statement. */
interface Cost {
  roundTrip: number;
  service: number;
  postgres: number;
}

const columnsByText = new Map<string, PreparedColumns>();

type RunOnce = (callback: (error: Error | null) => void) => void;

const server = await startTestPostgres({ isDurable: false });
try {
  Object.assign(process.env, server.env);
  const database = await createTestDatabase();
  const client = new pg.Client(database.url);
  await client.connect();
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  const backend = rows[0]?.pid ?? 0;
  for (const [name, text] of Object.entries(statements)) {
    const described: Cost[] = [];
    const plain: Cost[] = [];
    // Alternating, so that what else the machine does falls on both.
    for (let round = 0; round < ROUNDS; round++) {
      described.push(await measure(backend, createDescribedOnce(client, text)));
      plain.push(await measure(backend, createPlain(client, text)));
    }
    print(`${name}, described once`, described);
    print(`${name}, as pg sends it`, plain);
  }
  await client.end();
  await database.close();
} finally {
  await server.close();
}

function createDescribedOnce(client: pg.Client, text: string): RunOnce {
  const columns = columnsByText.get(text) ?? new Map();
  columnsByText.set(text, columns);
  const statement = { name: `once ${text}`.slice(0, 60), text, values: [1] };
  return (callback) => {
    client.query(new PreparedQuery(statement, columns, callback) as unknown as pg.Submittable);
  };
}

function createPlain(client: pg.Client, text: string): RunOnce {
  const statement = { name: `plain ${text}`.slice(0, 60), text, values: [1] };
  return (callback) => client.query(statement, (error) => callback(error));
}

async function measure(backend: number, run: RunOnce): Promise<Cost> {
  const cpuBefore = process.cpuUsage();
  const backendBefore = readCpu(backend);
  const begin = performance.now();
  for (let count = 0; count < STATEMENTS_PER_ROUND; count++) {
    await new Promise<void>((resolve, reject) => {
      run((error) => (error ? reject(error) : resolve()));
    });
  }
  const roundTrip = (performance.now() - begin) * 1000;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { roundTrip, service: user + system, postgres: readCpu(backend) - backendBefore };
}

/** Microseconds of processor that a process has used; Linux counts them in hundredths of a second. */
function readCpu(pid: number): number {
  const [, fields = ''] = /\) (.*)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
  const ticks = fields.split(' ').slice(11, 13).map(Number);
  return ticks.reduce((sum, one) => sum + one, 0) * 10_000;
}

function print(name: string, rounds: Cost[]): void {
  const roundTrips = rounds.map(({ roundTrip }) => roundTrip).toSorted((one, other) => one - other);
  const median = (roundTrips[roundTrips.length >> 1] ?? 0) / STATEMENTS_PER_ROUND;
  const mean = (key: 'service' | 'postgres'): number =>
    rounds.reduce((sum, cost) => sum + cost[key], 0) / rounds.length / STATEMENTS_PER_ROUND;
  const [service, postgres] = [mean('service'), mean('postgres')].map((value) => value.toFixed(0));
  console.log(
    `${name}: ${median.toFixed(0)} µs a round trip; ${service} µs of the service, ` +
      `${postgres} µs of PostgreSQL`,
  );
}
