import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import type { ParsedMail } from 'mailparser';
import { announceDeadEntries } from '../../src/announcements/announce-dead-entries.ts';
import { announceOutage } from '../../src/bridge/announce-outages.ts';
import { ConnectionState } from '../../src/bridge/connection-state.ts';
import { finishRun } from '../../src/machines/reconcile/finish-run.ts';
import { loadPairs, type Pair } from '../../src/machines/reconcile/load-pair.ts';
import { recordThresholds } from '../../src/machines/threshold-events.ts';
import { mailKinds } from '../../src/mail/mail-kinds.ts';
import { sendReminders } from '../../src/mail/send-reminders.ts';
import { disableWebhook } from '../../src/webhooks/record-results.ts';
import { DAY, HOUR, MailTestBed, readRecipient } from './mail-test-bed.ts';
import { addMonthOfUse } from './use-of-project.ts';

/* What no mail says, whatever its kind: secrets, and emails of others (docs/rules/mail.md, N3.4). */

const KEY = 'template-key-7f3a';
const SLACK_SECRET = 'slack-secret-9c1e';
const bounced = 'bounced@site.example';
/** Accounts with an email; the award also names `ida`, who has none. */
const accounts = ['rita', 'rob', 'paula', 'max', 'mona'];

let bed: MailTestBed;
before(async () => {
  bed = await MailTestBed.open();
  await bed.reset();
  await bed.app.patch(`/api/openportal-project-template/${bed.here.template.uuid}/`, { key: KEY });
  await bed.app.createReviewer('rob', bed.here);
  await bed.setEmail('rob');
  for (const name of ['paula', 'max', 'mona']) await bed.createPersonWithEmail(name);
});
after(() => bed.close());

const members = {
  'paula@site.example': 'PI',
  'max@site.example': 'Researcher',
  'ida@site.example': 'PI',
};
const knownEmails = [
  ...accounts.map((name) => `${name}@site.example`),
  ...Object.keys(members),
  'staff@site.example',
  bounced,
];

const arrive = (identifier: string): Promise<void> =>
  bed.createWaitingAward(identifier, { key: KEY, members });
const review = async (identifier: string, action: string, body: object = {}): Promise<void> => {
  const reply = await bed.app.post(`${bed.app.getAwardPath(identifier)}${action}/`, body);
  assert.ok(reply.status < 300, `${action}: ${reply.text}`);
};

/** Mails of reviewers, of invited people and about decisions. */
async function liveThroughAwards(): Promise<ParsedMail[]> {
  for (const identifier of ['p1.ukri', 'p2.ukri', 'p3.ukri']) await arrive(identifier);
  const mails = await bed.deliver();
  bed.advance(HOUR);
  const update = { key: KEY, members, allocation: '6000 NHR' };
  await bed.app.sendInstruction('update_project', update);
  await review('p1.ukri', 'assign', { user_uuid: bed.uuidOf('rob') });
  await review('p1.ukri', 'internal-notes', { text: 'Please look, @rob.' });
  mails.push(...(await bed.deliver()));
  bed.advance(7 * DAY);
  await sendReminders(bed.app.db, { now: bed.app.now.toISOString(), days: 7 });
  mails.push(...(await bed.deliver()));
  await review('p2.ukri', 'reject', { comment: 'No room.' });
  await bed.app.sendInstruction('remove_project', undefined, 'p3.ukri');
  await review('p1.ukri', 'approve', { comment: 'Welcome.' });
  mails.push(...(await bed.deliver()));
  await bed.app.sendInstruction('update_project', { ...update, allocation: '9000 NHR' });
  await review('p1.ukri', 'refuse-change', { comment: 'Full.' });
  mails.push(...(await bed.deliver()));
  return mails;
}

/** Mails about a project, up to its removal. */
async function liveThroughProject(): Promise<ParsedMail[]> {
  const { db } = bed.app;
  const { uuid } = await db.selectFrom('project').select('uuid').executeTakeFirstOrThrow();
  bed.advance(HOUR);
  const role = { user: bed.uuidOf('mona'), role: 'PROJECT.MEMBER' };
  await bed.app.post(`/api/projects/${uuid}/add_user/`, role);
  await addMonthOfUse(bed.app, uuid, 5500);
  const soon = new Date(bed.app.now.getTime() + 30 * DAY).toISOString().slice(0, 10);
  await sql`update project set end_date = ${soon}`.execute(db);
  await recordThresholds(db, bed.app.now);
  const mails = await bed.deliver();
  await failOnMachine();
  const resource = await db.selectFrom('resource').select('uuid').executeTakeFirstOrThrow();
  await bed.app.post(`/api/projects/${uuid}/machines/${resource.uuid}/block/`, { comment: 'No.' });
  mails.push(...(await bed.deliver()));
  await review('p1.ukri', 'detach');
  mails.push(...(await bed.deliver()));
  await bed.app.request('DELETE', `/api/projects/${uuid}/`);
  mails.push(...(await bed.deliver()));
  return mails;
}

async function failOnMachine(): Promise<void> {
  const { db } = bed.app;
  const owner = randomUUID();
  const { id } = await db
    .updateTable('machine_project')
    .set({ lease_owner: owner })
    .returning('id')
    .executeTakeFirstOrThrow();
  const [pair] = await loadPairs(db, [id]);
  const error = { kind: 'permanent', message: 'The scheduler refused the account.' } as const;
  await finishRun(db, owner, pair as Pair, { kind: 'error', error }, bed.app.now);
}

/** Mails about the service: an outage, a Slack webhook, an address that is refused, dead entries. */
async function liveThroughFailures(): Promise<ParsedMail[]> {
  const { db } = bed.app;
  const clock = (): Date => bed.app.now;
  const state = new ConnectionState(clock, () => undefined);
  state.markUnreachable();
  state.recordError('connect ECONNREFUSED');
  bed.advance(HOUR);
  await announceOutage({ db, clock, state });
  await disableSlackWebhook();
  await sql`insert into outbox (kind, event, identifier, destination, created, dead, last_error)
    values ('award_notification', 'award_accepted', 'p1.ukri', 'ukri.brics.isambard-ai',
      ${clock().toISOString()}, ${clock().toISOString()}, 'The bridge answered 500.')`.execute(db);
  await announceDeadEntries({ db, clock });
  const mails = await bed.deliver();
  await bed.server.setFaults([{ step: 'RCPT', code: 550, recipient: bounced }]);
  const scope = `/api/customers/${bed.here.customer.uuid}/`;
  const invitation = { email: bounced, role: 'CUSTOMER.OWNER', scope };
  await bed.app.create('/api/user-invitations/', invitation);
  mails.push(...(await bed.deliver()), ...(await bed.deliver()));
  return mails;
}

async function disableSlackWebhook(): Promise<void> {
  const { status, body, text } = await bed.app.post('/api/webhooks/', {
    name: 'Chat',
    destination_url: `https://hooks.slack.com/services/T0/B0/${SLACK_SECRET}`,
    form: 'slack',
    event_types: ['award.waiting'],
  });
  assert.equal(status, 201, text);
  const { id } = await bed.app.db.selectFrom('webhook').select('id').executeTakeFirstOrThrow();
  const webhook = { ...body, id, customerId: null, failingSince: bed.app.now.toISOString() };
  const reason = 'Every attempt failed for five days. The receiver answered 500.';
  await bed.app.db
    .transaction()
    .execute((trx) =>
      disableWebhook(trx, { ...webhook, ownerUuid: body.owner_uuid }, reason, bed.app.now),
    );
}

/** Everything that a mail says: headers, text and HTML. */
function readAll({ headerLines, text, html }: ParsedMail): string {
  return [...headerLines.map(({ line }) => line), text, html].join('\n');
}

test('no mail of any kind says a secret, or an email of somebody whom it is not about', async () => {
  const mails = [
    ...(await liveThroughAwards()),
    ...(await liveThroughProject()),
    ...(await liveThroughFailures()),
  ];
  const sent = await bed.app.db.selectFrom('mail_message').select('kind').distinct().execute();
  assert.deepEqual(new Set(sent.map(({ kind }) => kind)), new Set(mailKinds), 'every kind');
  for (const mail of mails) {
    const all = readAll(mail);
    const recipient = readRecipient(mail);
    const isAboutBounced = /cannot be delivered/.test(mail.subject ?? '');
    const allowed = [recipient, ...(isAboutBounced ? [bounced] : [])];
    for (const secret of [KEY, SLACK_SECRET]) assert.ok(!all.includes(secret), mail.subject);
    const named = knownEmails.filter((email) => all.includes(email) && !allowed.includes(email));
    assert.deepEqual(named, [], `${recipient}: ${mail.subject}`);
    assert.ok(all.includes(recipient), 'what is looked at has emails');
  }
  assert.ok(mails.some((mail) => readAll(mail).includes(`: ${bounced}`)));
});
