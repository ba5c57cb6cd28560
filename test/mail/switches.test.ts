import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import type { Announcement } from '../../src/announcements/announcement.ts';
import { findRecipients } from '../../src/mail/find-recipients.ts';
import { mailColleagues } from '../../src/mail/mail-colleague.ts';
import { mailKindInfos, type MailKind, mailKinds } from '../../src/mail/mail-kinds.ts';
import { sendDueDigests } from '../../src/mail/send-digests.ts';
import { sendReminders } from '../../src/mail/send-reminders.ts';
import { unsubscribe } from '../../src/mail/unsubscribe.ts';
import { digestEmail } from '../../src/mail/unsubscribe-link.ts';
import { DAY, MailTestBed } from './mail-test-bed.ts';

/* Each kind of mail has its own switch for a person, the site and a template (docs/rules/mail.md, N2.5). */

const people = ['rita', 'rob'] as const;
/** Those that no event becomes: they have queries of their own. */
const colleagueKinds = ['award_assigned', 'award_mentioned'] as const;
const ownQueries: readonly MailKind[] = [...colleagueKinds, 'award_reminder'];
const digest = 'award_waiting digest';

let bed: MailTestBed;
let award: { identifier: string; destination: string };
before(async () => {
  bed = await MailTestBed.open();
  await bed.reset();
  await bed.app.createReviewer('rob', bed.here);
  await bed.setEmail('rob');
  await bed.createWaitingAward();
  await bed.deliver();
  bed.advance(7 * DAY);
  award = await bed.app.db
    .selectFrom('managed_project')
    .select(['identifier', 'destination'])
    .executeTakeFirstOrThrow();
});
after(() => bed.close());

/** Everything of which both could get a mail at once, as `<person>: <kind>`. */
const everything = people.flatMap((name) =>
  [...mailKinds, digest].map((kind) => `${name}: ${kind}`),
);

const isOfKind = (line: string, kind: MailKind): boolean =>
  line.replace(/^\w+: /, '').replace(' digest', '') === kind;

/** Plans a mail of every kind for both people. Returns those that would be sent, as in `everything`. */
async function planEverything(): Promise<string[]> {
  const planned = [...(await planOfEvents()), ...(await planOfQueries())];
  return planned.map(([email, kind]) => `${email.replace('@site.example', '')}: ${kind}`);
}

async function planOfEvents(): Promise<[string, string][]> {
  const announcement: Announcement = {
    ...{ id: 1, event: 'award.waiting', eventId: '', ...award, created: bed.app.now.toISOString() },
    ...{ data: {}, customerId: null, providerId: null, projectId: null, isProjectRemoved: false },
    ...{ awardOfProject: null, isGrantChanged: false, performedBy: null },
  };
  const plans = mailKinds
    .filter((kind) => !ownQueries.includes(kind))
    .flatMap((kind) =>
      people.map((name) => ({
        announcement,
        addressee: { group: 'person' as const, uuid: bed.uuidOf(name) },
        content: { kind, facts: {}, path: '/', items: null },
      })),
    );
  const recipients = await findRecipients(bed.app.db, plans);
  return recipients.map(({ email, plan }) => [email, plans[plan]?.content.kind ?? '']);
}

async function planOfQueries(): Promise<[string, string][]> {
  const { db } = bed.app;
  const now = bed.app.now.toISOString();
  const { rows: ids } = await sql<{ id: number; username: string }>`
    select id, username from person where username in ('rita', 'rob', 'staff')`.execute(db);
  const author = ids.find(({ username }) => username === 'staff')?.id ?? 0;
  const personIds = ids.flatMap(({ id }) => (id === author ? [] : [id]));
  for (const kind of colleagueKinds) {
    await mailColleagues(db, { kind, ...award, personIds, author }, now);
  }
  await db.deleteFrom('announced_once').execute();
  await sendReminders(db, { now, days: 7 });
  const items = personIds.map((id) => ({ person_id: id, ...award, due: now }));
  await db.insertInto('mail_digest_item').values(items).execute();
  await sendDueDigests(db, now);
  const { rows } = await sql<{ email: string; kind: string }>`
    delete from outbox where kind = 'mail' returning payload #>> '{reader,email}' as email,
      concat(payload #>> '{content,kind}',
        case when jsonb_typeof(payload #> '{content,items}') = 'array' then ' digest' end) as kind`.execute(
    db,
  );
  return rows.map(({ email, kind }) => [email, kind]);
}

/** The kinds that the API shows as switched off. */
async function readSwitchedOff(path: string): Promise<MailKind[]> {
  const { kinds } = (await bed.app.get(path)).body;
  assert.deepEqual(
    kinds.map(({ kind }: { kind: MailKind }) => kind),
    mailKinds,
  );
  return kinds.flatMap(({ kind, is_on }: { kind: MailKind; is_on: boolean }) =>
    is_on ? [] : [kind],
  );
}

test('a mail of every kind is planned where nothing is switched off', async () => {
  assert.deepEqual((await planEverything()).toSorted(), everything.toSorted());
});

describe('switched off for a person, for the site, and for a template', () => {
  for (const kind of mailKinds) {
    test(`${kind}: no mail is planned, and all others are`, async () => {
      const own = `/api/users/${bed.uuidOf('rita')}/mail/`;
      const site = '/api/mail-switches/';
      const body = { switched_off: [kind] };
      await bed.app.request('PATCH', own, { body, as: 'rita' });
      assert.deepEqual(await readSwitchedOff(own), [kind]);
      assert.deepEqual(
        (await planEverything()).toSorted(),
        everything.filter((line) => !(isOfKind(line, kind) && line.startsWith('rita'))).toSorted(),
      );
      await bed.app.patch(own, { switched_off: [] });
      await bed.app.request('PUT', site, { body });
      assert.deepEqual(await readSwitchedOff(site), [kind]);
      assert.deepEqual(
        (await planEverything()).toSorted(),
        everything.filter((line) => !isOfKind(line, kind)).toSorted(),
      );
      await bed.app.request('PUT', site, { body: { switched_off: [] } });
      if (!mailKindInfos[kind].isOfTemplate) return;
      const template = `/api/openportal-project-template/${bed.here.template.uuid}/mail/`;
      await bed.app.request('PUT', template, { body });
      assert.deepEqual(
        (await planEverything()).toSorted(),
        everything.filter((line) => !isOfKind(line, kind)).toSorted(),
      );
      await bed.app.request('PUT', template, { body: { switched_off: [] } });
    });
  }
});

describe('sending again by hand', () => {
  const invited = 'new@example.ac.uk';
  let invitation: string;
  let logged: string;
  before(async () => {
    const { uuid } = await bed.app.create('/api/user-invitations/', {
      email: invited,
      role: 'CUSTOMER.OWNER',
      scope: `/api/customers/${bed.here.customer.uuid}/`,
    });
    await bed.deliver();
    invitation = `/api/user-invitations/${uuid}/send/`;
    const [mail] = (await bed.app.get(`/api/mail-log/?query=${invited}`)).body;
    logged = `/api/mail-log/${mail.uuid}/send_again/`;
  });

  async function assertRefused(detail: string): Promise<void> {
    for (const path of [invitation, logged]) {
      const { status, body } = await bed.app.post(path);
      assert.deepEqual([status, body.detail], [409, detail], path);
    }
    assert.deepEqual(await bed.deliver(), []);
  }

  test('an invitation is refused where its kind is off for the site', async () => {
    await bed.app.request('PUT', '/api/mail-switches/', { body: { switched_off: ['invitation'] } });
    await assertRefused('Mails of this kind are switched off for this site.');
    await bed.app.request('PUT', '/api/mail-switches/', { body: { switched_off: [] } });
  });

  test('an invitation is refused where its recipient has stopped its kind', async () => {
    const reader = { emailDigest: digestEmail(invited) };
    await unsubscribe(bed.app.db, { reader, kind: 'invitation' }, bed.app.now.toISOString());
    await assertRefused('Its recipient has switched off mails of this kind.');
    await bed.app.db.deleteFrom('mail_unsubscribed_email').execute();
  });

  test('the switch is that of the account that has only signed in with the email, too', async () => {
    const { db } = bed.app;
    await bed.app.createPerson('signed-in');
    const person_id = bed.app.people.get('signed-in')?.id as number;
    const created = bed.app.now.toISOString();
    await db.insertInto('person_email').values({ person_id, email: invited, created }).execute();
    const own = `/api/users/${bed.uuidOf('signed-in')}/mail/`;
    const body = { switched_off: ['invitation'] };
    assert.equal((await bed.app.request('PATCH', own, { body, as: 'signed-in' })).status, 200);
    await assertRefused('Its recipient has switched off mails of this kind.');
    await db.deleteFrom('person_email').where('person_id', '=', person_id).execute();
  });

  test('an invitation is sent where its kind is on', async () => {
    assert.equal((await bed.app.post(invitation)).status, 200);
    assert.equal((await bed.app.post(logged)).status, 202);
    assert.equal((await bed.deliver()).length, 2);
  });

  test('a mail about an award is refused where its kind is off for the template or a person', async () => {
    const [mail] = (await bed.app.get('/api/mail-log/?query=rita')).body;
    assert.equal(mail.kind, 'award_waiting');
    const path = `/api/mail-log/${mail.uuid}/send_again/`;
    const { template_id } = await bed.app.db
      .selectFrom('managed_project')
      .select('template_id')
      .executeTakeFirstOrThrow();
    const row = { kind: 'award_waiting', template_id } as const;
    await bed.app.db.insertInto('mail_switched_off').values(row).execute();
    const ofTemplate = 'Mails of this kind are switched off for awards of this template.';
    assert.equal((await bed.app.post(path)).body.detail, ofTemplate);
    await bed.app.db.deleteFrom('mail_switched_off').execute();
    const own = `/api/users/${bed.uuidOf('rita')}/mail/`;
    await bed.app.request('PATCH', own, { body: { switched_off: ['award_waiting'] }, as: 'rita' });
    const ofReader = 'Its recipient has switched off mails of this kind.';
    assert.equal((await bed.app.post(path)).body.detail, ofReader);
    await bed.app.patch(own, { switched_off: [] });
    assert.equal((await bed.app.post(path)).status, 202);
  });
});
