import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { type Kysely, sql } from 'kysely';
import { insertToken } from '../../src/access/token-store.ts';
import type { Database } from '../../src/database/schema.ts';
import {
  ConnectedService,
  type ConnectedServiceOptions,
  waitUntil,
} from '../support/connected-service.ts';

/* Issue 3: the connection itself – versions, clocks, signals, retries, secrets, status. */

const details = (more: object = {}) =>
  JSON.stringify({ name: 'Deep sea', template: 'open-call', allocation: '500 NHR', ...more });
const create = (identifier: string, more: object = {}) =>
  `create_project ${identifier} ${details({ name: identifier, ...more })}`;

async function withDesk(
  options: ConnectedServiceOptions,
  work: (testService: ConnectedService) => Promise<void>,
): Promise<void> {
  const testService = await ConnectedService.open(options);
  try {
    await work(testService);
    assert.deepEqual(await testService.standIn.getViolations(), []);
    const { service } = testService;
    if (service?.child.exitCode === null) assert.equal((await service.stop('SIGTERM')).code, 0);
  } finally {
    await testService.close();
  }
}

// Each test has a service and a bridge of its own and mostly waits for them.
describe('the connection to a bridge', { concurrency: 3 }, () => {
  describe('versions of bridges', { concurrency: 1 }, () => {
    test('an old one answers 401 to version 2: version 1 is found out, remembered, logged', () =>
      withDesk({ standIn: { signatures: '1', destinations: 'string' } }, async (testService) => {
        await testService.createTemplate();
        const job = await testService.standIn.waitForAnswer(
          await testService.standIn.submitCommand(create('p1.ukri')),
        );
        assert.equal(job.state, 'Complete');
        assert.equal((await testService.status()).signature_version, 1);
        assert.match(
          testService.log,
          /"signatureVersion":1,"msg":"the bridge accepts our signature"/,
        );
        const before = refusals(await testService.standIn.getRequestCounts());
        await testService.standIn.waitForAnswer(
          await testService.standIn.submitCommand('get_award p1.ukri'),
        );
        assert.equal(
          refusals(await testService.standIn.getRequestCounts()),
          before,
          'asked with 2 once, not again',
        );
      }));

    test('a new one: version 2, the array of destinations', () =>
      withDesk({ standIn: { signatures: '2', destinations: 'array' } }, async (testService) => {
        await testService.createTemplate();
        const status = await testService.status();
        assert.equal(status.signature_version, 2);
        assert.equal(status.bridge, 'reachable');
        assert.equal(refusals(await testService.standIn.getRequestCounts()), 0);
      }));
  });

  test('a clock that is off is named in the error and the status', () =>
    withDesk({ standIn: { clockOffset: 60 } }, async (testService) => {
      await waitUntil(async () => (await testService.status()).last_error !== null);
      const status = await testService.status();
      assert.equal(status.bridge, 'unreachable');
      assert.ok(Math.abs(status.clock_skew_seconds - 60) <= 1);
      assert.match(
        status.last_error.message,
        /401.*clock is (59|60|61) s ahead of ours.*allows 5 s/,
      );
      await testService.standIn.setClockOffset(-30);
      await waitUntil(async () =>
        /30 s behind|29 s behind|31 s behind/.test((await testService.status()).last_error.message),
      );
      await testService.standIn.setClockOffset(0);
      await waitUntil(async () => (await testService.status()).bridge === 'reachable');
    }));

  test('down at start is no reason not to start; it is found when it comes', () =>
    withDesk({ skipStart: true, env: { GATEHOUSE_PORTAL: '' } }, async (testService) => {
      await testService.standIn.setFaults({ chance: { drop: 1 } });
      await testService.start();
      assert.equal((await testService.status()).bridge, 'unreachable');
      await testService.standIn.setFaults({});
      await waitUntil(async () => (await testService.status()).bridge === 'reachable');
      // The bridge tells our name.
      await waitUntil(async () => (await testService.status()).portal === 'brics');
      assert.match(testService.log, /the bridge is reachable/);
      await testService.createTemplate();
    }));

  test('a name that is not that of the bridge is refused at start', () =>
    withDesk({ skipStart: true, env: { GATEHOUSE_PORTAL: 'other' } }, async (testService) => {
      await assert.rejects(
        testService.start(),
        /GATEHOUSE_PORTAL is other, but the bridge belongs to brics/,
      );
      const code = (await testService.service?.waitForExit())?.code;
      assert.equal(code, 1);
    }));

  describe('offerings', { concurrency: 1 }, () => {
    test('follow the templates, come back after a restart of the bridge', () =>
      withDesk({}, async (testService) => {
        const { template } = await testService.createTemplate();
        await testService.createTemplate({ offering: 'isambard3' });
        assert.deepEqual((await testService.standIn.getOfferings()).toSorted(), [
          'isambard-ai.brics.ukri',
          'isambard3.brics.ukri',
        ]);
        await testService.request('DELETE', template.url);
        await waitUntil(async () => (await testService.standIn.getOfferings()).length === 1);
        await testService.standIn.restart(300);
        await waitUntil(async () => (await testService.standIn.getOfferings()).length === 1);
        assert.deepEqual((await testService.status()).offerings.accepted, ['isambard3.brics.ukri']);
      }));

    test('are sent again at least every ten minutes', () =>
      withDesk({}, async (testService) => {
        await testService.createTemplate();
        const count = async (call: string) =>
          (await testService.standIn.getRequestCounts())[call]?.['200'] ?? 0;
        const countSyncs = () => count('POST /sync_offerings');
        const before = await countSyncs();
        // Two more looks at the bridge, none of which found a reason.
        const looks = await count('GET /health');
        await waitUntil(async () => (await count('GET /health')) >= looks + 2);
        assert.equal(await countSyncs(), before, 'not without a reason');
        await sql`update setting set value = jsonb_set(value, '{synced}',
          to_jsonb((now() - interval '10 minutes')::text)) where key = 'bridge_offerings'`.execute(
          testService.database.db,
        );
        await waitUntil(async () => (await countSyncs()) > before);
      }));
  });

  describe('jobs in', { concurrency: 1 }, () => {
    test('what is not signalled is swept', () =>
      withDesk({}, async (testService) => {
        await testService.createTemplate();
        const id = await testService.standIn.submitCommand(create('p1.ukri'), { signal: false });
        assert.equal((await testService.standIn.waitForAnswer(id)).state, 'Complete');
        assert.equal((await testService.standIn.getJobRecord(id)).signalCount, 0);
      }));

    test('a bridge that fails at all else is still asked for its jobs', () =>
      withDesk({}, async (testService) => {
        await testService.createTemplate();
        const paths = ['/get_portal', '/health', '/get_offerings', '/sync_offerings'];
        await testService.standIn.setFaults({ chance: { '500': 1 }, paths });
        const id = await testService.standIn.submitCommand(create('p1.ukri'), { signal: false });
        assert.equal((await testService.standIn.waitForAnswer(id)).state, 'Complete');
      }));

    test('signals: many for one job do its work once; unknown ids get 403; nonsense 400', () =>
      withDesk({ env: { GATEHOUSE_BRIDGE_SWEEP_SECONDS: '60' } }, async (testService) => {
        await testService.createTemplate();
        const signal = (id: string) =>
          fetch(`${testService.url}/api/openportal/fetch_job/?job_id=${id}`).then(
            ({ status }) => status,
          );
        const id = await testService.standIn.submitCommand(create('p1.ukri'), { signal: false });
        const statuses = await Promise.all(Array.from({ length: 30 }, () => signal(id)));
        assert.deepEqual(new Set(statuses), new Set([200]));
        await testService.standIn.waitForAnswer(id);
        assert.equal(await signal(id), 200);
        const story = await testService.standIn.getJobRecord(id);
        assert.deepEqual([story.answerCount, story.ignoredAnswerCount], [1, 0]);
        assert.equal(await signal(randomUUID()), 403);
        for (const bad of ['', 'x', `${id}0`, '%00']) assert.equal(await signal(bad), 400, bad);
        const fetched = (await testService.standIn.getRequestCounts())['POST /fetch_job'] ?? {};
        assert.ok((fetched['200'] ?? 0) <= 1, 'one look-up for thirty signals');
        await testService.standIn.restart(1500);
        assert.equal(await signal(randomUUID()), 503);
        assert.doesNotMatch(testService.log, /job_id=/, 'ids are no text for a log');
      }));

    test('a flood of unknown ids starves no real job, not even from its own address', () =>
      withDesk({ env: { GATEHOUSE_BRIDGE_SWEEP_SECONDS: '60' } }, async (testService) => {
        await testService.createTemplate();
        let isFlooding = true;
        const counts = new Map<number, number>();
        const flood = Array.from({ length: 10 }, async () => {
          while (isFlooding) {
            const url = `${testService.url}/api/openportal/fetch_job/?job_id=${randomUUID()}`;
            const { status } = await fetch(url);
            counts.set(status, (counts.get(status) ?? 0) + 1);
          }
        });
        await waitUntil(() => (counts.get(429) ?? 0) > 0);
        const ids = await Promise.all(
          Array.from({ length: 20 }, (_, index) =>
            testService.standIn.submitCommand(create(`p${index}.ukri`)),
          ),
        );
        for (const id of ids)
          assert.equal((await testService.standIn.waitForAnswer(id)).state, 'Complete');
        isFlooding = false;
        await Promise.all(flood);
        assert.ok((counts.get(429) ?? 0) > 0, 'the flood met its limit');
        assert.deepEqual([...counts.keys()].toSorted(), [403, 429]);
        const lookups =
          (await testService.standIn.getRequestCounts())['POST /fetch_job']?.['404'] ?? 0;
        assert.ok(lookups < 60, `${lookups} look-ups of unknown ids at the bridge`);
      }));

    test('a job past its expiry is not worked on', () =>
      withDesk({ standIn: { clockOffset: -3 } }, async (testService) => {
        await testService.createTemplate();
        await testService.standIn.submitCommand(create('late.ukri'), { expires: 2 });
        await waitUntil(async () => (await testService.status()).jobs_last_hour.expired === 1);
        const award = '/api/openportal-managed-projects/late.ukri/ukri.brics.isambard-ai/';
        assert.equal((await testService.request('GET', award)).status, 404);
      }));
  });

  describe('answers out', { concurrency: 1 }, () => {
    test('are tried again until the bridge takes them, across a SIGKILL', () =>
      withDesk({}, async (testService) => {
        await testService.createTemplate();
        await testService.standIn.setFaults({ chance: { '500': 1 }, paths: ['/send_result'] });
        const id = await testService.standIn.submitCommand(create('p1.ukri'));
        await waitUntil(async () => await isAnswered(testService.database.db, id));
        assert.equal((await testService.standIn.getJobRecord(id)).state, 'open');
        assert.ok((await testService.status()).oldest_unanswered_job_seconds >= 0);
        await testService.service?.stop('SIGKILL');
        const outcome = await outcomeOf(testService.database.db, id);
        await testService.start();
        await testService.standIn.setFaults({});
        const job = await testService.standIn.waitForAnswer(id, 40);
        assert.equal(
          JSON.stringify({ type: job.result_type, value: JSON.parse(String(job.result)) }),
          outcome,
        );
      }));

    test('are posted also where the queue has lost the job and the bridge has forgotten it', () =>
      withDesk({}, async (testService) => {
        await testService.createTemplate();
        await testService.standIn.setFaults({
          chance: { '500': 1 },
          paths: ['/send_result', '/fetch_jobs'],
        });
        const id = await testService.standIn.submitCommand(create('p1.ukri'));
        const { db } = testService.database;
        await waitUntil(async () => await isAnswered(db, id));
        await testService.standIn.restart(200);
        await sql`update bridge_job set received = received - interval '1 minute'`.execute(db);
        await waitUntil(async () => {
          // Not while it is being worked on.
          const lost =
            await sql`delete from pgboss.job where name = 'bridge-job' and state = 'retry'`;
          return ((await lost.execute(db)).numAffectedRows ?? 0n) > 0n;
        });
        await testService.standIn.setFaults({});
        await waitUntil(async () => {
          const open = await db.selectFrom('bridge_job').select('id').where('closed', 'is', null);
          return (await open.execute()).length === 0;
        });
      }));

    test('that expired are dead: staff see why, and have the answer posted again', () =>
      withDesk({}, async (testService) => {
        await testService.createTemplate({ key: 'open-sesame' });
        const faults = { chance: { '500': 1 }, paths: ['/send_result', '/fetch_jobs'] };
        await testService.standIn.setFaults(faults);
        const id = await testService.standIn.submitCommand(
          create('p1.ukri', { key: 'open-sesame' }),
        );
        const path = `/api/bridge-jobs/${id}/`;
        const { db } = testService.database;
        await waitUntil(
          async () => (await testService.request('GET', path)).body.failed_attempts > 0,
        );
        await sql`update bridge_job set expires = received`.execute(db);
        await waitUntil(async () => (await testService.request('GET', path)).body.state === 'dead');
        const { body: job } = await testService.request('GET', path);
        assert.deepEqual(
          [job.instruction, job.subject, job.asked_by, job.outcome, job.last_error],
          [
            'create_project',
            'p1.ukri',
            'ukri',
            'undelivered',
            'The bridge answered 500 to /send_result.',
          ],
        );
        assert.ok(
          testService.log.includes(`"jobId":"${id}","msg":"a job failed and is tried again"`),
        );
        await testService.standIn.setFaults({ ...faults, paths: ['/fetch_jobs'] });
        assert.equal((await testService.request('POST', `${path}retry/`)).status, 204);
        assert.equal((await testService.standIn.waitForAnswer(id)).state, 'Complete');
        await waitUntil(
          async () => (await testService.request('GET', path)).body.state === 'answered',
        );
      }));

    test('the key of a template is nowhere in the database, not even while its job waits', () =>
      withDesk({}, async (testService) => {
        const key = 'open-sesame-7391';
        await testService.createTemplate({ key });
        await testService.standIn.setFaults({ chance: { '500': 1 }, paths: ['/send_result'] });
        const id = await testService.standIn.submitCommand(create('p1.ukri', { key }));
        await waitUntil(async () => await isAnswered(testService.database.db, id));
        for (const text of await everyText(testService.database.db)) assert.ok(!text.includes(key));
        assert.ok(!testService.log.includes(key));
        await testService.standIn.setFaults({});
        const job = await testService.standIn.waitForAnswer(id);
        assert.ok(String(job.command).includes(key), 'the copy is whole');
        for (const text of await everyText(testService.database.db)) assert.ok(!text.includes(key));
      }));

    test('one that is above 1 MiB is an error, and is not stored whole', () =>
      withDesk({}, async (testService) => {
        await testService.createTemplate();
        const answerAward = async (number: number): Promise<void> => {
          const text = create(`p${number}.ukri`, { description: 'x'.repeat(100_000) });
          const job = await testService.standIn.waitForAnswer(
            await testService.standIn.submitCommand(text),
          );
          assert.equal(job.state, 'Complete');
        };
        await Promise.all(Array.from({ length: 11 }, (_, number) => answerAward(number)));
        const id = await testService.standIn.submitCommand('get_awards ukri');
        const job = await testService.standIn.waitForAnswer(id);
        assert.match(String(job.result), /^OpenPortalError: The answer is larger than the 1 MiB/);
        assert.ok(((await outcomeOf(testService.database.db, id)) ?? '').length < 1000);
      }));

    test('our own fault is an OpenPortalError with a reference that is in the log, and no more', () =>
      withDesk({}, async (testService) => {
        await testService.createTemplate();
        await sql`alter table audit_entry rename to elsewhere`.execute(testService.database.db);
        const job = await testService.standIn.waitForAnswer(
          await testService.standIn.submitCommand(create('p1.ukri')),
        );
        assert.match(
          String(job.result),
          /^OpenPortalError: Something went wrong here\. Please name the reference [0-9a-f-]{36}\.$/,
        );
        assert.equal((job.error as { kind: string }).kind, 'run');
        const [reference] = /[0-9a-f-]{36}/.exec(String(job.result)) as RegExpExecArray;
        await waitUntil(() => testService.log.includes(reference));
        assert.match(testService.log, /audit_entry/);
      }));
  });

  describe('the status', { concurrency: 1 }, () => {
    test('without a bridge', () =>
      withDesk({ env: { OPENPORTAL_CONFIG: '' } }, async (testService) => {
        const status = await testService.status();
        assert.equal(status.bridge, 'no bridge');
        const url = `${testService.url}/api/openportal/fetch_job/?job_id=${randomUUID()}`;
        assert.equal((await fetch(url)).status, 404);
      }));

    test('staff and support read it; it and the metrics tell the same', () =>
      withDesk({}, async (testService) => {
        await testService.createTemplate();
        await testService.standIn.waitForAnswer(
          await testService.standIn.submitCommand(create('p1.ukri')),
        );
        await testService.standIn.waitForAnswer(await testService.standIn.submitCommand('dance'));
        await waitUntil(async () => (await testService.status()).jobs_last_hour.unsupported === 1);
        const status = await testService.status();
        assert.deepEqual(status.jobs_last_hour, { complete: 1, unsupported: 1 });
        assert.equal(status.portal, 'brics');
        assert.ok(Date.parse(status.reachable_since) <= Date.now());
        assert.deepEqual([status.outbox.depth, status.outbox.oldest_seconds], [0, null]);
        assert.deepEqual(
          status.outbox.channels.map((each: Record<string, unknown>) => [
            each.channel,
            each.is_configured,
            each.waiting,
          ]),
          [
            ['bridge', true, 0],
            ['fan-out', true, 0],
            ['webhook', false, 0],
            ['mail', false, 0],
          ],
        );
        assert.equal(status.oldest_unanswered_job_seconds, null);
        assert.ok(Math.abs(status.clock_skew_seconds) <= 1);

        const metrics = await (await fetch(`${testService.url}/metrics`)).text();
        assert.match(metrics, /^gatehouse_bridge_reachable 1$/m);
        assert.match(metrics, /^gatehouse_bridge_jobs_last_hour\{outcome="complete"\} 1$/m);
        assert.match(metrics, /^gatehouse_bridge_offerings\{which="accepted"\} 1$/m);
        assert.match(
          metrics,
          /^gatehouse_bridge_portal_info\{portal="brics",signature_version="2"\} 1$/m,
        );
        assert.match(metrics, /^gatehouse_outbox_depth 0$/m);

        const read = async (more: object) => {
          const key = await tokenOf(testService.database.db, more);
          return (await testService.request('GET', '/api/openportal/status/', undefined, key))
            .status;
        };
        assert.equal(await read({ is_support: true }), 200);
        assert.equal(await read({}), 403);
        const wrong = await testService.request(
          'GET',
          '/api/openportal/status/',
          undefined,
          'wrong',
        );
        assert.equal(wrong.status, 401);
      }));
  });
});

function refusals(requests: Record<string, Record<string, number>>): number {
  return Object.values(requests).reduce((sum, statuses) => sum + (statuses['401'] ?? 0), 0);
}

/** A token of somebody new. */
async function tokenOf(db: Kysely<Database>, more: object): Promise<string> {
  const now = new Date().toISOString();
  const person = await db
    .insertInto('person')
    .values({ username: randomUUID(), date_joined: now, ...more })
    .returning('id')
    .executeTakeFirstOrThrow();
  const token = await insertToken(db, {
    personId: person.id,
    name: 'test',
    scope: 'admin',
    now,
    expiresAt: null,
  });
  return token.key;
}

async function isAnswered(db: Kysely<Database>, id: string): Promise<boolean> {
  return (await outcomeOf(db, id)) !== null;
}

async function outcomeOf(db: Kysely<Database>, id: string): Promise<string | null> {
  const row = await db
    .selectFrom('bridge_job')
    .select('outcome')
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.outcome ?? null;
}

/** Every row of every table, as text. */
async function everyText(db: Kysely<Database>): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_schema in ('public', 'pgboss') and table_type = 'BASE TABLE'`.execute(db);
  assert.ok(rows.some(({ name }) => name.startsWith('pgboss.')));
  const texts: string[] = [];
  for (const { name } of rows) {
    const all = await sql
      .raw<{ text: string }>(`select t::text as text from ${name} t`)
      .execute(db);
    texts.push(...all.rows.map(({ text }) => text));
    const bytes = await sql
      .raw<{ text: string }>(
        `select encode(convert_to(t::text, 'UTF8'), 'escape') as text from ${name} t`,
      )
      .execute(db);
    texts.push(...bytes.rows.map(({ text }) => text));
  }
  return texts;
}
