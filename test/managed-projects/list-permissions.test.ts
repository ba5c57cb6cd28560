import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { TestApp } from '../support/test-app.ts';
import { listIdentifiers, openListedAwards } from './listed-awards.ts';

/* docs/rules/api.md, R2 and R3: who sees which awards of a list. */

let app: TestApp;
// biome-ignore lint/suspicious/noExplicitAny: furniture of every shape
let furniture: any;

before(async () => {
  ({ app, furniture } = await openListedAwards());
});
after(() => app.close());
describe('who may', () => {
  test('staff everything; support reads everything, changes nothing; others as their roles say', async () => {
    const { provider, customer } = furniture;
    await app.createPerson('support', { is_support: true });
    await app.createPerson('nobody');
    await app.createReviewer('reviewer', furniture);
    for (const [name, where, role] of [
      ['provider-owner', provider, 'CUSTOMER.OWNER'],
      ['provider-manager', provider, 'CUSTOMER.MANAGER'],
      ['customer-owner', customer, 'CUSTOMER.OWNER'],
      ['customer-manager', customer, 'CUSTOMER.MANAGER'],
    ] as const) {
      await app.createPerson(name);
      await app.assignRole(name, where.uuid, role);
    }
    await app.createPerson('both-managers');
    await app.assignRole('both-managers', provider.uuid, 'CUSTOMER.MANAGER');
    await app.assignRole('both-managers', customer.uuid, 'CUSTOMER.MANAGER');
    const elsewhere = await app.create('/api/customers/', { name: 'Elsewhere' });
    await app.createPerson('owner-elsewhere');
    await app.assignRole('owner-elsewhere', elsewhere.uuid, 'CUSTOMER.OWNER');
    await app.createPerson('member');
    const member = app.people.get('member')?.id as number;
    const project = await app.db
      .selectFrom('managed_project')
      .select('project_id')
      .where('identifier', '=', 'alpha.ukri')
      .executeTakeFirstOrThrow();
    await app.db
      .insertInto('project_role')
      .values({
        project_id: project.project_id as number,
        person_id: member,
        role: 'PROJECT.MEMBER',
        created: app.now.toISOString(),
      })
      .execute();

    const all = ['alpha', 'beta', 'gamma', 'delta', 'epsilon'];
    for (const [as, sees, decides] of [
      ['staff', all, true],
      ['support', all, false],
      ['reviewer', all, true],
      ['provider-owner', all, false],
      ['provider-manager', all, false],
      ['customer-owner', all, false],
      ['customer-manager', all, false],
      ['both-managers', all, false],
      ['member', ['alpha'], false],
      ['owner-elsewhere', [], false],
      ['nobody', [], false],
    ] as const) {
      assert.deepEqual(await listIdentifiers(app, '', as), sees, as);
      assert.deepEqual(
        await listIdentifiers(app, 'query=yak', as),
        sees.length === 5 ? ['beta'] : [],
        as,
      );
      const seesOne = sees.length > 0;
      const one = app.getAwardPath('alpha.ukri');
      const reply = await app.get(one, { as });
      assert.equal(reply.status, seesOne ? 200 : 404, as);
      if (!seesOne) {
        assert.deepEqual(reply.body, { detail: 'Not found.' });
        assert.equal(reply.headers.get('etag'), null);
      }
      // Approved already: who may decide gets as far as the state.
      const refused = seesOne ? 403 : 404;
      for (const action of ['approve', 'reject', 'reopen']) {
        const { status } = await app.post(`${one}${action}/`, {}, { as });
        assert.equal(status, decides ? 409 : refused, `${as} ${action}`);
      }
      const bad = { project_uuid: '11111111-1111-4111-8111-111111111111' };
      assert.equal((await app.post(`${one}attach/`, bad, { as })).status, decides ? 400 : refused);
      assert.equal((await app.get(`${one}plan/`, { as })).status, decides ? 200 : refused, as);
      const note = await app.post(`${one}add-note/`, { text: as }, { as });
      assert.equal(note.status, as === 'staff' ? 200 : refused, as);
      if (!decides) {
        assert.equal((await app.post(`${one}detach/`, {}, { as })).status, refused);
        assert.equal((await app.request('DELETE', `${one}delete/`, { as })).status, refused);
      }
      const audit = await app.get('/api/openportal-managed-project-audit/?page_size=300', { as });
      const inAudit = new Set(
        audit.body.map((row: { identifier: string }) => row.identifier.split('.')[0]),
      );
      assert.deepEqual(inAudit, new Set(as === 'member' ? [] : sees), as);
    }
  });
});
