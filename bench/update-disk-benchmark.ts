import { sql } from 'kysely';
import { BridgeStandIn } from '../test/support/bridge/bridge-stand-in.ts';
import { callApiForJson } from '../test/support/call-api.ts';
import { findFreePort, waitUntil } from '../test/support/connected-service.ts';
import { createTestDatabase, type TestDatabase } from '../test/support/test-database.ts';
import type { Build } from './builds.ts';
import type { BuildFigure } from './compare-builds.ts';
import { targetAtMost } from './figures.ts';
import { startService } from './server-processes.ts';

const ADMIN_TOKEN = 'bench-admin-0123456789';
const OFFERING = 'isambard-ai';
const NOTE_COUNT = 100;

/** The disk that updates of one award with a hundred notes take (issue 18, point 2). */
export function createUpdateDiskFigure(updates: number): BuildFigure {
  return {
    key: 'disk',
    name: `disk of ${updates.toLocaleString('en')} updates of an award with ${NOTE_COUNT} notes`,
    unit: 'MB',
    rounds: 1,
    target: targetAtMost(0.05),
    measure: (build) => measureUpdateDisk(build, updates),
  };
}

async function measureUpdateDisk({ root }: Build, updates: number): Promise<number> {
  const database = await createTestDatabase();
  await using resources = new AsyncDisposableStack();
  resources.defer(() => database.close());
  // The build makes its own layout.
  await sql`drop schema public cascade`.execute(database.db);
  await sql`create schema public`.execute(database.db);
  const port = await findFreePort();
  const signals = `http://127.0.0.1:${port}/api/openportal`;
  const standIn = await BridgeStandIn.start({
    signalUrl: `${signals}/fetch_job/`,
    notificationUrl: `${signals}/fetch_notification/`,
    rate: 1_000_000_000,
    // The other form is unknown to 00a3b71.
    inviteForm: 'flat',
    expiry: 600,
  });
  resources.defer(async () => void (await standIn.stop()));
  const service = await startService(
    database.url,
    {
      PORT: String(port),
      OPENPORTAL_CONFIG: standIn.invite,
      GATEHOUSE_ADMIN_TOKEN: ADMIN_TOKEN,
    },
    root,
  );
  resources.defer(() => service.stop());
  await createTemplate(service.url);
  await waitUntil(async () => (await standIn.getOfferings()).length > 0, 30);
  await send(standIn, 'create_project', createDetails());
  const before = await measureTables(database);
  for (let number = 1; number <= updates; number++) {
    const description = `Revision ${number}: ${writeSentence(1000 + number)}`;
    await send(standIn, 'update_project', { description });
  }
  return ((await measureTables(database)) - before) / 1024 / 1024;
}

async function createTemplate(url: string): Promise<void> {
  const access = { url, token: ADMIN_TOKEN };
  const customer = await callApiForJson(access, 'POST', '/api/customers/', { name: 'Centre' });
  await callApiForJson(access, 'POST', '/api/openportal-project-template/', {
    name: 'open-call',
    offering: OFFERING,
    portal: 'ukri',
    provider: customer.url,
    customer: customer.url,
    shortname: 'a{year}{count}',
    approval_limit: '1000',
    max_credit_limit: '10000',
    allocation_units_mapping: { NHR: 1 },
    role_mapping: { PI: 'PROJECT.ADMIN' },
  });
}

async function send(standIn: BridgeStandIn, verb: string, details: object): Promise<void> {
  const command = `${verb} p1.ukri ${JSON.stringify(details)}`;
  const id = await standIn.submitCommand(command, { offering: OFFERING });
  const job = await standIn.waitForAnswer(id, 60);
  if (job.state !== 'Complete') throw new Error(`${verb}: ${job.result}`);
}

function createDetails(): object {
  return {
    name: 'Deep sea',
    template: 'open-call',
    members: { 'ada@example.ac.uk': 'PI' },
    end_date: `${new Date().getUTCFullYear() + 1}-12-31`,
    allocation: '500 NHR',
    notes: Array.from({ length: NOTE_COUNT }, (_, number) => ({
      timestamp: new Date(Date.UTC(2026, 0, 1 + number)).toISOString(),
      author: `Reviewer ${number % 7}`,
      text: Array.from({ length: 6 }, (_unused, part) => writeSentence(number * 6 + part)).join(
        ' ',
      ),
    })),
  };
}

const words = `the panel asked about method currents storage budget results students travel model
  ocean turbulence review period schedule report cluster nodes hours grant partner change reason
  request answer figure table data access policy limit growth`.split(/\s+/);

/** A sentence of a dozen words, another for each number: text that compresses as text does. */
function writeSentence(number: number): string {
  let state = number * 2_654_435_761;
  return Array.from({ length: 12 }, () => {
    state = (state * 48_271 + 11) % 2_147_483_647;
    return words[Math.floor(state / 65_536) % words.length];
  }).join(' ');
}

/**
 * The bytes of all tables of the service and its queue with their indexes. Rows that were replaced
 * are removed first, as autovacuum does in time: what is measured is what stays.
 */
async function measureTables({ db }: TestDatabase): Promise<number> {
  const { rows: tables } = await sql<{ name: string }>`
    select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema')`.execute(db);
  const names = tables.map(({ name }) => sql.raw(name));
  await sql`vacuum (full) ${sql.join(names)}`.execute(db);
  const { rows } = await sql<{ bytes: number }>`
    select sum(pg_total_relation_size(name::regclass))::bigint as bytes
    from unnest(${tables.map(({ name }) => name)}::text[]) name`.execute(db);
  return rows[0]?.bytes ?? 0;
}
