import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { sql } from 'kysely';
import { sendDueDigests } from '../../src/mail/send-digests.ts';
import { sendReminders } from '../../src/mail/send-reminders.ts';
import { DAY, HOUR, MailTestBed, readRecipient, summarize } from './mail-test-bed.ts';

/* Who gets which mail (docs/rules/mail.md, N2), through a real SMTP server. */

let bed: MailTestBed;
before(async () => {
  bed = await MailTestBed.open();
});
after(() => bed.close());
beforeEach(() => bed.reset());

const prefix = '[Example site]';
const now = (): string => bed.app.now.toISOString();

describe('reviewers', () => {
  test('hear of an award that waits, each in a mail of their own', async () => {
    await bed.app.createReviewer('rob', bed.here);
    await bed.setEmail('rob');
    await bed.createWaitingAward();
    const mails = await bed.deliver();
    assert.deepEqual(summarize(mails), [
      `rita@site.example: ${prefix} p1.ukri waits for a decision: Deep sea`,
      `rob@site.example: ${prefix} p1.ukri waits for a decision: Deep sea`,
    ]);
    assert.match(mails[0]?.text ?? '', /Allocation: 5,000 NHR/);
    assert.match(mails[0]?.text ?? '', /https:\/\/desk\.site\.example\/awards\/p1\.ukri\//);
  });

  test('staff hear of it where a template has no reviewer', async () => {
    await bed.app.db.deleteFrom('customer_role').execute();
    await bed.createWaitingAward();
    assert.deepEqual((await bed.deliver()).map(readRecipient), ['staff@site.example']);
  });

  test('hear of a change while they decide, not of one by themselves', async () => {
    await bed.createWaitingAward();
    await bed.deliver();
    bed.advance(HOUR);
    await bed.app.sendInstruction('update_project', { allocation: '6000 NHR' });
    const [mail, ...others] = await bed.deliver();
    assert.equal(mail?.subject, `${prefix} p1.ukri was changed while it waits: Deep sea`);
    assert.equal(others.length, 0);
  });

  test('hear that an award was assigned to them or that a note mentions them', async () => {
    await bed.createWaitingAward();
    await bed.deliver();
    const path = bed.app.getAwardPath();
    const assign = (as: string) =>
      bed.app.post(`${path}assign/`, { user_uuid: bed.uuidOf('rita') }, { as });
    assert.equal((await assign('staff')).status, 200);
    assert.equal((await assign('staff')).status, 200);
    await bed.app.post(`${path}internal-notes/`, { text: 'Please look, @rita, at the dates.' });
    const mails = await bed.deliver();
    assert.deepEqual(summarize(mails), [
      `rita@site.example: ${prefix} p1.ukri is yours to decide: Deep sea`,
      `rita@site.example: ${prefix} p1.ukri: staff Tester mentioned you: Deep sea`,
    ]);
    // An internal note stays on the page.
    assert.ok(mails.every(({ text }) => !text?.includes('at the dates')));
    await bed.app.post(`${path}assign/`, { user_uuid: null });
    await assign('rita');
    assert.deepEqual(await bed.deliver(), []);
  });

  test('get an hourly digest of what still waits', async () => {
    await bed.app.patch(`/api/users/${bed.uuidOf('rita')}/mail/`, { waiting_awards: 'hourly' });
    bed.advance(HOUR / 4);
    for (const identifier of ['p1.ukri', 'p2.ukri', 'p3.ukri']) {
      await bed.createWaitingAward(identifier);
    }
    assert.deepEqual(await bed.deliver(), []);
    await bed.app.post(`${bed.app.getAwardPath('p2.ukri')}reject/`, { comment: 'No' });
    await bed.deliver();
    await sendDueDigests(bed.app.db, now());
    assert.deepEqual(await bed.deliver(), []);
    bed.advance(HOUR);
    await sendDueDigests(bed.app.db, now());
    const [digest, ...others] = await bed.deliver();
    assert.equal(digest?.subject, `${prefix} 2 awards wait for a decision`);
    assert.match(digest?.text ?? '', /p1\.ukri: Deep sea[\s\S]*p3\.ukri: Deep sea/);
    assert.doesNotMatch(digest?.text ?? '', /p2\.ukri/);
    assert.equal(others.length, 0);
    await sendDueDigests(bed.app.db, now());
    assert.deepEqual(await bed.deliver(), []);
  });

  test('get no digest of awards that they may not review any more', async () => {
    await bed.app.patch(`/api/users/${bed.uuidOf('rita')}/mail/`, { waiting_awards: 'hourly' });
    await bed.createWaitingAward();
    await bed.deliver();
    const countItems = async (): Promise<number> =>
      (await sql`select from mail_digest_item`.execute(bed.app.db)).rows.length;
    assert.equal(await countItems(), 1);
    const path = `/api/customers/${bed.here.customer.uuid}/delete_user/`;
    const role = { user: bed.uuidOf('rita'), role: 'CUSTOMER.OWNER' };
    assert.equal((await bed.app.post(path, role)).status, 200);
    await bed.deliver();
    bed.advance(HOUR);
    await sendDueDigests(bed.app.db, now());
    assert.deepEqual(await bed.deliver(), []);
    assert.equal(await countItems(), 0);
  });

  test('staff get a digest of awards whose template had no reviewer', async () => {
    await bed.app.db.deleteFrom('customer_role').execute();
    await bed.app.patch(`/api/users/${bed.uuidOf('staff')}/mail/`, { waiting_awards: 'hourly' });
    await bed.createWaitingAward();
    await bed.deliver();
    // A reviewer who comes later has no item of this award in a digest.
    await bed.app.createReviewer('rob', bed.here);
    bed.advance(HOUR);
    await sendDueDigests(bed.app.db, now());
    assert.deepEqual(summarize(await bed.deliver()), [
      `staff@site.example: ${prefix} 1 award waits for a decision`,
    ]);
  });

  test('get a daily digest at 8 in their own time zone', async () => {
    const choice = { waiting_awards: 'daily', time_zone: 'America/New_York' };
    await bed.app.patch(`/api/users/${bed.uuidOf('rita')}/mail/`, choice);
    // 12:00 UTC is 7:00 in New York.
    await bed.createWaitingAward();
    await bed.deliver();
    bed.advance(HOUR - 1);
    await sendDueDigests(bed.app.db, now());
    assert.deepEqual(await bed.deliver(), []);
    bed.advance(1);
    await sendDueDigests(bed.app.db, now());
    const [digest] = await bed.deliver();
    assert.equal(digest?.subject, `${prefix} 1 award waits for a decision`);
    assert.match(digest?.text ?? '', /7:00|07:00/);
  });

  for (const [night, arrived, due] of [
    ['spring', '2027-03-27T12:00:00Z', '2027-03-28T06:00:00Z'],
    ['autumn', '2026-10-24T12:00:00Z', '2026-10-25T07:00:00Z'],
  ] as const) {
    test(`get a daily digest at 8 also after the night in ${night} in which clocks change`, async () => {
      const choice = { waiting_awards: 'daily', time_zone: 'Europe/Berlin' };
      await bed.app.patch(`/api/users/${bed.uuidOf('rita')}/mail/`, choice);
      bed.app.now = new Date(arrived);
      await bed.createWaitingAward('p1.ukri', { end_date: '2027-12-31' });
      await bed.deliver();
      bed.app.now = new Date(Date.parse(due) - 1000);
      await sendDueDigests(bed.app.db, now());
      assert.deepEqual(await bed.deliver(), []);
      bed.app.now = new Date(due);
      await sendDueDigests(bed.app.db, now());
      assert.equal((await bed.deliver()).length, 1);
    });
  }

  test('are reminded once of an award that waits for long, and later the owners of the provider', async () => {
    await bed.createPersonWithEmail('olga');
    await bed.app.assignRole('olga', bed.here.provider.uuid, 'CUSTOMER.OWNER');
    await bed.createWaitingAward();
    await bed.deliver();
    const remind = async (): Promise<string[]> => {
      await sendReminders(bed.app.db, { now: now(), days: 7 });
      return summarize(await bed.deliver());
    };
    bed.advance(7 * DAY - 1);
    assert.deepEqual(await remind(), []);
    bed.advance(1);
    const subject = 'p1.ukri has waited for';
    assert.deepEqual(await remind(), [`rita@site.example: ${prefix} ${subject} 7 days: Deep sea`]);
    assert.deepEqual(await remind(), []);
    bed.advance(7 * DAY);
    assert.deepEqual(await remind(), [`olga@site.example: ${prefix} ${subject} 14 days: Deep sea`]);
  });
});

describe('reminders', () => {
  test('go to staff where a template has no reviewer', async () => {
    await bed.createWaitingAward();
    await bed.deliver();
    await bed.app.db.deleteFrom('customer_role').execute();
    bed.advance(7 * DAY);
    await sendReminders(bed.app.db, { now: now(), days: 7 });
    assert.deepEqual(summarize(await bed.deliver()), [
      `staff@site.example: ${prefix} p1.ukri has waited for 7 days: Deep sea`,
    ]);
  });
});

describe('invited people', () => {
  const invite = (email: string) =>
    bed.app.create('/api/user-invitations/', {
      email,
      role: 'CUSTOMER.OWNER',
      scope: `/api/customers/${bed.here.customer.uuid}/`,
      expiration_time: '2027-01-31T12:00:00Z',
    });

  test('learn who invites them to what, until when and what to do, without an account', async () => {
    await invite('new@example.ac.uk');
    const [mail, ...others] = await bed.deliver();
    assert.equal(others.length, 0);
    assert.equal(readRecipient(mail as never), 'new@example.ac.uk');
    assert.equal(mail?.subject, `${prefix} Invitation to Customer`);
    assert.match(mail?.text ?? '', /staff Tester invites you to “Customer”/);
    assert.match(mail?.text ?? '', /Valid until: 31 January 2027/);
    assert.match(mail?.text ?? '', /sign in with the email address/);
    assert.doesNotMatch(mail?.text ?? '', /Choose which mails/);
  });

  test('get the mail again on request', async () => {
    const { uuid } = await invite('new@example.ac.uk');
    await bed.deliver();
    const path = `/api/user-invitations/${uuid}/send/`;
    assert.equal((await bed.app.post(path, undefined, { as: 'rita' })).status, 404);
    assert.equal((await bed.app.post(path)).status, 200);
    assert.deepEqual(summarize(await bed.deliver()), [
      `new@example.ac.uk: ${prefix} Invitation to Customer`,
    ]);
  });

  test('people whom an award invites hear of it as well', async () => {
    await bed.app.sendInstruction('create_project', {
      name: 'Deep sea',
      template: 'open-call',
      members: { 'ada@example.ac.uk': 'PI' },
      start_date: '2026-12-01',
      end_date: '2027-03-31',
      allocation: '500 NHR',
    });
    const text = await readInvitation();
    // The robot approved it, so that the awarding portal is who invites.
    assert.match(text, /The awarding portal ukri invites you to “Deep sea” at Example site\./);
  });

  test('people whom an award invites learn who approved it', async () => {
    await bed.createWaitingAward();
    await bed.deliver();
    const reply = await bed.app.post(`${bed.app.getAwardPath()}approve/`, {}, { as: 'rita' });
    assert.equal(reply.status, 200);
    assert.match(await readInvitation(), /rita Tester invites you to “Deep sea” at Example site\./);
  });

  async function readInvitation(): Promise<string> {
    const mails = await bed.deliver();
    const subject = `${prefix} Invitation to Deep sea`;
    const mail = mails.find((one) => one.subject === subject);
    assert.ok(mail, summarize(mails).join());
    assert.equal(readRecipient(mail), 'ada@example.ac.uk');
    return mail.text ?? '';
  }
});

describe('switches', () => {
  const off = { switched_off: ['award_waiting'] };

  test('of a person stop their mails of a kind', async () => {
    await bed.app.patch(`/api/users/${bed.uuidOf('rita')}/mail/`, off, { as: 'rita' });
    await bed.createWaitingAward();
    assert.deepEqual(await bed.deliver(), []);
  });

  test('of the site and of a template stop them for everybody', async () => {
    for (const path of [
      '/api/mail-switches/',
      `/api/openportal-project-template/${bed.here.template.uuid}/mail/`,
    ]) {
      assert.equal((await bed.app.request('PUT', path, { body: off })).status, 200);
      await bed.createWaitingAward(`p${path.length}.ukri`);
      assert.deepEqual(await bed.deliver(), []);
      await bed.app.request('PUT', path, { body: { switched_off: [] } });
    }
    await bed.createWaitingAward('p999.ukri');
    assert.equal((await bed.deliver()).length, 1);
  });

  test('of a template refuse kinds that are about no award or project', async () => {
    const path = `/api/openportal-project-template/${bed.here.template.uuid}/mail/`;
    const reply = await bed.app.request('PUT', path, { body: { switched_off: ['bridge_away'] } });
    assert.equal(reply.status, 400);
    assert.deepEqual(reply.body, { switched_off: ['"bridge_away" is about no award or project.'] });
  });
});

test('a person reads mails in the language and time zone that they chose', async () => {
  const choice = { language: 'de', time_zone: 'Europe/Berlin' };
  await bed.app.patch(`/api/users/${bed.uuidOf('rita')}/mail/`, choice, { as: 'rita' });
  await bed.createWaitingAward();
  const [mail] = await bed.deliver();
  assert.equal(mail?.subject, `${prefix} p1.ukri wartet auf eine Entscheidung: Deep sea`);
  assert.match(mail?.text ?? '', /Wartet seit: 23\. November 2026 um 13:00 \(Europe\/Berlin\)/);
});
