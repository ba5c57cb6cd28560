import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { beginMaintenance, endMaintenance } from '../../src/maintenance/switch-maintenance.ts';
import { BrowserTestApp, findAxeViolations, saveScreenshot } from '../support/browser-test-app.ts';
import { projectRoot } from '../support/gatehouse-process.ts';

/* Issue 20, 2 and 3: screens that cannot be loaded, live news that has stopped, odd URLs. */

let web: BrowserTestApp;
before(async () => {
  web = await BrowserTestApp.open();
});
afterEach(() => web.closePages());
after(() => web.close());

const openDesk = async (options: { isFirst?: boolean } = {}): Promise<Page> => {
  const page = await web.openPage('rosalind', '/', options);
  await page.getByRole('tab', { name: /^Pending/ }).waitFor();
  await page.getByRole('row').nth(1).waitFor();
  return page;
};
const bar = (page: Page) => page.locator('.connection-bar');

test('keeps the page while a screen cannot be loaded, and opens it when the network is back', async () => {
  // The screen's code is not in the browser's cache.
  const page = await web.openPage('rosalind', 'about:blank', { isFirst: true });
  const dialogCode = '**/keyboard-shortcuts-dialog-*.js';
  await page.route(dialogCode, (route) => route.abort());
  await page.goto('/');
  await page.locator('#root').getByRole('heading', { name: 'Desk', level: 1 }).waitFor();
  await page.getByRole('row').nth(1).waitFor();
  await page.keyboard.press('?');
  await bar(page)
    .getByText(/What you asked for opens when the connection is back/)
    .waitFor();
  assert.ok((await page.getByRole('row').count()) > 1);
  await page.unroute(dialogCode);
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await page.evaluate('window.isFirstDocument = true');
  await page.context().setOffline(true);
  await page.getByRole('link', { name: 'Projects' }).click();
  await bar(page)
    .getByText(/What you asked for opens when the connection is back/)
    .waitFor();
  assert.ok((await page.getByRole('row').count()) > 1);
  await page.getByRole('heading', { name: 'Desk', level: 1 }).waitFor();
  await saveScreenshot(page, 'connection-offline');
  assert.deepEqual(await findAxeViolations(page), []);
  await page.context().setOffline(false);
  await page.getByRole('heading', { name: 'Projects', level: 1 }).waitFor();
  assert.equal(await page.evaluate('window.isFirstDocument'), true, 'not loaded anew');
  await page.locator('.connection-bar:not([data-shown])').waitFor({ state: 'attached' });
});

test('loads every part of the pages in the one way that waits for the network', () => {
  const folder = path.join(projectRoot, 'web');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.tsx?$/.test(file) && !/^(dist|node_modules)\b/.test(file),
  );
  const bare = files.filter((file) =>
    /\blazy\(/.test(readFileSync(path.join(folder, file), 'utf8')),
  );
  assert.deepEqual(bare, [path.join('parts', 'lazy-part.tsx')]);
});

test('says that live news has stopped, until they arrive again', async () => {
  const page = await web.openPage('rosalind', 'about:blank');
  await page.route('**/api/events/', (route) => route.abort());
  await page.goto('/');
  await bar(page)
    .getByText(/Live news has stopped/)
    .waitFor();
  await page.unroute('**/api/events/');
  await page.locator('.connection-bar:not([data-shown])').waitFor({ state: 'attached' });
});

test('says that nothing can be changed in maintenance, with the words of the operator', async () => {
  const { db, maintenance } = web.app;
  await beginMaintenance(db, { since: '2026-11-27T18:00:00Z', message: 'Until 20:00.' });
  await maintenance.look();
  const page = await openDesk();
  await page.getByText(/nothing can be changed until it ends\. Until 20:00\./).waitFor();
  assert.deepEqual(await findAxeViolations(page), []);
  await saveScreenshot(page, 'maintenance');
  await endMaintenance(db, '2026-11-27T19:00:00Z');
  await maintenance.look();
  await page.reload();
  await page.getByRole('row').nth(1).waitFor();
  assert.equal(await page.getByText(/nothing can be changed/).count(), 0);
});

for (const url of [
  '/?state=',
  '/?state=lost',
  '/?page=0',
  '/?page=-3',
  '/?page=99999999999999999999',
  '/?project_uuid=nobody&project_template_uuid=1',
  '/?hide_embargoed=maybe&o=nothing',
  '/?query=%00',
  '/?state=approved&state=rejected',
  '/?legal_hold=maybe',
  '/?end_date_after=2026-02-30&start_date_before=1969-12-31&end_date_before=2201-01-01',
  '/?waiting_since_after=1970-01-01&created_before=1066-10-14',
]) {
  test(`shows a desk at ${url}`, async () => {
    const page = await web.openPage('rosalind', url);
    await page.getByRole('heading', { name: 'Desk', level: 1 }).waitFor();
    await page.getByRole('row').nth(1).waitFor();
    assert.equal(
      await page
        .getByRole('alert')
        .getByText(/failed|cannot be shown/)
        .count(),
      0,
    );
    await page.context().close();
  });
}

for (const [url, heading] of [
  ['/audit?timestamp_after=yesterday&event_type=nothing', 'Audit'],
  ['/projects?customer_uuid=x&is_removed=perhaps&page=0', 'Projects'],
  ['/people?is_staff=2', 'People'],
  ['/administration?subject_kind=nothing&timestamp_before=x', 'Administrative audit'],
  ['/audit?timestamp_before=1960-01-01', 'Audit'],
  ['/machines?resource=x', 'Needs attention'],
  ['/machines?state=nothing', 'Needs attention'],
  ['/mail?state=nothing', 'Mail'],
  ['/jobs?state=nothing', 'Jobs'],
  ['/jobs?delivery_state=nothing&delivery_page=0', 'Jobs'],
] as const) {
  test(`shows the list at ${url}`, async () => {
    const page = await web.openPage('staff', url);
    await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
    await page.getByText('A part of the URL was ignored').waitFor();
    await page
      .locator('main table, main article')
      .or(page.getByText(/^(No (mails|jobs)|Nothing needs attention)$/))
      .first()
      .waitFor();
    assert.equal(
      await page
        .getByRole('alert')
        .getByText(/failed/)
        .count(),
      0,
    );
    await page.context().close();
  });
}

for (const [url, text] of [
  ['/projects/nobody', 'Not found'],
  ['/people/00000000-0000-4000-8000-000000000000', 'Not found'],
  ['/templates/%20', 'Not found'],
  ['/customers/1', 'Not found'],
  ['/awards/nobody/nowhere', 'Award not found'],
  ['/awards/p1.ukri/ukri.brics.isambard-ai%00', 'Award not found'],
  ['/nowhere/at/all', 'Page not found'],
] as const) {
  test(`says "${text}" at ${url}`, async () => {
    const page = await web.openPage('staff', url);
    await page.getByRole('heading', { name: text }).first().waitFor();
    await page.context().close();
  });
}

test('answers a path that cannot be decoded with a page, not with the words of a library', async () => {
  const page = await web.openPage('staff', '/');
  await page.getByRole('heading', { name: 'Desk', level: 1 }).waitFor();
  const errorsBefore = web.consoleErrors.length;
  await page.evaluate("history.pushState(null, '', '/projects/%E0%A4%A')");
  await page.evaluate('history.go(0)');
  await page
    .getByText(/not a valid URL path|Page not found|Not found/)
    .first()
    .waitFor();
  // The reload cuts off what the desk was still loading.
  web.consoleErrors.length = errorsBefore;
});

/** What the cut network itself leaves in the console. */
const isOfCutNetwork = (error: string): boolean =>
  error.includes('Failed to fetch dynamically imported module');

test('logged no error in any browser console', () =>
  assert.deepEqual(
    web.consoleErrors.filter((error) => !isOfCutNetwork(error)),
    [],
  ));
