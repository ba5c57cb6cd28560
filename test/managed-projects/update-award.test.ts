import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { awardDetails, TestApp } from '../support/test-app.ts';

/* docs/rules/awards.md, A5 to A7. */

let app: TestApp;
before(async () => {
  app = await TestApp.open();
});
beforeEach(() => app.reset());
after(() => app.close());

const create = (changes: object = {}) =>
  app.sendInstruction('create_project', { ...awardDetails, ...changes });
const update = (changes: object = {}) => app.sendInstruction('update_project', changes);
const award = async () => (await app.get(app.getAwardPath())).body;
const users = async () => {
  const { project_data } = await award();
  const { body } = await app.get(`/api/projects/${project_data.uuid}/list_users/?page_size=100`);
  return Object.fromEntries(
    body.map((user: Record<string, string>) => [
      user.user_email,
      `${user.role_name} ${user.state}`,
    ]),
  );
};

describe('never seen → as a create, but pending whatever the limits say', () => {
  for (const allocation of ['1 NHR', '99999 NHR']) {
    test(allocation, async () => {
      await app.createTemplateWithCustomers({ approval_limit: null });
      const answer = await update({ ...awardDetails, allocation });
      assert.equal(answer.error.kind, 'award_pending');
      assert.equal((await award()).state, 'pending');
    });
  }

  test('with every refusal of a create', async () => {
    await app.createTemplateWithCustomers();
    assert.equal((await update({ ...awardDetails, template: 'no' })).error.kind, 'award_rejected');
    assert.equal((await update({ ...awardDetails, allocation: 'x' })).error.kind, 'award_rejected');
  });
});

describe('merge', () => {
  test('a field that is present replaces; absent keeps; breakdown merges by key', async () => {
    await app.createTemplateWithCustomers({ approval_limit: '0' });
    await create({
      breakdown: { a: '1', b: '2' },
      allowed_domains: ['*.ac.uk'],
      new_key: { x: 1 },
    });
    await update({ description: 'New', breakdown: { b: '3' }, members: { 'b@example.org': 'PI' } });
    const merged = (await award()).details;
    assert.equal(merged.name, 'Deep sea');
    assert.equal(merged.description, 'New');
    assert.deepEqual(merged.breakdown, { a: '1', b: '3' });
    assert.deepEqual(merged.members, { 'b@example.org': 'PI' });
    assert.deepEqual(merged.allowed_domains, ['*.ac.uk']);
    assert.deepEqual(merged.new_key, { x: 1 });
  });

  test('notes accumulate, without repeats, by time', async () => {
    await app.createTemplateWithCustomers({ approval_limit: '0' });
    const note = (day: number) => ({
      timestamp: `2026-01-0${day}T00:00:00Z`,
      author: 'a',
      text: `${day}`,
    });
    await create({ notes: [note(2)] });
    await update({ notes: [note(3), note(1)] });
    await update({ notes: [note(2)] });
    const { notes } = (await award()).details;
    assert.deepEqual(
      notes.map((entry: { text: string }) => entry.text),
      ['1', '2', '3'],
    );
  });

  test('project_link is ours alone', async () => {
    await app.createTemplateWithCustomers();
    await create({ project_link: { id: 'theirs' } });
    const { details: awardJson, project_data } = await award();
    assert.equal(awardJson.project_link.id, project_data.uuid);
    await update({ description: 'x', project_link: { id: 'theirs' } });
    assert.equal((await award()).details.project_link.id, project_data.uuid);
  });

  test('template cannot change: OpenPortalError, and nothing is stored', async () => {
    const { provider, customer } = await app.createTemplateWithCustomers();
    await app.template(provider, customer, { name: 'other', shortname: 'o{count}' });
    await create();
    const before = await app.get(app.getAwardPath());
    for (const verb of ['update_project', 'create_project']) {
      const answer = await app.sendInstruction(verb, {
        ...awardDetails,
        template: 'other',
        description: 'x',
      });
      assert.match(answer.result, /^OpenPortalError: template: /);
      assert.equal(answer.error.kind, 'run');
    }
    assert.equal(
      (await app.get(app.getAwardPath())).headers.get('etag'),
      before.headers.get('etag'),
    );
  });

  test('a malformed update of a held award is a fault, not its end', async () => {
    await app.createTemplateWithCustomers();
    await create();
    const answer = await update({ end_date: 'never' });
    assert.match(answer.result, /^OpenPortalError: end_date: /);
    assert.equal((await award()).state, 'approved');
  });
});

test('pending stays pending with the merged details', async () => {
  await app.createTemplateWithCustomers({ approval_limit: '0' });
  await create();
  assert.equal((await update({ allocation: '20000 NHR' })).error.kind, 'award_pending');
  const { state, details: merged } = await award();
  assert.deepEqual([state, merged.allocation], ['pending', '20000 NHR']);
});

describe('approved', () => {
  test('name, description, dates and members follow', async () => {
    await app.createTemplateWithCustomers();
    await create();
    const answer = await update({
      name: 'Deeper',
      description: 'D',
      start_date: '2026-12-02',
      end_date: '2027-04-01',
      members: { 'bo@example.org': 'Researcher' },
    });
    assert.equal(answer.result, '"p1.ukri:a6a.brics"');
    const { project_data: project } = await award();
    assert.deepEqual(
      [project.name, project.description, project.start_date, project.end_date],
      ['Deeper', 'D', '2026-12-02', '2027-04-01'],
    );
    assert.equal((await users())['bo@example.org'], 'PROJECT.MEMBER invited');
  });

  test('fewer credits apply at once', async () => {
    await app.createTemplateWithCustomers();
    await create();
    await update({ allocation: '100 NHR' });
    const awardJson = await award();
    assert.deepEqual([awardJson.state, awardJson.project_data.credits], ['approved', '100.00']);
  });

  test('more credits apply at once up to approval_limit', async () => {
    await app.createTemplateWithCustomers();
    await create();
    assert.equal((await update({ allocation: '1000 NHR' })).state, 'Complete');
    assert.equal((await award()).project_data.credits, '1000.00');
  });

  test('above it the award becomes pending and keeps its old credits until approved', async () => {
    await app.createTemplateWithCustomers();
    await create();
    const answer = await update({ allocation: '1000.01 NHR', description: 'More' });
    assert.equal(answer.error.kind, 'award_pending');
    let awardJson = await award();
    assert.deepEqual(
      [
        awardJson.state,
        awardJson.project_data.credits,
        awardJson.project_data.description,
        awardJson.reviewed_at,
      ],
      ['pending', '500.00', 'More', null],
    );
    assert.equal((await create({ allocation: '1000.01 NHR' })).error.kind, 'award_pending');
    await app.post(`${app.getAwardPath()}approve/`);
    awardJson = await award();
    assert.deepEqual([awardJson.state, awardJson.project_data.credits], ['approved', '1000.01']);
  });

  test('a change of something else leaves credits alone, whatever the template says by now', async () => {
    const { template } = await app.createTemplateWithCustomers();
    await create();
    await app.patch(template.url, { allocation_units_mapping: { NHR: 0.001 } });
    assert.equal((await update({ description: 'x' })).state, 'Complete');
    assert.equal((await award()).project_data.credits, '500.00');
  });
});

describe('the project is expired', () => {
  test('past grace → rejected, unless the end date moves to today or later', async () => {
    await app.createTemplateWithCustomers();
    await create();
    app.now = new Date('2027-05-01T12:00:00Z');
    assert.equal((await update({ description: 'x' })).error.kind, 'award_rejected');
    assert.equal((await award()).state, 'rejected');
  });

  test('past grace and extended → goes on', async () => {
    await app.createTemplateWithCustomers();
    await create();
    app.now = new Date('2027-05-01T12:00:00Z');
    assert.equal((await update({ end_date: '2027-05-01' })).state, 'Complete');
    assert.equal((await award()).project_data.end_date, '2027-05-01');
  });

  test('in grace a changed allocation is kept in the details but not applied', async () => {
    await app.createTemplateWithCustomers();
    await create();
    app.now = new Date('2027-04-30T12:00:00Z');
    assert.equal((await award()).project_data.is_in_grace_period, true);
    assert.equal((await update({ allocation: '700 NHR' })).state, 'Complete');
    let awardJson = await award();
    assert.deepEqual(
      [awardJson.details.allocation, awardJson.project_data.credits],
      ['700 NHR', '500.00'],
    );
    await update({ end_date: '2027-09-30' });
    awardJson = await award();
    assert.deepEqual([awardJson.state, awardJson.project_data.credits], ['approved', '700.00']);
  });
});

describe('members', () => {
  test('an unknown role is skipped and noted; allowed_domains keeps others out', async () => {
    await app.createTemplateWithCustomers();
    await create({
      members: {
        'ada@x.ac.uk': 'PI',
        'top@ac.uk': 'PI',
        'bo@example.org': 'Researcher',
        'cy@EXAMPLE.com': 'Researcher',
        'Single@Other.org': 'Researcher',
        'dee@x.ac.uk': 'Wizard',
      },
      allowed_domains: ['*.AC.uk', 'example.com', 'single@other.org'],
    });
    assert.deepEqual(await users(), {
      'ada@x.ac.uk': 'PROJECT.ADMIN invited',
      'cy@example.com': 'PROJECT.MEMBER invited',
      'single@other.org': 'PROJECT.MEMBER invited',
    });
    const { body } = await app.get('/api/openportal-managed-project-audit/?event_type=approved');
    assert.match(body[0].note, /dee@x\.ac\.uk.*Wizard/);
    assert.match(body[0].note, /bo@example\.org.*allowed_domains/);
  });

  test('an empty allowed_domains admits nobody', async () => {
    await app.createTemplateWithCustomers();
    await create({ allowed_domains: [] });
    assert.deepEqual(await users(), {});
  });

  test('an invitation becomes a membership when that person signs in with that address', async () => {
    await app.createTemplateWithCustomers();
    await create({ members: { 'Ada@Example.ac.uk': 'PI' } });
    await app.create('/api/users/', {
      username: 'ada',
      full_name: 'Ada L',
      email: 'ada@example.AC.uk',
      password: 'correct horse',
    });
    const reply = await app.post(
      '/api-auth/password/',
      { username: 'ada', password: 'correct horse' },
      { as: null },
    );
    assert.equal(reply.status, 200);
    assert.deepEqual(await users(), { 'ada@example.AC.uk': 'PROJECT.ADMIN member' });
    const answer = await app.sendInstruction('get_users');
    assert.deepEqual(JSON.parse(answer.result), ['ada.p1.ukri:ada@example.AC.uk:p1.ukri']);
  });

  for (const [control, expected] of [
    [
      'open',
      {
        'ada@x.org': 'PROJECT.ADMIN',
        'bo@x.org': 'PROJECT.MEMBER',
        'cy@x.org': 'PROJECT.MEMBER',
        'own@x.org': 'PROJECT.MEMBER',
      },
    ],
    [
      'members_only',
      {
        'ada@x.org': 'PROJECT.MEMBER',
        'bo@x.org': 'PROJECT.MEMBER',
        'cy@x.org': 'PROJECT.MEMBER',
        'own@x.org': 'PROJECT.MEMBER',
      },
    ],
    [
      'roles_only',
      { 'ada@x.org': 'PROJECT.ADMIN', 'cy@x.org': 'PROJECT.MEMBER', 'own@x.org': 'PROJECT.MEMBER' },
    ],
    [
      'locked',
      {
        'ada@x.org': 'PROJECT.MEMBER',
        'cy@x.org': 'PROJECT.MEMBER',
        'own@x.org': 'PROJECT.MEMBER',
      },
    ],
  ] as const) {
    test(`membership_control ${control}: who owns roles and membership`, async () => {
      const { customer } = await app.createTemplateWithCustomers();
      await app.createPerson('owner', { email: 'own@x.org' });
      await app.assignRole('owner', customer.uuid, 'CUSTOMER.OWNER');
      await create({
        members: { 'ada@x.org': 'PI', 'bo@x.org': 'Researcher', 'own@x.org': 'Researcher' },
      });
      await update({
        membership_control: control,
        members: { 'ada@x.org': 'Researcher', 'cy@x.org': 'Researcher' },
      });
      const roles = Object.fromEntries(
        Object.entries(await users()).map(([email, role]) => [email, String(role).split(' ')[0]]),
      );
      assert.deepEqual(roles, expected);
    });
  }
});
