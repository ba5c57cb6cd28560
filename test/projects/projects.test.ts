import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { details, TestDesk } from '../support/desk.ts';

/* api.md: /api/projects/ and /api/openportal-unmanaged-projects/. */

let desk: TestDesk;
const list = '/api/projects/';
beforeEach(async () => {
  desk = await TestDesk.open();
});
afterEach(() => desk.close());

test('made, read, changed, marked as removed; every field', async () => {
  const customer = await desk.make('/api/customers/', { name: 'C' });
  const made = await desk.make(list, {
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
    }),
  );
  const sentBack = await desk.patch(made.url, { ...made, description: 'd' });
  assert.deepEqual(sentBack.body, { ...made, description: 'd' });
  assert.equal((await desk.request('DELETE', made.url)).status, 204);
  assert.equal((await desk.get(made.url)).body.is_removed, true);
  const bare = made.uuid.replaceAll('-', '');
  assert.equal((await desk.get(`${list}${bare}`)).body.uuid, made.uuid);
});

test('bad input: 400 that names the field', async () => {
  const customer = await desk.make('/api/customers/', { name: 'C' });
  const other = await desk.make('/api/customers/', { name: 'O' });
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
    const reply = await desk.post(list, { ...good, [field]: value });
    assert.equal(reply.status, 400, `${field} ${value}: ${reply.text}`);
    assert.ok(Array.isArray(reply.body[field]), reply.text);
  }
  const backwards = { start_date: '2026-02-01', end_date: '2026-01-01' };
  assert.ok('end_date' in (await desk.post(list, { ...good, ...backwards })).body);
  assert.equal(await desk.count('project'), 0);
  const made = await desk.make(list, good);
  const moved = await desk.patch(made.url, { customer: other.url });
  assert.deepEqual([moved.status, Object.keys(moved.body)], [400, ['customer']]);
});

test('filters name, query, customer_uuid; unmanaged are those that can be attached', async () => {
  const { customer, provider } = await desk.furnish();
  await desk.ask('create_project', details);
  await desk.make(list, { name: 'Free', customer: customer.url, description: 'needle' });
  await desk.make(list, { name: 'Other', customer: provider.url });
  const removed = await desk.make(list, { name: 'Gone', customer: customer.url });
  await desk.request('DELETE', removed.url);
  const names = async (path: string): Promise<string[]> => {
    const reply = await desk.get(path);
    const found = reply.body.map((row: { name: string }) => row.name);
    const head = await desk.request('HEAD', path);
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
  assert.equal((await desk.get(`${list}?o=nope`)).status, 400);
  const unmanaged = '/api/openportal-unmanaged-projects/';
  assert.deepEqual(await names(unmanaged), ['Free', 'Other']);
  const managed = (await desk.get(desk.award())).body.project_data.uuid;
  assert.equal((await desk.get(`${unmanaged}${managed}/`)).status, 404);
});

test('credits are an award’s matter while one manages the project (409), staff’s otherwise', async () => {
  const { customer } = await desk.furnish();
  await desk.person('owner');
  await desk.role('owner', customer.uuid, 'CUSTOMER.OWNER');
  await desk.ask('create_project', details);
  const { project } = (await desk.get(desk.award())).body;
  assert.equal((await desk.patch(project, { credits: '1' })).status, 409);
  assert.equal((await desk.patch(project, { credits: '500.00', description: 'x' })).status, 200);
  const free = await desk.make(list, { name: 'Free', customer: customer.url });
  assert.equal((await desk.patch(free.url, { credits: '5' }, { as: 'owner' })).status, 403);
  assert.equal((await desk.patch(free.url, { credits: '5' })).body.credits, '5.00');
});

test('what a client read before a decision does not overwrite the decision', async () => {
  await desk.furnish();
  await desk.ask('create_project', details);
  const { project } = (await desk.get(desk.award())).body;
  const read = (await desk.get(project)).body;
  const decision = new pg.Client({ connectionString: desk.database.url });
  await decision.connect();
  try {
    await decision.query(`begin; select from project for update`);
    const { name, credits } = read;
    const both = desk.patch(project, { name, credits, description: 'x' });
    const named = desk.patch(project, { backend_id: 'b7' });
    await pause(300);
    await decision.query(`update project set credits = 800, end_date = '2029-01-01'; commit`);
    assert.equal((await both).status, 409);
    assert.equal((await named).status, 200);
    const { body } = await desk.get(project);
    assert.deepEqual([body.credits, body.end_date], ['800.00', '2029-01-01']);
  } finally {
    await decision.end();
  }
});

test('staff and owners of the customer write; who sees it otherwise gets 403, others 404', async () => {
  const { customer } = await desk.furnish();
  const project = await desk.make(list, { name: 'P', customer: customer.url });
  await desk.person('owner');
  await desk.role('owner', customer.uuid, 'CUSTOMER.OWNER');
  await desk.person('manager');
  await desk.role('manager', customer.uuid, 'CUSTOMER.MANAGER');
  await desk.person('support', { is_support: true });
  await desk.person('nobody');
  for (const [as, sees, writes, makes] of [
    ['owner', 200, 200, 201],
    ['manager', 200, 403, 403],
    ['support', 200, 403, 403],
    ['nobody', 404, 404, 400],
  ] as const) {
    assert.equal((await desk.get(project.url, { as })).status, sees);
    assert.equal((await desk.get(`${project.url}list_users/`, { as })).status, sees);
    assert.equal((await desk.patch(project.url, { description: as }, { as })).status, writes, as);
    const made = await desk.post(list, { name: as, customer: customer.url }, { as });
    assert.equal(made.status, makes, as);
  }
  assert.equal((await desk.request('DELETE', project.url, { as: 'manager' })).status, 403);
  assert.equal((await desk.request('DELETE', project.url, { as: 'owner' })).status, 204);
});

const usersOf = async (url: string): Promise<string[]> =>
  (await desk.get(`${url}list_users/`)).body.map(
    ({ user_username, user_email, role_name, state }: Record<string, string>) =>
      `${user_username || user_email} ${role_name} ${state}`,
  );
const auditOf = async (uuid: string | undefined) =>
  (await desk.get(`/api/administrative-audit/?subject_uuid=${uuid}`)).body
    .filter(({ action }: { action: string }) => action.startsWith('role.'))
    .map((entry: Record<string, { role: string } | null>) => [
      entry.action,
      entry.via,
      entry.performed_by_username,
      entry.before?.role ?? null,
      entry.after?.role ?? null,
    ])
    .toReversed();

test('roles are given, changed and taken by staff, effective on the next request', async () => {
  const { customer } = await desk.furnish();
  const project = await desk.make(list, { name: 'P', customer: customer.url });
  await desk.person('ada');
  await desk.person('owner');
  await desk.role('owner', customer.uuid, 'CUSTOMER.OWNER');
  const user = desk.people.get('ada')?.uuid;
  const member = { user, role: 'PROJECT.MEMBER' };
  const give = (body: unknown, as = 'staff') => desk.post(`${project.url}add_user/`, body, { as });
  const take = (body: unknown, as = 'staff') =>
    desk.post(`${project.url}delete_user/`, body, { as });
  assert.equal((await give(member, 'ada')).status, 404);
  assert.equal((await give(member, 'owner')).status, 403);
  assert.equal((await give(member)).status, 200);
  assert.equal((await give(member)).status, 200, 'the second click');
  assert.equal((await desk.get(project.url, { as: 'ada' })).status, 200);
  assert.equal((await give({ user, role: 'PROJECT.ADMIN' })).status, 200);
  assert.deepEqual(await usersOf(project.url), ['ada PROJECT.ADMIN member']);
  assert.equal((await take(member)).status, 404, 'a role that she does not have');
  assert.equal((await take({ user, role: 'PROJECT.ADMIN' }, 'owner')).status, 403);
  assert.equal((await take({ user, role: 'PROJECT.ADMIN' })).status, 200);
  assert.equal((await take({ user, role: 'PROJECT.ADMIN' })).status, 404);
  assert.equal((await desk.get(project.url, { as: 'ada' })).status, 404);
  assert.deepEqual(await auditOf(user), [
    ['role.given', 'token', 'staff', null, 'PROJECT.MEMBER'],
    ['role.changed', 'token', 'staff', 'PROJECT.MEMBER', 'PROJECT.ADMIN'],
    ['role.taken', 'token', 'staff', 'PROJECT.ADMIN', null],
  ]);
  for (const [field, bad] of [
    ['role', { user, role: 'CUSTOMER.OWNER' }],
    ['user', { user: 'x', role: 'PROJECT.MEMBER' }],
    ['user', { user: '11111111-1111-4111-8111-111111111111', role: 'PROJECT.MEMBER' }],
    ['role', { user }],
  ] as const) {
    const reply = await give(bad);
    assert.deepEqual([reply.status, Object.keys(reply.body)], [400, [field]], reply.text);
  }
});

for (const [control, roles, membership] of [
  ['open', 200, 200],
  ['members_only', 409, 200],
  ['roles_only', 200, 409],
  ['locked', 409, 409],
] as const) {
  test(`${control}: roles by hand ${roles}, membership by hand ${membership}`, async () => {
    await desk.furnish();
    await desk.person('ada', { email: 'ada@example.ac.uk' });
    await desk.person('bob');
    const user = (name: string) => desk.people.get(name)?.uuid;
    await desk.ask('create_project', { ...details, membership_control: 'open' });
    const { project } = (await desk.get(desk.award())).body;
    const add = (name: string, role: string) =>
      desk.post(`${project}add_user/`, { user: user(name), role });
    assert.equal((await add('ada', 'PROJECT.MEMBER')).status, 200);
    const members = { 'ada@example.ac.uk': 'member' };
    const said = await desk.ask('update_project', { members, membership_control: control });
    assert.equal(said.error, undefined);
    const given = await add('bob', 'PROJECT.MEMBER');
    assert.equal(given.status, membership, given.text);
    const changed = await add('ada', 'PROJECT.ADMIN');
    assert.equal(changed.status, roles, changed.text);
    if (roles === 409) assert.match(changed.body.detail, /decides the roles/);
    if (membership === 409) assert.match(given.body.detail, /decides who is a member/);
  });
}

test('what an award changes of roles is in the administrative audit, too', async () => {
  await desk.furnish({ role_mapping: { lead: 'PROJECT.ADMIN', member: 'PROJECT.MEMBER' } });
  await desk.person('ada', { email: 'ada@example.ac.uk' });
  await desk.person('bob', { email: 'bob@example.ac.uk' });
  await desk.ask('create_project', { ...details, members: {} });
  const { project } = (await desk.get(desk.award())).body;
  for (const name of ['ada', 'bob']) {
    const body = { user: desk.people.get(name)?.uuid, role: 'PROJECT.MEMBER' };
    assert.equal((await desk.post(`${project}add_user/`, body)).status, 200);
  }
  const members = { 'Ada@example.ac.uk': 'lead' };
  await desk.ask('update_project', { members, membership_control: 'locked' });
  assert.deepEqual(await usersOf(project), ['ada PROJECT.ADMIN member']);
  const [, changed] = await auditOf(desk.people.get('ada')?.uuid);
  const [, taken] = await auditOf(desk.people.get('bob')?.uuid);
  const { username: by } = await desk.db
    .selectFrom('person')
    .select('username')
    .where('is_robot', '=', true)
    .executeTakeFirstOrThrow();
  assert.deepEqual(changed, ['role.changed', 'award', by, 'PROJECT.MEMBER', 'PROJECT.ADMIN']);
  assert.deepEqual(taken, ['role.taken', 'award', by, 'PROJECT.MEMBER', null]);
});
