import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { ParsedMail } from 'mailparser';
import { announceDeadEntries } from '../../src/announcements/announce-dead-entries.ts';
import { announceOutage } from '../../src/bridge/announce-outages.ts';
import { ConnectionState } from '../../src/bridge/connection-state.ts';
import { createAnnouncementTasks } from '../../src/commands/announcement-delivery.ts';
import { MachineTasks } from '../../src/machines/machine-tasks.ts';
import { finishRun } from '../../src/machines/reconcile/finish-run.ts';
import { loadPairs, type Pair } from '../../src/machines/reconcile/load-pair.ts';
import { disableWebhook } from '../../src/webhooks/record-results.ts';
import { testWebhooks } from '../support/test-app.ts';
import { DAY, HOUR, MailTestBed, readRecipient, summarize } from './mail-test-bed.ts';
import { addMonthOfUse } from './use-of-project.ts';

/*
 * Mails to staff about what goes wrong (docs/rules/mail.md, N2), and what the tasks of the running
 * service send.
 */

let bed: MailTestBed;
before(async () => {
  bed = await MailTestBed.open();
});
after(() => bed.close());
beforeEach(() => bed.reset());

const prefix = '[Example site]';
const now = (): string => bed.app.now.toISOString();

test('staff hear of a bridge that is away, once for each outage', async () => {
  const clock = (): Date => bed.app.now;
  const state = new ConnectionState(clock, () => undefined);
  const MINUTE = HOUR / 60;
  const watch = async (): Promise<ParsedMail[]> => {
    // Two replicas that see the same.
    for (const db of [bed.app.db, bed.app.db]) await announceOutage({ db, clock, state });
    return bed.deliver();
  };
  const fail = async (): Promise<ParsedMail[]> => {
    state.markUnreachable();
    state.recordError('connect ECONNREFUSED');
    bed.advance(9 * MINUTE);
    assert.deepEqual(await watch(), [], 'a restart of the bridge takes less');
    bed.advance(MINUTE);
    return watch();
  };
  const subjects = [`staff@site.example: ${prefix} The bridge cannot be reached`];
  const mails = await fail();
  assert.deepEqual(summarize(mails), subjects);
  assert.match(mails[0]?.text ?? '', /ECONNREFUSED/);
  assert.match(mails[0]?.text ?? '', /Away since: 23 November 2026 at 12:00 \(UTC\)/);
  bed.advance(HOUR);
  assert.deepEqual(await watch(), [], 'the same outage');
  state.markReachable();
  bed.advance(MINUTE);
  assert.deepEqual(await watch(), []);
  assert.deepEqual(summarize(await fail()), subjects, 'another outage');
});

test('staff hear once of a project on a machine that needs attention, with the problem', async () => {
  const customer = `/api/customers/${bed.here.customer.uuid}/`;
  const { uuid } = await bed.app.create('/api/projects/', { name: 'Deep sea', customer });
  await addMonthOfUse(bed.app, uuid, 1);
  await bed.deliver();
  const fail = async (): Promise<ParsedMail[]> => {
    const owner = randomUUID();
    const { id } = await bed.app.db
      .updateTable('machine_project')
      .set({ lease_owner: owner })
      .returning('id')
      .executeTakeFirstOrThrow();
    const [pair] = await loadPairs(bed.app.db, [id]);
    const error = { kind: 'permanent', message: 'The scheduler refused the account.' } as const;
    await finishRun(bed.app.db, owner, pair as Pair, { kind: 'error', error }, bed.app.now);
    return bed.deliver();
  };
  const [mail, ...others] = await fail();
  assert.equal(readRecipient(mail as ParsedMail), 'staff@site.example');
  assert.equal(mail?.subject, `${prefix} Deep sea needs attention on cluster`);
  assert.match(mail?.text ?? '', /The scheduler refused the account\./);
  assert.match(mail?.text ?? '', new RegExp(`/projects/${uuid}`));
  assert.equal(others.length, 0);
  assert.deepEqual(await fail(), [], 'it needs attention already');
});

async function addDeadEntry(): Promise<void> {
  await sql`insert into outbox (kind, event, identifier, destination, created, dead, last_error)
    values ('award_notification', 'award_accepted', 'p1.ukri', 'ukri.brics.isambard-ai', ${now()},
      ${now()}, 'The bridge answered 500.')`.execute(bed.app.db);
}

test('staff hear of dead entries of any channel, unless they switched it off', async () => {
  const die = async (): Promise<ParsedMail[]> => {
    await addDeadEntry();
    await announceDeadEntries({ db: bed.app.db, clock: () => bed.app.now });
    return bed.deliver();
  };
  const [mail, ...others] = await die();
  assert.equal(readRecipient(mail as ParsedMail), 'staff@site.example');
  const subject = `${prefix} Deliveries were given up: Notifications to awarding portals`;
  assert.equal(mail?.subject, subject);
  assert.match(mail?.text ?? '', /Problem: The bridge answered 500\./);
  assert.match(mail?.text ?? '', /https:\/\/desk\.site\.example\/jobs\?delivery_state=dead/);
  assert.equal(others.length, 0);
  const path = `/api/users/${bed.uuidOf('staff')}/mail/`;
  await bed.app.patch(path, { switched_off: ['deliveries_given_up'] });
  bed.advance(2 * DAY);
  assert.deepEqual(await die(), []);
});

describe('a webhook that is disabled', () => {
  async function disableWebhookOf(as: string): Promise<ParsedMail[]> {
    const created = await bed.app.post(
      '/api/webhooks/',
      {
        name: 'Tickets',
        destination_url: 'https://tickets.example.org/hook',
        customer: `/api/customers/${bed.here.customer.uuid}/`,
        event_types: ['award.waiting'],
      },
      { as },
    );
    assert.equal(created.status, 201, created.text);
    const { id } = await bed.app.db.selectFrom('webhook').select('id').executeTakeFirstOrThrow();
    await bed.app.db.transaction().execute(async (trx) => {
      const webhook = { ...created.body, id, customerId: null, failingSince: now() };
      const ownerUuid = created.body.owner_uuid;
      const reason = 'Every attempt failed for five days. The receiver answered 500.';
      await disableWebhook(trx, { ...webhook, ownerUuid }, reason, bed.app.now);
    });
    return bed.deliver();
  }

  test('is said to its owner and to staff', async () => {
    const mails = await disableWebhookOf('rita');
    assert.deepEqual(summarize(mails), [
      `rita@site.example: ${prefix} The webhook Tickets was disabled`,
      `staff@site.example: ${prefix} A webhook cannot be delivered`,
    ]);
    for (const { text } of mails) {
      assert.match(text ?? '', /The receiver answered 500\./);
      assert.match(text ?? '', /https:\/\/desk\.site\.example\/webhooks\/[0-9a-f-]{36}/);
    }
  });

  test('is said once to an owner who is staff', async () => {
    assert.deepEqual(summarize(await disableWebhookOf('staff')), [
      `staff@site.example: ${prefix} The webhook Tickets was disabled`,
    ]);
  });
});

describe('the tasks of the running service', () => {
  /** Starts them as `serve` does, and stops them once each has run. */
  async function runTasks(state: ConnectionState): Promise<void> {
    const { db } = bed.app;
    const clock = (): Date => bed.app.now;
    const errors: unknown[] = [];
    const onError = (error: unknown): void => void errors.push(error);
    const tasks = createAnnouncementTasks(
      {
        ...{ db, clock, mail: { ...bed.config, reminderDays: 3 }, bridge: { state } },
        webhooks: { setup: testWebhooks, channels: [], close: () => undefined },
      },
      () => onError,
    );
    const machines = new MachineTasks({ db, clock, portal: () => 'brics', bridge: null, onError });
    for (const task of [...tasks, machines]) task.start();
    for (const task of [...tasks, machines]) await task.stop();
    assert.deepEqual(errors, []);
  }

  /** Paula's project, which has used 80 % of its credits. */
  async function createUsedProject(): Promise<void> {
    await bed.createPersonWithEmail('paula');
    const more = { allocation: '500 NHR', members: { 'paula@site.example': 'PI' } };
    await bed.createWaitingAward('p2.ukri', { name: 'Used', ...more });
    const project = bed.app.db.selectFrom('project').select('uuid').where('name', '=', 'Used');
    await addMonthOfUse(bed.app, (await project.executeTakeFirstOrThrow()).uuid, 400);
  }

  /** It has taken nothing for five days, and nothing waits for it. */
  async function createIdleWebhook(): Promise<void> {
    const destination_url = 'https://tickets.example.org/hook';
    const event_types = ['award.waiting'];
    await bed.app.create('/api/webhooks/', { name: 'Tickets', destination_url, event_types });
    const failing_since = new Date(bed.app.now.getTime() - 5 * DAY).toISOString();
    await bed.app.db.updateTable('webhook').set({ failing_since, failures: 9 }).execute();
  }

  test('send digests and reminders, and announce outages, dead entries, idle webhooks and used credits', async () => {
    const choice = { waiting_awards: 'hourly' };
    await bed.app.patch(`/api/users/${bed.uuidOf('rita')}/mail/`, choice);
    await bed.createWaitingAward();
    await createUsedProject();
    await bed.deliver();
    bed.advance(3 * DAY - HOUR / 6);
    const state = new ConnectionState(
      () => bed.app.now,
      () => undefined,
    );
    state.markUnreachable();
    bed.advance(HOUR / 6);
    await addDeadEntry();
    await createIdleWebhook();
    await runTasks(state);
    const mails = summarize(await bed.deliver());
    // A webhook is not disabled while announcements wait, and the first run may have made some before.
    bed.advance(HOUR / 60);
    await runTasks(state);
    mails.push(...summarize(await bed.deliver()));
    assert.deepEqual(
      mails.toSorted(),
      [
        'paula@site.example: Used has used 80 % of its credits',
        'rita@site.example: 1 award waits for a decision',
        'rita@site.example: p1.ukri has waited for 3 days: Deep sea',
        'staff@site.example: Deliveries were given up: Notifications to awarding portals',
        'staff@site.example: The bridge cannot be reached',
        'staff@site.example: The webhook Tickets was disabled',
      ].map((line) => line.replace(': ', `: ${prefix} `)),
    );
  });
});
