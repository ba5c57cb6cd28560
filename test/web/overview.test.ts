import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { checkScreen, saveScreenshot, BrowserTestApp } from '../support/browser-test-app.ts';

/* Issue 4, screen 9: pending by age, decisions per week, credits granted by template. */

let web: BrowserTestApp;
before(async () => {
  web = await BrowserTestApp.open();
});
after(() => web.close());

const region = (page: Page, name: string) => page.getByRole('region', { name });
const overviewOf = async (username: string) =>
  (await web.app.get('/api/overview/', { as: username })).body;

/** The rows of a table without its head, cell by cell. */
async function figures(page: Page, name: string): Promise<string[][]> {
  const rows = await page.getByRole('table', { name }).locator('tbody tr').all();
  return Promise.all(rows.map((row) => row.locator('th, td').allTextContents()));
}

test('counts by state lead to the desk’s tabs', async () => {
  const { states } = await overviewOf('staff');
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

test('each plot has words for who does not see it, and its figures as a table', async () => {
  const overview = await overviewOf('staff');
  const page = await web.openPage('staff', '/overview');
  const pending = region(page, 'Pending by age');
  const [oldest] = overview.pending_by_age.toReversed();
  const words = await pending.getByRole('img', { name: /./ }).getAttribute('aria-label');
  assert.match(words ?? '', new RegExp(`${oldest.label}: ${oldest.count}`));
  await pending.getByRole('button', { name: 'Show the figures' }).focus();
  await page.keyboard.press('Enter');
  assert.deepEqual(
    await figures(page, 'Pending by age'),
    overview.pending_by_age.map(({ label, count }: { label: string; count: number }) => [
      label,
      String(count),
    ]),
  );
  const decisions = region(page, 'Decisions per week');
  await decisions.getByRole('button', { name: 'Show the figures' }).click();
  const rows = await figures(page, 'Decisions per week');
  assert.equal(rows.length, overview.decisions_by_week.length);
  assert.deepEqual(
    rows.map(([, approved, rejected]) => [Number(approved), Number(rejected)]),
    overview.decisions_by_week.map((week: { approved: number; rejected: number }) => [
      week.approved,
      week.rejected,
    ]),
  );
  await decisions.getByRole('button', { name: 'Hide the figures' }).click();
  await page.getByRole('table', { name: 'Decisions per week' }).waitFor({ state: 'detached' });
});

test('the plots are drawn: a bar for each age that has awards', async () => {
  const { pending_by_age } = await overviewOf('staff');
  const filled = pending_by_age.filter(({ count }: { count: number }) => count > 0);
  const page = await web.openPage('staff', '/overview');
  const bars = region(page, 'Pending by age').locator('.recharts-bar-rectangle path');
  await bars.first().waitFor();
  assert.equal(await bars.count(), filled.length);
  for (const { count } of filled) {
    await region(page, 'Pending by age')
      .locator('.recharts-label-list')
      .getByText(String(count), { exact: true })
      .first()
      .waitFor();
  }
});

test('credits are exact, decimals and all', async () => {
  const credits = '12345678901234567.89';
  const overview = await overviewOf('staff');
  const template = { template: 'big', offering: 'dawn', portal: 'ukri', credits, awards: 2 };
  const page = await web.openPage('staff', '/audit');
  await page.route('**/api/overview/', (route) =>
    route.fulfill({
      json: { ...overview, credits_by_template: [template, ...overview.credits_by_template] },
    }),
  );
  await page.goto('/overview');
  const row = page.getByRole('row', { name: /^big/ });
  await row.getByText('12,345,678,901,234,567.89').waitFor();
  await row.getByRole('progressbar', { name: '100 %' }).waitFor();
});

test('a decision shows by itself', async () => {
  await web.app.sendInstruction('create_project', {
    name: 'Live',
    template: 'open-call',
    key: 'open-call-key',
    allocation: '10 NHR',
  });
  const { states } = await overviewOf('staff');
  const page = await web.openPage('staff', '/overview');
  await page.getByRole('link', { name: `${states.rejected} Rejected` }).waitFor();
  const reply = await web.app.post(`${web.app.getAwardPath()}reject/`);
  assert.equal(reply.status, 200);
  await page.getByRole('link', { name: `${states.rejected + 1} Rejected` }).waitFor();
});

test('who may see nothing gets words, not empty plots', async () => {
  await web.app.createPerson('stranger');
  await web.setPassword('stranger');
  const page = await web.openPage('stranger', '/overview');
  await page.getByText('Nothing waits.').waitFor();
  await page.getByText(/Nothing was decided in \d+ weeks\./).waitFor();
  await page.getByText('No award is approved yet.').waitFor();
  assert.equal(await page.getByRole('img', { name: /awards/i }).count(), 0);
  await saveScreenshot(page, 'overview-empty');
});

test('a lost service is said, and tried again', async () => {
  const page = await web.openPage('staff', '/audit');
  await page.route('**/api/overview/', (route) =>
    route.fulfill({ status: 500, json: { detail: 'Out of order.' } }),
  );
  await page.getByRole('link', { name: 'Overview' }).click();
  await page.getByRole('alert').getByText('Out of order.').waitFor();
  await page.unroute('**/api/overview/');
  await page.getByRole('button', { name: 'Try again' }).click();
  await region(page, 'Pending by age').waitFor();
});

test('it looks right, also with its figures shown', async () => {
  const ready = (page: Page) =>
    region(page, 'Decisions per week').locator('.recharts-bar-rectangle path').first().waitFor();
  assert.deepEqual(await checkScreen(web, 'staff', '/overview', 'overview', ready), []);
  const open = async (page: Page) => {
    await ready(page);
    const buttons = page.getByRole('button', { name: 'Show the figures' });
    await buttons.first().click();
    await buttons.first().click();
    await page.getByRole('table', { name: 'Decisions per week' }).waitFor();
  };
  assert.deepEqual(await checkScreen(web, 'rosalind', '/overview', 'overview-figures', open), []);
});

test('no page complained', () => {
  assert.deepEqual(web.consoleErrors, []);
});
