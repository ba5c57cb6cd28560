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
