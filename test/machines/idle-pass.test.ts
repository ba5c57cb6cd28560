import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { createDatabase } from '../../src/database/connection-pool.ts';
import { claimPairs } from '../../src/machines/reconcile/claim-pairs.ts';
import {
  beginCollections,
  claimCollections,
} from '../../src/usage-collection/claim-collections.ts';
import { updateDueWanted } from '../../src/wanted-state/update-wanted.ts';
import { TestApp } from '../support/test-app.ts';

describe('a pass over 10,000 projects with nothing to do', () => {
  let app: TestApp;
  before(async () => {
    app = await TestApp.open();
    const { customer } = await app.createTemplateWithCustomers();
    await sql`insert into resource (name, destination, seconds_per_credit, mode, created)
      values ('AI', 'brics.isambard.clusters.ai', 3600, 'active', now())`.execute(app.db);
    await sql`with made as (
        insert into project (customer_id, name, slug, short_name, created)
        select customer.id, 'Project ' || n, 'project-' || n, 'x' || n, now()
        from customer, generate_series(1, 10000) as n where customer.uuid = ${customer.uuid}
        returning id)
      insert into machine_project (project_id, resource_id, wanted, wanted_reason, wanted_limit,
        wanted_since, seen, seen_version, due_at, recheck_at)
      select made.id, resource.id, 'present', 'running', 3600, now(), 'present', 1,
        ${app.now.toISOString()}::timestamptz + interval '1 hour',
        ${app.now.toISOString()}::timestamptz + interval '1 day'
      from made, resource`.execute(app.db);
    await sql`analyze machine_project`.execute(app.db);
  });
  after(() => app.close());

  it('is two statements, and reads no row', async () => {
    const statements: string[] = [];
    const db = createDatabase(app.database.url, { onQuery: ({ sql }) => statements.push(sql) });
    try {
      const owner = '00000000-0000-4000-8000-000000000001';
      const claimed = await claimPairs(db, { owner, now: app.now, limit: 40 });
      assert.deepEqual(claimed, []);
      assert.equal(await updateDueWanted(db, app.now), 0);
      assert.equal(statements.length, 2);
      const later = new Date(app.now.getTime() + 2 * 3_600_000);
      assert.equal((await claimPairs(db, { owner, now: later, limit: 40 })).length, 10);
      assert.deepEqual(await claimCollections(db, { now: later, limit: 40 }), []);
    } finally {
      await db.destroy();
    }
  });

  it('changes and collections share the ten instructions of a resource', async () => {
    const { db } = app;
    const owner = '00000000-0000-4000-8000-000000000002';
    const now = new Date(app.now.getTime() + 4 * 3_600_000);
    await beginCollections(db, now);
    const count = async () => [
      (await claimPairs(db, { owner, now, limit: 40 })).length,
      (await claimCollections(db, { now, limit: 40 })).length,
    ];
    // Each leaves three for the other, which has more to do.
    assert.deepEqual(await count(), [7, 3]);
    assert.deepEqual(await count(), [0, 0]);
    await sql`update machine_project set lease_until = null, due_at = null`.execute(db);
    assert.deepEqual(await count(), [0, 7]);
  });
});
