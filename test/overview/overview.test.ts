import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { awardDetails, TestApp } from '../support/test-app.ts';

/* Issue 4, 9: how the desk does. */

let app: TestApp;
before(async () => {
  app = await TestApp.open();
});
after(() => app.close());

const overview = async (as: string) => (await app.get('/api/overview/', { as })).body;

test('counts by state and age, decisions by week, credits by template; only what one may see', async () => {
  const start = app.now;
  const at = (days: number): void => {
    app.now = new Date(start.getTime() + days * 86_400_000);
  };
  const { provider, customer } = await app.createTemplateWithCustomers();
  await app.template(provider, customer, { name: 'gateway', shortname: 'g{year}{count}' });
  await app.createReviewer('rosalind', { provider, customer });
  await app.createReviewer(
    'elsewhere',
    await app.createTemplateWithCustomers({ name: 'other', portal: 'ehpc' }),
  );
  await app.createPerson('help', { is_support: true });
  await app.createPerson('stranger');
  const ask = (identifier: string, size: number, template = 'open-call') =>
    app.sendInstruction(
      'create_project',
      { ...awardDetails, name: identifier, template, allocation: `${size} NHR` },
      identifier,
      { forwarded_for: `${identifier.split('.')[1]}.brics.isambard-ai` },
    );

  at(-100);
  await ask('long-ago.ukri', 10, 'gateway');
  at(-40);
  await ask('old.ukri', 5000);
  at(-8);
  await ask('weeks.ukri', 5000);
  await ask('small.ukri', 500);
  await ask('rejected.ukri', 6000);
  assert.equal((await app.post(`${app.getAwardPath('rejected.ukri')}reject/`, {})).status, 200);
  at(-3);
  await ask('three.ukri', 5000);
  at(-1);
  await ask('days.ukri', 5000);
  await ask('remove.ukri', 5000);
  await app.sendInstruction('remove_project', undefined, 'remove.ukri');
  await ask('theirs.ehpc', 600, 'other');
  await ask('theirs-too.ehpc', 7000, 'other');
  at(0);
  await ask('new.ukri', 5000);
  await ask('granted.ukri', 5000);
  assert.equal((await app.post(`${app.getAwardPath('granted.ukri')}approve/`, {})).status, 200);

  const seen = await overview('rosalind');
  assert.deepEqual(seen.states, { pending: 5, approved: 3, rejected: 1, canceled: 1 });
  assert.deepEqual(seen.pending_by_age, [
    { label: 'under 1 day', count: 1 },
    // One that is a day old to the instant is no longer under a day.
    { label: '1–3 days', count: 1 },
    { label: '3–7 days', count: 1 },
    { label: '1–4 weeks', count: 1 },
    { label: 'over 4 weeks', count: 1 },
  ]);
  const weeks: Week[] = seen.decisions_by_week;
  // 2026-11-23 is a Monday; eight days before it lies in the week of the 9th. The first of
  // twelve weeks begins on 7 September: what was decided a hundred days ago is not among them.
  assert.deepEqual(
    weeks.map(({ week, approved, rejected }) => [week, approved, rejected]),
    [
      ['2026-09-07', 0, 0],
      ['2026-09-14', 0, 0],
      ['2026-09-21', 0, 0],
      ['2026-09-28', 0, 0],
      ['2026-10-05', 0, 0],
      ['2026-10-12', 0, 0],
      ['2026-10-19', 0, 0],
      ['2026-10-26', 0, 0],
      ['2026-11-02', 0, 0],
      ['2026-11-09', 1, 1],
      ['2026-11-16', 0, 0],
      ['2026-11-23', 1, 0],
    ],
  );
  const where = { offering: 'isambard-ai', portal: 'ukri' };
  const mine = [
    {
      template: 'open-call',
      ...where,
      credits: '5500.00',
      used_credits: '0.00',
      used_seconds: 0,
      granted_seconds: null,
      awards: 2,
    },
    {
      template: 'gateway',
      ...where,
      credits: '10.00',
      used_credits: '0.00',
      used_seconds: 0,
      granted_seconds: null,
      awards: 1,
    },
  ];
  assert.deepEqual(withoutUuids(seen.credits_by_template), mine);
  assert.deepEqual(seen.credits_by_portal, [
    {
      portal: 'ukri',
      credits: '5510.00',
      used_credits: '0.00',
      used_seconds: 0,
      granted_seconds: null,
      awards: 3,
    },
  ]);

  const theirs = await overview('elsewhere');
  assert.deepEqual(theirs.states, { pending: 1, approved: 1, rejected: 0, canceled: 0 });
  assert.deepEqual(decisions(theirs), [1, 0]);
  const [other] = withoutUuids(theirs.credits_by_template);
  const sums = {
    credits: '600.00',
    used_credits: '0.00',
    used_seconds: 0,
    granted_seconds: null,
    awards: 1,
  };
  assert.deepEqual(other, { template: 'other', offering: 'isambard-ai', portal: 'ehpc', ...sums });
  assert.equal(theirs.credits_by_template.length, 1);

  for (const as of ['staff', 'help']) {
    const all = await overview(as);
    assert.deepEqual(all.states, { pending: 6, approved: 4, rejected: 1, canceled: 1 });
    assert.deepEqual(decisions(all), [3, 1]);
    assert.deepEqual(withoutUuids(all.credits_by_template), [mine[0], other, mine[1]]);
  }

  const nothing = await overview('stranger');
  assert.deepEqual(nothing.states, { pending: 0, approved: 0, rejected: 0, canceled: 0 });
  assert.deepEqual(nothing.credits_by_template, []);
  assert.deepEqual(decisions(nothing), [0, 0]);
  assert.ok(nothing.pending_by_age.every(({ count }: { count: number }) => count === 0));
  assert.equal((await app.get('/api/overview/', { as: null })).status, 401);
});

function withoutUuids(templates: ({ template_uuid: string } & Record<string, unknown>)[]) {
  return templates.map(({ template_uuid: _, ...rest }) => rest);
}

interface Week {
  week: string;
  approved: number;
  rejected: number;
}

/** All decisions of the twelve weeks: approved, rejected. */
function decisions({ decisions_by_week: weeks }: { decisions_by_week: Week[] }): number[] {
  return [
    weeks.reduce((sum, { approved }) => sum + approved, 0),
    weeks.reduce((sum, { rejected }) => sum + rejected, 0),
  ];
}

test('says how long decisions took, for a period and an awarding portal', async () => {
  const start = app.now;
  await app.createReviewer(
    'timer',
    await app.createTemplateWithCustomers({ name: 'timed', portal: 'nerc' }),
  );
  const measure = async (query: string, as = 'timer') =>
    (await app.get(`/api/overview/?${query}`, { as })).body.time_to_decision;
  const hours = [1, 2, 6];
  for (const hour of hours) {
    await app.sendInstruction(
      'create_project',
      { ...awardDetails, name: `Timed ${hour}`, template: 'timed', allocation: '5000 NHR' },
      `timed${hour}.nerc`,
      { forwarded_for: 'nerc.brics.isambard-ai' },
    );
  }
  for (const hour of hours) {
    app.now = new Date(start.getTime() + hour * 3_600_000);
    const reply = await app.post(`${app.getAwardPath(`timed${hour}.nerc`)}approve/`, {});
    assert.equal(reply.status, 200, reply.text);
  }
  // Nine of ten lies four fifths of the way from the second to the third.
  const expected = { decisions: 3, median_seconds: 2 * 3600, p90_seconds: 5.2 * 3600 };
  assert.deepEqual(await measure('weeks=1&portal=nerc'), expected);
  assert.deepEqual(await measure('weeks=1'), expected);
  const ofUkri = await measure('weeks=1&portal=ukri', 'staff');
  const ofAll = await measure('weeks=1', 'staff');
  assert.equal(ofAll.decisions, ofUkri.decisions + 3);
  assert.deepEqual(await measure('weeks=1&portal=ehpc'), {
    decisions: 0,
    median_seconds: null,
    p90_seconds: null,
  });
  const { body } = await app.get('/api/overview/?weeks=3&portal=ehpc', { as: 'timer' });
  assert.equal(body.decisions_by_week.length, 3);
  assert.deepEqual(body.portals, ['nerc']);
  assert.equal((await app.get('/api/overview/?weeks=0')).status, 400);
});
