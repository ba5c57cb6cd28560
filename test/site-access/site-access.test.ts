import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { getRole } from '../../src/roles/role-catalog.ts';
import { awardDetails, TestApp } from '../support/test-app.ts';

/* Issue 17, 5: what a site's login gate and scripts ask, and short names (docs/rules/machines.md, M2.1). */

let app: TestApp;
let project: { uuid: string; short_name: string; url: string };
const userInfo = '/api/openportal-userinfo/';

before(async () => {
  app = await TestApp.open();
  await app.createTemplateWithCustomers();
  await app.sendInstruction('create_project', awardDetails);
  project = (await app.get(app.getAwardPath())).body.project_data;
  await app.createPerson('Eve.Adams', { email: 'eve@example.ac.uk' });
  await app.createPerson('bob', { email: 'bob@example.ac.uk' });
  const user = app.people.get('Eve.Adams')?.uuid;
  await app.post(`${project.url}add_user/`, { user, role: 'PROJECT.MEMBER' });
});
after(() => app.close());

const url = (name: string): string => `${userInfo}${app.people.get(name)?.uuid}/`;

describe('short names of people', () => {
  test('are proposed from the user name and chosen once by their owner', async () => {
    const me = (await app.get(`${userInfo}me/`, { as: 'Eve.Adams' })).body;
    assert.deepEqual([me.shortname, me.proposed_shortname], [null, 'eve-adams']);
    const choose = (shortname: string, as: string) =>
      app.request('PUT', `${url('Eve.Adams')}set_shortname/`, { body: { shortname }, as });
    assert.equal((await choose('eve', 'Eve.Adams')).body.shortname, 'eve');
    assert.equal((await choose('eva', 'Eve.Adams')).status, 403);
    assert.equal((await choose('eva', 'staff')).body.shortname, 'eva');
  });

  test('are never given to anybody else', async () => {
    for (const shortname of ['eve', 'eva']) {
      const body = { shortname };
      const reply = await app.request('PUT', `${url('bob')}set_shortname/`, { body });
      assert.deepEqual([reply.status, Object.keys(reply.body)], [400, ['shortname']], shortname);
    }
    for (const shortname of ['Bob', '1bob', 'bo.b', 'b'.repeat(21), app.portal]) {
      const reply = await app.request('PATCH', url('bob'), { body: { shortname } });
      assert.equal(reply.status, 400, shortname);
    }
    const unchanged = await app.request('PATCH', url('Eve.Adams'), { body: {} });
    assert.deepEqual([unchanged.status, unchanged.body.shortname], [200, 'eva']);
    const list = await app.get(`${userInfo}?user_uuid=${app.people.get('Eve.Adams')?.uuid}`);
    assert.equal(list.body[0].shortname, 'eva');
  });
});

describe('mappings', () => {
  test('of projects are by local identifier, null where the caller sees none', async () => {
    const known = `${project.short_name}.${app.portal}`;
    const path = `/api/openportal/project_mapping/?identifier=${known}&identifier=zz.brics`;
    const { body } = await app.get(path);
    assert.equal(body[known].uuid, project.uuid);
    assert.equal(body['zz.brics'], null);
    assert.equal((await app.get(path, { as: 'bob' })).body[known], null);
    assert.deepEqual((await app.get('/api/openportal/project_mapping/')).body, {});
  });

  test('of users are by email and by identifier', async () => {
    const identifier = `eva.${project.short_name}.${app.portal}`;
    const path = `/api/openportal/user_mapping/?identifier=EVE@example.ac.uk&identifier=${identifier}`;
    const { body } = await app.get(path);
    assert.equal(body['EVE@example.ac.uk'].username, 'Eve.Adams');
    assert.equal(body[identifier].username, 'Eve.Adams');
    assert.deepEqual(Object.values((await app.get(path, { as: 'bob' })).body), [null, null]);
  });
});

describe('an earlier email', () => {
  const first = 'carol@example.ac.uk';
  before(async () => {
    const password = 'quiet-harbour-lantern-17';
    const account = { username: 'carol', full_name: 'Carol', email: first, password };
    const { url: path } = await app.create('/api/users/', account);
    const body = { username: 'carol', password };
    assert.equal((await app.post('/api-auth/password/', body, { as: null })).status, 200);
    assert.equal((await app.patch(path, { email: 'carol@new.example' })).status, 200);
  });

  const lookUp = async (): Promise<unknown[]> => {
    const map = (await app.get(`/api/openportal/user_mapping/?identifier=${first}`)).body;
    const [access] = (await app.get(`/api/openportal/access_for_email/?q=${first}`)).body;
    return [map[first]?.username, access.email, access.status];
  };

  test('that somebody has signed in with still names them', async () => {
    assert.deepEqual(await lookUp(), ['carol', 'carol@new.example', 'active']);
  });

  test('that somebody else has by now names its present owner', async () => {
    await app.createPerson('dan', { email: first });
    assert.deepEqual(await lookUp(), ['dan', first, 'active']);
  });
});

describe('access_for_email', () => {
  const ask = (q: string, as = 'staff') =>
    app.get(`/api/openportal/access_for_email/?q=${encodeURIComponent(q)}`, { as });

  test('finds a person by email and short name, and the members of a project', async () => {
    for (const q of ['EVE@example.ac.uk', 'eva', project.short_name, 'deep sea']) {
      const [one] = (await ask(q)).body;
      assert.equal(one.email, 'eve@example.ac.uk', q);
      assert.equal(one.status, 'active');
      assert.equal(one.short_name, 'eva');
      assert.deepEqual(Object.keys(one.projects), [`${project.short_name}.${app.portal}`]);
    }
  });

  test('tells invited from unknown emails', async () => {
    assert.equal((await ask('ada@example.ac.uk')).body[0].status, 'invited');
    assert.equal((await ask('nobody@example.ac.uk')).body[0].status, 'unknown');
    assert.deepEqual(Object.keys((await ask('')).body), ['q']);
  });

  test('lets people ask about themselves only', async () => {
    assert.equal((await ask('eve@example.ac.uk', 'Eve.Adams')).body[0].short_name, 'eva');
    assert.equal((await ask('bob@example.ac.uk', 'Eve.Adams')).status, 403);
    assert.equal((await ask(project.short_name, 'Eve.Adams')).status, 403);
  });
});

test('whoami answers who makes the request', async () => {
  const { body } = await app.get('/api/openportal/whoami/', { as: 'bob' });
  assert.deepEqual([body.user_name, body.is_staff], ['bob', 'False']);
});

describe('templates', () => {
  test('take role names, uuids and objects, and give them back as they came', async () => {
    const { uuid, name } = getRole('PROJECT.MANAGER');
    const role_mapping = { PI: 'PROJECT.ADMIN', Deputy: uuid, Helper: { uuid, name, users: 3 } };
    const { template } = await app.createTemplateWithCustomers({ name: 'mapped', role_mapping });
    assert.deepEqual(template.role_mapping, role_mapping);
    assert.equal(template.role_mapping_data.Deputy.name, 'PROJECT.MANAGER');
    const details = {
      ...awardDetails,
      template: 'mapped',
      name: 'M',
      members: { 'd@x.org': 'Deputy' },
    };
    await app.sendInstruction('create_project', details, 'p5.ukri');
    const award = (await app.get(app.getAwardPath('p5.ukri'))).body;
    assert.deepEqual(award.project_template_data.role_mapping, role_mapping);
    const [member] = (await app.get(`${award.project}list_users/`)).body;
    assert.equal(member.role_name, 'PROJECT.MANAGER');
    const path = new URL(template.url).pathname;
    const wrong = { role_mapping: { PI: getRole('CUSTOMER.OWNER').uuid } };
    assert.deepEqual(Object.keys((await app.patch(path, wrong)).body), ['role_mapping']);
    assert.deepEqual(Object.keys((await app.patch(path, { offerings: ['x'] })).body), [
      'offerings',
    ]);
  });

  test('are written by owners of their provider, for customers that they see', async () => {
    const { provider, template } = await app.createTemplateWithCustomers({ name: 'owned' });
    await app.createPerson('provider-owner');
    await app.assignRole('provider-owner', provider.uuid, 'CUSTOMER.OWNER');
    const path = new URL(template.url).pathname;
    const as = { as: 'provider-owner' };
    assert.equal((await app.patch(path, { approval_limit: '7' }, as)).status, 200);
    const stranger = await app.create('/api/customers/', { name: 'Stranger' });
    const reply = await app.patch(path, { customer: stranger.url }, as);
    assert.deepEqual([reply.status, Object.keys(reply.body)], [400, ['customer']]);
    await app.createPerson('provider-manager');
    await app.assignRole('provider-manager', provider.uuid, 'CUSTOMER.MANAGER');
    const manager = { as: 'provider-manager' };
    assert.equal((await app.patch(path, { approval_limit: '8' }, manager)).status, 403);
  });
});
