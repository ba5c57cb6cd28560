import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { readSettings } from '../../src/config/settings.ts';
import { splitDatabaseHosts } from '../../src/database/database-hosts.ts';
import { isDatabaseUnavailable } from '../../src/database/database-unavailable.ts';
import { listPendingMigrations, migrateToLatest } from '../../src/database/migrator.ts';
import { type OpenDatabase, openDatabase } from '../../src/service/open-database.ts';
import { PostgresNode } from '../support/postgres-node.ts';

/* DATABASE_URL with several hosts: two real servers, one a standby of the other. */

let folder: string;
let primary: PostgresNode;
let standby: PostgresNode;
let open: OpenDatabase;

before(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-hosts-'));
  primary = await PostgresNode.create(folder);
  standby = await primary.createStandby('standby');
});
after(async () => {
  await open.close();
  await Promise.all([primary.stop(), standby.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

test('splits hosts as libpq does, and refuses a session that takes no changes', () => {
  assert.deepEqual(
    splitDatabaseHosts('postgres://me:p%40ss@one:1,[::1]:2,three/name?sslmode=require'),
    [
      'postgres://me:p%40ss@one:1/name?sslmode=require',
      'postgres://me:p%40ss@[::1]:2/name?sslmode=require',
      'postgres://me:p%40ss@three/name?sslmode=require',
    ],
  );
  const read = (url: string) => readSettings({ DATABASE_URL: url }).databaseUrl;
  for (const good of ['read-write', 'primary']) {
    const url = `postgres://one:1,two:2/name?target_session_attrs=${good}`;
    assert.equal(read(url), url);
  }
  assert.throws(
    () => read('postgres://one,two/name?target_session_attrs=any'),
    /read-write or prim/,
  );
  assert.throws(() => read('postgres://one:1,two:x/name'), /DATABASE_URL must be a PostgreSQL URL/);
});

test('works on the host that takes changes, wherever it stands in the list', async () => {
  const hosts = `${standby.host},${primary.host}`;
  const databaseUrl = `postgres://gatehouse@${hosts}/postgres?target_session_attrs=read-write`;
  open = await openDatabase({ databaseUrl, dataDir: folder }, () => undefined);
  // Three replicas that start at once.
  const started = await Promise.all([1, 2, 3].map(() => migrateToLatest(open.db)));
  assert.equal(
    started.filter(({ applied }) => applied.length > 0).length,
    1,
    'one of them migrates',
  );
  assert.deepEqual(await listPendingMigrations(open.db), []);
  await primary.waitFor(`(select replay_lsn = pg_current_wal_lsn() from pg_stat_replication)`);
});

test('reconnects to the new primary when the old one is gone', async () => {
  await primary.kill();
  assert.ok(isDatabaseUnavailable(await waitForFailure()));
  await standby.promote();
  let failures = 0;
  for (;;) {
    try {
      await sql`create table kept (id int)`.execute(open.db);
      break;
    } catch (error) {
      failures += 1;
      assert.ok(isDatabaseUnavailable(error), String(error));
      assert.ok(failures < 200, String(error));
      await pause(50);
    }
  }
  assert.deepEqual(await standby.query(`select to_regclass('kept')::text as name`), [
    { name: 'kept' },
  ]);
});

/** The processes of connections outlive a killed server for some milliseconds. */
async function waitForFailure(): Promise<unknown> {
  for (;;) {
    const error = await sql`select 1`.execute(open.db).then(
      () => null,
      (failure: unknown) => failure,
    );
    if (error !== null) return error;
    await pause(10);
  }
}

test('names each host where none takes changes', async () => {
  await standby.query(`alter system set default_transaction_read_only = on`);
  await standby.query('select pg_reload_conf()');
  await standby.waitFor(`current_setting('default_transaction_read_only') = 'on'`);
  const databaseUrl = `postgres://gatehouse@${primary.host},${standby.host}/postgres`;
  await assert.rejects(
    openDatabase({ databaseUrl, dataDir: folder }, () => undefined),
    new RegExp(
      `None of the database hosts takes changes: ${primary.host} \\(.*ECONNREFUSED.*\\), ${standby.host} \\(it is a standby or read-only\\)`,
    ),
  );
});
