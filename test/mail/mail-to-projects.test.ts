import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { sql } from 'kysely';
import { recordThresholds } from '../../src/machines/threshold-events.ts';
import { HOUR, MailTestBed, readRecipient, summarize } from './mail-test-bed.ts';
import { addMonthOfUse } from './use-of-project.ts';

/* What people of projects hear (docs/rules/mail.md, N2.3), through a real SMTP server. */

let bed: MailTestBed;
before(async () => {
  bed = await MailTestBed.open();
});
after(() => bed.close());
beforeEach(() => bed.reset());

const prefix = '[Example site]';

describe('admins and managers of a project', () => {
  const path = (): string => bed.app.getAwardPath();
  async function createProjectWithAdmin(): Promise<string> {
    await bed.createPersonWithEmail('paula');
    await bed.createWaitingAward('p1.ukri', { members: { 'paula@site.example': 'PI' } });
    await bed.deliver();
    await bed.app.post(`${path()}approve/`, { comment: 'Welcome' });
    const award = (await bed.app.get(path())).body;
    return award.project_data?.uuid ?? award.project.split('/').at(-2);
  }

  test('hear of an approval with what was granted', async () => {
    await createProjectWithAdmin();
    const mails = await bed.deliver();
    const mail = mails.find(({ subject }) => subject?.includes('approved'));
    assert.equal(readRecipient(mail as never), 'paula@site.example');
    assert.match(mail?.text ?? '', /Credits granted: 5000/);
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
    const { rows } = await sql<{ uuid: string }>`select uuid from resource`.execute(bed.app.db);
    const path = `/api/projects/${uuid}/machines/${rows[0]?.uuid}/block/`;
    await bed.app.post(path, { comment: 'The account was misused.' });
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
