import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import pg from 'pg';
import { neutralProjectFields } from '../../src/projects/neutral-project-fields.ts';
import { awardDetails, TestApp } from '../support/test-app.ts';
import { waitForLockedStatements } from '../support/wait-for-lock.ts';

/* docs/rules/api.md, R5.3 and R5.4: /api/projects/ and /api/openportal-unmanaged-projects/. */

let app: TestApp;
const list = '/api/projects/';
before(async () => {
  app = await TestApp.open();
});
beforeEach(() => app.reset());
after(() => app.close());

test('creates, reads, changes and marks projects as removed', async () => {
  const customer = await app.create('/api/customers/', { name: 'C' });
  const made = await app.create(list, {
    name: ' Déjà vu ',
    customer: customer.url,
    credits: 7,
    start_date: '2026-01-01',
    uuid: 'read-only',
    unknown: 1,
  });
  assert.deepEqual(
    Object.entries(made).filter(([key]) => !['url', 'uuid'].includes(key)),
    Object.entries({
      name: 'Déjà vu',
      slug: 'deja-vu',
      short_name: null,
      description: '',
      customer: customer.url,
      customer_uuid: customer.uuid,
      customer_name: 'C',
      customer_slug: 'c',
      created: '2026-11-23T12:00:00.000000Z',
      start_date: '2026-01-01',
      end_date: null,
      backend_id: '',
      is_removed: false,
      is_in_grace_period: false,
      project_credit: 7,
      credits: '7.00',
      customer_native_name: '',
      customer_abbreviation: '',
      customer_grace_period_days: 30,
      effective_end_date: null,
      ...neutralProjectFields,
    }),
  );
  const sentBack = await app.patch(made.url, { ...made, description: 'd' });
  assert.deepEqual(sentBack.body, { ...made, description: 'd' });
  assert.equal((await app.request('DELETE', made.url)).status, 204);
  assert.equal((await app.get(made.url)).body.is_removed, true);
  const bare = made.uuid.replaceAll('-', '');
  assert.equal((await app.get(`${list}${bare}`)).body.uuid, made.uuid);
});

test('rejects bad input with 400 and the name of the field', async () => {
  const customer = await app.create('/api/customers/', { name: 'C' });
  const other = await app.create('/api/customers/', { name: 'O' });
  const good = { name: 'P', customer: customer.url };
  for (const [field, value] of [
    ['name', undefined],
    ['name', '  '],
    ['name', 'x'.repeat(501)],
    ['customer', undefined],
    ['customer', 'nonsense'],
    ['customer', 'http://x/api/customers/11111111-1111-4111-8111-111111111111/'],
    ['start_date', '2026-02-30'],
    ['end_date', 'soon'],
    ['end_date', 5],
    ['credits', -1],
    ['credits', 'many'],
    ['description', 'a\u0000'],
  ] as const) {
    const reply = await app.post(list, { ...good, [field]: value });
    assert.equal(reply.status, 400, `${field} ${value}: ${reply.text}`);
    assert.ok(Array.isArray(reply.body[field]), reply.text);
  }
  const backwards = { start_date: '2026-02-01', end_date: '2026-01-01' };
  assert.ok('end_date' in (await app.post(list, { ...good, ...backwards })).body);
  assert.equal(await app.countRows('project'), 0);
  const made = await app.create(list, good);
  const moved = await app.patch(made.url, { customer: other.url });
  assert.deepEqual([moved.status, Object.keys(moved.body)], [400, ['customer']]);
});

test('filters by name, query and customer_uuid, and lists attachable projects as unmanaged', async () => {
  const { customer, provider } = await app.createTemplateWithCustomers();
  await app.sendInstruction('create_project', awardDetails);
  await app.create(list, { name: 'Free', customer: customer.url, description: 'needle' });
  await app.create(list, { name: 'Other', customer: provider.url });
  const removed = await app.create(list, { name: 'Gone', customer: customer.url });
  await app.request('DELETE', removed.url);
  const names = async (path: string): Promise<string[]> => {
    const reply = await app.get(path);
    const found = reply.body.map((row: { name: string }) => row.name);
    const head = await app.request('HEAD', path);
    assert.equal(head.headers.get('x-result-count'), String(found.length));
    return found;
  };
  assert.deepEqual(await names(list), ['Deep sea', 'Free', 'Gone', 'Other']);
  assert.deepEqual(await names(`${list}?name=FRE`), ['Free']);
  assert.deepEqual(await names(`${list}?query=NEEDLE`), ['Free']);
  assert.deepEqual(await names(`${list}?query=a6a`), ['Deep sea']);
  assert.deepEqual(await names(`${list}?customer_uuid=${provider.uuid}`), ['Other']);
  assert.deepEqual(await names(`${list}?is_removed=true`), ['Gone']);
  assert.deepEqual(await names(`${list}?o=-name`), ['Other', 'Gone', 'Free', 'Deep sea']);
  assert.deepEqual(await names(`${list}?o=row.name&o=-name`), await names(`${list}?o=-name`));
  assert.deepEqual(await names(`${list}?name_exact=free`), []);
  assert.deepEqual(await names(`${list}?customer=${provider.uuid}&field=name`), ['Other']);
  assert.ok('modified' in (await app.get(`${list}?modified=2026-01-01T00:00:00`)).body);
  const unmanaged = '/api/openportal-unmanaged-projects/';
  assert.deepEqual(await names(unmanaged), ['Free', 'Other']);
  const managed = (await app.get(app.getAwardPath())).body.project_data.uuid;
  assert.equal((await app.get(`${unmanaged}${managed}/`)).status, 404);
});

test('lets staff set credits, except of a project that an award manages (409)', async () => {
  const { customer } = await app.createTemplateWithCustomers();
  await app.createPerson('owner');
  await app.assignRole('owner', customer.uuid, 'CUSTOMER.OWNER');
  await app.sendInstruction('create_project', awardDetails);
  const { project } = (await app.get(app.getAwardPath())).body;
  assert.equal((await app.patch(project, { credits: '1' })).status, 409);
  assert.equal((await app.patch(project, { credits: '500.00', description: 'x' })).status, 200);
  const free = await app.create(list, { name: 'Free', customer: customer.url });
  assert.equal((await app.patch(free.url, { credits: '5' }, { as: 'owner' })).status, 403);
  assert.equal((await app.patch(free.url, { credits: '5' })).body.credits, '5.00');
});

test('does not overwrite a decision with values that a client read before it', async () => {
  await app.createTemplateWithCustomers();
  await app.sendInstruction('create_project', awardDetails);
  const { project } = (await app.get(app.getAwardPath())).body;
  const read = (await app.get(project)).body;
  const decision = new pg.Client({ connectionString: app.database.url });
  await decision.connect();
  try {
    await decision.query(`begin; select from project for update`);
    const { name, credits } = read;
    const both = app.patch(project, { name, credits, description: 'x' });
    const named = app.patch(project, { backend_id: 'b7' });
    await waitForLockedStatements(app.db, 2);
    await decision.query(`update project set credits = 800, end_date = '2029-01-01'; commit`);
    assert.equal((await both).status, 409);
    assert.equal((await named).status, 200);
    const { body } = await app.get(project);
    assert.deepEqual([body.credits, body.end_date], ['800.00', '2029-01-01']);
  } finally {
    await decision.end();
  }
});

test('lets staff and owners of the customer write, others who see the project get 403, the rest 404', async () => {
  const { customer } = await app.createTemplateWithCustomers();
  const project = await app.create(list, { name: 'P', customer: customer.url });
  await app.createPerson('owner');
  await app.assignRole('owner', customer.uuid, 'CUSTOMER.OWNER');
  await app.createPerson('manager');
  await app.assignRole('manager', customer.uuid, 'CUSTOMER.MANAGER');
  await app.createPerson('support', { is_support: true });
  await app.createPerson('nobody');
  for (const [as, sees, writes, makes] of [
    ['owner', 200, 200, 201],
    ['manager', 200, 403, 403],
    ['support', 200, 403, 403],
    ['nobody', 404, 404, 400],
  ] as const) {
    assert.equal((await app.get(project.url, { as })).status, sees);
    assert.equal((await app.get(`${project.url}list_users/`, { as })).status, sees);
    assert.equal((await app.patch(project.url, { description: as }, { as })).status, writes, as);
    const made = await app.post(list, { name: as, customer: customer.url }, { as });
    assert.equal(made.status, makes, as);
  }
  assert.equal((await app.request('DELETE', project.url, { as: 'manager' })).status, 403);
  assert.equal((await app.request('DELETE', project.url, { as: 'owner' })).status, 204);
});
