import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { waitUntil } from '../support/connected-service.ts';
import { BrowserTestApp, findAxeViolations } from '../support/browser-test-app.ts';
import {
  firstRows,
  gotoFirstRows,
  openWithoutScripts,
  watchDocuments,
} from './first-rows-helpers.ts';

/* The rows of the first reply, which readers use before the scripts run, and how dense rows are. */

let web: BrowserTestApp;
before(async () => {
  web = await BrowserTestApp.open();
});
after(() => web.close());

const appTable = (page: Page) => page.locator('#root table.awards');
const current = (page: Page) => page.locator('tr[aria-current="true"]');

test('the first rows react to keys before the scripts are there, which go on from there', async () => {
  const { page, release } = await openWithoutScripts(web, 'rosalind');
  await page.keyboard.press('j');
  await current(page).getByText('proj100.ukri').waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  await page.keyboard.press('x');
  assert.ok(await firstRows(page).first().getByRole('checkbox').isChecked());
  const link = firstRows(page).first().getByRole('link');
  assert.equal(await link.and(page.locator(':focus')).count(), 1);
  // Of the dialogs; it opens when they are there.
  await page.keyboard.press('a');
  release();
  await page.getByRole('dialog', { name: /^Approve 1 award/ }).waitFor();
  assert.equal(await firstRows(page).count(), 0);
  await page.keyboard.press('Escape');
  await appTable(page).locator('tr[aria-current="true"]').getByText('proj100.ukri').waitFor();
  await page.getByText('1 selected').waitFor();
  await page.context().close();
});

test('the row that the reader moved to stays in its place when the scripts take over', async () => {
  const { page, release } = await openWithoutScripts(web, 'rosalind', '/?state=all');
  for (let pressed = 0; pressed < 3; pressed++) await page.keyboard.press('j');
  await firstRows(page).nth(2).and(current(page)).waitFor();
  release();
  await appTable(page).locator('tbody tr').nth(2).and(current(page)).waitFor();
  assert.equal(await page.evaluate('scrollY'), 0);
  assert.equal(await page.locator('link[rel=stylesheet]').getAttribute('media'), 'all');
  await page.context().close();
});

test('the scripts start at once in a narrow window, which shows no first rows', async () => {
  const page = await web.openPage('rosalind', 'about:blank', { width: 400 });
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
  // Of the first reply; its time does not pass.
  await page.goto('/', { waitUntil: 'commit' });
  await page.locator('head link[rel=stylesheet]').waitFor({ state: 'attached' });
  await page.clock.resume();
  await page.locator('#root .award-card').first().waitFor();
  await page.context().close();
});

test('a click while the network is cut keeps the page, which goes on when the network is back', async () => {
  const { page, release } = await openWithoutScripts(web, 'rosalind');
  await page.context().setOffline(true);
  await firstRows(page).first().getByRole('link').click();
  release();
  const notice = page.getByText('The service does not answer. This page goes on when it does.');
  await notice.waitFor();
  // Another click changes where the page goes on, and hides nothing.
  const second = firstRows(page).nth(1).getByRole('link');
  const name = (await second.textContent()) ?? '';
  await second.click();
  await page.waitForURL(`**${await second.getAttribute('href')}`, { waitUntil: 'commit' });
  assert.ok(await notice.isVisible());
  // The page stays while a proxy answers for the service.
  let isThere = false;
  let proxyReplies = 0;
  await page.route('**/awards/**', async (route) => {
    if (isThere) return route.fallback();
    proxyReplies++;
    await route.fulfill({ status: 502, body: 'Bad gateway' });
  });
  await page.context().setOffline(false);
  await waitUntil(() => proxyReplies >= 2);
  assert.ok(await firstRows(page).first().isVisible());
  isThere = true;
  await page.getByRole('heading', { level: 1, name }).waitFor();
  await page.context().close();
});

test('a page that is not the desk keeps its outline while the network is cut, too', async () => {
  const { page, release } = await openWithoutScripts(web, 'rosalind', '/overview');
  const outline = page.locator('#outline');
  await outline.getByText('Loading …').waitFor();
  await page.evaluate("localStorage.setItem('mantine-color-scheme-value', 'dark')");
  await page.reload({ waitUntil: 'commit' });
  await outline.getByText('Loading …').waitFor();
  await page.locator('html[data-mantine-color-scheme=dark]').waitFor();
  await page.context().setOffline(true);
  await outline.getByRole('link', { name: 'Templates' }).click();
  release();
  await outline.getByText('The service does not answer. This page goes on when it does.').waitFor();
  assert.equal(new URL(page.url()).pathname, '/templates');
  await page.context().setOffline(false);
  await page.getByRole('heading', { level: 1, name: 'Templates' }).waitFor();
  await page.context().close();
});

test('a page whose scripts an update has renamed is loaded again at once', async () => {
  const page = await web.openPage('rosalind', 'about:blank');
  const countDocuments = watchDocuments(page);
  const statuses: string[] = [];
  await page.exposeFunction('noteStatus', (text: string) => statuses.push(text));
  await page.addInitScript(() => {
    const { noteStatus } = globalThis as unknown as { noteStatus: (text: string) => void };
    new MutationObserver(() => {
      noteStatus(document.querySelector('#outline [role=status]')?.textContent ?? '');
    }).observe(document, { childList: true, subtree: true });
  });
  await page.route('**/assets/*.js', (route) =>
    countDocuments() > 1 ? route.fallback() : route.fulfill({ status: 404, json: {} }),
  );
  await page.goto('/templates', { waitUntil: 'commit' });
  await page.getByRole('heading', { level: 1, name: 'Templates' }).waitFor();
  assert.equal(countDocuments(), 2);
  assert.ok(statuses.includes('Loading …'), statuses.join());
  assert.deepEqual(
    statuses.filter((text) => text.includes('does not answer')),
    [],
  );
  await page.context().close();
});

test('scripts that cannot be started are loaded twice more, then the page says so and its links work', async () => {
  const page = await web.openPage('rosalind', 'about:blank');
  await page.route('**/assets/*.js', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: "throw new Error('broken')" }),
  );
  // A proxy that has stored the scripts answers for the service: a reload would show its error page.
  let isThere = false;
  await page.route(`${web.app.url}/`, (route) =>
    isThere || route.request().isNavigationRequest()
      ? route.fallback()
      : route.fulfill({ status: 502, body: 'Bad gateway' }),
  );
  await gotoFirstRows(page, '/');
  await page.getByText('The service does not answer. This page goes on when it does.').waitFor();
  isThere = true;
  await page.getByText('The scripts of this page could not be started.').waitFor();
  assert.equal(await page.evaluate("sessionStorage.getItem('gatehouse reloads')"), '3');
  // No key is held for them, and the rows still follow those that they know.
  for (const key of ['j', 'a', 'j', '/', 'j']) await page.keyboard.press(key);
  await firstRows(page).nth(2).and(current(page)).waitFor();
  const heldKeys = await page.locator('#outline .awards').getAttribute('data-held-keys');
  assert.equal(heldKeys, null);
  await page.evaluate('globalThis.isSameDocument = true');
  const link = page.locator('#outline').getByRole('link', { name: 'Templates' });
  await page.unroute('**/assets/*.js');
  await link.click();
  await page.getByRole('heading', { level: 1, name: 'Templates' }).waitFor();
  assert.equal(await page.evaluate('globalThis.isSameDocument'), undefined);
  await page.goto('/');
  await appTable(page).locator('tbody tr').first().waitFor();
  await page.waitForFunction("sessionStorage.getItem('gatehouse reloads') === null");
  await page.context().close();
});

test('a link of the first rows opens in the same document as soon as the scripts are there', async () => {
  const { page, release } = await openWithoutScripts(web, 'rosalind');
  await page.evaluate('globalThis.isSameDocument = true');
  await page.locator('#outline').getByRole('link', { name: 'Templates' }).click();
  release();
  await page.getByRole('heading', { level: 1, name: 'Templates' }).waitFor();
  assert.equal(await page.evaluate('globalThis.isSameDocument'), true);
  await page.goBack();
  await appTable(page).locator('tbody tr').first().waitFor();
  await page.context().close();
});

test('a link loads a document of its own where the request of the scripts hangs', async () => {
  const page = await web.openPage('rosalind', 'about:blank');
  await page.clock.install();
  const countDocuments = watchDocuments(page);
  // The first document gets neither a reply nor an error.
  await page.route('**/assets/*.js', (route) =>
    countDocuments() > 1 ? route.fallback() : undefined,
  );
  await page.goto('/overview', { waitUntil: 'commit' });
  const outline = page.locator('#outline');
  await outline.getByRole('link', { name: 'Templates' }).click();
  await outline.getByText('Loading …').waitFor();
  await page.clock.fastForward(10_000);
  await page.getByRole('heading', { level: 1, name: 'Templates' }).waitFor();
  assert.equal(countDocuments(), 2);
  await page.context().close();
});

test('keys are held while the scripts take over from the first rows, and pressed again', async () => {
  const { page, release } = await openWithoutScripts(web, 'rosalind', '/?state=all');
  const table = await page.locator('#outline table.awards').elementHandle();
  assert.ok(table);
  // Three keys as soon as the scripts render for the first time, before they have bound any.
  await table.evaluate((element) => {
    const observer = new MutationObserver(() => {
      observer.disconnect();
      for (let pressed = 0; pressed < 3; pressed++) {
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', bubbles: true }));
      }
    });
    observer.observe(element, { attributeFilter: ['data-handover'] });
  });
  release();
  await appTable(page).locator('tbody tr').nth(2).and(current(page)).waitFor();
  assert.equal(await table.getAttribute('data-held-keys'), 'jjj');
  await page.context().close();
});

test('the scripts run when the whole document has arrived', async (context) => {
  const page = await web.openPage('rosalind', 'about:blank');
  const [cookie] = await page.context().cookies(web.app.url);
  const headers = { cookie: `${cookie?.name}=${cookie?.value}`, accept: 'text/html' };
  // Without awards the scripts start at once.
  const document = await (await fetch(`${web.app.url}/?query=xyzzy`, { headers })).text();
  const [, script = ''] = /id="scripts" [^>]*href="\.?([^"]+)"/.exec(document) ?? [];
  const middle = document.indexOf('<div id="root"');
  let sendRest: () => void = () => undefined;
  const server = createServer(({ url = '' }, reply) => {
    const type = url.endsWith('.css') ? 'text/css' : 'text/javascript';
    if (url !== '/') {
      // In place of the pages' scripts: what they would find.
      const found =
        "globalThis.found = ['root', 'first-reply'].filter((id) => document.getElementById(id))";
      reply.writeHead(200, { 'content-type': type }).end(url === script ? found : '');
      return;
    }
    reply.writeHead(200, { 'content-type': 'text/html' });
    reply.write(document.slice(0, middle));
    sendRest = () => reply.end(document.slice(middle));
  });
  context.after(() => {
    server.close();
    server.closeAllConnections();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const loaded = page.waitForEvent('requestfinished', (request) => request.url().endsWith(script));
  await page.goto(`http://127.0.0.1:${port}/`, { waitUntil: 'commit' });
  await loaded;
  // A script that is asked for after the first has arrived runs after it.
  await page.evaluate("import('/assets/later.js')");
  sendRest();
  const found = await page.waitForFunction('globalThis.found');
  assert.deepEqual(await found.jsonValue(), ['root', 'first-reply']);
  await page.context().close();
});

test('keys that are pressed while the rows arrive are held until all are there', async (context) => {
  const page = await web.openPage('rosalind', 'about:blank');
  const [cookie] = await page.context().cookies(web.app.url);
  const headers = { cookie: `${cookie?.name}=${cookie?.value}`, accept: 'text/html' };
  const document = await (await fetch(`${web.app.url}/?state=all`, { headers })).text();
  const [, middle = 0] = [...document.matchAll(/<\/tr>/g)].map(({ index }) => index + 5);
  let sendRest: () => void = () => undefined;
  const server = createServer((request, reply) => {
    if (request.url !== '/') return void reply.writeHead(404).end();
    reply.writeHead(200, { 'content-type': 'text/html' });
    reply.write(document.slice(0, middle));
    sendRest = () => reply.end(document.slice(middle));
  });
  context.after(() => {
    server.close();
    server.closeAllConnections();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await page.goto(`http://127.0.0.1:${port}/`, { waitUntil: 'commit' });
  await firstRows(page).first().waitFor();
  for (const key of ['j', 'j', 'k', 'j']) await page.keyboard.press(key);
  assert.equal(await firstRows(page).count(), 1);
  sendRest();
  await firstRows(page).nth(1).and(current(page)).waitFor();
  await page.context().close();
});

test('the first rows pass axe before the scripts are there, in both themes', async () => {
  const { page, release } = await openWithoutScripts(web, 'rosalind');
  assert.deepEqual(await findAxeViolations(page), []);
  await page.emulateMedia({ colorScheme: 'dark' });
  assert.deepEqual(await findAxeViolations(page, 'colours'), []);
  release();
  await page.context().close();
});

test('the first rows keep the selection over an award and a reload, without the scripts', async () => {
  const { page, release } = await openWithoutScripts(web, 'rosalind');
  const boxes = firstRows(page).getByRole('checkbox');
  await boxes.first().check();
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await firstRows(page).first().getByRole('link').click();
  await page.waitForURL('**/awards/**', { waitUntil: 'commit' });
  await gotoFirstRows(page, '/');
  const ticked = page.locator(':checked');
  await boxes.first().and(ticked).waitFor();
  const second = firstRows(page).nth(1).getByRole('checkbox');
  await second.and(ticked).waitFor();
  await second.uncheck();
  release();
  await page.getByText('1 selected', { exact: true }).waitFor();
  assert.ok(await appTable(page).locator('tbody').getByRole('checkbox').first().isChecked());
  await page.context().close();
});

test('the first rows are those of the view, and open awards', async () => {
  const { page, release } = await openWithoutScripts(
    web,
    'rosalind',
    '/?state=approved&o=identifier',
  );
  const list = '/api/openportal-managed-projects/?state=approved&o=identifier&page_size=50';
  const { body } = await web.app.get(list);
  const identifiers = await firstRows(page)
    .locator('[data-column=identifier] code')
    .allTextContents();
  assert.deepEqual(
    identifiers,
    body.map(({ identifier }: { identifier: string }) => identifier),
  );
  const href = await firstRows(page).first().getByRole('link').getAttribute('href');
  await firstRows(page).first().locator('td').last().click();
  await page.waitForURL(`**${href}`, { waitUntil: 'commit' });
  release();
  await page.getByRole('link', { name: '‹ Back to the list' }).waitFor();
  await page.context().close();
});

test('the document has the awards of the session alone', async () => {
  const read = async (headers: Record<string, string>): Promise<string> =>
    (await fetch(`${web.app.url}/?state=all`, { headers })).text();
  const page = await web.openPage('marek');
  const [cookie] = await page.context().cookies();
  const own = await read({ cookie: `${cookie?.name}=${cookie?.value}`, accept: 'text/html' });
  assert.match(own, /id="first-reply"/);
  const { body: all } = await web.app.get('/api/openportal-managed-projects/?page_size=200');
  const hidden = (all as { identifier: string; project_template_data: { offering: string } }[])
    .map(({ identifier }) => identifier)
    .filter((identifier) => !own.includes(`>${identifier}<`));
  assert.ok(hidden.length > 0, 'marek does not see every award');
  for (const identifier of hidden) assert.ok(!own.includes(`"${identifier}"`), identifier);
  for (const headers of [{}, { cookie: 'gatehouse_session=unknown' }]) {
    assert.doesNotMatch(await read({ ...headers, accept: 'text/html' }), /first-reply|proj100/);
  }
  await page.context().close();
});

test('a name that looks like markup stays text in the document', async () => {
  const name = '</script><script>document.title="broken"</script><b>$&';
  await web.app.sendInstruction(
    'create_project',
    { name, template: 'open-call', key: 'open-call-key', allocation: '2000 NHR' },
    'markup.ukri',
  );
  const page = await web.openPage('rosalind', '/?identifier=markup&state=all');
  await appTable(page).getByRole('link', { name }).waitFor();
  assert.match(await page.title(), /Desk/);
  await page.context().close();
});

test('has at least 14 rows at 1440 × 900', async () => {
  const page = await web.openPage('rosalind', '/?state=all', { width: 1440, height: 900 });
  await appTable(page).locator('tbody tr').nth(49).waitFor();
  const bottoms = await appTable(page)
    .locator('tbody tr')
    .evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().bottom));
  const visible = bottoms.filter((bottom) => bottom <= 900).length;
  assert.ok(visible >= 14, `${visible} rows`);
  await page.context().close();
});

test('the bars of all rows have one scale', async () => {
  const page = await web.openPage('rosalind', '/?state=all');
  await appTable(page).locator('tbody tr').nth(49).waitFor();
  const bars = await appTable(page)
    .locator('.credits-bar')
    .evaluateAll((elements) =>
      elements.map((bar) => ({
        width: bar.clientWidth,
        fill: (bar.firstElementChild?.getBoundingClientRect().width ?? 0) / bar.clientWidth,
        label: bar.getAttribute('aria-label') ?? '',
        mark: getComputedStyle(bar, '::before').left,
      })),
    );
  assert.ok(bars.length > 20);
  assert.equal(new Set(bars.map(({ width }) => width)).size, 1);
  const marks = bars.filter(({ label }) => /approval limit \d/.test(label));
  assert.equal(new Set(marks.map(({ mark }) => mark)).size, 1);
  for (const { fill, label } of marks) {
    const [credits = 0, limit = 0] = [...label.matchAll(/\d[\d,.]*/g)].map(([text]) =>
      Number(text.replaceAll(',', '')),
    );
    assert.equal(fill > 0.5004, credits > limit, label);
    if (credits <= limit && limit > 0) {
      assert.ok(Math.abs(fill - (credits / limit) * 0.5) < 0.01, label);
    }
  }
  await page.context().close();
});

test('shows the columns that the reader chooses, also in the first rows', async () => {
  const page = await web.openPage('rosalind');
  await page.getByRole('button', { name: 'Columns' }).click();
  const menu = page.getByRole('dialog', { name: 'Columns' });
  await menu.getByLabel('Offering').uncheck();
  await menu.getByLabel('Assigned to').check();
  await appTable(page).getByRole('columnheader', { name: 'Assigned to' }).waitFor();
  assert.equal(await appTable(page).getByRole('columnheader', { name: 'Offering' }).count(), 0);
  await page.reload({ waitUntil: 'commit' });
  await appTable(page).getByRole('columnheader', { name: 'Assigned to' }).waitFor();
  assert.equal(await page.locator('[data-column="offering"]:visible').count(), 0);
  await page.getByRole('button', { name: 'Columns' }).click();
  await menu.getByRole('button', { name: 'Usual columns' }).click();
  await appTable(page).getByRole('columnheader', { name: 'Offering' }).waitFor();
  await page.context().close();
});

test('previews the current award beside the list in wide windows, and decides from there', async () => {
  const page = await web.openPage('rosalind', '/', { width: 1720, height: 1000 });
  const preview = page.getByRole('region', { name: 'Preview' });
  await preview.getByText('proj100.ukri').waitFor();
  await preview.getByText('Why it waits').waitFor();
  await preview
    .getByText(
      /^[\d,.]+ credits in \d+ awards?; [\d,.]+ left, [\d.]+ %; [\d,.]+ of [\d,.]+ credits used, [\d.]+ %$/,
    )
    .first()
    .waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await preview.getByText('proj103.ehpc').waitFor();
  await preview.getByRole('button', { name: 'Reject…' }).click();
  await page.getByRole('dialog', { name: /^Reject 1 award/ }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('checkbox', { name: 'Preview' }).uncheck();
  await preview.waitFor({ state: 'detached' });
  await page.context().close();
  const narrow = await web.openPage('rosalind', '/', { width: 1440 });
  await appTable(narrow).locator('tbody tr').first().waitFor();
  assert.equal(await narrow.getByRole('checkbox', { name: 'Preview' }).count(), 0);
  await narrow.context().close();
});

test('writes no errors to the console', () => assert.deepEqual(web.consoleErrors, []));
