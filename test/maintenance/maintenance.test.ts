import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { hashPassword } from '../../src/access/password-hashing.ts';
import { isRefusedByMaintenance } from '../../src/database/sql-state.ts';
import {
  beginMaintenance,
  endMaintenance,
  renewMaintenance,
} from '../../src/maintenance/switch-maintenance.ts';
import { runGatehouse } from '../support/gatehouse-process.ts';
import { TestApp } from '../support/test-app.ts';
import { waitForLockedStatements } from '../support/wait-for-lock.ts';

/* Read-only mode for maintenance: docs/operators.md, "Maintenance". */

let app: TestApp;
before(async () => {
  app = await TestApp.open();
});
after(() => app.close());

const password = 'correct horse battery';
const run = async (...args: string[]): Promise<string> => {
  const { code, stdout, stderr } = await runGatehouse(args, { DATABASE_URL: app.database.url });
  assert.equal(code, 0, stderr);
  return stdout;
};
const begin = () => beginMaintenance(app.db, { since: '2026-11-23T12:00:00Z', message: '' });
const end = () => endMaintenance(app.db, '2026-11-23T13:00:00Z');
const createCustomer = () => app.post('/api/customers/', { name: 'Centre' });
const rename = (name: string) =>
  app.db.updateTable('person').set({ last_name: name }).where('username', '=', 'staff');

test('every change is answered 503 with the words of the operator, until it ends', async () => {
  const on = await run('maintenance', 'on', '--message', 'Until 14:00.');
  assert.match(on, /changes are refused until/);
  // Before a replica has noticed it, its database refuses the change.
  const first = await createCustomer();
  assert.equal(first.status, 503);
  assert.match(first.body.detail, /^Maintenance: nothing can be changed until it ends\.$/);
  await app.maintenance.look();
  const refused = await createCustomer();
  assert.equal(refused.status, 503);
  assert.equal(refused.headers.get('retry-after'), '60');
  assert.equal(
    refused.body.detail,
    'Maintenance: nothing can be changed until it ends. Until 14:00.',
  );
  // Also what is not valid or would change nothing.
  assert.equal((await app.post('/api/customers/', {})).status, 503);
  assert.match(await run('maintenance', 'status'), /^Maintenance since \S+\. Until 14:00\.\n$/);

  assert.equal(await run('maintenance', 'off'), 'Changes are accepted again.\n');
  await app.maintenance.look();
  assert.equal((await createCustomer()).status, 201);
  assert.equal(await run('maintenance', 'off'), 'There was no maintenance.\n');
  const { body } = await app.get('/api/administrative-audit/?o=timestamp');
  const entries = body.filter(({ action }: { action: string }) => action.includes('maintenance'));
  assert.deepEqual(
    entries.map(({ action, via }: { action: string; via: string }) => [action, via]),
    [
      ['settings.maintenance_begun', 'command line'],
      ['settings.maintenance_ended', 'command line'],
    ],
  );
});

test('reads, signing in and out, and readiness go on', async () => {
  const { password_hash } = { password_hash: await hashPassword(password) };
  await app.createPerson('ada', { email: 'ada@example.org' });
  await app.db.updateTable('person').set({ password_hash }).where('username', '=', 'ada').execute();
  await begin();
  await app.maintenance.look();
  try {
    assert.equal((await app.get('/api/customers/')).status, 200);
    assert.equal((await app.get('/health/ready')).status, 200);
    assert.deepEqual((await app.get('/api/site/')).body.maintenance, {
      since: '2026-11-23T12:00:00Z',
      message: '',
    });
    const signIn = await app.post('/api/session/', { username: 'ada', password }, { as: null });
    assert.equal(signIn.status, 200, signIn.text);
    const cookie = signIn.headers
      .getSetCookie()
      .map((text) => text.split(';')[0] ?? '')
      .join('; ');
    const headers = { cookie, origin: app.url };
    const signOut = await app.request('DELETE', '/api/session/', { as: null, headers });
    assert.equal(signOut.status, 204, signOut.text);
    const token = await app.post(
      '/api-auth/password/',
      { username: 'ada', password },
      { as: null },
    );
    assert.equal(token.status, 503);
  } finally {
    await end();
    await app.maintenance.look();
  }
});

test('it begins when changes that are under way have ended', async () => {
  let begun: Promise<unknown> | null = null;
  let isBegun = false;
  await app.db.transaction().execute(async (trx) => {
    await trx
      .updateTable('person')
      .set({ last_name: 'Early' })
      .where('username', '=', 'staff')
      .execute();
    begun = begin().then(() => {
      isBegun = true;
    });
    await waitForLockedStatements(app.db);
    assert.equal(isBegun, false);
  });
  await begun;
  await assert.rejects(rename('Late').execute(), isRefusedByMaintenance);
  await end();
  const { last_name } = await app.db
    .selectFrom('person')
    .select('last_name')
    .where('username', '=', 'staff')
    .executeTakeFirstOrThrow();
  assert.equal(last_name, 'Early');
});

test('commands of the operator still change', async () => {
  await begin();
  try {
    assert.match(await run('user', 'create', 'grace'), /^user name {2}grace$/m);
  } finally {
    await end();
  }
});

test('tables that are made in maintenance refuse changes when a process starts', async () => {
  await begin();
  try {
    await sql`create table later (id int)`.execute(app.db);
    await renewMaintenance(app.db);
    await assert.rejects(sql`insert into later values (1)`.execute(app.db), isRefusedByMaintenance);
    await assert.rejects(sql`truncate later`.execute(app.db), isRefusedByMaintenance);
  } finally {
    await end();
  }
  await sql`insert into later values (1)`.execute(app.db);
  await sql`drop table later`.execute(app.db);
});

test('changes are accepted when maintenance ends while a process starts', async () => {
  await begin();
  let work: Promise<unknown> | null = null;
  await app.db.transaction().execute(async (trx) => {
    await sql`lock table customer in share row exclusive mode`.execute(trx);
    const ended = end();
    await waitForLockedStatements(app.db);
    work = Promise.all([ended, renewMaintenance(app.db)]);
    await waitForLockedStatements(app.db, 2);
  });
  await work;
  await rename('Later').execute();
});
