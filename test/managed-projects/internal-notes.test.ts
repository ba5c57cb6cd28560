import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { TestApp } from '../support/test-app.ts';
import { AwardCase, createCustomers } from './award-case.ts';

/* docs/rules/awards.md, A8.9 and A9.4: internal notes, and who may read them and the audit. */

let app: TestApp;
let award: AwardCase;
before(async () => {
  app = await TestApp.open();
  const customers = await createCustomers(app);
  award = await AwardCase.open(app, customers);
  await award.create();
  await app.createReviewer('reviewer', customers);
  await app.createPerson('owner');
  await app.assignRole('owner', customers.customer.uuid, 'CUSTOMER.MANAGER');
  await app.createPerson('helper', { is_support: true });
  await app.createPerson('stranger');
  await app.createPerson('member');
  const { project } = await award.read();
  const role = { user: app.people.get('member')?.uuid, role: 'PROJECT.MEMBER' };
  assert.ok((await app.post(`${project}add_user/`, role)).status < 300);
});
after(() => app.close());

const notes = () => `${award.path}internal-notes/`;
const add = (text: string, as: string) => app.post(notes(), { text }, { as });

test('a note has its author and time, and stays out of the details, the outbox and messages', async () => {
  const notifications = await award.listNotifications();
  const reply = await add('Confidential: ask the dean.', 'reviewer');
  assert.equal(reply.status, 201, reply.text);
  assert.deepEqual(Object.keys(reply.body), [
    'uuid',
    'text',
    'created',
    'author_full_name',
    'author_uuid',
    'mentions',
  ]);
  assert.equal(reply.body.author_full_name, 'reviewer Tester');
  assert.deepEqual((await app.get(notes())).body, [reply.body]);
  assert.ok(!JSON.stringify(await award.read()).includes('Confidential'));
  assert.ok(!JSON.stringify(await award.readOverWire()).includes('Confidential'));
  assert.deepEqual(await award.listNotifications(), notifications);
  assert.equal((await award.listActions()).at(-1), 'internal_note_added');
});

test('reviewers and staff write; owners, managers and support only read; members do neither', async () => {
  const read = async (as: string) => (await app.get(notes(), { as })).status;
  const write = async (as: string) => (await add('x', as)).status;
  const statuses = async (as: string) => [await read(as), await write(as)];
  assert.deepEqual(await statuses('staff'), [200, 201]);
  assert.deepEqual(await statuses('reviewer'), [200, 201]);
  assert.deepEqual(await statuses('owner'), [200, 403]);
  assert.deepEqual(await statuses('helper'), [200, 403]);
  assert.deepEqual(await statuses('member'), [403, 403]);
  assert.deepEqual(await statuses('stranger'), [404, 404]);
});

test('a plain member gets no audit: an empty list, and 403 for one entry', async () => {
  const audit = '/api/openportal-managed-project-audit/';
  const [entry] = (await app.get(audit)).body;
  assert.deepEqual((await app.get(audit, { as: 'member' })).body, []);
  assert.equal((await app.get(`${audit}${entry.id}/`, { as: 'member' })).status, 403);
  assert.equal((await app.get(`${audit}${entry.id}/`, { as: 'owner' })).status, 200);
});

test('notes outlast a deleted award and come back with it', async () => {
  const { body: written } = await app.get(notes());
  assert.equal((await app.request('DELETE', `${award.path}delete/`)).status, 204);
  assert.equal((await app.get(notes())).status, 404);
  await award.create();
  assert.deepEqual((await app.get(notes())).body, written);
});

test('notes of more than 1 MiB together are refused with the field, and nothing is stored', async () => {
  const author = app.people.get('reviewer')?.id ?? 0;
  await sql`insert into internal_note (identifier, destination, text, author, created)
    select identifier, destination, repeat('x', 10000), ${author}, now()
    from managed_project, generate_series(1, 104)`.execute(app.db);
  const counts = async () => [
    (await app.db.selectFrom('internal_note').select('id').execute()).length,
    await app.countRows('audit_entry'),
  ];
  const before = await counts();
  const reply = await add('y'.repeat(10_000), 'reviewer');
  assert.equal(reply.status, 400);
  assert.deepEqual(reply.body, {
    text: ['With this note the internal notes of the award would have more than 1,048,576 bytes.'],
  });
  assert.deepEqual(await counts(), before);
});
