import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { sql } from 'kysely';
import { createDatabase } from '../../src/database/connection-pool.ts';
import { detectSessionMode } from '../../src/database/detect-session.ts';
import { ConnectedService } from '../support/connected-service.ts';
import { GatehouseProcess } from '../support/gatehouse-process.ts';
import { PgBouncer, pgbouncerProgram } from '../support/pgbouncer.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';

/* Issue 18, point 6: behind a real PgBouncer in transaction mode. */

after(() => GatehouseProcess.stopAll());

const skip = pgbouncerProgram === null && 'PgBouncer is not installed on this machine';

/** Settings that would fail requests if they reached our statements. */
async function setOtherDefaults({ db, url }: TestDatabase): Promise<void> {
  const name = sql.ref(new URL(url).pathname.slice(1));
  await sql`alter database ${name} set TimeZone = 'Asia/Kathmandu'`.execute(db);
  await sql`alter database ${name} set default_transaction_isolation = 'repeatable read'`.execute(
    db,
  );
}

describe('a PgBouncer in transaction mode', { skip }, () => {
  for (const [name, configuration] of [
    ['that refuses our startup parameters, its default', []],
    [
      'that ignores them',
      ['ignore_startup_parameters = options,statement_timeout,extra_float_digits'],
    ],
  ] as const) {
    test(`${name}: statements have our settings`, async () => {
      const database = await createTestDatabase();
      await setOtherDefaults(database);
      const bouncer = await PgBouncer.start(database.url, configuration);
      const sessionMode = await detectSessionMode(bouncer.url);
      const db = createDatabase(bouncer.url, { sessionMode });
      try {
        assert.equal(sessionMode.isPooled, true);
        const question = sql`select current_setting('transaction_isolation') as isolation,
          current_setting('statement_timeout') as timeout, current_setting('TimeZone') as zone,
          '2026-11-23 15:04:05+05:45'::timestamptz as time`;
        const ours = {
          isolation: 'read committed',
          timeout: '30s',
          zone: 'UTC',
          time: '2026-11-23T09:19:05.000000Z',
        };
        // More often than a statement needs to be prepared, on several sessions of the server.
        const runs = Array.from({ length: 30 }, () => question.execute(db));
        for (const { rows } of await Promise.all(runs)) assert.deepEqual(rows, [ours]);
        const within = await db.transaction().execute((trx) => question.execute(trx));
        assert.deepEqual(within.rows, [ours]);
        await assert.rejects(sql`select 1 / 0`.execute(db), { code: '22012' });
        assert.deepEqual((await question.execute(db)).rows, [ours]);
      } finally {
        await db.destroy();
        await bouncer.stop();
        await database.close();
      }
    });

    test(`${name}: the service migrates, answers jobs and lets reviewers decide`, async () => {
      const database = await createTestDatabase();
      await sql`drop schema public cascade`.execute(database.db);
      await sql`create schema public`.execute(database.db);
      await setOtherDefaults(database);
      const bouncer = await PgBouncer.start(database.url, configuration);
      const testService = await ConnectedService.open({ env: { DATABASE_URL: bouncer.url } });
      try {
        await testService.createTemplate({ approval_limit: '0' });
        const details = { name: 'Deep sea', template: 'open-call', allocation: '500 NHR' };
        const identifiers = Array.from({ length: 12 }, (_, number) => `b${number}.ukri`);
        const ask = async (identifier: string) =>
          testService.standIn.waitForAnswer(
            await testService.standIn.submitCommand(
              `create_project ${identifier} ${JSON.stringify(details)}`,
            ),
          );
        for (const job of await Promise.all(identifiers.map(ask))) {
          assert.equal((job.error as { kind: string }).kind, 'award_pending');
        }
        const approve = (identifier: string) =>
          testService.request(
            'POST',
            `/api/openportal-managed-projects/${identifier}/ukri.brics.isambard-ai/approve/`,
            {},
          );
        const replies = await Promise.all(identifiers.map(approve));
        assert.deepEqual(
          replies.map(({ status }) => status),
          identifiers.map(() => 200),
        );
        const job = await ask('b0.ukri');
        assert.equal(job.result_type, 'ProjectMapping');
        const list = await testService.request('GET', '/api/openportal-managed-projects/');
        assert.equal(list.headers.get('x-result-count'), '12');
        assert.match(list.body[0].created, /Z$/);
      } finally {
        await testService.close();
        await bouncer.stop();
        await database.close();
      }
    });
  }
});
