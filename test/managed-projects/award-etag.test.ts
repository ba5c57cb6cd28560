import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { awardDetails, TestApp } from '../support/test-app.ts';

/* docs/rules/api.md: If-Match and If-None-Match of an award. */

let app: TestApp;
before(async () => {
  app = await TestApp.open();
});
beforeEach(() => app.reset());
after(() => app.close());

const arrive = (changes: object = {}, identifier?: string) =>
  app.sendInstruction('create_project', { ...awardDetails, ...changes }, identifier);

const award = async (identifier?: string) => (await app.get(app.getAwardPath(identifier))).body;
const listEvents = async () => {
  const rows = await app.db
    .selectFrom('outbox')
    .select(['event', 'identifier', 'destination'])
    .orderBy('id')
    .execute();
  return rows.map((row) => row.event);
};

const pendingDesk = () => app.createTemplateWithCustomers({ approval_limit: '0' });

describe('If-Match and If-None-Match', () => {
  test('if the award has changed since, nothing happens (412), with the present ETag', async () => {
    const { customer } = await pendingDesk();
    await arrive();
    const project = await app.create('/api/projects/', { name: 'O', customer: customer.url });
    const seen = (await app.get(app.getAwardPath())).headers.get('etag') as string;
    await arrive({ description: 'Changed' });
    const present = (await app.get(app.getAwardPath())).headers.get('etag');
    assert.notEqual(present, seen);
    const headers = { 'if-match': seen };
    for (const [method, action, body] of [
      ['POST', 'approve', {}],
      ['POST', 'reject', {}],
      ['POST', 'attach', { project_uuid: project.uuid }],
      ['POST', 'detach', {}],
      ['POST', 'add-note', { text: 'x' }],
      ['POST', 'reopen', {}],
      ['DELETE', 'delete', undefined],
    ] as const) {
      const reply = await app.request(method, `${app.getAwardPath()}${action}/`, {
        body,
        headers,
      });
      assert.deepEqual([reply.status, reply.headers.get('etag')], [412, present], action);
      assert.ok(reply.body.detail);
    }
    assert.deepEqual(await listEvents(), []);
    const ok = { headers: { 'if-match': `"other", ${present}` } };
    assert.equal((await app.post(`${app.getAwardPath()}approve/`, {}, ok)).status, 200);
  });

  test('the ETag changes with anything its representation shows: award, project, template, names', async () => {
    const { customer, template } = await app.createTemplateWithCustomers();
    await arrive();
    await app.post(`${app.getAwardPath()}add-note/`, { text: 'x' });
    const etags = new Set<string | null>();
    const note = async () => etags.add((await app.get(app.getAwardPath())).headers.get('etag'));
    await note();
    await note();
    assert.equal(etags.size, 1);
    await app.patch((await award()).project, { description: 'changed' });
    await note();
    await app.patch(template.url, { approval_limit: '77' });
    await note();
    await app.patch(customer.url, { name: 'Renamed' });
    await note();
    app.now = new Date('2027-04-01T12:00:00Z');
    await note();
    assert.equal(etags.size, 5);
  });

  test("another award's approval does not put a reviewer off", async () => {
    await pendingDesk();
    await arrive();
    await arrive({ name: 'Other' }, 'p2.ukri');
    const etag = (await app.get(app.getAwardPath())).headers.get('etag') as string;
    await app.post(`${app.getAwardPath('p2.ukri')}approve/`);
    const reply = await app.post(
      `${app.getAwardPath()}approve/`,
      {},
      { headers: { 'if-match': etag } },
    );
    assert.equal(reply.status, 200);
  });

  test('GET and HEAD honour If-None-Match (304)', async () => {
    await pendingDesk();
    await arrive();
    const etag = (await app.get(app.getAwardPath())).headers.get('etag') as string;
    for (const method of ['GET', 'HEAD']) {
      for (const tag of [etag, `W/${etag}`, '*', `"a", ${etag}`]) {
        const headers = { 'if-none-match': tag };
        const reply = await app.request(method, app.getAwardPath(), { headers });
        assert.deepEqual([reply.status, reply.text], [304, ''], `${method} ${tag}`);
      }
      const headers = { 'if-none-match': '"other"' };
      const reply = await app.request(method, app.getAwardPath(), { headers });
      assert.deepEqual([reply.status, reply.headers.get('etag')], [200, etag]);
    }
  });
});
