import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { createDemoMachines } from '../../src/demo/create-demo-machines.ts';
import { checkScreen, saveScreenshot, BrowserTestApp } from '../support/browser-test-app.ts';

/* The overview: counts by state, pending by age, decisions per week, credits by template. */

let web: BrowserTestApp;
before(async () => {
  web = await BrowserTestApp.open();
});
afterEach(() => web.closePages());
after(() => web.close());

const twoPlaces = { maximumFractionDigits: 2 };
const region = (page: Page, name: string) => page.getByRole('region', { name });
const fetchOverview = async (username: string) =>
  (await web.app.get('/api/overview/', { as: username })).body;

/** The body of a table, cell by cell. */
async function readFigures(page: Page, name: string): Promise<string[][]> {
  const rows = await page.getByRole('table', { name }).locator('tbody tr').all();
  return Promise.all(rows.map((row) => row.locator('th, td').allTextContents()));
}

test('links each state to its tab of the desk', async () => {
  const { states } = await fetchOverview('staff');
  const page = await web.openPage('staff', '/overview');
  const byState = region(page, 'Awards by state');
  for (const state of ['pending', 'approved', 'rejected', 'canceled']) {
    await byState
      .getByRole('link', { name: new RegExp(`^${states[state]} ${state}$`, 'i') })
      .waitFor();
  }
  await byState.getByRole('link', { name: /rejected/i }).click();
  await page.waitForURL(/\/\?state=rejected$/);
  await page.goBack();
  await byState.getByRole('link', { name: /pending/i }).click();
  await page.waitForURL((url) => url.pathname === '/' && url.search === '');
});

test('describes each chart in a text alternative and as a table', async () => {
  const overview = await fetchOverview('staff');
  const page = await web.openPage('staff', '/overview');
  const pending = region(page, 'Pending, waiting since');
  const [oldest] = overview.pending_by_age.toReversed();
  const words = await pending.getByRole('img', { name: /./ }).getAttribute('aria-label');
  assert.match(words ?? '', new RegExp(`${oldest.label} ago: ${oldest.count}`));
  await pending.getByRole('button', { name: 'Show figures' }).focus();
  await page.keyboard.press('Enter');
  assert.deepEqual(
    await readFigures(page, 'Pending, waiting since'),
    overview.pending_by_age.map(({ label, count }: { label: string; count: number }) => [
      `${label} ago`,
      String(count),
    ]),
  );
  const decisions = region(page, 'Decisions per week');
  await decisions.getByRole('button', { name: 'Show figures' }).click();
  const rows = await readFigures(page, 'Decisions per week');
  assert.equal(rows.length, overview.decisions_by_week.length);
  assert.deepEqual(
    rows.map(([, approved, rejected]) => [Number(approved), Number(rejected)]),
    overview.decisions_by_week.map((week: { approved: number; rejected: number }) => [
      week.approved,
      week.rejected,
    ]),
  );
  await decisions.getByRole('button', { name: 'Hide figures' }).click();
  await page.getByRole('table', { name: 'Decisions per week' }).waitFor({ state: 'detached' });
});

test('draws a bar for each age that has awards', async () => {
  const { pending_by_age } = await fetchOverview('staff');
  const filled = pending_by_age.filter(({ count }: { count: number }) => count > 0);
  const page = await web.openPage('staff', '/overview');
  const bars = region(page, 'Pending, waiting since').locator('.bar');
  await bars.first().waitFor();
  assert.equal(await bars.count(), filled.length);
  for (const { count } of filled) {
    await region(page, 'Pending, waiting since')
      .locator('.bar-track')
      .getByText(String(count), { exact: true })
      .first()
      .waitFor();
  }
});

test('shows credits as exact decimals', async () => {
  const credits = '12345678901234567.89';
  const overview = await fetchOverview('staff');
  const template = {
    template_uuid: '11111111-1111-4111-8111-111111111111',
    template: 'big',
    offering: 'dawn',
    portal: 'ukri',
    credits,
    used_credits: '3086419725308641.97',
    used_seconds: 4_500_000,
    granted_seconds: null,
    awards: 2,
  };
  const page = await web.openPage('staff', '/audit');
  await page.route('**/api/overview/', (route) =>
    route.fulfill({
      json: { ...overview, credits_by_template: [template, ...overview.credits_by_template] },
    }),
  );
  await page.goto('/overview');
  const row = page.getByRole('row', { name: /^big/ });
  await row.getByText('12,345,678,901,234,567.89').waitFor();
  await row.getByText('9,259,259,175,925,925.92').waitFor();
  await row.getByText('1,250 node hours', { exact: true }).waitFor();
  await row
    .getByRole('progressbar', { name: /75 %; .* credits used, 25 %, 1,250 node hours$/ })
    .waitFor();
  await page
    .getByRole('table', { name: 'Credits by awarding portal' })
    .getByRole('row', { name: /^ukri/ })
    .waitFor();
});

test('labels of weeks do not overlap, at 1280 px and on a phone', async () => {
  for (const width of [1280, 390]) {
    for (const weeks of ['12', '52']) {
      const page = await web.openPage('staff', '/overview', { width });
      await page.getByLabel('Decisions of').selectOption(weeks);
      await page
        .locator('.column')
        .nth(Number(weeks) - 1)
        .waitFor();
      const ends = await page.locator('.column > span').evaluateAll((labels) =>
        labels.map((label) => {
          const { left, right } = label.getBoundingClientRect();
          return [left, right] as const;
        }),
      );
      assert.ok(ends.length > 2);
      for (const [index, [left]] of ends.entries()) {
        assert.ok(left > (ends[index - 1]?.[1] ?? 0) + 2, `${width} px, ${weeks} weeks, ${index}`);
      }
      await page.context().close();
    }
  }
});

test('updates when a decision is made', async () => {
  await web.app.sendInstruction('create_project', {
    name: 'Live',
    template: 'open-call',
    key: 'open-call-key',
    allocation: '10 NHR',
  });
  const { states } = await fetchOverview('staff');
  const page = await web.openPage('staff', '/overview');
  await page.getByRole('link', { name: `${states.rejected} Rejected` }).waitFor();
  const reply = await web.app.post(`${web.app.getAwardPath()}reject/`);
  assert.equal(reply.status, 200);
  await page.getByRole('link', { name: `${states.rejected + 1} Rejected` }).waitFor();
});

test('shows texts in place of empty charts', async () => {
  await web.app.createPerson('stranger');
  await web.setPassword('stranger');
  const page = await web.openPage('stranger', '/overview');
  await page.getByText('No award is pending.').waitFor();
  await page.getByText(/No decisions in the last \d+ weeks\./).waitFor();
  await page.getByText('No approved award that you may see.').first().waitFor();
  assert.equal(await page.getByRole('img', { name: /awards/i }).count(), 0);
  await saveScreenshot(page, 'overview-empty');
});

test('reports an error of the service and tries again on request', async () => {
  const page = await web.openPage('staff', '/audit');
  await page.route('**/api/overview/', (route) =>
    route.fulfill({ status: 500, json: { detail: 'Out of order.' } }),
  );
  await page.getByRole('link', { name: 'Overview' }).click();
  await page.getByRole('alert').getByText('Out of order.').waitFor();
  await page.unroute('**/api/overview/');
  await page.getByRole('button', { name: 'Try again' }).click();
  await region(page, 'Pending, waiting since').waitFor();
});

test('shows the machines and a year of figures of the demo', async () => {
  const { db, now, portal } = web.app;
  const { projects } = await createDemoMachines(db, { portal, now, bridge: 'nobody' });
  assert.ok(projects >= 5, String(projects));
  const { body } = await web.app.get('/api/overview/');
  assert.ok(Number(body.credits_by_portal[0].used_credits) > 100);
  const { body: machines } = await web.app.get('/api/openportal-machines/?state=present');
  assert.ok(machines.length >= 4, String(machines.length));
  const oldest = await db
    .selectFrom('project')
    .innerJoin('machine_project', 'machine_project.project_id', 'project.id')
    .select('project.uuid')
    .orderBy('start_date')
    .executeTakeFirstOrThrow();
  const { body: usage } = await web.app.get(`/api/projects/${oldest.uuid}/usage/`);
  assert.equal(usage.days.length, 366);
  assert.ok(usage.days.every((day: { has_figures: boolean }) => day.has_figures));
  const share = Number(usage.used_credits) / Number(usage.granted_credits);
  assert.ok(share > 0.2 && share < 1.3, String(share));
  const page = await web.openPage('staff', `/projects/${oldest.uuid}`);
  const region = page.getByRole('region', { name: 'Daily use by person' });
  await region.locator('.column-part').first().waitFor();
  await saveScreenshot(page, 'demo-project-usage');
  await page.goto('/overview');
  await page.getByRole('table', { name: 'Credits by awarding portal' }).waitFor();
  const hours = (seconds: number) =>
    `${(seconds / 3600).toLocaleString('en', twoPlaces)} node hours`;
  for (const [title, sums] of [
    ['Credits by awarding portal', body.credits_by_portal],
    ['Credits by template', body.credits_by_template],
  ] as const) {
    for (const [index, row] of (await readFigures(page, title)).entries()) {
      const { credits, used_credits, used_seconds, granted_seconds } = sums[index];
      const [granted, used] = [Number(credits), Number(used_credits)];
      const text = (amount: number) => amount.toLocaleString('en', twoPlaces);
      const [, , , usedText = '', leftText = ''] = row;
      assert.equal(usedText.replace(/\.00(?!\d)/, ''), text(used) + hours(used_seconds), title);
      assert.ok(leftText.startsWith(text(granted - used)), `${leftText} ${granted} ${used}`);
      if (granted_seconds !== null) {
        assert.ok(leftText.endsWith(`%, ${hours(granted_seconds - used_seconds)}`), leftText);
      }
    }
  }
  await saveScreenshot(page, 'demo-overview');
});

test('has no accessibility problems, with and without figures', async () => {
  const ready = (page: Page) =>
    region(page, 'Decisions per week').locator('.column-part').first().waitFor();
  assert.deepEqual(await checkScreen(web, 'staff', '/overview', 'overview', ready), []);
  const open = async (page: Page) => {
    await ready(page);
    const buttons = page.getByRole('button', { name: 'Show figures' });
    await buttons.first().click();
    await buttons.first().click();
    await page.getByRole('table', { name: 'Decisions per week' }).waitFor();
  };
  assert.deepEqual(await checkScreen(web, 'rosalind', '/overview', 'overview-figures', open), []);
});

test('writes no errors to the console', () => {
  assert.deepEqual(web.consoleErrors, []);
});
