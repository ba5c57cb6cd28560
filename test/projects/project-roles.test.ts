import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { awardDetails, TestApp } from '../support/test-app.ts';

/* docs/rules/api.md, R5.4; docs/rules/awards.md, A9.5: who gives and takes roles in projects. */

let app: TestApp;
const list = '/api/projects/';
before(async () => {
  app = await TestApp.open();
});
beforeEach(() => app.reset());
after(() => app.close());

const usersOf = async (url: string): Promise<string[]> =>
  (await app.get(`${url}list_users/`)).body.map(
    ({ user_username, user_email, role_name, state }: Record<string, string>) =>
      `${user_username || user_email} ${role_name} ${state}`,
  );
const auditOf = async (uuid: string | undefined) =>
  (await app.get(`/api/administrative-audit/?subject_uuid=${uuid}`)).body
    .filter(({ action }: { action: string }) => action.startsWith('role.'))
    .map((entry: Record<string, { role: string } | null>) => [
      entry.action,
      entry.via,
      entry.performed_by_username,
      entry.before?.role ?? null,
      entry.after?.role ?? null,
    ])
    .toReversed();

test('staff and owners of the customer grant, change and revoke roles, effective on the next request', async () => {
  const { customer } = await app.createTemplateWithCustomers();
  const project = await app.create(list, { name: 'P', customer: customer.url });
  await app.createPerson('ada');
  await app.createPerson('owner');
  await app.assignRole('owner', customer.uuid, 'CUSTOMER.OWNER');
  const user = app.people.get('ada')?.uuid;
  const member = { user, role: 'PROJECT.MEMBER' };
  const give = (body: unknown, as = 'staff') => app.post(`${project.url}add_user/`, body, { as });
  const take = (body: unknown, as = 'staff') =>
    app.post(`${project.url}delete_user/`, body, { as });
  assert.equal((await give(member, 'ada')).status, 404);
  assert.equal((await give(member, 'owner')).status, 400, 'a person whom the owner does not know');
  assert.equal((await give(member)).status, 201);
  assert.equal((await give(member)).status, 201, 'the second click');
  assert.equal((await app.get(project.url, { as: 'ada' })).status, 200);
  assert.equal((await give({ user, role: 'PROJECT.ADMIN' }, 'owner')).status, 201);
  assert.deepEqual(await usersOf(project.url), ['ada PROJECT.ADMIN member']);
  assert.equal((await take(member)).status, 404, 'a role that she does not have');
  assert.equal((await take({ user, role: 'PROJECT.ADMIN' })).status, 200);
  assert.equal((await take({ user, role: 'PROJECT.ADMIN' })).status, 404);
  assert.equal((await app.get(project.url, { as: 'ada' })).status, 404);
  assert.deepEqual(await auditOf(user), [
    ['role.given', 'token', 'staff', null, 'PROJECT.MEMBER'],
    ['role.changed', 'token', 'owner', 'PROJECT.MEMBER', 'PROJECT.ADMIN'],
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

test('records role changes by an award in the administrative audit', async () => {
  await app.createTemplateWithCustomers({
    role_mapping: { lead: 'PROJECT.ADMIN', member: 'PROJECT.MEMBER' },
  });
  await app.createPerson('ada', { email: 'ada@example.ac.uk' });
  await app.createPerson('bob', { email: 'bob@example.ac.uk' });
  await app.sendInstruction('create_project', { ...awardDetails, members: {} });
  const { project } = (await app.get(app.getAwardPath())).body;
  for (const name of ['ada', 'bob']) {
    const body = { user: app.people.get(name)?.uuid, role: 'PROJECT.MEMBER' };
    assert.equal((await app.post(`${project}add_user/`, body)).status, 201);
  }
  const members = { 'Ada@example.ac.uk': 'lead' };
  await app.sendInstruction('update_project', { members, membership_control: 'locked' });
  assert.deepEqual(await usersOf(project), ['ada PROJECT.ADMIN member']);
  const [, changed] = await auditOf(app.people.get('ada')?.uuid);
  const [, taken] = await auditOf(app.people.get('bob')?.uuid);
  const { username: by } = await app.db
    .selectFrom('person')
    .select('username')
    .where('is_robot', '=', true)
    .executeTakeFirstOrThrow();
  assert.deepEqual(changed, ['role.changed', 'award', by, 'PROJECT.MEMBER', 'PROJECT.ADMIN']);
  assert.deepEqual(taken, ['role.taken', 'award', by, 'PROJECT.MEMBER', null]);
});

describe('manual role changes in a project', () => {
  const add = (url: string, body: unknown, as = 'staff') =>
    app.post(`${url}add_user/`, body, { as });
  const take = (url: string, body: unknown, as = 'staff') =>
    app.post(`${url}delete_user/`, body, { as });
  const uuidOf = (name: string) => app.people.get(name)?.uuid;
  const grant = (name: string, role = 'PROJECT.MEMBER') => ({ user: uuidOf(name), role });
  const rolesIn = async (url: string): Promise<Record<string, string>> => {
    const { body } = await app.get(`${url}list_users/`);
    return Object.fromEntries(
      body.map((one: Record<string, string>) => [
        one.user_username || one.user_email,
        `${one.role_name} ${one.state}`,
      ]),
    );
  };
  const entries = async () =>
    (await app.get('/api/administrative-audit/?subject_kind=role&o=timestamp')).body.map(
      (one: Record<string, unknown>) => [
        one.action,
        one.performed_by_username,
        one.via,
        one.address,
        one.subject_name,
        one.before,
        one.after,
      ],
    );

  test('a granted role replaces an invitation, and a revoked one does not come back', async () => {
    await app.createTemplateWithCustomers();
    await app.sendInstruction('create_project', awardDetails);
    const { project } = (await app.get(app.getAwardPath())).body;
    await app.createPerson('ada', { email: 'Ada@example.ac.uk' });
    assert.deepEqual(await rolesIn(project), { 'ada@example.ac.uk': 'PROJECT.ADMIN invited' });
    assert.equal((await take(project, grant('ada', 'PROJECT.ADMIN'))).status, 404);
    assert.deepEqual(await rolesIn(project), { 'ada@example.ac.uk': 'PROJECT.ADMIN invited' });
    assert.equal((await add(project, grant('ada'))).status, 201);
    assert.deepEqual(await rolesIn(project), { ada: 'PROJECT.MEMBER member' });
    assert.equal((await take(project, grant('ada'))).status, 200);
    assert.deepEqual(await rolesIn(project), {});
  });

  const belongs = "The project's award controls its membership (membership_control).";
  const which = "The project's award controls the roles of people it names (membership_control).";
  for (const [control, refused] of [
    ['open', {}],
    ['members_only', { named: which, again: which }],
    ['roles_only', { new: belongs, newHere: null, leaves: belongs, invited: belongs }],
    ['locked', { named: which, again: which, new: belongs, leaves: belongs, invited: belongs }],
  ] as [string, Record<string, string | null>][]) {
    test(`membership_control ${control} refuses changes that the awarding portal controls`, async () => {
      const { customer } = await app.createTemplateWithCustomers();
      for (const name of ['named', 'new', 'invited', 'own', 'other']) {
        await app.createPerson(name, { email: `${name}@x.org` });
      }
      await app.assignRole('own', customer.uuid, 'CUSTOMER.OWNER');
      await app.assignRole('other', customer.uuid, 'CUSTOMER.MANAGER');
      const members = { 'named@x.org': 'PI', 'invited@x.org': 'Researcher', 'odd@x.org': 'Cook' };
      await app.sendInstruction('create_project', { ...awardDetails, members });
      const { project } = (await app.get(app.getAwardPath())).body;
      // Under open, before it says otherwise.
      await add(project, grant('named', 'PROJECT.ADMIN'));
      await add(project, grant('own'));
      await app.sendInstruction('update_project', {
        ...awardDetails,
        members,
        membership_control: control,
      });
      const before = await rolesIn(project);
      const tries: [string, () => Promise<{ status: number; text: string }>][] = [
        ['named', () => add(project, grant('named', 'PROJECT.MANAGER'))],
        ['ownRole', () => add(project, grant('own', 'PROJECT.MANAGER'))],
        ['newHere', () => add(project, grant('other'))],
        ['new', () => add(project, grant('new'))],
        ['invited', () => add(project, grant('invited'))],
        ['ownLeaves', () => take(project, grant('own', 'PROJECT.MANAGER'))],
        [
          'leaves',
          async () => {
            const { body } = await app.get(`${project}list_users/`);
            const { role_name: role } = body.find(
              (one: Record<string, string>) => one.user_username === 'named',
            );
            return take(project, { user: uuidOf('named'), role });
          },
        ],
        ['again', () => add(project, grant('named', 'PROJECT.MANAGER'))],
      ];
      for (const [what, attempt] of tries) {
        const [was, audit] = [await rolesIn(project), await entries()];
        const { status, text } = await attempt();
        const reason = refused[what] ?? null;
        if (reason === null) {
          assert.ok(status < 300, `${what}: ${status} ${text}`);
          continue;
        }
        assert.equal(status, 409, `${what}: ${text}`);
        assert.deepEqual(JSON.parse(text), { detail: reason });
        assert.deepEqual([await rolesIn(project), await entries()], [was, audit], what);
      }
      assert.equal(
        'own' in (await rolesIn(project)),
        false,
        'who is of the customer and not named',
      );
      assert.ok('own' in before);
    });
  }

  /** Those of one decision are written at once, in no order. */
  const entriesFrom = async (index: number) =>
    (await entries())
      .slice(index)
      .toSorted((one: unknown[], other: unknown[]) =>
        String(one[4]).localeCompare(String(other[4])),
      );

  test('records role changes by messages and approvals in the audit', async () => {
    const { customer, provider } = await app.createTemplateWithCustomers();
    await app.createReviewer('rosalind', { provider, customer });
    for (const name of ['ada', 'bo', 'cy'])
      await app.createPerson(name, { email: `${name}@X.org` });
    await app.createPerson('own', { email: 'own@x.org' });
    await app.assignRole('own', customer.uuid, 'CUSTOMER.OWNER');
    const members = { 'ada@x.org': 'PI', 'bo@x.org': 'Researcher', 'dee@x.org': 'PI' };
    await app.sendInstruction('create_project', { ...awardDetails, members });
    const { project, project_data } = (await app.get(app.getAwardPath())).body;
    await add(project, grant('ada', 'PROJECT.ADMIN'));
    for (const name of ['bo', 'cy', 'own']) await add(project, grant(name));
    const known = (await entries()).length;
    const message = {
      ...awardDetails,
      membership_control: 'locked',
      members: { 'ADA@x.org': 'Researcher', 'bo@x.org': 'Researcher' },
    };
    await app.sendInstruction('update_project', message);
    const recorded = (role: string) => ({
      role,
      project: 'Deep sea',
      project_uuid: project_data.uuid,
    });
    const { username } = await app.db
      .selectFrom('person')
      .select('username')
      .where('is_robot', '=', true)
      .executeTakeFirstOrThrow();
    const robot = [username, 'award', ''];
    const [admin, member] = [recorded('PROJECT.ADMIN'), recorded('PROJECT.MEMBER')];
    assert.deepEqual(await entriesFrom(known), [
      ['role.changed', ...robot, 'ada', admin, member],
      ['role.taken', ...robot, 'cy', member, null],
    ]);
    await app.sendInstruction('update_project', message);
    assert.equal((await entries()).length, known + 2, 'nothing changed, nothing recorded');

    // Without a running project, nobody's role changes before a reviewer approves.
    await app.post(`${app.getAwardPath()}detach/`);
    const attach = { project_uuid: project_data.uuid };
    assert.equal((await app.post(`${app.getAwardPath()}attach/`, attach)).status, 200);
    await app.sendInstruction('update_project', { ...message, members: { 'ada@x.org': 'PI' } });
    assert.equal((await entries()).length, known + 2);
    const approved = await app.post(`${app.getAwardPath()}approve/`, {}, { as: 'rosalind' });
    assert.equal(approved.status, 200, approved.text);
    const by = ['rosalind', 'token', '127.0.0.1'];
    assert.deepEqual(await entriesFrom(known + 2), [
      ['role.changed', ...by, 'ada', member, admin],
      ['role.taken', ...by, 'bo', member, null],
    ]);
    assert.deepEqual(await rolesIn(project), {
      ada: 'PROJECT.ADMIN member',
      own: 'PROJECT.MEMBER member',
    });
  });

  test('the audit matches the roles after concurrent grants and messages', async () => {
    await app.createTemplateWithCustomers();
    await app.createPerson('ada', { email: 'ada@example.ac.uk' });
    await app.sendInstruction('create_project', awardDetails);
    const { project } = (await app.get(app.getAwardPath())).body;
    const message = { ...awardDetails, membership_control: 'members_only' };
    const roles = ['PROJECT.MEMBER', 'PROJECT.MANAGER', 'PROJECT.ADMIN', 'PROJECT.MEMBER'];
    const [replies] = await Promise.all([
      Promise.all(roles.map((role) => add(project, grant('ada', role)))),
      app.sendInstruction('update_project', message),
    ]);
    assert.ok(replies.every(({ status }) => status < 300 || status === 409));
    let is: unknown = null;
    for (const [, , , , , before, after] of await entries()) {
      const role = (one: unknown) => (one as { role: string } | null)?.role ?? null;
      assert.equal(role(before), is);
      is = role(after);
    }
    assert.deepEqual(await rolesIn(project), {
      [is === null ? 'ada@example.ac.uk' : 'ada']:
        is === null ? 'PROJECT.ADMIN invited' : `${is} member`,
    });
  });
});
