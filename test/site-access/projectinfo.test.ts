import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { awardDetails, TestApp } from '../support/test-app.ts';

/* Issue 17, 5: short names of projects for scripts (docs/rules/machines.md, M1.1 and M1.2). */

let app: TestApp;
let managed: { uuid: string; short_name: string; url: string };
let customer: { url: string; uuid: string };
const list = '/api/openportal-projectinfo/';

before(async () => {
  app = await TestApp.open();
  ({ customer } = await app.createTemplateWithCustomers());
  await app.sendInstruction('create_project', awardDetails);
  managed = (await app.get(app.getAwardPath())).body.project_data;
  await app.createPerson('stranger');
  await app.createPerson('owner');
  await app.assignRole('owner', customer.uuid, 'CUSTOMER.OWNER');
});
after(() => app.close());

const makeProject = async (name: string): Promise<{ uuid: string; url: string }> =>
  app.create('/api/projects/', { name, customer: customer.url });
const put = (uuid: string, body: object, as = 'staff', suffix = '') =>
  app.request('PUT', `${list}${uuid}/${suffix}`, { body, as });

describe('the short name of a project', () => {
  test('is read with its project by everybody who sees it', async () => {
    const one = await app.get(`${list}${managed.uuid}/`, { as: 'owner' });
    assert.deepEqual(one.body, {
      project: managed.url,
      shortname: managed.short_name,
      allowed_destinations: null,
    });
    assert.equal((await app.get(`${list}${managed.uuid}/`, { as: 'stranger' })).status, 404);
    assert.equal((await app.get(`${list}7/`)).status, 404);
  });

  test('is listed, filtered by project and counted', async () => {
    const other = await makeProject('Listed');
    for (const query of [`project=${other.url}`, `project_uuid=${other.uuid}`]) {
      const { body } = await app.get(`${list}?${query}`);
      assert.deepEqual(body, [{ project: other.url, shortname: null, allowed_destinations: null }]);
      const count = await app.request('HEAD', `${list}?${query}`);
      assert.equal(count.headers.get('x-result-count'), '1');
    }
    assert.deepEqual((await app.get(list, { as: 'stranger' })).body, []);
    assert.deepEqual(Object.keys((await app.get(`${list}?project=x`)).body), ['project']);
  });

  test('is given once by staff, with an audit entry, and then stays', async () => {
    const { uuid, url } = await makeProject('Named');
    const body = { project: url, shortname: 'named-1' };
    assert.equal((await put(uuid, body, 'owner')).status, 403);
    const given = await put(uuid, body, 'staff', 'set_shortname/');
    assert.deepEqual([given.status, given.body.shortname], [200, 'named-1']);
    assert.equal((await put(uuid, body)).status, 200);
    const changed = await put(uuid, { ...body, shortname: 'named-2' });
    assert.deepEqual(
      [changed.status, changed.body.detail],
      [409, 'The short name of a project never changes.'],
    );
    assert.equal((await app.get(`/api/projects/${uuid}/`)).body.short_name, 'named-1');
    const [entry] = (await app.get('/api/administrative-audit/?query=Named')).body;
    assert.deepEqual(
      [entry.action, entry.before, entry.after],
      ['project.changed', { short_name: null }, { short_name: 'named-1' }],
    );
    const patched = await app.request('PATCH', `${list}${uuid}/`, { body: {} });
    assert.deepEqual([patched.status, patched.body.shortname], [200, 'named-1']);
  });

  test('is created for a project by its URL', async () => {
    const { url } = await makeProject('Created');
    const made = await app.post(list, { project: url, shortname: 'created-1' });
    assert.deepEqual([made.status, made.body.shortname], [201, 'created-1']);
    const none = await app.post(list, { project: `${app.url}/api/projects/${'1'.repeat(32)}/` });
    assert.deepEqual([none.status, Object.keys(none.body)], [400, ['project']]);
  });

  test('is never used again, and follows the alphabet and length of the machines', async () => {
    const { uuid } = await makeProject('Strict');
    const gone = await makeProject('Gone');
    await put(gone.uuid, { shortname: 'gone-1' });
    await app.request('DELETE', `/api/projects/${gone.uuid}/`);
    const longest = 32 - app.portal.length - 1;
    const wrong = [
      'gone-1',
      managed.short_name,
      'A1',
      '1a',
      '-a',
      'a.b',
      '',
      'a'.repeat(longest + 1),
    ];
    for (const shortname of wrong) {
      const reply = await put(uuid, { shortname });
      assert.deepEqual([reply.status, Object.keys(reply.body)], [400, ['shortname']], shortname);
    }
    assert.equal((await put(uuid, { shortname: 'a'.repeat(longest) })).status, 200);
  });
});

describe('allowed_destinations', () => {
  test('are not kept: none is accepted, any other is refused by name', async () => {
    const { uuid } = await makeProject('Anywhere');
    const set = (allowed_destinations: string | null) =>
      put(uuid, { allowed_destinations }, 'staff', 'set_allowed_destinations/');
    assert.equal((await set(null)).status, 200);
    const refused = await set('brics.aip1.*');
    assert.deepEqual([refused.status, Object.keys(refused.body)], [400, ['allowed_destinations']]);
  });
});

test('has no DELETE', async () => {
  const reply = await app.request('DELETE', `${list}${managed.uuid}/`);
  assert.equal(reply.status, 405);
  assert.equal(reply.headers.get('allow'), 'GET, PATCH, PUT');
});
