import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { TestApp } from '../support/test-app.ts';
import { AwardCase, createCustomers, type Customers, mappingOf } from './award-case.ts';

/* docs/rules/awards.md, A6: the corrected rules, as far as the database and HTTP bear them. */

const password = 'correct horse battery 77';

let app: TestApp;
let customers: Customers;
before(async () => {
  app = await TestApp.open();
  customers = await createCustomers(app);
});
after(() => app.close());

const open = (template: Record<string, unknown> = {}) => AwardCase.open(app, customers, template);

let people = 0;
/** An account with a password, under an email that nobody else has. */
async function createPerson(domain = 'uni.ac.example') {
  const username = `person${++people}`;
  const email = `${username}@${domain}`;
  const body = { username, full_name: username, email, password };
  const { uuid, url } = await app.create('/api/users/', body);
  return { username, email, uuid, url };
}

async function signIn({ username }: { username: string }): Promise<void> {
  const reply = await app.post('/api-auth/password/', { username, password }, { as: null });
  assert.equal(reply.status, 200, reply.text);
}

/** Gives or takes a role by hand; the status of the reply. */
async function changeByHand(
  award: AwardCase,
  action: 'add_user' | 'delete_user',
  { uuid }: { uuid: string },
  role = 'PROJECT.ADMIN',
): Promise<number> {
  const { project } = await award.read();
  return (await app.post(`${project}${action}/`, { user: uuid, role })).status;
}

describe('only a message that names members takes somebody out', () => {
  for (const [words, changes] of [
    ['no members', { membership_control: 'locked' }],
    ['members that are null', { membership_control: 'locked', members: null }],
  ] as const) {
    test(`an update with ${words} removes nobody`, async () => {
      const [alice, bob] = [await createPerson(), await createPerson()];
      const award = await open();
      await award.create({ members: { [alice.email]: 'PI' } });
      assert.ok((await changeByHand(award, 'add_user', alice)) < 300);
      assert.ok((await changeByHand(award, 'add_user', bob, 'PROJECT.MEMBER')) < 300);
      mappingOf(await award.update(changes));
      assert.deepEqual(await award.listMembers(), [
        `${alice.email} PROJECT.ADMIN member`,
        `${bob.email} PROJECT.MEMBER member`,
      ]);
    });
  }
});

test('a member without any email is removed like others, a deactivated one is not', async () => {
  const [alice, away] = [await createPerson(), await createPerson()];
  const nameless = await app.create('/api/users/', {
    username: 'no-email',
    full_name: 'No Email',
    password,
  });
  const award = await open();
  await award.create({ members: { [alice.email]: 'PI' } });
  for (const person of [alice, away, nameless]) {
    assert.ok((await changeByHand(award, 'add_user', person)) < 300);
  }
  await app.db
    .updateTable('person')
    .set({ email: '', is_active: false })
    .where('uuid', '=', away.uuid)
    .execute();
  await app.db.deleteFrom('person_email').where('email', '=', away.email).execute();
  mappingOf(await award.update({ membership_control: 'locked', members: { [alice.email]: 'PI' } }));
  const { project_data } = await award.read();
  const left = await app.db
    .selectFrom('project_role')
    .innerJoin('project', 'project.id', 'project_role.project_id')
    .innerJoin('person', 'person.id', 'project_role.person_id')
    .select('username')
    .where('project.uuid', '=', project_data.uuid)
    .execute();
  assert.deepEqual(
    new Set(left.map(({ username }) => username)),
    new Set([alice.username, away.username]),
  );
});

describe('allowed_domains', () => {
  test('an invitation that a narrower list no longer admits is withdrawn', async () => {
    const visitor = await createPerson('gmail.example');
    const award = await open();
    await award.create({ members: { [visitor.email]: 'PI' } });
    assert.deepEqual(await award.listMembers(), [`${visitor.email} PROJECT.ADMIN invited`]);
    mappingOf(await award.update({ allowed_domains: ['*.ac.example'] }));
    assert.deepEqual(await award.listMembers(), []);
    await signIn(visitor);
    assert.deepEqual(await award.listMembers(), []);
  });

  test('is asked again when an invitation is taken up', async () => {
    const visitor = await createPerson('gmail.example');
    const award = await open();
    await award.create({ members: {}, allowed_domains: ['*.ac.example'] });
    const { project_data } = await award.read();
    await app.db
      .insertInto('invitation')
      .values({
        project_id: (eb) =>
          eb.selectFrom('project').select('id').where('uuid', '=', project_data.uuid),
        email: visitor.email,
        role: 'PROJECT.MEMBER',
        created: app.now.toISOString(),
      })
      .execute();
    await signIn(visitor);
    assert.deepEqual(await award.listMembers(), []);
    const withdrawn = await app.get(
      '/api/administrative-audit/?action=role.invitation_withdrawn&page_size=100',
    );
    const [entry] = withdrawn.body.filter(
      ({ subject_name }: { subject_name: string }) => subject_name === visitor.username,
    );
    assert.equal(entry.before.email, visitor.email);
  });

  test('is asked again when somebody is added by hand', async () => {
    const [visitor, local] = [await createPerson('gmail.example'), await createPerson()];
    const award = await open();
    await award.create({ allowed_domains: ['*.ac.example'] });
    assert.equal(await changeByHand(award, 'add_user', visitor), 409);
    assert.ok((await changeByHand(award, 'add_user', local)) < 300);
  });
});

test('a corrected role_mapping applies to the awards of the template at once', async () => {
  const [coInvestigator, other] = [await createPerson(), await createPerson()];
  const award = await open();
  await award.create({ members: { [coInvestigator.email]: 'Co-I', [other.email]: 'R' } });
  const { status } = await award.changeTemplate({
    role_mapping: { PI: 'PROJECT.ADMIN', R: 'PROJECT.MEMBER', 'Co-I': 'PROJECT.MANAGER' },
  });
  assert.equal(status, 200);
  assert.deepEqual(
    await award.listMembers(),
    [
      `${coInvestigator.email} PROJECT.MANAGER invited`,
      `${other.email} PROJECT.MEMBER invited`,
    ].toSorted(),
  );
  assert.equal((await award.listActions()).at(-1), 'roles_mapped');
  await award.changeTemplate({ approval_limit: '900' });
  assert.equal((await award.listActions()).at(-1), 'roles_mapped');
});

describe('somebody whom the site removed by hand under open', () => {
  async function removeByHand() {
    const investigator = await createPerson();
    const award = await open();
    await award.create({ members: { [investigator.email]: 'PI' } });
    await signIn(investigator);
    assert.ok((await changeByHand(award, 'delete_user', investigator)) < 300);
    return { award, investigator };
  }

  test('stays out while the awarding portal goes on naming them', async () => {
    const { award, investigator } = await removeByHand();
    mappingOf(await award.update({ description: 'Deeper' }));
    mappingOf(await award.update({ members: { [investigator.email]: 'PI' } }));
    assert.deepEqual(await award.listMembers(), []);
  });

  test('is invited again after being dropped and named again', async () => {
    const { award, investigator } = await removeByHand();
    await award.update({ members: {} });
    await award.update({ members: { [investigator.email]: 'PI' } });
    assert.deepEqual(await award.listMembers(), [`${investigator.email} PROJECT.ADMIN invited`]);
  });

  test('is invited again with another role', async () => {
    const { award, investigator } = await removeByHand();
    await award.update({ members: { [investigator.email]: 'R' } });
    assert.deepEqual(await award.listMembers(), [`${investigator.email} PROJECT.MEMBER invited`]);
  });

  test('comes back by hand, and is then no longer kept out', async () => {
    const { award, investigator } = await removeByHand();
    assert.ok((await changeByHand(award, 'add_user', investigator)) < 300);
    await award.update({ description: 'Deeper' });
    assert.deepEqual(await award.listMembers(), [`${investigator.email} PROJECT.ADMIN member`]);
    const exclusions = await app.db
      .selectFrom('project_exclusion')
      .select('email')
      .where('email', '=', investigator.email)
      .execute();
    assert.deepEqual(exclusions, []);
  });
});

describe('a person is known by every verified email', () => {
  test('a changed email loses nobody a role', async () => {
    const investigator = await createPerson();
    const award = await open();
    await award.create({
      members: { [investigator.email]: 'PI' },
      membership_control: 'locked',
    });
    await signIn(investigator);
    const email = `new-${investigator.email}`;
    assert.equal((await app.patch(investigator.url, { email })).status, 200);
    mappingOf(await award.update({ members: { [investigator.email]: 'PI' }, description: 'x' }));
    assert.deepEqual(await award.listMembers(), [`${email} PROJECT.ADMIN member`]);
    assert.deepEqual((await award.readOverWire()).members, { [investigator.email]: 'PI' });
  });

  test('an invitation to an earlier email is taken up, unless the email is somebody else’s', async () => {
    const first = await createPerson();
    await signIn(first);
    await app.patch(first.url, { email: `new-${first.email}` });
    const award = await open();
    await award.create({ members: { [first.email]: 'PI' } });
    await signIn(first);
    assert.deepEqual(await award.listMembers(), [`new-${first.email} PROJECT.ADMIN member`]);

    const second = await createPerson();
    await app.patch(second.url, { email: first.email });
    const other = await open();
    await other.create({ members: { [first.email]: 'PI' } });
    await signIn(first);
    assert.deepEqual(await other.listMembers(), [`${first.email} PROJECT.ADMIN invited`]);
  });
});

describe('an invitation to an email that a member has by now', () => {
  /** A member, whom the award also names by the email that they changed to before signing in again. */
  async function openWithBothEmails(changes: object) {
    const person = await createPerson('gmail.example');
    const email = `new-${person.email}`;
    const award = await open();
    await award.create({ members: { [person.email]: 'PI' }, ...changes });
    await signIn(person);
    await award.update({ members: { [person.email]: 'PI', [email]: 'R' } });
    assert.equal((await app.patch(person.url, { email })).status, 200);
    return { award, email, members: { [person.email]: 'PI', [email]: 'R' } };
  }

  test('is withdrawn without them under locked', async () => {
    const { award, email, members } = await openWithBothEmails({ membership_control: 'locked' });
    mappingOf(await award.update({ members, description: 'Deeper' }));
    assert.deepEqual(await award.listMembers(), [`${email} PROJECT.ADMIN member`]);
  });

  test('is withdrawn without them when allowed_domains narrows', async () => {
    const { award, email } = await openWithBothEmails({});
    mappingOf(await award.update({ allowed_domains: ['*.ac.example'] }));
    assert.deepEqual(await award.listMembers(), [`${email} PROJECT.ADMIN member`]);
  });
});

describe('deactivated people', () => {
  test('are left out of get_users and get_award, keep their role and come back', async () => {
    const investigator = await createPerson();
    const award = await open();
    await award.create({ members: { [investigator.email]: 'PI' } });
    await signIn(investigator);
    const usersOf = async () => JSON.parse((await award.send('get_users')).result);
    assert.equal((await usersOf()).length, 1);
    await app.patch(investigator.url, { is_active: false });
    assert.deepEqual(await usersOf(), []);
    assert.deepEqual((await award.readOverWire()).members, {});
    assert.deepEqual(await award.listMembers(), []);
    await award.update({ description: 'Deeper' });
    await app.patch(investigator.url, { is_active: true });
    assert.equal((await usersOf()).length, 1);
    assert.deepEqual((await award.readOverWire()).members, { [investigator.email]: 'PI' });
  });
});

test('get_users writes what the grammar admits, and the award shows who is left out', async () => {
  const award = await open();
  await award.create();
  const emails = ['bob..b@x.example', 'zoë@uni.example', 'a@-x.example'];
  for (const email of emails) {
    const person = await createPerson();
    await app.db
      .updateTable('person')
      .set({ email })
      .where('username', '=', person.username)
      .execute();
    assert.ok((await changeByHand(award, 'add_user', person, 'PROJECT.MEMBER')) < 300);
  }
  const users = JSON.parse((await award.send('get_users')).result);
  const mapped = users.map((user: string) => user.split(':')[1]).toSorted();
  assert.deepEqual(mapped, ['bob.b@x.example', 'zoe@uni.example']);
  const { user_list_problem } = await award.read();
  assert.match(user_list_problem, /a@-x\.example/);
  assert.doesNotMatch(user_list_problem, /zoë/);
});
