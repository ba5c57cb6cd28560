import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { endEmbargoes } from '../../src/managed-projects/end-embargoes.ts';
import { createEmbargoTimer } from '../../src/managed-projects/embargo-timer.ts';
import { findViolations } from '../../src/service/integrity-rules.ts';
import { GatehouseProcess } from '../support/gatehouse-process.ts';
import { TestApp } from '../support/test-app.ts';
import { AwardCase, createCustomers, type Customers } from './award-case.ts';

/* docs/rules/awards.md, A3.16: the robot approves when the embargo ends. */

let app: TestApp;
let customers: Customers;
let errors: unknown[];
before(async () => {
  app = await TestApp.open();
  customers = await createCustomers(app);
});
beforeEach(() => {
  errors = [];
});
after(() => app.close());

const context = () => ({
  db: app.db,
  clock: () => app.now,
  baseUrl: app.url,
  onError: (error: unknown) => errors.push(error),
});

async function openEmbargoed(count: number, template: object = {}): Promise<AwardCase[]> {
  const until = new Date(app.now.getTime() + 3_600_000).toISOString();
  const awards: AwardCase[] = [];
  for (let n = 0; n < count; n++) {
    const award = await AwardCase.open(app, customers, { ...template });
    await award.create({ earliest_approve: until });
    awards.push(award);
  }
  return awards;
}

const passAnHour = (): void => {
  app.now = new Date(app.now.getTime() + 3_601_000);
};

async function stateOf(award: AwardCase): Promise<string> {
  return (await award.read()).state;
}

test('several processes at once approve each award once', async () => {
  const awards = await openEmbargoed(6);
  passAnHour();
  const decided = await Promise.all([1, 2, 3].map(() => endEmbargoes(context())));
  assert.equal(
    decided.reduce((sum, count) => sum + count, 0),
    6,
  );
  for (const award of awards) {
    assert.equal(await stateOf(award), 'approved');
    assert.deepEqual(await award.listActions(), ['created', 'approved']);
    assert.deepEqual(await award.listNotifications(), ['award_accepted']);
  }
  assert.deepEqual(errors, []);
  assert.deepEqual(await findViolations(app.db), []);
});

test('an award that cannot be decided does not stop the others', async () => {
  const [broken, sound] = (await openEmbargoed(2)) as [AwardCase, AwardCase];
  await sql`update project_template set shortname = 'no pattern' where name = ${broken.templateName}`.execute(
    app.db,
  );
  passAnHour();
  assert.equal(await endEmbargoes(context()), 1);
  assert.deepEqual([await stateOf(broken), await stateOf(sound)], ['pending', 'approved']);
  assert.equal(errors.length, 1);
  await sql`update project_template set shortname = 'a{year}{count}'
    where name = ${broken.templateName}`.execute(app.db);
  assert.equal(await endEmbargoes(context()), 1);
});

test('an award above the limits waits on for a reviewer', async () => {
  const [lowered] = (await openEmbargoed(1)) as [AwardCase];
  await lowered.changeTemplate({ approval_limit: '10' });
  passAnHour();
  await endEmbargoes(context());
  const { state, waiting_reasons } = await lowered.read();
  assert.deepEqual([state, waiting_reasons[0].code], ['pending', 'above_approval_limit']);
  assert.equal(await endEmbargoes(context()), 0);
});

test('an award that also waits for something else is left to its reviewers', async () => {
  const [award] = (await openEmbargoed(1, { approval_limit: '0' })) as [AwardCase];
  passAnHour();
  assert.equal(await endEmbargoes(context()), 0);
  assert.equal(await stateOf(award), 'pending');
});

test('the next message ends the embargo as well as the timer', async () => {
  const [award] = (await openEmbargoed(1)) as [AwardCase];
  const { details } = await award.read();
  passAnHour();
  const answer = await award.create({ earliest_approve: details.earliest_approve });
  assert.equal(answer.state, 'Complete', answer.result);
});

test('a service that starts after the embargo ended approves the award, without a bridge', async () => {
  app.now = new Date();
  const award = await AwardCase.open(app, customers);
  await award.create({ earliest_approve: new Date(app.now.getTime() + 200).toISOString() });
  assert.equal(await stateOf(award), 'pending');
  const env = { DATABASE_URL: app.database.url, GATEHOUSE_PORTAL: app.portal, LOG_LEVEL: 'silent' };
  const service = new GatehouseProcess(['serve'], env);
  try {
    await service.waitUntilReady();
    while ((await stateOf(award)) === 'pending') await pause(50);
    assert.equal(await stateOf(award), 'approved');
  } finally {
    await service.stop();
  }
});

test('the timer ends embargoes at its start', async () => {
  const [award] = (await openEmbargoed(1)) as [AwardCase];
  passAnHour();
  const timer = createEmbargoTimer(context());
  timer.start();
  await timer.stop();
  assert.equal(await stateOf(award), 'approved');
});
