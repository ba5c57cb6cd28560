import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../../src/database/schema.ts';
import { ConnectedService, waitUntil } from '../support/connected-service.ts';

/* The answers to jobs, on their way to the bridge: faults, kills, size, secrets. */

let testService: ConnectedService;
before(async () => {
  testService = await ConnectedService.open();
  await testService.createTemplate();
});
afterEach(async () => {
  await testService.standIn.setFaults({});
  assert.deepEqual(await testService.standIn.getViolations(), []);
});
after(async () => {
  try {
    assert.equal((await testService.service?.stop('SIGTERM'))?.code, 0);
  } finally {
    await testService.close();
  }
});

const create = (identifier: string, more: object = {}) =>
  `create_project ${identifier} ${JSON.stringify({
    ...{ name: identifier, template: 'open-call', allocation: '500 NHR' },
    ...more,
  })}`;

test('are tried again until the bridge takes them, across a SIGKILL', async () => {
  await testService.standIn.setFaults({ chance: { '500': 1 }, paths: ['/send_result'] });
  const id = await testService.standIn.submitCommand(create('p1.ukri'));
  await waitUntil(async () => await isAnswered(testService.database.db, id));
  assert.equal((await testService.standIn.getJobRecord(id)).state, 'open');
  assert.ok((await testService.status()).oldest_unanswered_job_seconds >= 0);
  await testService.service?.stop('SIGKILL');
  const outcome = await outcomeOf(testService.database.db, id);
  await testService.start();
  await testService.standIn.setFaults({});
  const job = await testService.standIn.waitForAnswer(id, 40);
  assert.equal(
    JSON.stringify({ type: job.result_type, value: JSON.parse(String(job.result)) }),
    outcome,
  );
});

test('are posted also where the queue has lost the job and the bridge has forgotten it', async () => {
  await testService.standIn.setFaults({
    chance: { '500': 1 },
    paths: ['/send_result', '/fetch_jobs'],
  });
  const id = await testService.standIn.submitCommand(create('p2.ukri'));
  const { db } = testService.database;
  await waitUntil(async () => await isAnswered(db, id));
  await testService.standIn.restart(200);
  await sql`update bridge_job set received = received - interval '1 minute'`.execute(db);
  await waitUntil(async () => {
    // Not while it is being worked on.
    const lost = await sql`delete from pgboss.job where name = 'bridge-job' and state = 'retry'`;
    return ((await lost.execute(db)).numAffectedRows ?? 0n) > 0n;
  });
  await testService.standIn.setFaults({});
  await waitUntil(async () => {
    const open = await db.selectFrom('bridge_job').select('id').where('closed', 'is', null);
    return (await open.execute()).length === 0;
  });
});

test('that expired are dead: staff see why, and have the answer posted again', async () => {
  await testService.createTemplate({ key: 'open-sesame', offering: 'isambard3' });
  const faults = { chance: { '500': 1 }, paths: ['/send_result', '/fetch_jobs'] };
  await testService.standIn.setFaults(faults);
  const id = await testService.standIn.submitCommand(create('p3.ukri', { key: 'open-sesame' }), {
    offering: 'isambard3',
  });
  const path = `/api/bridge-jobs/${id}/`;
  const { db } = testService.database;
  await waitUntil(async () => (await testService.request('GET', path)).body.failed_attempts > 0);
  await sql`update bridge_job set expires = received`.execute(db);
  await waitUntil(async () => (await testService.request('GET', path)).body.state === 'dead');
  const { body: job } = await testService.request('GET', path);
  assert.deepEqual(
    [job.instruction, job.subject, job.asked_by, job.outcome, job.last_error],
    [
      'create_project',
      'p3.ukri',
      'ukri',
      'undelivered',
      'The bridge answered 500 to /send_result.',
    ],
  );
  assert.ok(testService.log.includes(`"jobId":"${id}","msg":"a job failed and is tried again"`));
  await testService.standIn.setFaults({ ...faults, paths: ['/fetch_jobs'] });
  assert.equal((await testService.request('POST', `${path}retry/`)).status, 204);
  assert.equal((await testService.standIn.waitForAnswer(id)).state, 'Complete');
  await waitUntil(async () => (await testService.request('GET', path)).body.state === 'answered');
});

test('the key of a template is nowhere in the database, not even while its job waits', async () => {
  const key = 'open-sesame-7391';
  await testService.createTemplate({ key, offering: 'dawn' });
  await testService.standIn.setFaults({ chance: { '500': 1 }, paths: ['/send_result'] });
  const id = await testService.standIn.submitCommand(create('p4.ukri', { key }), {
    offering: 'dawn',
  });
  await waitUntil(async () => await isAnswered(testService.database.db, id));
  for (const text of await everyText(testService.database.db)) assert.ok(!text.includes(key));
  assert.ok(!testService.log.includes(key));
  await testService.standIn.setFaults({});
  const job = await testService.standIn.waitForAnswer(id);
  assert.ok(String(job.command).includes(key), 'the copy is whole');
  for (const text of await everyText(testService.database.db)) assert.ok(!text.includes(key));
});

test('one that is above 1 MiB is an error, and is not stored whole', async () => {
  const answerAward = async (number: number): Promise<void> => {
    const text = create(`large${number}.ukri`, { description: 'x'.repeat(100_000) });
    const job = await testService.standIn.waitForAnswer(
      await testService.standIn.submitCommand(text),
    );
    assert.equal(job.state, 'Complete');
  };
  await Promise.all(Array.from({ length: 11 }, (_, number) => answerAward(number)));
  const id = await testService.standIn.submitCommand('get_awards ukri');
  const job = await testService.standIn.waitForAnswer(id);
  assert.match(String(job.result), /^OpenPortalError: The answer is larger than the 1 MiB/);
  assert.ok(((await outcomeOf(testService.database.db, id)) ?? '').length < 1000);
});

test('our own fault is an OpenPortalError with a reference that is in the log, and no more', async () => {
  const { db } = testService.database;
  await sql`alter table audit_entry rename to elsewhere`.execute(db);
  const job = await testService.standIn.waitForAnswer(
    await testService.standIn.submitCommand(create('p6.ukri')),
  );
  assert.match(
    String(job.result),
    /^OpenPortalError: Something went wrong here\. Please name the reference [0-9a-f-]{36}\.$/,
  );
  assert.equal((job.error as { kind: string }).kind, 'run');
  const [reference] = /[0-9a-f-]{36}/.exec(String(job.result)) as RegExpExecArray;
  await waitUntil(() => testService.log.includes(reference));
  assert.match(testService.log, /audit_entry/);
  await sql`alter table elsewhere rename to audit_entry`.execute(db);
});

async function isAnswered(db: Kysely<Database>, id: string): Promise<boolean> {
  return (await outcomeOf(db, id)) !== null;
}

async function outcomeOf(db: Kysely<Database>, id: string): Promise<string | null> {
  const row = await db
    .selectFrom('bridge_job')
    .select('outcome')
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.outcome ?? null;
}

/** Every row of every table, as text. */
async function everyText(db: Kysely<Database>): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_schema in ('public', 'pgboss') and table_type = 'BASE TABLE'`.execute(db);
  assert.ok(rows.some(({ name }) => name.startsWith('pgboss.')));
  const texts: string[] = [];
  for (const { name } of rows) {
    const all = await sql
      .raw<{ text: string }>(`select t::text as text from ${name} t`)
      .execute(db);
    texts.push(...all.rows.map(({ text }) => text));
    const bytes = await sql
      .raw<{ text: string }>(
        `select encode(convert_to(t::text, 'UTF8'), 'escape') as text from ${name} t`,
      )
      .execute(db);
    texts.push(...bytes.rows.map(({ text }) => text));
  }
  return texts;
}
