import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { awardDetails, TestApp } from '../support/test-app.ts';

/* docs/rules/awards.md, A8.12: what approving now would do. */

let app: TestApp;
before(async () => {
  app = await TestApp.open();
});
beforeEach(() => app.reset());
after(() => app.close());

const arrive = (changes: object = {}, identifier?: string) =>
  app.sendInstruction('create_project', { ...awardDetails, ...changes }, identifier);

const award = async (identifier?: string) => (await app.get(app.getAwardPath(identifier))).body;
const pendingDesk = () => app.createTemplateWithCustomers({ approval_limit: '0' });

describe('plan: what approving now would do, by the code that approves', () => {
  test('shows what then happens, and changes nothing', async () => {
    await pendingDesk();
    await arrive({ members: { 'ada@x.org': 'PI', 'bo@x.org': 'Wizard' } });
    const etag = (await app.get(app.getAwardPath())).headers.get('etag');
    const { status, body: plan } = await app.get(`${app.getAwardPath()}plan/`);
    assert.equal(status, 200);
    await app.get(`${app.getAwardPath()}plan/`);
    assert.equal((await app.get(app.getAwardPath())).headers.get('etag'), etag);
    assert.deepEqual([plan.allowed, plan.barriers, plan.embargo], [true, [], null]);
    await app.post(`${app.getAwardPath()}approve/`);
    const { project_data: project, local_identifier } = await award();
    assert.deepEqual(
      [
        plan.project.action,
        plan.project.name,
        plan.project.short_name,
        plan.project.local_identifier,
      ],
      ['create', project.name, project.short_name, local_identifier],
    );
    assert.deepEqual([plan.credits.before, plan.credits.after], [null, project.credits]);
    assert.deepEqual(
      [
        plan.credits.approval_limit,
        plan.credits.max_credit_limit,
        plan.credits.above_approval_limit,
      ],
      ['0.00', '10000.00', true],
    );
    assert.deepEqual(plan.members.invited, [{ email: 'ada@x.org', role: 'PROJECT.ADMIN' }]);
    assert.equal(plan.members.skipped[0].email, 'bo@x.org');
    assert.match(plan.members.skipped[0].reason, /Wizard/);
  });

  test('a larger allocation: updated, credits before and after', async () => {
    await app.createTemplateWithCustomers();
    await arrive();
    await arrive({ allocation: '2000 NHR' });
    const { body: plan } = await app.get(`${app.getAwardPath()}plan/`);
    assert.deepEqual(
      [plan.project.action, plan.project.short_name, plan.credits.before, plan.credits.after],
      ['update', 'a6a', '500.00', '2000.00'],
    );
  });

  test('an attached project is linked; the embargo and other barriers are named', async () => {
    const { customer } = await pendingDesk();
    await app.create('/api/projects/', { name: 'Deep sea', customer: customer.url });
    await arrive({ earliest_approve: '2026-12-01T09:00:00Z' });
    const { body: plan } = await app.get(`${app.getAwardPath()}plan/`);
    assert.equal(plan.project.action, 'link');
    assert.deepEqual([plan.allowed, plan.embargo], [false, '2026-12-01T09:00:00Z']);
    assert.deepEqual(
      plan.barriers.map((barrier: { code: string }) => barrier.code),
      ['embargoed'],
    );
    await app.post(`${app.getAwardPath()}reject/`);
    const { body: rejected } = await app.get(`${app.getAwardPath()}plan/`);
    assert.equal(rejected.barriers[0].detail, 'Valid states for operation: pending.');
  });
});
