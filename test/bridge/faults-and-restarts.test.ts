import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { findViolations } from '../../src/service/integrity-rules.ts';
import { NetworkLink } from '../support/network-link.ts';
import { ConnectedService, findFreePort, adminToken } from '../support/connected-service.ts';
import { GatehouseProcess } from '../support/gatehouse-process.ts';
import { createSeededRandom } from '../support/seeded-random.ts';

/*
 * Jobs with every fault at once, through restarts of the bridge, and two replicas, each killed
 * (SIGKILL) and started again at random. CHAOS_SEED repeats a run's choices. In `npm test` this is
 * the short form; `npm run chaos:bridge` runs the long one.
 */
const isLong = process.env.CHAOS_LONG === '1';
const jobCount = isLong ? 5000 : 400;
const awardCount = isLong ? 400 : 60;
const killsEach = isLong ? 10 : 1;
const minDecisions = isLong ? 100 : 3;
const maxOpenJobs = isLong ? 150 : 30;
const seed = Number(process.env.CHAOS_SEED ?? Date.now() % 1_000_000);
const random = createSeededRandom(seed);

const faults = {
  chance: {
    drop: 0.02,
    delay: 0.03,
    401: 0.01,
    404: 0.01,
    500: 0.02,
    503: 0.02,
    cut: 0.02,
    nonsense: 0.02,
  },
  delay_ms: 300,
  duplicate_signals: 0.2,
  lost_signals: 0.1,
};

let testService: ConnectedService;
let link: NetworkLink;
let ports: number[];
const replicas: GatehouseProcess[] = [];

before(async () => {
  ports = [await findFreePort(), await findFreePort()];
  testService = await ConnectedService.open({ skipStart: true, standIn: { retryMs: 2000, seed } });
  link = await NetworkLink.open(testService.port, ports);
  await Promise.all(ports.map((_, index) => startReplica(index)));
  await testService.createTemplate({ approval_limit: '1000' });
});

after(async () => {
  await Promise.all(replicas.map((replica) => replica.stop('SIGTERM')));
  await link.close();
  await testService.close();
});

async function startReplica(index: number): Promise<void> {
  const env = { ...testService.env, PORT: String(ports[index]), LOG_LEVEL: 'warn' };
  const replica = new GatehouseProcess(['serve'], env);
  replicas[index] = replica;
  await replica.waitUntilReady();
}

interface JobRequest {
  id: string;
  award: number;
  verb: string;
}

test('through faults, kills and restarts no job, decision or notification is lost or doubled', async (t) => {
  t.diagnostic(`CHAOS_SEED=${seed}`);
  await testService.standIn.setFaults(faults);
  let isOver = false;
  const reviewing = review(() => isOver);
  const killing = kill(() => isOver);
  const requests = await askAll();
  await killing;
  await testService.standIn.setFaults({});
  await waitForAnswers();
  isOver = true;
  const decided = await reviewing;
  await waitForEmptyOutbox();

  const stories = await testService.standIn.getJobRecords(requests.map(({ id }) => id));
  const states = Map.groupBy(stories, ({ state }) => state);
  const count = (state: string): number => states.get(state as never)?.length ?? 0;
  t.diagnostic(
    JSON.stringify(Object.fromEntries([...states].map(([state, all]) => [state, all.length]))),
  );
  assert.equal(
    count('open') + count('hanging') + count('expired'),
    0,
    'every job that the bridge held was answered',
  );
  assert.ok(count('answered') > jobCount * 0.6, `${count('answered')} answered`);
  for (const story of stories)
    assert.ok(story.answerCount <= 1, `${story.id} answered once in effect`);
  assert.deepEqual(await testService.standIn.getViolations(), []);

  await assertOneStory(requests, stories);
  await assertDecisionsNotified();
  assert.ok(decided.length >= minDecisions, `${decided.length} decisions`);
  await assertAcknowledgedDecisions(decided);
  assert.deepEqual(await findViolations(testService.database.db), []);
});

/** Jobs of awards, half of them withdrawn now and then, some above the limit, some refused. */
async function askAll(): Promise<JobRequest[]> {
  const requests: JobRequest[] = [];
  // A bridge forgets the jobs that are open when it is restarted.
  const restarts = new Set([Math.floor(jobCount / 3), Math.floor((2 * jobCount) / 3)]);
  const askers = Array.from({ length: 10 }, async () => {
    while (requests.length < jobCount) {
      if (requests.length % 10 === 0) await untilFewAreOpen();
      const award = Math.floor(random() * awardCount);
      const verb = verbFor(award);
      const entry: JobRequest = { id: '', award, verb };
      const number = requests.push(entry);
      entry.id = await askOffering(instruction(verb, award));
      if (restarts.has(number)) await testService.standIn.restart(1000);
    }
  });
  await Promise.all(askers);
  return requests;
}

const isUncrowded = ({ open, hanging }: { open: number; hanging: number }): boolean =>
  open + hanging <= maxOpenJobs;

/** An awarding portal waits for its answers; what is open when a bridge forgets is lost there. */
async function untilFewAreOpen(): Promise<void> {
  while (!isUncrowded(await testService.standIn.countJobs())) await pause(50);
}

/** The bridge is away for a moment when it is restarted. */
async function askOffering(text: string): Promise<string> {
  for (let tries = 0; ; tries++) {
    try {
      return await testService.standIn.submitCommand(text);
    } catch (error) {
      if (tries === 300) throw error;
      await pause(100);
    }
  }
}

function verbFor(award: number): string {
  const draw = random();
  if (draw < 0.55) return 'create_project';
  if (draw < 0.75) return 'update_project';
  if (draw < 0.8 && award % 2 === 0) return 'remove_project';
  return draw < 0.9 ? 'get_project_mapping' : 'get_award';
}

const identifierOf = (award: number): string => `c${award}.ukri`;

function instruction(verb: string, award: number): string {
  if (!/create|update/.test(verb)) return `${verb} ${identifierOf(award)}`;
  // Every seventh waits for a reviewer, every nineteenth is above what there is at all.
  const size = award % 19 === 0 ? 20_000 : award % 7 === 0 ? 5000 : 500;
  const details = {
    name: `Chaos ${award}`,
    template: 'open-call',
    allocation: `${size} NHR`,
    description: verb === 'update_project' ? `changed ${Math.floor(random() * 5)}` : 'as it was',
  };
  return `${verb} ${identifierOf(award)} ${JSON.stringify(details)}`;
}

async function kill(isOver: () => boolean): Promise<void> {
  const one = async (index: number): Promise<void> => {
    for (let kills = 0; kills < killsEach && !isOver(); kills++) {
      await pause(1000 + random() * 3500);
      await replicas[index]?.stop('SIGKILL');
      await pause(random() * 1000);
      await startReplica(index);
    }
  };
  await Promise.all(ports.map((_, index) => one(index)));
}

interface Decided {
  identifier: string;
  action: string;
}

/** Reviewers at work; gives the decisions that were acknowledged. */
async function review(isOver: () => boolean): Promise<Decided[]> {
  const decided: Decided[] = [];
  while (!isOver()) {
    await pause(100);
    const pending = await quietly('GET', '/api/openportal-managed-projects/?state=pending');
    for (const { identifier, destination } of (pending?.body ?? []).slice(0, 5)) {
      const action = random() < 0.7 ? 'approve' : 'reject';
      const url = `/api/openportal-managed-projects/${identifier}/${destination}/${action}/`;
      const reply = await quietly('POST', url, { comment: 'chaos' });
      if (reply?.status === 200) decided.push({ identifier, action });
      if (reply?.status === 200 && action === 'reject' && random() < 0.5) {
        const again = await quietly('POST', url.replace('/reject/', '/reopen/'), {});
        if (again?.status === 200) decided.push({ identifier, action: 'reopen' });
      }
    }
  }
  return decided;
}

async function quietly(method: string, path: string, body?: unknown) {
  try {
    return await testService.request(method, path, body, adminToken);
  } catch {
    return null;
  }
}

const isSettled = ({ open, hanging }: { open: number; hanging: number }): boolean =>
  open + hanging === 0;

/** All that the bridge holds is answered; past two minutes nothing can be open any more. */
async function waitForAnswers(): Promise<void> {
  for (let tries = 0; tries < 1300; tries++) {
    if (isSettled(await testService.standIn.countJobs())) return;
    await pause(100);
  }
}

async function waitForEmptyOutbox(): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    const row = await testService.database.db.selectFrom('outbox').select('id').limit(1).execute();
    if (row.length === 0) return;
    await pause(100);
  }
  assert.fail('The outbox is not empty.');
}

interface AuditRow {
  identifier: string;
  event_type: string;
  action: string;
  is_robot: boolean;
}

async function auditByAward(): Promise<Map<string, AuditRow[]>> {
  const rows = await testService.database.db
    .selectFrom('audit_entry')
    .innerJoin('person', 'person.id', 'audit_entry.performed_by')
    .select(['identifier', 'event_type', 'action', 'is_robot'])
    .orderBy('audit_entry.id')
    .execute();
  return Map.groupBy(rows, ({ identifier }) => identifier);
}

type Story = Awaited<ReturnType<typeof testService.standIn.getJobRecords>>[number];

/** Answers agree with the audit and with the stored awards. */
async function assertOneStory(requests: JobRequest[], stories: Story[]): Promise<void> {
  const audit = await auditByAward();
  const answers = Map.groupBy(
    requests.map((ask, index) => ({ ...ask, job: stories[index]?.job })),
    ({ award }) => award,
  );
  for (const [award, jobs] of answers) {
    const identifier = identifierOf(award);
    const entries = audit.get(identifier) ?? [];
    const results = jobs.map(({ job }) => String(job?.result ?? ''));
    const created = entries.filter(({ event_type }) => event_type === 'created');
    assert.ok(created.length <= 1, `${identifier} is held once`);
    const mappings = results.filter((text) => /^"[^"]+:a\d[a-z]+\.brics"$/.test(text));
    const approvals = entries.filter(({ event_type }) => event_type === 'approved');
    assert.equal(mappings.length > 0 && approvals.length === 0, false, `${identifier} approved`);
    // What is never withdrawn keeps the project that it was given.
    if (award % 2 === 1) assert.ok(new Set(mappings).size <= 1, `${identifier} one project`);
    const isRejected = results.some((text) => text.startsWith('ManagedProjectRejectedError'));
    const rejections = entries.filter(({ event_type }) => event_type === 'rejected');
    assert.equal(isRejected && rejections.length === 0, false, `${identifier} rejected`);
    const isWithdrawn = results.some((text) => text === `"${identifier}:None"`);
    if (isWithdrawn && created.length > 0) {
      const words = entries.map(({ action }) => action);
      const neverStored = jobs.every(({ verb }) => verb === 'remove_project');
      assert.ok(neverStored || words.length > 0, `${identifier} withdrawn`);
    }
  }
  await assertPresentAnswers(answers.keys());
}

/** Asked once more, in peace: the answer is the state that the desk shows. */
async function assertPresentAnswers(awards: Iterable<number>): Promise<void> {
  const all = [...awards];
  const rows = await testService.database.db
    .selectFrom('managed_project')
    .leftJoin('project', 'project.id', 'managed_project.project_id')
    .select(['identifier', 'state', 'short_name'])
    .execute();
  const storedAwards = new Map(rows.map((row) => [row.identifier, row]));
  const checkAward = async (award: number): Promise<void> => {
    const identifier = identifierOf(award);
    const id = await askOffering(`get_project_mapping ${identifier}`);
    const job = await testService.standIn.waitForAnswer(id);
    const row = storedAwards.get(identifier);
    const result = String(job.result);
    if (row?.state === 'approved') assert.equal(result, `"${identifier}:${row.short_name}.brics"`);
    else if (row?.state === 'pending') assert.match(result, /^ManagedProjectPendingError/);
    else if (row?.state === 'rejected') assert.match(result, /^ManagedProjectRejectedError/);
    else assert.match(result, /^OpenPortalError/);
  };
  await Promise.all(all.map(checkAward));
}

const eventOf: Record<string, string> = {
  approved: 'award_accepted',
  rejected: 'award_rejected',
  reopened: 'award_changed',
};

/** Every decision of a person reached the stand-in, those of one award in their order. */
async function assertDecisionsNotified(): Promise<void> {
  const audit = await auditByAward();
  const received = Map.groupBy(
    (await testService.standIn.getNotifications()).map(({ command }) => command.split(' ')),
    ([, , identifier]) => identifier as string,
  );
  for (const [identifier, entries] of audit) {
    const expected = entries
      .filter(({ is_robot }) => !is_robot)
      .map(({ action }) => eventOf[action] ?? assert.fail(`an unknown decision: ${action}`));
    const events = (received.get(identifier) ?? []).map(([, event]) => event as string);
    assert.ok(isInOrder(expected, events), `${identifier}: ${expected} told as ${events}`);
    assert.deepEqual(
      events.filter((event) => !expected.includes(event)),
      [],
      identifier,
    );
  }
}

function isInOrder(expected: string[], received: string[]): boolean {
  let at = 0;
  for (const event of received) if (event === expected[at]) at++;
  return at === expected.length;
}

/** Every decision that was acknowledged to a reviewer is stored. */
async function assertAcknowledgedDecisions(decided: Decided[]): Promise<void> {
  const audit = await auditByAward();
  const past: Record<string, string> = {
    approve: 'approved',
    reject: 'rejected',
    reopen: 'reopened',
  };
  for (const [key, all] of Map.groupBy(
    decided,
    ({ identifier, action }) => `${identifier} ${action}`,
  )) {
    const [identifier, action] = key.split(' ') as [string, string];
    const entries = (audit.get(identifier) ?? []).filter(
      (entry) => !entry.is_robot && entry.action === past[action],
    );
    assert.ok(entries.length >= all.length, `${key}: ${entries.length} of ${all.length}`);
  }
}
