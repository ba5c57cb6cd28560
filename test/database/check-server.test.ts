import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { openEmbeddedDatabase } from '../../src/database/embedded/embedded-database.ts';
import { migrateToLatest } from '../../src/database/migrator.ts';
import { openDatabase } from '../../src/service/open-database.ts';
import { GatehouseProcess, runGatehouse } from '../support/gatehouse-process.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { toTcpUrl } from '../support/tcp-url.ts';

/* Issue 18, points 6 and 12: what keeps Gatehouse from its database is said in one line. */

let database: TestDatabase;
const role = `operator_${randomBytes(4).toString('hex')}`;
before(async () => {
  database = await createTestDatabase();
  await sql`create role ${sql.ref(role)} login password 'operator'`.execute(database.db);
});
after(async () => {
  await GatehouseProcess.stopAll();
  await sql`drop owned by ${sql.ref(role)}`.execute(database.db);
  await sql`drop role ${sql.ref(role)}`.execute(database.db);
  await database.close();
});

/** What `gatehouse migrate` says about this database when it fails: one line, no stack. */
async function readRefusal(url: string): Promise<string> {
  const { code, stderr } = await runGatehouse(['migrate'], { DATABASE_URL: url });
  assert.equal(code, 1, stderr);
  assert.equal(stderr.trim().split('\n').length, 1, stderr);
  return stderr.trim();
}

const nameOf = (url: string) => sql.ref(new URL(url).pathname.slice(1));

async function createEmptyDatabase(): Promise<TestDatabase> {
  const empty = await createTestDatabase();
  await sql`drop schema public cascade`.execute(empty.db);
  await sql`create schema public`.execute(empty.db);
  return empty;
}

/** The URL of a database for the role that owns nothing. */
function asOperator(url: string): string {
  const other = new URL(url);
  other.username = role;
  other.password = 'operator';
  return other.href;
}

test('another encoding than UTF-8', async () => {
  const url = new URL(database.url);
  url.pathname = `/latin_${randomBytes(4).toString('hex')}`;
  await sql`create database ${nameOf(url.href)} encoding 'LATIN1' locale 'C'
    locale_provider libc template template0`.execute(database.db);
  try {
    assert.match(
      await readRefusal(url.href),
      /has the encoding LATIN1; UTF8 is needed\. Create it/,
    );
  } finally {
    await sql`drop database ${nameOf(url.href)} with (force)`.execute(database.db);
  }
});

test('rights that are missing on the schema and for the extension', async () => {
  const empty = await createEmptyDatabase();
  const url = asOperator(empty.url);
  const name = nameOf(empty.url);
  try {
    assert.match(await readRefusal(url), /may use none of the schemas in its search_path/);
    await sql`grant usage on schema public to ${sql.ref(role)}`.execute(empty.db);
    assert.match(await readRefusal(url), /may not create tables in the schema public\. Run: grant/);
    await sql`grant create on schema public to ${sql.ref(role)}`.execute(empty.db);
    assert.match(await readRefusal(url), /may not create the extension pg_trgm\. Run as an admin/);
    await sql`grant create on database ${name} to ${sql.ref(role)}`.execute(empty.db);
    const done = await runGatehouse(['migrate'], { DATABASE_URL: url });
    assert.equal(done.code, 0, done.stderr);
  } finally {
    await empty.close();
  }
});

test('pg_trgm in a schema outside the search path is found', async () => {
  const empty = await createEmptyDatabase();
  try {
    await sql`create schema extensions`.execute(empty.db);
    await sql`create extension pg_trgm schema extensions`.execute(empty.db);
    assert.ok((await migrateToLatest(empty.db)).applied.length > 0);
    const { rows } = await sql<{ place: string }>`select nspname as place from pg_class
      join pg_namespace on pg_namespace.oid = relnamespace where relname = 'project'`.execute(
      empty.db,
    );
    assert.deepEqual(rows, [{ place: 'public' }]);
  } finally {
    await empty.close();
  }
});

test('a newer layout than it knows', async () => {
  const newer = await createTestDatabase();
  try {
    await sql`insert into kysely_migration values ('9999-of-next-year', now())`.execute(newer.db);
    assert.match(
      await readRefusal(newer.url),
      /used by a newer Gatehouse: this one does not know 9999-of-next-year/,
    );
  } finally {
    await newer.close();
  }
});

test('a read-only database; a service that runs is not ready while it lasts', async () => {
  const own = await createTestDatabase();
  const setReadOnly = (value: 'on' | 'off') =>
    sql`alter database ${nameOf(own.url)} set default_transaction_read_only = ${sql.raw(value)}`
      .execute(own.db)
      .then(() =>
        // For connections that were open before, too.
        sql`select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and pid <> pg_backend_pid()`.execute(own.db),
      );
  const token = 'token-of-ours-1234';
  const env = { DATABASE_URL: own.url, GATEHOUSE_ADMIN_TOKEN: token, LOG_LEVEL: 'silent' };
  const service = new GatehouseProcess(['serve'], env);
  const url = await service.waitUntilReady();
  const readStatus = async (): Promise<number> => (await fetch(`${url}/health/ready`)).status;
  const untilStatus = async (wanted: number): Promise<void> => {
    while ((await readStatus()) !== wanted) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  try {
    await untilStatus(200);
    await setReadOnly('on');
    assert.match(await readRefusal(own.url), /is read-only \(default_transaction_read_only is on/);
    await untilStatus(503);
    const authorization = { authorization: `Token ${token}` };
    const refused = await fetch(`${url}/api/customers/`, {
      method: 'POST',
      headers: { ...authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Centre' }),
    });
    assert.equal(refused.status, 503);
    assert.match(await refused.text(), /The database is read-only at present/);
    const { detail } = (await (await fetch(`${url}/health/ready`)).json()) as { detail: string };
    assert.match(detail, /read-only or a standby/);
    await sql`set default_transaction_read_only = off`.execute(own.db);
    await setReadOnly('off');
    await untilStatus(200);
  } finally {
    await service.stop();
    await own.close();
  }
});

test('a standby', async () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'gatehouse-standby-'));
  const say = (): void => undefined;
  try {
    const primary = await openEmbeddedDatabase({ dataDir, say });
    await primary.release();
    writeFileSync(path.join(dataDir, 'postgres', 'standby.signal'), '');
    const standby = await openEmbeddedDatabase({ dataDir, say });
    try {
      await assert.rejects(
        openDatabase({ databaseUrl: standby.connectionString, dataDir }, say),
        /is a standby, which takes no changes\. Set DATABASE_URL to the primary\./,
      );
    } finally {
      await standby.release();
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
});

test('a certificate file that DATABASE_URL names and that cannot be read', async () => {
  const url = `${toTcpUrl(database.url)}?sslmode=verify-full&sslrootcert=/nowhere/ca.pem`;
  assert.match(
    await readRefusal(url),
    /DATABASE_URL names \/nowhere\/ca\.pem, which cannot be read \(ENOENT\)/,
  );
});
