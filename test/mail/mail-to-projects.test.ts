import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { sql } from 'kysely';
import { startActor } from '../../src/admin-audit/actor.ts';
import { runInTransaction } from '../../src/database/transaction.ts';
import { sendReminders } from '../../src/mail/send-reminders.ts';
import { eraseEmail } from '../../src/privacy/erase-email.ts';
import { recordThresholds } from '../../src/machines/threshold-events.ts';
import { mailKindInfos, mailKinds } from '../../src/mail/mail-kinds.ts';
import { DAY, HOUR, MailTestBed, readRecipient, summarize } from './mail-test-bed.ts';
import { awardDetails } from '../support/test-app.ts';
import { addMonthOfUse } from './use-of-project.ts';

/* What people of projects hear (docs/rules/mail.md, N2.3), through a real SMTP server. */

let bed: MailTestBed;
before(async () => {
  bed = await MailTestBed.open();
});
after(() => bed.close());
beforeEach(() => bed.reset());

const prefix = '[Example site]';

const path = (): string => bed.app.getAwardPath();

/** A project whose admin is paula; returns its UUID. */
async function createProjectWithAdmin(): Promise<string> {
  await bed.createPersonWithEmail('paula');
  await bed.createWaitingAward('p1.ukri', { members: { 'paula@site.example': 'PI' } });
  await bed.deliver();
  await bed.app.post(`${path()}approve/`, { comment: 'Welcome' });
  const award = (await bed.app.get(path())).body;
  return award.project_data?.uuid ?? award.project.split('/').at(-2);
}

async function blockOnMachine(projectUuid: string): Promise<void> {
  const { rows } = await sql<{ uuid: string }>`select uuid from resource`.execute(bed.app.db);
  const block = `/api/projects/${projectUuid}/machines/${rows[0]?.uuid}/block/`;
  await bed.app.post(block, { comment: 'The account was misused.' });
}

describe('admins and managers of a project', () => {
  test('hear of an approval with what was granted', async () => {
    await createProjectWithAdmin();
    const mails = await bed.deliver();
    const mail = mails.find(({ subject }) => subject?.includes('approved'));
    assert.equal(readRecipient(mail as never), 'paula@site.example');
    assert.match(mail?.text ?? '', /Credits granted: 5,000\n/);
    assert.match(mail?.text ?? '', /Comment:\nWelcome/);
    assert.equal(mails.filter(({ subject }) => subject?.includes('approved')).length, 1);
  });

  test('hear of a rejection with the reason, also without an account', async () => {
    await bed.createWaitingAward();
    await bed.deliver();
    await bed.app.post(`${path()}reject/`, { comment: 'The call is closed.' });
    const [mail, ...others] = await bed.deliver();
    assert.equal(readRecipient(mail as never), 'ada@example.ac.uk');
    assert.match(mail?.text ?? '', /Reason:\nThe call is closed\./);
    assert.equal(others.length, 0);
  });

  test('hear of a refused change with the reason, in one mail', async () => {
    await createProjectWithAdmin();
    await bed.app.sendInstruction('update_project', { allocation: '6000 NHR' });
    await bed.deliver();
    await bed.app.post(`${path()}refuse-change/`, { comment: 'The machine is full.' });
    const [mail, ...others] = await bed.deliver();
    assert.equal(readRecipient(mail as never), 'paula@site.example');
    assert.equal(mail?.subject, `${prefix} p1.ukri: a change was refused: Deep sea`);
    assert.match(mail?.text ?? '', /Reason:\n.*6000 NHR was refused: The machine is full\./);
    assert.equal(others.length, 0);
  });

  test('hear of members who join, but not of those with whom the project begins', async () => {
    const uuid = await createProjectWithAdmin();
    const begun = summarize(await bed.deliver());
    assert.ok(!begun.some((line) => line.includes('joined')), begun.join());
    bed.advance(HOUR);
    await bed.createPersonWithEmail('max');
    await bed.app.post(`/api/projects/${uuid}/add_user/`, {
      user: bed.uuidOf('max'),
      role: 'PROJECT.MEMBER',
    });
    const joined = summarize(await bed.deliver());
    assert.deepEqual(joined, [
      `max@site.example: ${prefix} You are now in Deep sea`,
      `paula@site.example: ${prefix} Deep sea: max Tester joined`,
    ]);
    await bed.createPersonWithEmail('mona');
    await sql`update person set first_name = '', last_name = '' where username = 'mona'`.execute(
      bed.app.db,
    );
    await bed.app.post(`/api/projects/${uuid}/add_user/`, {
      user: bed.uuidOf('mona'),
      role: 'PROJECT.MEMBER',
    });
    const nameless = summarize(await bed.deliver());
    assert.ok(
      nameless.includes(`paula@site.example: ${prefix} Deep sea: mona joined`),
      nameless.join(),
    );
  });

  test('hear 30 and 7 days before the end, once each', async () => {
    await createProjectWithAdmin();
    await bed.deliver();
    const announce = async (): Promise<string[]> => {
      await recordThresholds(bed.app.db, bed.app.now);
      return summarize(await bed.deliver());
    };
    assert.deepEqual(await announce(), []);
    const ends = (days: number) => [`paula@site.example: ${prefix} Deep sea ends in ${days} days`];
    bed.app.now = new Date('2027-03-01T06:00:00Z');
    assert.deepEqual(await announce(), ends(30));
    assert.deepEqual(await announce(), []);
    bed.app.now = new Date('2027-03-24T06:00:00Z');
    assert.deepEqual(await announce(), ends(7));
    assert.deepEqual(await announce(), []);
  });

  test('hear how many days are left when the end was moved to an earlier day', async () => {
    await createProjectWithAdmin();
    await bed.deliver();
    bed.app.now = new Date('2027-01-01T06:00:00Z');
    await sql`update project set end_date = '2027-01-13'`.execute(bed.app.db);
    await recordThresholds(bed.app.db, bed.app.now);
    assert.deepEqual(summarize(await bed.deliver()), [
      `paula@site.example: ${prefix} Deep sea ends in 12 days`,
    ]);
  });

  test('hear at 80 % and 100 % of the credits, once each', async () => {
    const uuid = await createProjectWithAdmin();
    await bed.deliver();
    const spend = async (credits: number): Promise<string[]> => {
      await addMonthOfUse(bed.app, uuid, credits);
      await recordThresholds(bed.app.db, bed.app.now);
      return summarize(await bed.deliver());
    };
    const used = (percent: number) => [
      `paula@site.example: ${prefix} Deep sea has used ${percent} % of its credits`,
    ];
    assert.deepEqual(await spend(3999), []);
    assert.deepEqual(await spend(4000), used(80));
    assert.deepEqual(await spend(4500), []);
    assert.deepEqual(await spend(5000), used(100));
    assert.deepEqual(await spend(6000), []);
  });

  test('hear that the project was blocked on a machine, with the comment', async () => {
    const uuid = await createProjectWithAdmin();
    await addMonthOfUse(bed.app, uuid, 1);
    await bed.deliver();
    await blockOnMachine(uuid);
    const [mail, ...others] = await bed.deliver();
    assert.equal(mail?.subject, `${prefix} Deep sea was blocked on cluster`);
    assert.match(mail?.text ?? '', /The account was misused/);
    assert.equal(others.length, 0);
  });

  test('hear that the project was removed', async () => {
    const uuid = await createProjectWithAdmin();
    await bed.deliver();
    await bed.app.request('DELETE', `/api/projects/${uuid}/`);
    const mails = summarize(await bed.deliver());
    assert.ok(mails.includes(`paula@site.example: ${prefix} Deep sea was removed`), mails.join());
  });
});

test('a template switches off each kind about its awards and their projects, and no other project', async () => {
  const uuid = await createProjectWithAdmin();
  await bed.deliver();
  const customer = `/api/customers/${bed.here.customer.uuid}/`;
  const other = await bed.app.create('/api/projects/', { name: 'Other', customer });
  const lead = { user: bed.uuidOf('paula'), role: 'PROJECT.ADMIN' };
  await bed.app.post(`/api/projects/${other.uuid}/add_user/`, lead);
  await bed.deliver();
  const switches = `/api/openportal-project-template/${bed.here.template.uuid}/mail/`;
  const switched_off = mailKinds.filter((kind) => mailKindInfos[kind].isOfTemplate);
  const put = { body: { switched_off } };
  assert.equal((await bed.app.request('PUT', switches, put)).status, 200);
  bed.advance(DAY);
  await bed.createPersonWithEmail('max');
  for (const project of [uuid, other.uuid]) {
    const role = 'PROJECT.MEMBER';
    await bed.app.post(`/api/projects/${project}/add_user/`, { user: bed.uuidOf('max'), role });
    const scope = `/api/projects/${project}/`;
    await bed.app.create('/api/user-invitations/', { email: 'new@example.ac.uk', role, scope });
    await addMonthOfUse(bed.app, project, 4000);
    await sql`update project set end_date = '2026-12-24', credits = 4000
      where uuid = ${project}`.execute(bed.app.db);
  }
  // Of the two, only the project with the award has an end and credits to use.
  assert.equal(await recordThresholds(bed.app.db, bed.app.now), 2);
  const mails = await bed.deliver();
  for (const project of [uuid, other.uuid]) {
    await blockOnMachine(project);
    await bed.app.request('DELETE', `/api/projects/${project}/`);
  }
  mails.push(...(await bed.deliver()));
  const subjects = new Set(mails.map(({ subject }) => subject));
  assert.deepEqual(
    [...subjects].toSorted(),
    [
      'Invitation to Other',
      'Other was blocked on cluster',
      'Other was removed',
      'Other: max Tester joined',
      'You are now in Other',
    ].map((subject) => `${prefix} ${subject}`),
  );
});

describe('an account without an email of its own', () => {
  const signInAs = async (username: string, email: string): Promise<void> => {
    await sql`insert into person_email (person_id, email, created)
      select id, ${email}, ${bed.app.now.toISOString()} from person
      where username = ${username}`.execute(bed.app.db);
  };
  const invite = (email: string) =>
    bed.app.create('/api/user-invitations/', {
      email,
      role: 'CUSTOMER.OWNER',
      scope: `/api/customers/${bed.here.customer.uuid}/`,
    });

  test('gets the mail of an invitation at the email that is invited', async () => {
    for (const name of ['ada', 'bea']) {
      await bed.app.createPerson(name);
      await signInAs(name, 'new@example.ac.uk');
    }
    await invite('new@example.ac.uk');
    assert.deepEqual(summarize(await bed.deliver()), [
      `new@example.ac.uk: ${prefix} Invitation to Customer`,
    ]);
  });

  test('gets mails at the newest email that it alone has signed in with', async () => {
    await bed.app.createPerson('ada');
    await signInAs('ada', 'old@example.ac.uk');
    bed.advance(DAY);
    await signInAs('ada', 'new@example.ac.uk');
    bed.advance(DAY);
    await signInAs('ada', 'passed-on@example.ac.uk');
    await bed.createPersonWithEmail('bea');
    await signInAs('bea', 'passed-on@example.ac.uk');
    // An account that signed in with the email gets the role at once.
    await invite('old@example.ac.uk');
    assert.deepEqual(summarize(await bed.deliver()), [
      `new@example.ac.uk: ${prefix} You are now in Customer`,
    ]);
    const { email } = (await bed.app.get(`/api/users/${bed.uuidOf('ada')}/mail/`)).body;
    assert.equal(email, 'new@example.ac.uk');
  });

  test('gets one mail for an event where the award names an older email than its role leads to', async () => {
    await bed.app.createPerson('ada');
    await signInAs('ada', 'old@example.ac.uk');
    bed.advance(DAY);
    await signInAs('ada', 'new@example.ac.uk');
    await bed.createWaitingAward('p1.ukri', { members: { 'old@example.ac.uk': 'PI' } });
    await bed.app.post(`${path()}approve/`, {});
    const projects = bed.app.db.selectFrom('project').select('uuid');
    const { uuid } = await projects.executeTakeFirstOrThrow();
    const lead = { user: bed.uuidOf('ada'), role: 'PROJECT.ADMIN' };
    await bed.app.post(`/api/projects/${uuid}/add_user/`, lead);
    await bed.deliver();
    await bed.app.sendInstruction('remove_project');
    const withdrawn = summarize(await bed.deliver());
    assert.deepEqual(withdrawn, [`new@example.ac.uk: ${prefix} p1.ukri was withdrawn: Deep sea`]);
  });

  test('shows an email that it has signed in with to its owner and staff alone', async () => {
    await bed.app.createPerson('ada');
    await bed.app.assignRole('ada', bed.here.customer.uuid, 'CUSTOMER.OWNER');
    await signInAs('ada', 'private@example.org');
    const refuse = sql`insert into mail_refused_address (email, reason, refused)
      values ('private@example.org', 'Mailbox private@example.org is full.', now())`;
    await refuse.execute(bed.app.db);
    const readAs = async (as: string): Promise<unknown[]> => {
      const { status, body } = await bed.app.get(`/api/users/${bed.uuidOf('ada')}/mail/`, { as });
      return [status, body.email, body.refused];
    };
    const shown = [200, 'private@example.org', 'Mailbox private@example.org is full.'];
    assert.deepEqual(await readAs('staff'), shown);
    assert.deepEqual(await readAs('ada'), shown);
    assert.equal((await readAs('rita'))[0], 404, 'an owner of the same customer');
  });

  test('hears as a reviewer of what waits, is assigned and waits for long', async () => {
    await sql`update person set email = '' where username = 'rita'`.execute(bed.app.db);
    await bed.createWaitingAward();
    await bed.deliver();
    assert.equal((await bed.app.get(`/api/users/${bed.uuidOf('rita')}/mail/`)).body.email, null);
    await signInAs('rita', 'rita@home.example');
    await bed.app.post(`${path()}assign/`, { user_uuid: bed.uuidOf('rita') });
    await bed.createWaitingAward('p2.ukri');
    bed.advance(7 * DAY);
    await sendReminders(bed.app.db, { now: bed.app.now.toISOString(), days: 7 });
    assert.deepEqual(
      summarize(await bed.deliver()),
      [
        'p1.ukri has waited for 7 days',
        'p1.ukri is yours to decide',
        'p2.ukri has waited for 7 days',
        'p2.ukri waits for a decision',
      ].map((subject) => `rita@home.example: ${prefix} ${subject}: Deep sea`),
    );
  });
});

describe('an email that was erased', () => {
  const members = { 'ada@example.ac.uk': 'PI', 'bob@example.ac.uk': 'PI' };
  const eraseAda = (): Promise<unknown> =>
    runInTransaction(bed.app.db, (trx) =>
      eraseEmail(trx, 'ada@example.ac.uk', { now: bed.app.now, actor: startActor }),
    );
  const readInvited = async (): Promise<string[]> => {
    const { body } = await bed.app.get('/api/user-invitations/?state=pending&o=email');
    return body.map(({ email }: { email: string }) => email);
  };
  const send = (instruction: string, more: object, identifier?: string) => {
    const details = { ...awardDetails, members, ...more };
    return bed.app.sendInstruction(instruction, details, identifier);
  };
  const toAda = async (): Promise<string[]> =>
    summarize(await bed.deliver()).filter((line) => line.startsWith('ada@'));

  test('is not invited again by the next message of an award that names it', async () => {
    await send('create_project', {});
    await bed.deliver();
    await eraseAda();
    bed.advance(HOUR);
    await send('update_project', { allocation: '600 NHR' });
    assert.deepEqual(await toAda(), []);
    assert.deepEqual(await readInvited(), ['bob@example.ac.uk']);
    // The portal drops them and names them again: that is a new wish.
    await send('update_project', { members: { 'bob@example.ac.uk': 'PI' } });
    await send('update_project', {});
    assert.deepEqual(await readInvited(), ['ada@example.ac.uk', 'bob@example.ac.uk']);
    assert.deepEqual(await toAda(), [], 'the invitation waits for a sign-in, without a mail');
  });

  test('gets no mail where an award that was stored already is approved or insists', async () => {
    await send('create_project', { allocation: '5000 NHR' });
    await bed.deliver();
    await eraseAda();
    bed.advance(HOUR);
    await bed.app.post(`${path()}approve/`, {});
    // No project was there from which the erasure could keep them out.
    assert.deepEqual(await readInvited(), ['ada@example.ac.uk', 'bob@example.ac.uk']);
    await send('update_project', { allocation: '6000 NHR', membership_control: 'locked' });
    await bed.app.post(`${path()}approve/`, {});
    assert.deepEqual(await toAda(), []);
    const [ada] = (await bed.app.get('/api/user-invitations/?email=ada@example.ac.uk')).body;
    await bed.app.post(`/api/user-invitations/${ada.uuid}/send/`);
    assert.deepEqual(await toAda(), [`ada@example.ac.uk: ${prefix} Invitation to Deep sea`]);
  });

  test('is invited by an award that arrives later, and by hand', async () => {
    await send('create_project', {});
    await bed.deliver();
    await eraseAda();
    bed.advance(HOUR);
    await send('create_project', { name: 'Later' }, 'p2.ukri');
    assert.deepEqual(await toAda(), [
      `ada@example.ac.uk: ${prefix} Invitation to Later`,
      `ada@example.ac.uk: ${prefix} p2.ukri was approved: Later`,
    ]);
    const { uuid } = await bed.app.db
      .selectFrom('project')
      .select('uuid')
      .where('name', '=', 'Deep sea')
      .executeTakeFirstOrThrow();
    const invitation = { email: 'ada@example.ac.uk', role: 'PROJECT.MANAGER' };
    const scope = `/api/projects/${uuid}/`;
    await bed.app.create('/api/user-invitations/', { ...invitation, scope });
    await bed.app.sendInstruction('remove_project');
    assert.deepEqual(await toAda(), [
      `ada@example.ac.uk: ${prefix} Invitation to Deep sea`,
      `ada@example.ac.uk: ${prefix} p1.ukri was withdrawn: Deep sea`,
    ]);
  });
});
