import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import {
  listPendingMigrations,
  migrateToLatest,
  migrateToLayout,
} from '../../src/database/migrator.ts';
import { findViolations } from '../../src/service/integrity-rules.ts';
import { waitUntil } from '../support/connected-service.ts';
import { GatehouseProcess } from '../support/gatehouse-process.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { waitForLockedStatements } from '../support/wait-for-lock.ts';
import { withClient } from '../support/with-client.ts';
import { type FirstRow, readFirstRows, recreateFirstLayout } from './upgrade/first-layout.ts';

/* Upgrades what commit 00a3b71 had stored. */

let database: TestDatabase;
let rows: Record<string, FirstRow[]>;

before(async () => {
  rows = readFirstRows();
  database = await createTestDatabase();
  await recreateFirstLayout(database.db);
  await migrateToLatest(database.db);
});
after(() => database.close());

const findOld = (identifier: string): FirstRow =>
  rows.managed_project?.find((row) => row.identifier === identifier) ?? {};

async function findNew(identifier: string) {
  return database.db
    .selectFrom('managed_project')
    .selectAll()
    .where('identifier', '=', identifier)
    .executeTakeFirstOrThrow();
}

const toMillis = (time: unknown): number => new Date(String(time)).getTime();

describe('an upgrade from the layout of 00a3b71', () => {
  test('keeps accounts whose user names differ only in case', async () => {
    const find = () =>
      database.db
        .selectFrom('person')
        .select(['username', 'username_key'])
        .where(sql<boolean>`lower(username) = 'twin'`)
        .orderBy('id')
        .execute();
    const twins = await find();
    assert.deepEqual(
      twins.map(({ username }) => username),
      ['Twin', 'twin', 'TWIN'],
    );
    assert.equal(twins[0]?.username_key, 'twin');
    const insert = database.db
      .insertInto('person')
      .values({ username: 'tWIN', date_joined: '2026-11-27T12:00:00Z' });
    await assert.rejects(insert.execute(), /person_username_key_unique/);
    const rename = (from: string, to: string) =>
      database.db.updateTable('person').set({ username: to }).where('username', '=', from);
    await rename('TWIN', 'third').execute();
    await rename('twin', 'twin').execute();
    assert.equal((await find()).length, 2);
  });

  test('keeps the state, details, project and version of each award', async () => {
    const states = new Set<unknown>();
    for (const old of rows.managed_project ?? []) {
      const award = await findNew(String(old.identifier));
      for (const column of ['state', 'details', 'project_id', 'version', 'applied_allocation']) {
        assert.deepEqual(award[column as 'state'], old[column], `${old.identifier} ${column}`);
      }
      states.add(award.state);
    }
    assert.deepEqual([...states].toSorted(), ['approved', 'canceled', 'pending', 'rejected']);
  });

  test('leaves a sound database', async () => {
    assert.deepEqual(await findViolations(database.db), []);
  });

  test('counts waiting from the decision that made the award pending', async () => {
    const toppedUp = await findNew('topped-up.ukri');
    assert.equal(toMillis(toppedUp.waiting_since), toMillis('2026-11-25T12:00:00Z'));
    const embargoed = await findNew('embargoed.ukri');
    assert.equal(toMillis(embargoed.waiting_since), toMillis(findOld('embargoed.ukri').created));
  });

  test('gives only pending awards a waiting time and reasons', async () => {
    const awards = await database.db.selectFrom('managed_project').selectAll().execute();
    for (const { identifier, state, waiting_since, waiting_reasons } of awards) {
      assert.equal(waiting_since !== null, state === 'pending', identifier);
      assert.equal(waiting_reasons.length > 0, state === 'pending', identifier);
    }
  });

  test('marks an award as embargoed only where the embargo alone keeps it waiting', async () => {
    const { waiting_reasons: alone } = await findNew('embargoed.ukri');
    const until = '2027-01-01T00:00:00Z';
    const text = `Not to be approved before ${until}.`;
    assert.deepEqual(alone, [{ code: 'embargoed', until, text }]);
    const { waiting_reasons: above } = await findNew('embargoed-above.ukri');
    assert.deepEqual(above, [{ code: 'unknown', text: 'No reason was recorded.' }]);
  });

  test('remembers the project of a withdrawn award', async () => {
    const withdrawal = (rows.audit_entry ?? []).find(
      (entry) => entry.identifier === 'withdrawn.ukri' && entry.action === 'withdrawn',
    );
    const details = withdrawal?.previous_details as { project_link: { id: string } };
    const { previous_project_id: id } = await findNew('withdrawn.ukri');
    const project = rows.project?.find((row) => row.id === id);
    assert.equal(project?.uuid, details.project_link.id);
  });

  test('knows a person by the email they had signed in with before it was changed', async () => {
    const emails = await database.db
      .selectFrom('person_email')
      .innerJoin('person', 'person.id', 'person_email.person_id')
      .select('person_email.email')
      .where('username', '=', 'ada')
      .orderBy('person_email.email')
      .execute();
    assert.deepEqual(
      emails.map(({ email }) => email),
      ['ada@new.example', 'ada@old.example'],
    );
  });
});

test('an upgrade under load ends no request of the earlier release with a deadlock', async () => {
  const busy = await createTestDatabase();
  const { db } = busy;
  try {
    const { rows: all } = await sql<{ name: string }>`select name from kysely_migration`.execute(
      db,
    );
    const earlier = all.map(({ name }) => name).filter((name) => name <= '0008-short-names');
    await sql`drop schema public cascade`.execute(db);
    await sql`create schema public`.execute(db);
    await migrateToLayout(db, earlier.toSorted());
    let upgrade: Promise<unknown> | null = null;
    await withClient({ connectionString: busy.url }, async (request) => {
      await request.query('begin');
      await request.query('insert into customer (name, slug, created) values ($1, $1, now())', [
        'x',
      ]);
      upgrade = migrateToLatest(db);
      upgrade.catch(() => undefined);
      await waitForLockedStatements(db);
      // Every table that the migrations change, in an order that is not theirs.
      for (const table of [
        'managed_project',
        'project',
        'person',
        'project_template',
        'audit_entry',
      ]) {
        await request.query(`select from ${table} for update`);
      }
      await request.query('commit');
    });
    await upgrade;
    assert.deepEqual(await listPendingMigrations(db), []);
    const customers = await db.selectFrom('customer').select('name').execute();
    assert.deepEqual(customers, [{ name: 'x' }]);
  } finally {
    await busy.close();
  }
});

test('of three replicas that start at once on an empty database one migrates and the others wait', async (t) => {
  const { db, url, close } = await createTestDatabase();
  t.after(close);
  await sql`drop schema public cascade`.execute(db);
  await sql`create schema public`.execute(db);
  const env = { DATABASE_URL: url, LOG_LEVEL: 'silent' };
  const replicas: GatehouseProcess[] = [];
  t.after(() => Promise.all(replicas.map((replica) => replica.stop('SIGKILL'))));
  await withClient({ connectionString: url }, async (holder) => {
    await holder.query('begin');
    await holder.query("select pg_advisory_xact_lock(hashtextextended('gatehouse migrations', 0))");
    for (let number = 0; number < 3; number++) replicas.push(new GatehouseProcess(['serve'], env));
    await waitUntil(async () => {
      const { rows } = await holder.query(
        `select from pg_locks join pg_database on pg_database.oid = database
          where locktype = 'advisory' and not granted and datname = current_database()`,
      );
      return rows.length === 3;
    });
    await holder.query('rollback');
  });
  const urls = await Promise.all(replicas.map((replica) => replica.waitUntilReady()));
  for (const address of urls) assert.equal((await fetch(`${address}/health/ready`)).status, 200);
  assert.deepEqual(await listPendingMigrations(db), []);
  const { rows: written } = await sql<{ transactions: number }>`
    select count(distinct xmin::text)::int as transactions from kysely_migration`.execute(db);
  assert.deepEqual(written, [{ transactions: 1 }], 'all migrations in one transaction');
  const accounts = replicas.filter(({ stdout }) => /The first account/.test(stdout));
  assert.equal(accounts.length, 1, 'one replica makes the first account');
});

test('a process that waited for the migrations of another locks no table', async () => {
  const { db, url, close } = await createTestDatabase();
  try {
    const { name } = await sql<{ name: string }>`delete from kysely_migration
      where name = (select max(name) from kysely_migration) returning name`
      .execute(db)
      .then(({ rows: [row] }) => row as { name: string });
    await withClient({ connectionString: url }, async (other) => {
      await other.query('begin');
      await other.query(
        "select pg_advisory_xact_lock(hashtextextended('gatehouse migrations', 0))",
      );
      const waiting = migrateToLatest(db);
      await waitForLockedStatements(db);
      await other.query('insert into kysely_migration values ($1, now())', [name]);
      await withClient({ connectionString: url }, async (request) => {
        await request.query('begin; select from person');
        await other.query('commit');
        assert.deepEqual(await waiting, { applied: [] });
      });
    });
  } finally {
    await close();
  }
});
