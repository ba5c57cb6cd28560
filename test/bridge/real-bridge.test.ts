import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { sql } from 'kysely';
import { PortalClient } from '../support/bridge/portal-client.ts';
import {
  ConnectedService,
  type ConnectedServiceOptions,
  waitUntil,
} from '../support/connected-service.ts';

/*
 * What op-bridge 0.32.2 was seen to do, and what stopped or harmed a real installation
 * (cases W2, W3 and W5; W1: invite-file.test.ts, W4: ../templates/templates.test.ts).
 */

async function withService(
  options: ConnectedServiceOptions,
  work: (service: ConnectedService) => Promise<void>,
): Promise<void> {
  const service = await ConnectedService.open(options);
  try {
    await work(service);
    assert.deepEqual(await service.standIn.getViolations(), []);
  } finally {
    await service.close();
  }
}

const create = (identifier: string): string => {
  const details = { name: identifier, template: 'open-call', allocation: '500 NHR' };
  return `create_project ${identifier} ${JSON.stringify(details)}`;
};

const templates = '/api/openportal-project-template/';

// Each test has a service and a bridge of its own and mostly waits for them.
describe('a real bridge', { concurrency: 3 }, () => {
  describe('notifications', { concurrency: 1 }, () => {
    test('are taken, stored whole and shown in the history of the award', () =>
      withService({}, async (service) => {
        await service.createTemplate();
        const { standIn, database } = service;
        await standIn.waitForAnswer(await standIn.submitCommand(create('p1.ukri')));
        const extra = { domain: 'greatwestern', domain_version: 3 };
        const id = await standIn.sendNotification('brics.ukri', 'award_changed p1.ukri', { extra });
        await waitUntil(
          async () => (await standIn.getNotificationDelivery(id)).state === 'delivered',
        );
        assert.equal((await standIn.getNotificationDelivery(id)).tries, 1);

        const path = '/api/openportal-managed-project-audit/?managed_project_identifier=p1.ukri';
        const { body } = await service.request('GET', `${path}&event_type=note_added`);
        assert.deepEqual(
          body.map(({ action, note }: { action: string; note: string }) => [action, note]),
          [['award_changed', 'Notification from the OpenPortal network: award_changed p1.ukri']],
        );
        const row = await database.db
          .selectFrom('bridge_notification')
          .selectAll()
          .executeTakeFirstOrThrow();
        assert.deepEqual(JSON.parse(row.content ?? ''), {
          id,
          destination: 'brics.ukri',
          event: { AwardChanged: 'p1.ukri' },
          ...extra,
        });
        assert.deepEqual((await service.status()).notifications, {
          last_hour: 1,
          not_understood: 0,
          last_problem: null,
        });
      }));

    test('one that cannot be understood is stored as it came, and delays none after it', () =>
      withService({}, async (service) => {
        const { standIn, database } = service;
        await waitUntil(async () => (await service.status()).bridge === 'reachable');
        const odd = { AwardExploded: { why: ['\u0000', '\ud800'] } };
        const first = await standIn.sendNotification('brics.ukri', odd);
        const second = await standIn.sendNotification('brics.ukri', 'award_changed p1.ukri');
        for (const id of [first, second]) {
          await waitUntil(
            async () => (await standIn.getNotificationDelivery(id)).state === 'delivered',
          );
          assert.equal((await standIn.getNotificationDelivery(id)).tries, 1);
        }
        const { notifications } = await service.status();
        assert.equal(notifications.not_understood, 1);
        assert.match(notifications.last_problem.message, /^event: An event is one name/);
        assert.match(
          service.log,
          /"problem":"event: An event is one name.*could not be understood/,
        );
        const row = await database.db
          .selectFrom('bridge_notification')
          .select(['content', 'problem'])
          .where('id', '=', first)
          .executeTakeFirstOrThrow();
        assert.deepEqual(JSON.parse(row.content ?? '').event, odd);
        const metrics = await (await fetch(`${service.url}/metrics`)).text();
        assert.match(metrics, /^gatehouse_bridge_notifications_not_understood 1$/m);
      }));
  });

  describe('a restart of the bridge', { concurrency: 1 }, () => {
    // No sweep helps: only the watched start of the bridge can notice it in time.
    test('is noticed, and the offerings are sent again within 20 s', () =>
      withService({ env: { GATEHOUSE_BRIDGE_SWEEP_SECONDS: '60' } }, async (service) => {
        await service.createTemplate();
        const { standIn } = service;
        await waitUntil(async () => (await service.status()).offerings.synced !== null);
        const before = await service.status();
        assert.deepEqual([before.restarted_at, before.offerings_sent_again_at], [null, null]);
        // Starts that are three seconds apart are taken for one.
        await standIn.restart(4000);
        await waitUntil(async () => (await standIn.getOfferings()).length === 1);
        const back = performance.now();
        const id = await standIn.submitCommand(create('p1.ukri'));
        assert.equal((await standIn.waitForAnswer(id, 25)).state, 'Complete');
        assert.ok(performance.now() - back < 20_000);
        // The bridge has the offerings a moment before the service has stored that it sent them.
        await waitUntil(async () => (await service.status()).offerings_sent_again_at !== null);
        const after = await service.status();
        assert.ok(Date.parse(after.restarted_at) > Date.parse(before.reachable_since));
        assert.ok(Date.parse(after.offerings_sent_again_at) > Date.parse(after.restarted_at));
        assert.match(service.log, /the bridge was restarted/);
      }));
  });

  describe('names that a bridge cannot parse', { concurrency: 1 }, () => {
    test('one that is stored already is left out, named, and does not stop the others', () =>
      withService({}, async (service) => {
        const { template } = await service.createTemplate();
        const copy = { ...template, name: 'second', offering: 'isambard3' };
        assert.equal((await service.request('POST', templates, copy)).status, 201);
        await sql`update project_template set offering = 'gpu,cpu' where name = 'open-call'`.execute(
          service.database.db,
        );
        await waitUntil(async () => {
          const { asked } = (await service.status()).offerings;
          return asked.length === 1 && asked[0] === 'isambard3.brics.ukri';
        });
        const { offerings } = await service.status();
        assert.deepEqual(offerings.left_out, ['gpu,cpu.brics.ukri']);
        assert.deepEqual(offerings.accepted, ['isambard3.brics.ukri']);
        assert.equal(offerings.last_error, null);
        assert.match(service.log, /"leftOut":\["gpu,cpu\.brics\.ukri"\]/);
      }));
  });

  describe('offerings of others', { concurrency: 1 }, () => {
    const foreign = ['a.brics.ukri', 'b.brics.ukri', 'c.brics.stfc'];

    test('without a template they are left alone and shown, until one exists', () =>
      withService({ skipStart: true }, async (service) => {
        const { standIn } = service;
        const portal = new PortalClient(standIn.url, standIn.invite);
        await portal.postJson('sync_offerings', foreign);
        await service.start();
        await waitUntil(async () => (await service.status()).offerings.foreign.length === 3);
        const { offerings } = await service.status();
        assert.deepEqual(offerings.foreign, foreign);
        assert.deepEqual([offerings.asked, offerings.accepted], [[], []]);
        assert.match(service.log, /"foreign":\["a\.brics\.ukri"/);
        const requests = await standIn.getRequestCounts();
        assert.equal(requests['POST /sync_offerings']?.['200'] ?? 0, 1, 'only that of the test');
        await service.createTemplate();
        assert.deepEqual(await standIn.getOfferings(), ['isambard-ai.brics.ukri']);
      }));

    test('without its last template the desk withdraws what it offered, and no more', () =>
      withService({}, async (service) => {
        const { template } = await service.createTemplate();
        const { standIn } = service;
        const portal = new PortalClient(standIn.url, standIn.invite);
        await portal.postJson('add_offerings', ['a.brics.stfc']);
        await service.request('DELETE', template.url);
        await waitUntil(
          async () => !(await standIn.getOfferings()).includes('isambard-ai.brics.ukri'),
        );
        assert.deepEqual(await standIn.getOfferings(), ['a.brics.stfc']);
        await waitUntil(async () => (await service.status()).offerings.asked.length === 0);
      }));
  });

  test('offerings and deliveries fail separately, each with its own last error', () =>
    withService({}, async (service) => {
      await service.createTemplate({ approval_limit: '0' });
      const { standIn } = service;
      await standIn.waitForAnswer(await standIn.submitCommand(create('p1.ukri')));
      await standIn.setFaults({ chance: { '500': 1 }, paths: ['/sync_offerings'] });
      await service.createTemplateOf('isambard3');
      await waitUntil(async () => (await service.status()).offerings.last_error !== null);
      assert.match(
        (await service.status()).offerings.last_error.message,
        /500 to \/sync_offerings/,
      );
      const award = '/api/openportal-managed-projects/p1.ukri/ukri.brics.isambard-ai/';
      assert.equal((await service.request('POST', `${award}approve/`, {})).status, 200);
      await waitUntil(async () => (await standIn.getNotifications()).length === 1);
      assert.equal((await service.status()).outbox.channels[0].last_error, null);

      await standIn.setFaults({ chance: { '500': 1 }, paths: ['/notify'] });
      assert.equal((await service.request('POST', `${award}add-note/`, { text: 'x' })).status, 200);
      await waitUntil(async () => (await service.status()).outbox.channels[0].last_error !== null);
      const { outbox } = await service.status();
      assert.match(outbox.channels[0].last_error.message, /500 to \/notify/);
      assert.deepEqual([outbox.channels[0].waiting, outbox.channels[0].refused], [1, 1]);
      await waitUntil(async () =>
        (await service.status()).offerings.accepted.includes('isambard3.brics.ukri'),
      );
      await standIn.setFaults({});
      await waitUntil(async () => (await service.status()).outbox.depth === 0);
    }));
});
