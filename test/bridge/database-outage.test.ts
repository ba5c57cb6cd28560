import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { findViolations } from '../../src/service/integrity-rules.ts';
import { ConnectedService, waitUntil } from '../support/connected-service.ts';
import { DatabaseProxy } from '../support/database-proxy.ts';
import { runGatehouse } from '../support/gatehouse-process.ts';

/* Issue 6: a job that meets a database that is away gets its true answer when it is back. */

let testService: ConnectedService;
let proxy: DatabaseProxy;

before(async () => {
  testService = await ConnectedService.open({ skipStart: true, standIn: { retryMs: 3000 } });
  proxy = await DatabaseProxy.open(testService.database.url);
  testService.env.DATABASE_URL = proxy.url;
  await testService.start();
  await testService.createTemplate();
});
after(async () => {
  await testService.service?.stop('SIGTERM');
  await proxy.close();
  await testService.close();
});

const create = (identifier: string): string => {
  const details = { name: `Work of ${identifier}`, template: 'open-call', allocation: '500 NHR' };
  return `create_project ${identifier} ${JSON.stringify(details)}`;
};

// Values, not statements: a statement that is prepared is sent once a connection.
for (const [words, text, fate] of [
  ['in its work', 'Work of ', 'cut'],
  ['before a commit', 'commit', 'cut'],
  ['before its outcome is stored', 'ProjectMapping', 'cut'],
  ['after its outcome is stored', 'ProjectMapping', 'cut after'],
] as const) {
  test(`a job cut off ${words} is answered as if it had not been`, async (t) => {
    const identifier = `p${Math.random().toString(36).slice(2, 8)}.ukri`;
    proxy.failOn(text, fate);
    const startTime = performance.now();
    const job = await testService.standIn.waitForAnswer(
      await testService.standIn.submitCommand(create(identifier)),
      60,
    );
    t.diagnostic(`answered after ${((performance.now() - startTime) / 1000).toFixed(1)} s`);
    assert.ok(!proxy.isArmed, 'it was cut off');
    assert.match(String(job.result), new RegExp(`^"${identifier}:a\\d[a-z]+\\.brics"$`));
  });
}

test('a job under way when the database goes away is answered when it is back', async (t) => {
  proxy.failOn('Work of under-way', 'cut');
  const id = await testService.standIn.submitCommand(create('under-way.ukri'));
  await waitUntil(() => !proxy.isArmed);
  proxy.connectionMode = 'refuse';
  proxy.cutAll();
  await waitUntil(async () => (await testService.request('GET', '/health/ready')).status === 503);
  proxy.reset();
  const back = performance.now();
  const job = await testService.standIn.waitForAnswer(id, 60);
  t.diagnostic(`answered ${((performance.now() - back) / 1000).toFixed(1)} s after`);
  assert.match(String(job.result), /^"under-way\.ukri:a\d[a-z]+\.brics"$/);
});

test('jobs asked while the database is away are answered when it is back', async (t) => {
  const before = await testService.standIn.submitCommand(create('before.ukri'));
  proxy.connectionMode = 'refuse';
  proxy.cutAll();
  const meanwhile = await testService.standIn.submitCommand(create('meanwhile.ukri'));
  // Its signal has failed, and is tried again.
  await waitUntil(async () => (await testService.standIn.getJobRecord(meanwhile)).signalCount >= 2);
  proxy.reset();
  const back = performance.now();
  for (const [id, identifier] of [
    [before, 'before.ukri'],
    [meanwhile, 'meanwhile.ukri'],
  ] as const) {
    const job = await testService.standIn.waitForAnswer(id, 60);
    assert.match(String(job.result), new RegExp(`^"${identifier}:a\\d[a-z]+\\.brics"$`));
  }
  t.diagnostic(`answered ${((performance.now() - back) / 1000).toFixed(1)} s after`);
  await waitUntil(async () => (await testService.request('GET', '/health/ready')).status === 200);
  assert.deepEqual(await findViolations(testService.database.db), []);
});

test('jobs asked in maintenance are answered when it has ended', async () => {
  const env = { DATABASE_URL: testService.database.url };
  assert.equal((await runGatehouse(['maintenance', 'on'], env)).code, 0);
  const id = await testService.standIn.submitCommand(create('maintained.ukri'));
  await waitUntil(async () => (await testService.standIn.getJobRecord(id)).signalCount >= 1);
  const change = await testService.request('POST', '/api/customers/', { name: 'Centre' });
  assert.equal(change.status, 503);
  assert.equal((await testService.request('GET', '/health/ready')).status, 200);
  assert.equal((await testService.standIn.getJobRecord(id)).answerCount, 0);
  assert.equal((await runGatehouse(['maintenance', 'off'], env)).code, 0);
  const job = await testService.standIn.waitForAnswer(id, 60);
  assert.match(String(job.result), /^"maintained\.ukri:a\d[a-z]+\.brics"$/);
});

test('gatehouse answer says so in words and ends with 75', async () => {
  const seconds = Math.floor(Date.now() / 1000);
  const job = {
    id: 'c6f5a2f1-6d0e-4f0e-9d28-6b1a3a2f7d11',
    created: seconds,
    changed: seconds,
    expires: seconds + 120,
    version: 2,
    command: `brics.bridge.isambard-ai ${create('command.ukri')}`,
    state: 'Pending',
    result: null,
    result_type: null,
    forwarded_for: 'ukri.brics.isambard-ai',
  };
  // The service is at work beside it: only the command asks for this award.
  proxy.failOn('command.ukri', 'cut');
  const env = { DATABASE_URL: proxy.url, GATEHOUSE_PORTAL: 'brics' };
  const { code, stdout, stderr } = await runGatehouse(['answer'], env, JSON.stringify(job));
  assert.deepEqual([code, stdout], [75, '']);
  assert.match(stderr, /^gatehouse: The database cannot be reached \(.*\)\.\n$/);
  const again = await runGatehouse(['answer'], env, JSON.stringify(job));
  assert.equal(again.code, 0);
  assert.match(JSON.parse(again.stdout).result, /^"command\.ukri:a\d[a-z]+\.brics"$/);
});
