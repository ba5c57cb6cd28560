import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { details, TestDesk } from '../support/desk.ts';

/* Issue 4, 9: how the desk does. */

let desk: TestDesk;
before(async () => {
  desk = await TestDesk.open();
});
after(() => desk.close());

const overview = async (as: string) => (await desk.get('/api/overview/', { as })).body;

test('counts by state and age, decisions by week, credits by template; only what one may see', async () => {
  const start = desk.now;
  const at = (days: number): void => {
    desk.now = new Date(start.getTime() + days * 86_400_000);
  };
  const { provider, customer } = await desk.furnish();
  await desk.template(provider, customer, {
    name: 'gateway',
    offering: 'isambard3',
    portal: 'stfc',
  });
  const other = await desk.furnish({ name: 'other', portal: 'ehpc' });
  await desk.reviewer('rosalind', { provider, customer });
  await desk.person('stranger');
  const ask = (identifier: string, size: number) =>
    desk.ask(
      'create_project',
      { ...details, name: identifier, allocation: `${size} NHR` },
      identifier,
    );

  at(-40);
  await ask('old.ukri', 5000);
  at(-8);
  await ask('weeks.ukri', 5000);
  await ask('small.ukri', 500);
  await ask('rejected.ukri', 6000);
  assert.equal((await desk.post(`${desk.award('rejected.ukri')}reject/`, {})).status, 200);
  at(-2);
  await ask('days.ukri', 5000);
  at(0);
  await ask('new.ukri', 5000);
  await ask('granted.ukri', 5000);
  assert.equal((await desk.post(`${desk.award('granted.ukri')}approve/`, {})).status, 200);

  const seen = await overview('rosalind');
  assert.deepEqual(seen.states, { pending: 4, approved: 2, rejected: 1, canceled: 0 });
  assert.deepEqual(
    seen.pending_by_age.map(({ label, count }: { label: string; count: number }) => [label, count]),
    [
      ['under 1 day', 1],
      ['1–3 days', 1],
      ['3–7 days', 0],
      ['1–4 weeks', 1],
      ['over 4 weeks', 1],
    ],
  );
  const weeks = seen.decisions_by_week;
  assert.equal(weeks.length, 12);
  // 2026-11-23 is a Monday; eight days before it lies in the week of the 9th.
  assert.deepEqual(weeks.at(-1), { week: '2026-11-23', approved: 1, rejected: 0 });
  assert.deepEqual(weeks.at(-3), { week: '2026-11-09', approved: 1, rejected: 1 });
  assert.deepEqual(weeks.at(-2), { week: '2026-11-16', approved: 0, rejected: 0 });
  assert.deepEqual(seen.credits_by_template, [
    {
      template: 'open-call',
      offering: 'isambard-ai',
      portal: 'ukri',
      credits: '5500.00',
      awards: 2,
    },
  ]);

  assert.deepEqual((await overview('staff')).states, seen.states);
  const nothing = await overview('stranger');
  assert.deepEqual(nothing.states, { pending: 0, approved: 0, rejected: 0, canceled: 0 });
  assert.deepEqual(nothing.credits_by_template, []);
  assert.ok(nothing.decisions_by_week.every((week: { approved: number }) => week.approved === 0));
  assert.ok(other.template.uuid);
  assert.equal((await desk.get('/api/overview/', { as: null })).status, 401);
});
