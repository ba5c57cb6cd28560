import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, describe, test } from 'node:test';
import { sql } from 'kysely';
import { JobCipher } from '../../src/bridge/job-cipher.ts';
import { JobIntake } from '../../src/bridge/job-intake.ts';
import { JobQueue } from '../../src/bridge/job-queue.ts';
import { purgeJobs } from '../../src/bridge/purge-jobs.ts';
import { createPool } from '../../src/database/connection-pool.ts';
import { createJobResultStore } from '../../src/openportal/job-result-store.ts';
import { purgeDeliveryLog } from '../../src/outbox/outbox-store.ts';
import { TestApp } from '../support/test-app.ts';

/* Issue 22, 7: what people see of jobs and deliveries, and what they decide. */

let app: TestApp;
before(async () => {
  app = await TestApp.open();
});
after(() => app?.close());
beforeEach(() => app.reset());

const daysAgo = (days: number): string =>
  new Date(app.now.getTime() - days * 86_400_000).toISOString();

/** The award that the jobs of these tests are about. */
const awardOfJob = { command: 'create_project', identifier: 'p1.ukri', offering: 'cpu' };

async function addJob(more: Record<string, unknown> = {}): Promise<string> {
  const id = randomUUID();
  await app.db
    .insertInto('bridge_job')
    .values({
      id,
      sealed: null,
      received: daysAgo(0.01),
      expires: daysAgo(0.009),
      asked_by: 'ukri',
      offering: 'cpu',
      instruction: 'create_project',
      subject: 'p1.ukri',
      ...more,
    })
    .execute();
  return id;
}

/** A job that ended without an answer that the bridge accepted. */
const addDeadJob = (more: Record<string, unknown> = {}): Promise<string> =>
  addJob({ closed: daysAgo(0.005), result: 'expired', ...more });

const stored = (result: object): { outcome: string; answered: string } => ({
  outcome: JSON.stringify(result),
  answered: daysAgo(0.008),
});

async function loadAudit(): Promise<Record<string, unknown>[]> {
  const { body } = await app.get('/api/administrative-audit/?page_size=50');
  return body;
}

describe('jobs of the bridge', () => {
  test('are stored with the names in their command and nothing else of it', async () => {
    const queue = new JobQueue({
      openPool: (options) => createPool(app.database.url, options),
      onError: () => undefined,
    });
    const cipher = new JobCipher(new Uint8Array(32));
    const intake = new JobIntake({ db: app.db, clock: () => app.now, queue, cipher });
    const secrets = ['open-sesame', 'ada@example.org'];
    const details = JSON.stringify({ key: secrets[0], members: { [secrets[1] ?? '']: 'PI' } });
    const commands = {
      'brics.bridge.cpu create_award p1.ukri': 'create_project p1.ukri',
      'brics.bridge.cpu get_awards ukri': 'get_awards ukri',
      'brics.bridge.cpu open_sesame ada': 'null null',
      'not a command': 'null null',
    };
    const expected = new Map<string, string>();
    for (const [command, described] of Object.entries(commands)) {
      const id = randomUUID();
      expected.set(id, described);
      await intake.storeJob({ id, command: `${command} ${details}`, state: 'Pending' });
    }
    const { body, text } = await app.get('/api/bridge-jobs/?page_size=50');
    for (const job of body) {
      assert.equal(`${job.instruction} ${job.subject}`, expected.get(job.uuid));
      assert.equal(job.state, 'open');
    }
    assert.equal(body.length, expected.size);
    for (const secret of [...secrets, 'sesame']) assert.ok(!text.includes(secret));
    await queue.stop();
  });

  test('show how they ended, when, and why an attempt failed', async () => {
    await addJob({ failed_attempts: 2, last_error: 'The bridge answered 500 to /send_result.' });
    await addJob({
      closed: daysAgo(0),
      result: 'award_rejected',
      ...stored({ error: 'ManagedProjectRejectedError', message: 'x'.repeat(1000) }),
    });
    await addDeadJob();
    const list = async (query: string) => (await app.get(`/api/bridge-jobs/?${query}`)).body;
    const [open] = await list('state=open');
    assert.equal(open.last_error, 'The bridge answered 500 to /send_result.');
    assert.deepEqual([open.failed_attempts, open.closed, open.outcome], [2, null, null]);
    const [rejected] = await list('state=answered&outcome=award_rejected');
    assert.equal(rejected.error.length, 301);
    assert.deepEqual(
      (await list('state=dead&state=answered')).map(({ state }: { state: string }) => state).sort(),
      ['answered', 'dead'],
    );
    assert.equal((await list('query=P1.UKRI')).length, 3);
    assert.equal((await list('query=p2')).length, 0);
    const count = await app.request('HEAD', '/api/bridge-jobs/?state=dead');
    assert.equal(count.headers.get('x-result-count'), '1');
    assert.equal((await app.get('/api/bridge-jobs/?state=lost')).status, 400);
  });

  test('show what was answered, without personal data', async () => {
    const answer = async (result: object) => {
      const id = await addJob({ closed: daysAgo(0), result: 'complete', ...stored(result) });
      return (await app.get(`/api/bridge-jobs/${id}/`)).body.answer;
    };
    const mapping = await answer({ type: 'ProjectMapping', value: 'p1.ukri:a1.brics' });
    assert.deepEqual(mapping, {
      type: 'ProjectMapping',
      message: null,
      value: '"p1.ukri:a1.brics"',
      bytes: 18,
    });
    const users = await answer({ type: 'Vec<UserMapping>', value: ['ada@example.org'] });
    assert.deepEqual([users.type, users.value, users.bytes], ['Vec<UserMapping>', null, 19]);
    const error = await answer({ error: 'OpenPortalError', message: 'Not like this.' });
    assert.deepEqual([error.type, error.message], ['OpenPortalError', 'Not like this.']);
    const waiting = await addJob();
    assert.equal((await app.get(`/api/bridge-jobs/${waiting}/`)).body.answer, null);
  });

  test('that are dead stay until staff give them up, which the audit says', async () => {
    const id = await addDeadJob();
    const old = new Date('2020-01-01T00:00:00Z').toISOString();
    await app.db.updateTable('bridge_job').set({ closed: old }).execute();
    const purge = () =>
      purgeJobs(app.db, {
        answersBefore: daysAgo(1),
        jobsBefore: daysAgo(7),
        resultsBefore: daysAgo(400),
      });
    await purge();
    assert.equal((await app.get(`/api/bridge-jobs/${id}/`)).body.state, 'dead');
    assert.equal((await app.post(`/api/bridge-jobs/${id}/give_up/`)).status, 204);
    const again = await app.post(`/api/bridge-jobs/${id}/give_up/`);
    assert.deepEqual([again.status, again.body.detail], [409, 'This job was given up already.']);
    const [entry] = await loadAudit();
    assert.deepEqual(
      [entry?.action, entry?.subject_name, entry?.before],
      [
        'job.given_up',
        'create_project p1.ukri',
        { state: 'dead', outcome: 'expired', asked_by: 'ukri' },
      ],
    );
    await purge();
    assert.equal((await app.get(`/api/bridge-jobs/${id}/`)).status, 404);
  });

  test('that are given up while they are open are not opened again by the bridge', async () => {
    const id = await addJob();
    assert.equal((await app.post(`/api/bridge-jobs/${id}/give_up/`)).status, 204);
    const queue = new JobQueue({
      openPool: (options) => createPool(app.database.url, options),
      onError: () => undefined,
    });
    const cipher = new JobCipher(new Uint8Array(32));
    const intake = new JobIntake({ db: app.db, clock: () => app.now, queue, cipher });
    const job = { id, command: 'brics.bridge.cpu get_award p1.ukri' };
    assert.equal(await intake.storeJob(job), null);
    const { state, outcome } = (await app.get(`/api/bridge-jobs/${id}/`)).body;
    assert.deepEqual([state, outcome], ['given_up', 'given_up']);
    // A dead one is opened again: the bridge still wants its answer.
    const dead = await addDeadJob();
    assert.notEqual(await intake.storeJob({ ...job, id: dead }), null);
    await queue.stop();
  });

  test('are all given up at once, with one entry of the audit', async () => {
    await addDeadJob();
    await addDeadJob({ result: 'lost' });
    await addJob();
    const giveUp = () => app.post('/api/bridge-jobs/give_up_dead/');
    assert.deepEqual((await giveUp()).body, { count: 2 });
    assert.deepEqual((await giveUp()).body, { count: 0 });
    const entries = (await loadAudit()).filter(({ subject_kind }) => subject_kind === 'job');
    assert.deepEqual(
      entries.map(({ action, subject_name }) => [action, subject_name]),
      [['job.all_given_up', '2 dead jobs']],
    );
  });

  test('are retried where an answer is stored that the bridge did not accept', async () => {
    const result = stored({ type: 'ProjectMapping', value: 'p1.ukri:a1.brics' });
    const id = await addDeadJob({ result: 'undelivered', ...result });
    assert.equal((await app.post(`/api/bridge-jobs/${id}/retry/`)).status, 204);
    const job = (await app.get(`/api/bridge-jobs/${id}/`)).body;
    assert.equal(job.state, 'open');
    assert.ok(Date.parse(job.expires) > app.now.getTime());
    const refused = async (uuid: string) =>
      (await app.post(`/api/bridge-jobs/${uuid}/retry/`)).body;
    assert.match((await refused(id)).detail, /still tried again/);
    assert.match((await refused(await addDeadJob())).detail, /has to ask again/);
    assert.equal((await app.post(`/api/bridge-jobs/${randomUUID()}/retry/`)).status, 404);
  });

  test('keep the result of what changed an award for as long as the job and the setting say', async () => {
    const add = async (answered: string, job: Record<string, unknown> | null) => {
      const id = job === null ? randomUUID() : await addJob(job);
      const results = createJobResultStore({ ...awardOfJob, id }, answered);
      const answer = { kind: 'mapping' } as const;
      await app.db
        .transaction()
        .execute((trx) => results.saveResult(trx, { answer, shortName: 'a1' }));
      return id;
    };
    const old = daysAgo(500);
    const kept = [
      await add(daysAgo(399), null),
      await add(old, {}),
      await add(old, { closed: daysAgo(1), result: 'complete' }),
    ];
    const gone = [await add(old, null), await add(old, { closed: daysAgo(8), result: 'complete' })];
    await purgeJobs(app.db, {
      answersBefore: daysAgo(1),
      jobsBefore: daysAgo(7),
      resultsBefore: daysAgo(400),
    });
    const rows = await app.db.selectFrom('answered_job').select('id').execute();
    assert.deepEqual(rows.map(({ id }) => id).sort(), kept.sort());
    assert.ok(gone.every((id) => !kept.includes(id)));
  });

  test('forget the answers to queries after a day, and keep the row for the list', async () => {
    const result = stored({ type: 'Vec<UserMapping>', value: [] });
    const id = await addJob({ closed: daysAgo(2), result: 'complete', ...result });
    await purgeJobs(app.db, {
      answersBefore: daysAgo(1),
      jobsBefore: daysAgo(7),
      resultsBefore: daysAgo(400),
    });
    const job = (await app.get(`/api/bridge-jobs/${id}/`)).body;
    assert.deepEqual([job.state, job.answer], ['answered', null]);
  });
});

describe('deliveries', () => {
  const addEntry = async (more: Record<string, unknown> = {}): Promise<number> => {
    const { id } = await app.db
      .insertInto('outbox')
      .values({
        kind: 'award_notification',
        event: 'award_changed',
        identifier: 'p1.ukri',
        destination: 'ukri.brics.cpu',
        created: daysAgo(1),
        ...more,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    return id;
  };
  const dead = {
    dead: '2026-11-23T11:00:00Z',
    attempts: 90,
    last_error: 'The bridge answered 400 to /notify.',
  };
  const list = async (query = '') => (await app.get(`/api/deliveries/?${query}`)).body;

  test('show the command, the channel, how often they failed and why', async () => {
    await addEntry();
    await addEntry(dead);
    const mail = { kind: 'mail', event: 'mail.award_waiting', recipient: 'ada@example.org' };
    await addEntry({ ...mail, attempts: 1, payload: '{"content": "private"}' });
    const { body, text } = await app.get('/api/deliveries/');
    assert.deepEqual(
      body.map((each: Record<string, unknown>) => [each.state, each.channel, each.command]),
      [
        ['refused', 'mail', null],
        ['dead', 'bridge', 'cpu.brics.ukri award_changed p1.ukri'],
        ['waiting', 'bridge', 'cpu.brics.ukri award_changed p1.ukri'],
      ],
    );
    assert.deepEqual(
      [body[1].failed_attempts, body[1].last_error],
      [90, 'The bridge answered 400 to /notify.'],
    );
    assert.ok(!text.includes('private'));
    assert.equal((await list('channel=mail')).length, 1);
    assert.equal((await list('state=dead&state=waiting')).length, 2);
    assert.equal((await list('query=ADA@')).length, 1);
  });

  test('that are dead are retried or given up by staff, which the audit says', async () => {
    const [retried, ended] = [await addEntry(dead), await addEntry(dead)];
    assert.equal((await app.post(`/api/deliveries/${retried}/retry/`)).status, 204);
    assert.equal((await app.post(`/api/deliveries/${ended}/give_up/`)).status, 204);
    assert.deepEqual(
      (await list()).map(({ id, state }: { id: number; state: string }) => [id, state]),
      [
        [ended, 'given_up'],
        [retried, 'refused'],
      ],
    );
    const again = await app.post(`/api/deliveries/${ended}/give_up/`);
    assert.deepEqual([again.status, again.body.detail], [409, 'This was given up already.']);
    assert.equal((await app.post('/api/deliveries/999/retry/')).status, 404);
    assert.equal((await app.post('/api/deliveries/x/retry/')).status, 404);
    const entries = (await loadAudit()).filter(({ subject_kind }) => subject_kind === 'delivery');
    assert.deepEqual(
      entries.map(({ action, subject_name }) => [action, subject_name]),
      [
        ['delivery.given_up', 'award_changed p1.ukri'],
        ['delivery.retried', 'award_changed p1.ukri'],
      ],
    );
  });

  test('of a mail that are given up end it in the log of mails', async () => {
    const eventId = randomUUID();
    const recipient = 'ada@example.org';
    const id = await addEntry({
      kind: 'mail',
      event: 'mail.award_waiting',
      recipient,
      event_id: eventId,
    });
    await sql`insert into mail_message (event_id, recipient, kind, identifier, destination, payload,
      created) values (${eventId}, ${recipient}, 'award_waiting', '', '', '{}', now())`.execute(
      app.db,
    );
    assert.equal((await app.post(`/api/deliveries/${id}/give_up/`)).status, 204);
    const [mail] = (await app.get('/api/mail-log/')).body;
    assert.equal(mail.state, 'given_up');
    const [entry] = await loadAudit();
    assert.ok(!JSON.stringify(entry).includes(recipient));
  });

  test('of a webhook that are given up end it in the log of the webhook', async () => {
    const eventId = randomUUID();
    const { rows } = await sql<{ id: number }>`
      with made as (insert into webhook (name, owner_id, destination_url, event_types, form, created,
          modified)
        select 'ops', id, 'https://ops.example.org/', '{}', 'standard', now(), now()
        from person where username = 'staff' returning id)
      select id from made`.execute(app.db);
    const webhook = rows[0]?.id ?? 0;
    await sql`insert into webhook_event (event_id, event, identifier, destination, content, created)
      values (${eventId}, 'award.changed', '', '', '{}', now())`.execute(app.db);
    await sql`insert into webhook_message (webhook_id, event_id, created)
      values (${webhook}, ${eventId}, now())`.execute(app.db);
    const id = await addEntry({ kind: 'webhook', recipient: `${webhook}`, event_id: eventId });
    assert.equal((await app.post(`/api/deliveries/${id}/give_up/`)).status, 204);
    const messages = await app.db.selectFrom('webhook_message').select('state').execute();
    assert.deepEqual(messages, [{ state: 'failed' }]);
  });

  test('that have ended are forgotten after the days of the setting', async () => {
    const id = await addEntry();
    await app.post(`/api/deliveries/${id}/give_up/`);
    await purgeDeliveryLog(app.db, daysAgo(7));
    assert.equal((await list()).length, 1);
    app.now = new Date(app.now.getTime() + 8 * 86_400_000);
    await purgeDeliveryLog(app.db, daysAgo(7));
    assert.deepEqual(await list(), []);
  });
});
