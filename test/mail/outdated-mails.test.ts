import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { sql } from 'kysely';
import { recordThresholds } from '../../src/machines/threshold-events.ts';
import { sendDueDigests } from '../../src/mail/send-digests.ts';
import { sendReminders } from '../../src/mail/send-reminders.ts';
import { awardDetails } from '../support/test-app.ts';
import { DAY, HOUR, MailTestBed, summarize } from './mail-test-bed.ts';

/* Mails that waited do not ask for what was done meanwhile (docs/rules/mail.md, N2.7). */

let bed: MailTestBed;
before(async () => {
  bed = await MailTestBed.open();
});
after(() => bed.close());
beforeEach(() => bed.reset());

const rita = 'rita@site.example';
const now = (): string => bed.app.now.toISOString();
const path = (): string => bed.app.getAwardPath();

/** Each makes a mail of one kind about an award that waits, and does not send it. */
const asking: Record<string, () => Promise<unknown>> = {
  award_waiting: () => bed.createWaitingAward(),
  award_changed: async () => {
    await bed.createWaitingAward();
    await bed.deliver();
    bed.advance(HOUR);
    await bed.app.sendInstruction('update_project', { allocation: '6000 NHR' });
  },
  award_assigned: async () => {
    await bed.createWaitingAward();
    await bed.deliver();
    await bed.app.post(`${path()}assign/`, { user_uuid: bed.uuidOf('rita') });
  },
  award_reminder: async () => {
    await bed.createWaitingAward();
    await bed.deliver();
    bed.advance(7 * DAY);
    await sendReminders(bed.app.db, { now: now(), days: 7 });
  },
  'award_waiting (digest)': async () => {
    const choice = { waiting_awards: 'hourly' };
    await bed.app.patch(`/api/users/${bed.uuidOf('rita')}/mail/`, choice);
    await bed.createWaitingAward();
    await bed.deliver();
    bed.advance(HOUR);
    await sendDueDigests(bed.app.db, now());
  },
};

const endings: Record<string, () => Promise<unknown>> = {
  'was withdrawn': () => bed.app.sendInstruction('remove_project'),
  'was deleted': () => bed.app.request('DELETE', `${path()}delete/`),
  'was rejected': () => bed.app.post(`${path()}reject/`, {}),
};

async function readUnsent(): Promise<string[]> {
  const { rows } = await sql<{ text: string }>`
    select recipient || ': ' || last_error as text from mail_message where state = 'not_sent'`.execute(
    bed.app.db,
  );
  return rows.map(({ text }) => text);
}

/** The subjects of mails to rita. */
const toRita = async (): Promise<string[]> =>
  summarize(await bed.deliver()).filter((line) => line.startsWith(rita));

describe('is not sent where the award', () => {
  for (const [kind, ask] of Object.entries(asking)) {
    for (const [ending, end] of Object.entries(endings)) {
      test(`${ending}: ${kind}`, async () => {
        await ask();
        await bed.expand();
        await end();
        assert.deepEqual(await toRita(), []);
        const [unsent, ...others] = await readUnsent();
        assert.match(unsent ?? '', /^rita@site\.example: .* for a decision any more\.$/);
        assert.equal(others.length, 0);
      });
    }
    test(`waits still, it is: ${kind}`, async () => {
      await ask();
      assert.equal((await toRita()).length, 1);
    });
  }

  test('was given to another colleague: award_assigned', async () => {
    await bed.app.createReviewer('rob', bed.here);
    await asking.award_assigned?.();
    await bed.app.post(`${path()}assign/`, { user_uuid: bed.uuidOf('rob') });
    assert.deepEqual(await toRita(), []);
  });

  test('was decided about and waits anew, of which another mail tells', async () => {
    await bed.createWaitingAward();
    await bed.expand();
    await bed.app.post(`${path()}reject/`, {});
    bed.advance(HOUR);
    await bed.app.post(`${path()}reopen/`, {});
    assert.equal((await toRita()).length, 1);
  });

  test('was deleted: award_mentioned', async () => {
    await bed.createWaitingAward();
    await bed.deliver();
    await bed.app.post(`${path()}internal-notes/`, { text: 'Please look, @rita.' });
    await bed.app.request('DELETE', `${path()}delete/`);
    assert.deepEqual(await toRita(), []);
  });
});

test('a digest that waited for its server names only what still waits', async () => {
  await bed.app.patch(`/api/users/${bed.uuidOf('rita')}/mail/`, { waiting_awards: 'hourly' });
  for (const identifier of ['p1.ukri', 'p2.ukri']) await bed.createWaitingAward(identifier);
  await bed.deliver();
  bed.advance(HOUR);
  await sendDueDigests(bed.app.db, now());
  await bed.app.post(`${path()}reject/`, {});
  const mails = await bed.deliver();
  const digest = mails.find(({ subject }) => subject?.includes('1 award waits for a decision'));
  assert.match(digest?.text ?? '', /p2\.ukri/);
  assert.doesNotMatch(digest?.text ?? '', /p1\.ukri/);
});

test('a digest of one award is in the thread of the award', async () => {
  await asking['award_waiting (digest)']?.();
  const [digest] = await bed.deliver();
  await bed.app.post(`${path()}reject/`, {});
  const [rejected] = await bed.deliver();
  assert.match(String(digest?.references), /^<thread\./);
  assert.equal(digest?.references, rejected?.references);
});

test('a reminder that waited says for how long the award waits by now', async () => {
  await asking.award_reminder?.();
  bed.advance(2 * DAY);
  const [line] = await toRita();
  assert.match(line ?? '', /has waited for 9 days/);
});

describe('an invitation', () => {
  const invite = () =>
    bed.app.create('/api/user-invitations/', {
      email: 'new@example.ac.uk',
      role: 'CUSTOMER.OWNER',
      scope: `/api/customers/${bed.here.customer.uuid}/`,
    });

  test('that was withdrawn before its mail was sent invites nobody', async () => {
    const { uuid } = await invite();
    await bed.expand();
    await bed.app.post(`/api/user-invitations/${uuid}/cancel/`);
    assert.deepEqual(await bed.deliver(), []);
    assert.deepEqual(await readUnsent(), [
      'new@example.ac.uk: The invitation is not open any more.',
    ]);
  });

  test('for an email that accounts signed in with goes to the own email of one of them', async () => {
    for (const name of ['ada', 'bea']) {
      await bed.createPersonWithEmail(name);
      await sql`insert into person_email (person_id, email, created)
        select id, 'new@example.ac.uk', ${now()} from person where username = ${name}`.execute(
        bed.app.db,
      );
    }
    const { uuid } = await invite();
    assert.deepEqual(summarize(await bed.deliver()), [
      'ada@site.example: [Example site] Invitation to Customer',
    ]);
    const { uuid: mail } = (await bed.app.get('/api/mail-log/')).body[0];
    await bed.app.post(`/api/mail-log/${mail}/send_again/`);
    await bed.app.post(`/api/user-invitations/${uuid}/cancel/`);
    assert.deepEqual(await bed.deliver(), [], 'it was withdrawn');
  });

  test('into a project that was removed invites nobody', async () => {
    await bed.app.sendInstruction('create_project', awardDetails);
    await bed.expand();
    const project = await bed.app.db.selectFrom('project').select('uuid').executeTakeFirstOrThrow();
    await bed.app.request('DELETE', `/api/projects/${project.uuid}/`);
    const subjects = summarize(await bed.deliver());
    assert.ok(!subjects.some((line) => line.includes('Invitation')), subjects.join());
  });
});

describe('the end of a project', () => {
  async function announceEnd(): Promise<void> {
    await bed.app.sendInstruction('create_project', awardDetails);
    await bed.deliver();
    bed.app.now = new Date('2027-03-24T06:00:00Z');
    await recordThresholds(bed.app.db, bed.app.now);
    await bed.expand();
  }

  test('is said with the days that are left when the mail is sent', async () => {
    await announceEnd();
    bed.advance(3 * DAY);
    const [line] = summarize(await bed.deliver());
    assert.match(line ?? '', /ends in 4 days/);
  });

  test('is today on the last day', async () => {
    await announceEnd();
    bed.advance(7 * DAY);
    const [line] = summarize(await bed.deliver());
    assert.match(line ?? '', /Deep sea ends today/);
  });

  test('is not said where it is later now, or past', async () => {
    await announceEnd();
    await sql`update project set end_date = '2027-06-30'`.execute(bed.app.db);
    assert.deepEqual(await bed.deliver(), []);
    assert.deepEqual(await readUnsent(), ['ada@example.ac.uk: The project ends later now.']);
  });
});
