import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { endExpiredRoles } from '../../src/roles/end-expired-roles.ts';
import { awardDetails, TestApp } from '../support/test-app.ts';

/* Issue 17, 1 and 2: roles that end, in customers and projects. */

let app: TestApp;
let customer: { uuid: string; url: string };
let project: string;
let ada: string;

before(async () => {
  app = await TestApp.open();
  ({ customer } = await app.createTemplateWithCustomers());
  const made = await app.create('/api/projects/', { name: 'Reefs', customer: customer.url });
  project = made.uuid;
  await app.createPerson('ada', { email: 'ada@example.ac.uk' });
  ada = app.people.get('ada')?.uuid as string;
});
after(() => app.close());

const inAnHour = '2026-11-23T13:00:00Z';

async function listUsers(path: string) {
  return (await app.get(`${path}list_users/`)).body;
}

for (const [noun, role] of [
  ['customers', 'CUSTOMER.MANAGER'],
  ['projects', 'PROJECT.ADMIN'],
] as const) {
  describe(`a role in ${noun}`, () => {
    const path = () => `/api/${noun}/${noun === 'customers' ? customer.uuid : project}/`;

    test('add_user answers 201 with the time at which the role ends', async () => {
      const reply = await app.post(`${path()}add_user/`, {
        user: ada,
        role,
        expiration_time: inAnHour,
      });
      assert.equal(reply.status, 201, reply.text);
      assert.equal(Date.parse(reply.body.expiration_time), Date.parse(inAnHour));
      const [entry] = (await listUsers(path())).filter(
        (one: { user_uuid: string }) => one.user_uuid === ada,
      );
      assert.equal(Date.parse(entry.expiration_time), Date.parse(inAnHour));
      assert.equal(entry.created_by_uuid, app.people.get('staff')?.uuid);
      assert.match(entry.role_uuid, /^[0-9a-f-]{36}$/);
    });

    test('update_user changes and clears the time, and reads a time without zone as UTC', async () => {
      const change = (expiration_time: string | null) =>
        app.post(`${path()}update_user/`, { user: ada, role, expiration_time });
      const later = await change('2026-11-23T14:00:00');
      assert.equal(later.status, 200, later.text);
      assert.equal(Date.parse(later.body.expiration_time), Date.parse('2026-11-23T14:00:00Z'));
      assert.deepEqual((await change(null)).body, { expiration_time: null });
      assert.equal((await change(inAnHour)).status, 200);
    });

    test('refuses a time that has passed, a role that nobody has, and a role of something else', async () => {
      const post = (name: string, body: object) =>
        app.post(`${path()}${name}/`, { user: ada, role, ...body });
      const past = await post('update_user', { expiration_time: '2026-11-23T11:59:59Z' });
      assert.deepEqual([past.status, Object.keys(past.body)], [400, ['expiration_time']]);
      const staff = app.people.get('staff')?.uuid;
      assert.equal((await post('update_user', { user: staff, expiration_time: null })).status, 404);
      const other = role === 'PROJECT.ADMIN' ? 'CUSTOMER.OWNER' : 'PROJECT.ADMIN';
      assert.deepEqual(Object.keys((await post('add_user', { role: other })).body), ['role']);
    });

    test('ends when its time comes, once among replicas, with an audit entry', async () => {
      assert.equal(await endExpiredRoles(app.db, '2026-11-23T12:59:59Z'), 0);
      const counts = await Promise.all([
        endExpiredRoles(app.db, inAnHour),
        endExpiredRoles(app.db, inAnHour),
      ]);
      assert.equal(counts[0] + counts[1], 1);
      const left = (await listUsers(path())).filter(
        (one: { user_uuid: string }) => one.user_uuid === ada,
      );
      assert.deepEqual(left, []);
      const entries = (await app.get('/api/administrative-audit/?action=role.ended')).body;
      const entry = entries.find((one: { before: { role: string } }) => one.before.role === role);
      assert.equal(entry.subject_name, 'ada');
      assert.equal(entry.via, 'schedule');
    });
  });
}

test('an invitation is listed with the nil uuid', async () => {
  await app.sendInstruction('create_project', {
    ...awardDetails,
    members: { 'bob@example.ac.uk': 'PI' },
  });
  const award = (await app.get(app.getAwardPath())).body;
  const [entry] = await listUsers(new URL(award.project).pathname);
  assert.equal(entry.state, 'invited');
  assert.equal(entry.user_uuid, '00000000-0000-0000-0000-000000000000');
  assert.equal(entry.user_email, 'bob@example.ac.uk');
});

test('a role that ends is refused where the award controls the membership', async () => {
  const locked = { ...awardDetails, name: 'Locked', members: {}, membership_control: 'locked' };
  await app.sendInstruction('create_project', locked, 'p9.ukri');
  const { project: url } = (await app.get(app.getAwardPath('p9.ukri'))).body;
  const reply = await app.post(`${new URL(url).pathname}add_user/`, {
    user: ada,
    role: 'PROJECT.MEMBER',
    expiration_time: inAnHour,
  });
  assert.equal(reply.status, 409);
});

test('HEAD of list_users counts, and its filters are honoured', async () => {
  await app.post(`/api/projects/${project}/add_user/`, { user: ada, role: 'PROJECT.ADMIN' });
  const count = async (query: string): Promise<string | null> =>
    (await app.request('HEAD', `/api/projects/${project}/list_users/${query}`)).headers.get(
      'x-result-count',
    );
  assert.equal(await count(''), '1');
  assert.equal(await count('?role=PROJECT.MEMBER'), '0');
  assert.equal(await count('?role=PROJECT.MEMBER&role=PROJECT.ADMIN'), '1');
  assert.equal(await count(`?user=${ada}`), '1');
  assert.equal(await count('?search_string=nobody'), '0');
  const named = await app.get(
    `/api/projects/${project}/list_users/?field=role_name&field=user_uuid`,
  );
  assert.deepEqual(named.body, [{ user_uuid: ada, role_name: 'PROJECT.ADMIN' }]);
});
