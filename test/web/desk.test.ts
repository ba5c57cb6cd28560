import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, afterEach, before, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import type { Locator, Page } from 'playwright-core';
import { checkScreen, BrowserTestApp } from '../support/browser-test-app.ts';
import { waitUntil } from '../support/connected-service.ts';
import { awardDetails } from '../support/test-app.ts';
import { navigateLive } from './live-page.ts';

/* The desk: tabs, filters, order, keys and live changes of the list of awards. */

let web: BrowserTestApp;
before(async () => {
  web = await BrowserTestApp.open();
});
afterEach(() => web.closePages());
after(() => web.close());

const listPath = '/api/openportal-managed-projects/';

async function openDesk(username = 'rosalind', address = '/'): Promise<Page> {
  const page = await web.openPage(username, address);
  await page.getByText(/^[\d,]+–[\d,]+ of [\d,]+$/).waitFor();
  return page;
}

/** The names of the awards in the order of the rows. */
const readNames = (page: Page): Promise<string[]> => rows(page).getByRole('link').allTextContents();
/** Waits until the list has these awards in this order: old rows stay until the new ones arrive. */
async function waitForNames(page: Page, expected: string[]): Promise<void> {
  await waitUntil(async () => isDeepStrictEqual(await readNames(page), expected)).catch(
    async () => {
      assert.deepEqual(await readNames(page), expected);
    },
  );
}
const rows = (page: Page) => page.getByRole('row').filter({ has: page.getByRole('link') });
const row = (page: Page, identifier: string) => rows(page).filter({ hasText: identifier });
const tab = (page: Page, word: string) => page.getByRole('tab', { name: word });
const search = (page: Page) => new URL(page.url()).search;

/** The service's own answer to a query: names in order, and the total count. */
async function fetchList(query: string): Promise<{ names: string[]; total: number }> {
  const reply = await web.app.get(`${listPath}?page_size=50&${query}`);
  return {
    names: reply.body.map(
      (award: { identifier: string; details: { name: string | null } }) =>
        award.details.name ?? award.identifier,
    ),
    total: Number(reply.headers.get('x-result-count')),
  };
}

function inDays(days: number): string {
  return new Date(web.app.now.getTime() + days * 86_400_000).toISOString().slice(0, 10);
}

/** Sends a new award of ukri that waits for a reviewer. */
async function sendAward(identifier: string, more: object = {}): Promise<void> {
  const own = { start_date: inDays(1), end_date: inDays(90), key: 'open-call-key' };
  await web.app.sendInstruction('create_project', { ...awardDetails, ...own, ...more }, identifier);
}

/** Opens the desk and waits until the page receives events. */
async function openLiveDesk(address = '/'): Promise<Page> {
  const page = await web.openPage('rosalind', 'about:blank');
  await navigateLive(page, () => page.goto(address));
  await page.getByText(/^[\d,]+–[\d,]+ of [\d,]+$/).waitFor();
  return page;
}

test('shows the pending awards first, oldest first, with what a decision needs', async () => {
  const page = await openDesk();
  assert.equal(await tab(page, 'Pending').getAttribute('aria-selected'), 'true');
  await waitForNames(page, (await fetchList('state=pending')).names);
  const one = row(page, 'proj103.ehpc');
  for (const words of [
    'Genomics of antimicrobial resistance',
    'from ehpc',
    'dawn',
    'development',
    '900 GPUHR',
  ]) {
    await one.getByText(words, { exact: true }).waitFor();
  }
  await one.getByText(/^Not before \d+ \w+ \d{4}, \d\d:\d\d UTC$/).waitFor();
  await one.getByText('1 month ago', { exact: true }).waitFor();
  await one
    .getByRole('img', { name: '900 credits; approval limit 1,000, maximum 4,000' })
    .waitFor();
  await one.getByRole('cell', { name: '4', exact: true }).waitFor();
  assert.equal(await row(page, 'proj100.ukri').getByText('Not before').count(), 0);
});

test('has a tab for each state with its exact count', async () => {
  const page = await openDesk();
  for (const [word, state] of [
    ['Pending', 'state=pending'],
    ['Approved', 'state=approved'],
    ['Rejected', 'state=rejected'],
    ['Canceled', 'state=canceled'],
    ['All', ''],
  ] as const) {
    const { total } = await fetchList(state);
    await page.getByRole('tab', { name: `${word} ${total}`, exact: true }).waitFor();
  }
  await tab(page, 'Rejected').click();
  await page.waitForURL('**/?state=rejected');
  const { names: rejected } = await fetchList('state=rejected');
  await page.getByText(`1–${rejected.length} of ${rejected.length}`).waitFor();
  await waitForNames(page, rejected);
  await page.goBack();
  await tab(page, 'Pending').and(page.locator('[aria-selected="true"]')).waitFor();
});

test('sorts by a column and keeps the order in the URL', async () => {
  const page = await openDesk();
  const head = page.getByRole('columnheader', { name: 'Award', exact: true });
  assert.equal(await head.getAttribute('aria-sort'), 'none');
  await head.getByRole('button').click();
  await page.waitForURL('**/?o=details__name');
  await rows(page).first().getByText('Battery electrolytes').waitFor();
  assert.equal(await head.getAttribute('aria-sort'), 'ascending');
  await head.getByRole('button').click();
  await page.waitForURL('**/?o=-details__name');
  await rows(page).first().getByText('Wildfire spread').waitFor();
  await page.reload();
  await rows(page).first().getByText('Wildfire spread').waitFor();
  assert.equal(await head.getAttribute('aria-sort'), 'descending');
  await waitForNames(page, (await fetchList('state=pending&o=-details__name')).names);
  const waiting = page.getByRole('columnheader', { name: 'Waiting since' });
  await waiting.getByRole('button').click();
  await page.waitForURL('**/?o=-waiting_since');
  assert.equal(await waiting.getAttribute('aria-sort'), 'ascending', 'shortest waiting first');
  await waiting.getByRole('button').click();
  await rows(page).first().getByText('proj100.ukri').waitFor();
  assert.equal(await waiting.getAttribute('aria-sort'), 'descending', 'longest waiting first');
});

test('sets, shows, shares and removes filters', async () => {
  const page = await openDesk();
  await page.getByRole('button', { name: 'Filters' }).click();
  await page.getByLabel('Identifier contains', { exact: true }).fill('pi1');
  await page.getByRole('combobox', { name: 'Template' }).click();
  await page.getByRole('option', { name: 'open-call · isambard-ai · ukri' }).click();
  await page.getByLabel('Hide awards under embargo').check();
  await page.getByRole('button', { name: 'Apply filters' }).click();
  const remove = (words: string) => page.getByRole('button', { name: `Remove filter ${words}` });
  await remove('Identifier: pi1').waitFor();
  await remove('Template: open-call · isambard-ai · ukri').waitFor();
  await remove('Without embargo').waitFor();
  const sent = search(page).slice(1);
  assert.match(sent, /identifier=pi1.*project_template_uuid=.*hide_embargoed=true/);
  const found = await fetchList(`state=pending&${sent}`);
  assert.ok(found.total > 0);
  await page.getByText(`1–${found.total} of ${found.total}`).waitFor();
  await waitForNames(page, found.names);
  const { total: approved } = await fetchList(`state=approved&${sent}`);
  await page.getByRole('tab', { name: `Approved ${approved}`, exact: true }).waitFor();

  const colleague = await openDesk('rosalind', `/${search(page)}`);
  await waitForNames(colleague, found.names);
  await colleague.context().close();

  await remove('Identifier: pi1').click();
  await remove('Identifier: pi1').waitFor({ state: 'detached' });
  assert.doesNotMatch(search(page), /pi1/);
  await page.getByRole('button', { name: 'Clear all' }).click();
  await page.waitForURL((url) => url.search === '');
  await rows(page).filter({ hasText: 'proj103.ehpc' }).waitFor();
});

test('finds a project by name and filters by it', async () => {
  const page = await openDesk('rosalind', '/?state=approved');
  const { body } = await web.app.get(`${listPath}?state=approved&page_size=1`);
  const [award] = body;
  await page.getByRole('button', { name: 'Filters' }).click();
  await page.getByRole('combobox', { name: 'Project' }).fill(award.project_data.name);
  await page
    .getByRole('option', { name: `${award.project_data.name} · ${award.project_data.short_name}` })
    .click();
  await page.getByRole('button', { name: 'Apply filters' }).click();
  await page.getByText('1–1 of 1').waitFor();
  await waitForNames(page, [award.details.name]);
  await page
    .getByRole('button', { name: `Remove filter Project: ${award.project_data.name}` })
    .waitFor();
});

test('focuses the search with / and offers to clear a search without results', async () => {
  const page = await openDesk();
  await page.keyboard.press('/');
  await page.keyboard.type('welsh');
  await page.waitForURL('**/?query=welsh');
  const found = await fetchList('state=pending&query=welsh');
  await page.getByText(`1–${found.total} of ${found.total}`).waitFor();
  await waitForNames(page, found.names);
  await page.getByRole('searchbox').fill('xyzzy');
  await page.getByRole('heading', { name: 'No award matches “xyzzy”' }).waitFor();
  await page.getByRole('button', { name: 'Clear search and filters' }).click();
  await row(page, 'proj100.ukri').waitFor();
  assert.equal(await page.getByRole('searchbox').inputValue(), '');
});

test('shows 50 awards a page and leads from a missing page to the last one', async () => {
  const page = await openDesk('rosalind', '/?state=all');
  assert.equal((await readNames(page)).length, 50);
  await page.getByRole('button', { name: 'Page 2' }).click();
  await page.waitForURL('**/?state=all&page=2');
  const { total } = await fetchList('');
  await page.getByText(`51–${total} of ${total}`).waitFor();
  await waitUntil(async () => (await readNames(page)).length === total - 50);
  await page.goto('/?state=all&page=99');
  await page.getByText(`51–${total} of ${total}`).waitFor();
  assert.match(search(page), /page=2/);
});

test('moves with j and k, selects with x, opens with Enter and comes back to the same row', async () => {
  const page = await openDesk();
  const currentRow = page.locator('tr[aria-current="true"]');
  await page.keyboard.press('j');
  await currentRow.getByText('proj100.ukri').waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await currentRow.getByText('proj112.ukri').waitFor();
  assert.equal(await currentRow.getByRole('link').and(page.locator(':focus-visible')).count(), 1);
  await page.keyboard.press('k');
  await currentRow.getByText('proj103.ehpc').waitFor();
  await page.keyboard.press('x');
  const box = page.getByRole('checkbox', { name: 'Select Genomics of antimicrobial resistance' });
  assert.ok(await box.first().isChecked());
  await page.getByText('1 selected').waitFor();
  await page.keyboard.press('x');
  await page.getByText('1 selected').waitFor({ state: 'detached' });
  await page.getByRole('searchbox').focus();
  await page.keyboard.type('jx');
  await currentRow.getByText('proj103.ehpc').waitFor();
  await page.getByRole('searchbox').fill('');
  await page.getByRole('heading', { level: 1 }).click();
  await row(page, 'proj112.ukri').waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL('**/awards/proj103.ehpc/ehpc.brics.dawn');
  await page.goBack();
  await currentRow.getByText('proj103.ehpc').waitFor();
  await page.keyboard.press('j');
  await currentRow.getByText('proj112.ukri').waitFor();
});

test('opens filters and account menu with the keyboard, and returns the focus', async () => {
  const page = await web.openPage('rosalind');
  await page.locator('tbody tr').first().waitFor();
  for (const [button, inside] of [
    [
      page.getByRole('button', { name: 'Filters' }),
      page.getByLabel('Identifier contains', { exact: true }),
    ],
    [
      page.getByRole('button', { name: /^Account of/ }),
      page.getByRole('menuitem', { name: 'My account' }),
    ],
  ] as const) {
    // The second time its code is there.
    for (const _ of [1, 2]) {
      await button.press('Enter');
      await inside.waitFor();
      await page.locator(':is([role=dialog], [role=menu]) :focus').waitFor({ state: 'attached' });
      await page.keyboard.press('Escape');
      await inside.waitFor({ state: 'detached' });
      await page.locator(':focus').and(button).waitFor();
    }
  }
});

test('handles keys after a click on a checkbox', async () => {
  const page = await openDesk();
  await row(page, 'proj112.ukri').getByRole('checkbox').check();
  await page.keyboard.press('j');
  await page.locator('tr[aria-current="true"]').getByText('proj114.ukri').waitFor();
});

test('moves no row when an award arrives until the reader asks for it', async () => {
  const page = await openLiveDesk('/?o=-created');
  const before = await readNames(page);
  const { total } = await fetchList('state=pending');
  const place = await row(page, 'proj100.ukri').boundingBox();
  await sendAward('new1.ukri', { name: 'Deep sea currents' });
  const button = page.getByRole('button', { name: '1 new or changed award – show it' });
  await button.waitFor();
  await page.getByRole('tab', { name: `Pending ${total + 1}`, exact: true }).waitFor();
  assert.deepEqual(await readNames(page), before);
  assert.deepEqual(await row(page, 'proj100.ukri').boundingBox(), place);
  await button.click();
  await row(page, 'new1.ukri').waitFor();
  await waitUntil(async () => (await readNames(page))[0] === 'Deep sea currents');
  await button.waitFor({ state: 'detached' });
});

test("shows somebody else's decision in the row and removes the row when the reader asks", async () => {
  await sendAward('new2.ukri', { name: 'Deep sea vents' });
  const page = await openLiveDesk();
  const before = await readNames(page);
  const one = row(page, 'new2.ukri');
  await one.getByRole('checkbox').check();
  await web.app.post(`${web.app.getAwardPath('new2.ukri')}reject/`, {});
  await one.getByText('Rejected', { exact: true }).waitFor();
  assert.deepEqual(await readNames(page), before);
  assert.equal(await one.getByRole('checkbox').count(), 0, 'it can no longer be selected');
  await page.getByText('1 selected').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: '1 new or changed award – show it' }).click();
  await one.waitFor({ state: 'detached' });
});

test('updates the row of a changed award in place', async () => {
  await sendAward('new3.ukri', { name: 'Deep sea life' });
  const page = await openLiveDesk();
  const more = { name: 'Deep sea life, extended', key: 'open-call-key' };
  await web.app.sendInstruction('update_project', more, 'new3.ukri');
  await row(page, 'new3.ukri').getByText('Deep sea life, extended').waitFor();
  assert.equal(await page.getByRole('button', { name: /new or changed/ }).count(), 0);
});

test('shows an award without a name under its identifier, in the list and on its page', async () => {
  await sendAward('nameless.ukri', { name: null });
  const page = await openDesk('rosalind', '/?identifier=nameless');
  await row(page, 'nameless.ukri').getByRole('link', { name: 'nameless.ukri' }).click();
  await page.getByRole('heading', { level: 1, name: 'nameless.ukri' }).waitFor();
});

test('lets support read all awards and select none', async () => {
  const page = await openDesk('help');
  await waitForNames(page, (await fetchList('state=pending')).names);
  assert.equal(await page.getByRole('checkbox').count(), 0);
  await page.keyboard.press('j');
  for (const key of ['x', 'a', 'r']) {
    await page.keyboard.press(key);
    await page
      .getByText(/^You may read “.*”, but not decide about it\.$/)
      .last()
      .waitFor();
  }
  assert.equal(await page.getByRole('dialog').count(), 0);
  assert.equal(await page.getByRole('region', { name: 'Selection' }).count(), 0);
});

test('lets a reviewer select the awards that they review, one by one or all at once', async () => {
  const page = await openDesk('marek');
  await row(page, 'proj112.ukri').getByRole('checkbox').waitFor();
  assert.equal(await row(page, 'proj103.ehpc').getByRole('checkbox').count(), 0);
  await page.getByRole('checkbox', { name: 'Select all on this page' }).check();
  const { body } = await web.app.get(`${listPath}?state=pending&page_size=300`);
  const ukri = body.filter((award: { identifier: string }) => award.identifier.endsWith('.ukri'));
  await page.getByText(`${ukri.length} selected`, { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await page.getByText(/selected/).waitFor({ state: 'detached' });
});

test('names an unknown state in the URL and shows the pending awards', async () => {
  const page = await web.openPage('rosalind', '/?state=lost');
  await page.getByText('state=lost is not a filter').waitFor();
  assert.equal(await tab(page, 'Pending').getAttribute('aria-selected'), 'true');
  await row(page, 'proj100.ukri').waitFor();
});

test('reports a lost connection and tries again on request', async () => {
  const page = await openDesk();
  await page.route(`**${listPath}?**`, (route) => route.abort());
  await tab(page, 'Approved').click();
  const alert = page.getByRole('alert');
  await alert.getByText('The service does not answer. Check your network connection.').waitFor();
  await page.unroute(`**${listPath}?**`);
  await alert.getByRole('button', { name: 'Try again' }).click();
  await alert.waitFor({ state: 'detached' });
  await waitForNames(page, (await fetchList('state=approved')).names);
});

for (const [name, address] of [
  ['pending', '/'],
  ['approved', '/?state=approved'],
  ['all', '/?state=all&o=-created'],
  ['nothing', '/?query=xyzzy&hide_embargoed=true&identifier=proj'],
] as const) {
  test(`has no accessibility problems: ${name}`, async () => {
    const ready = (page: Page) => page.getByText(/of \d+$|^No award matches/).waitFor();
    assert.deepEqual(await checkScreen(web, 'rosalind', address, `desk-${name}`, ready), []);
  });
}

test('writes no errors to the console', () => {
  assert.deepEqual(web.consoleErrors, []);
});
test('filters by several states, portal, size and dates, and removes each filter', async () => {
  const page = await openDesk();
  await page.getByRole('button', { name: 'Filters' }).click();
  const form = page.getByRole('dialog', { name: 'Filters' });
  await form.getByRole('checkbox', { name: 'Approved' }).check();
  await form.getByLabel('Awarding portal').selectOption('ukri');
  await form.getByLabel('Credits from').fill('400');
  await form.getByLabel('Ends from').fill(inDays(1));
  await form.getByRole('button', { name: 'Apply filters' }).click();
  await page.waitForURL(/state=pending%2Capproved/);
  await tab(page, 'Pending + Approved').waitFor();
  const query = `portal=ukri&requested_credits_min=400&end_date_after=${inDays(1)}`;
  const expected = await fetchList(`state=pending&state=approved&${query}`);
  assert.ok(expected.total > 0);
  await waitForNames(page, expected.names);
  await page.getByRole('button', { name: 'Remove filter At least 400 credits' }).click();
  await page.getByRole('button', { name: 'Remove filter Portal: ukri' }).waitFor();
});

test('filters by offering, reason and call, and lists what the service finds', async () => {
  const call = { id: 'CALL-FILTER-1', url: 'https://calls.example/filter' };
  const waits = { template: 'gateway', key: null, allocation: '1400 NHR' };
  await sendAward('filter.ukri', { name: 'Filtered by its call', call, ...waits });
  await sendAward('other.ukri', { name: 'Without a call', ...waits });
  const page = await openDesk();
  const applied: string[] = [];
  for (const [param, value, fill] of [
    [
      'offering',
      'isambard-ai',
      (form: Locator) => form.getByLabel('Offering').selectOption('isambard-ai'),
    ],
    [
      'waiting_reason',
      'above_approval_limit',
      (form: Locator) => form.getByLabel('Why it waits').selectOption('Above approval limit'),
    ],
    ['call', call.id, (form: Locator) => form.getByLabel('Call').fill(call.id)],
  ] as const) {
    const before = await fetchList(['state=pending', ...applied].join('&'));
    applied.push(`${param}=${value}`);
    const expected = await fetchList(['state=pending', ...applied].join('&'));
    assert.ok(expected.total > 0 && expected.total < before.total, param);
    await page.getByRole('button', { name: 'Filters' }).click();
    const form = page.getByRole('dialog', { name: 'Filters' });
    await fill(form);
    await form.getByRole('button', { name: 'Apply filters' }).click();
    await page.waitForURL((url) => url.searchParams.get(param) === value);
    await page.getByText(`1–${expected.total} of ${expected.total}`, { exact: true }).waitFor();
    await waitForNames(page, expected.names);
  }
  await rows(page).getByText('Filtered by its call').waitFor();
});

test('takes amounts with separators, and writes amounts and days of filters as the pages do', async () => {
  const page = await openDesk();
  await page.getByRole('button', { name: 'Filters' }).click();
  const form = page.getByRole('dialog', { name: 'Filters' });
  await form.getByLabel('Credits from').fill('1,900');
  await form.getByLabel('Credits to').fill('1 000 000.5');
  await form.getByLabel('Ends from').fill('2026-12-01');
  await form.getByLabel('Waits since, at the latest').fill('2099-01-31');
  await form.getByRole('button', { name: 'Apply filters' }).click();
  await page.waitForURL(/requested_credits_min=1900&/);
  await page.waitForURL(/requested_credits_max=1000000\.5&/);
  for (const filter of [
    'At least 1,900 credits',
    'At most 1,000,000.50 credits',
    'Ends from 1 Dec 2026',
    'Waits since 31 Jan 2099 or earlier',
  ]) {
    await page.getByRole('button', { name: `Remove filter ${filter}`, exact: true }).waitFor();
  }
  assert.equal(await page.getByText('A part of the URL was ignored').count(), 0);
  const query =
    'requested_credits_min=1900&requested_credits_max=1000000.5&end_date_after=2026-12-01';
  const expected = await fetchList(`state=pending&${query}`);
  assert.ok(expected.total > 0);
  await waitForNames(page, expected.names);
});

test('the size of a page, the list as CSV, keys, guide and the number that waits are at hand', async () => {
  const page = await openDesk('rosalind', '/?portal=ukri');
  const { total } = await fetchList('state=pending&portal=ukri');
  await page.waitForFunction((title) => document.title === title, `(${total}) Desk · Gatehouse`);
  const link = page.getByRole('link', { name: 'This list as CSV' });
  const url = new URL((await link.getAttribute('href')) ?? '', web.app.url);
  assert.equal(url.pathname, '/api/openportal-managed-projects/export/');
  assert.deepEqual(
    ['portal', 'state', 'o'].map((name) => url.searchParams.getAll(name)),
    [['ukri'], ['pending'], ['waiting_since']],
  );
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  const csv = await readFile(await download.path(), 'utf8');
  assert.match(csv.split('\n')[0] ?? '', /identifier/i);
  assert.match(csv, /proj100\.ukri/);
  assert.ok(!/\.ehpc\b/.test(csv), 'the list is of one portal');
  await page.getByRole('combobox', { name: 'Awards on a page' }).selectOption('25');
  await page.waitForURL(/page_size=25/);
  const keys = page.getByRole('button', { name: 'Keys and help' });
  await keys.click();
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await help.getByText('Send the form of a decision').waitFor();
  await page.keyboard.press('Escape');
  await help.waitFor({ state: 'detached' });
  await keys.and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Enter');
  await help.getByRole('link', { name: 'A guide for reviewers' }).click();
  await page.getByRole('heading', { name: 'A guide for reviewers', level: 1 }).waitFor();
  for (const name of ['The desk', 'An award with its context', 'The summary before an approval']) {
    const picture = page.getByRole('img', { name, exact: true });
    await picture.waitFor();
    assert.ok(
      await picture.evaluate((one: HTMLImageElement) => one.decode().then(() => one.width)),
    );
  }
  await keys.click();
  await help.getByRole('link', { name: 'A guide for reviewers' }).click();
  await help.waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'Desk', exact: true }).click();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('button', { name: 'Menu' }).click();
  const main = page.getByRole('navigation', { name: 'Main' });
  await main.getByRole('link', { name: 'Guide' }).click();
  await page.getByText('You decide about awards').waitFor();
  await main.waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: 'Menu' }).click();
  await main.getByRole('link', { name: 'API page' }).click();
  await page.waitForURL('**/api/docs/**');
  await page.locator('.opblock-tag').first().waitFor();
});

test('has no accessibility problems: the guide', async () => {
  const ready = (page: Page) => page.getByRole('heading', { name: 'Deciding' }).waitFor();
  assert.deepEqual(await checkScreen(web, 'rosalind', '/guide', 'guide', ready), []);
});

test('finds an award by a member, a reference of its funder, a call or an offering', async () => {
  await sendAward('frost.ukri', {
    name: 'Frost and ice',
    members: { 'kelvin@frost.example': 'PI' },
    award: { id: 'EP/FROST/7' },
    call: { id: 'CALL-ICE-9', url: 'https://calls.example/ice' },
  });
  const page = await openDesk();
  const field = page.getByRole('searchbox');
  assert.match((await field.getAttribute('placeholder')) ?? '', /e-mail, call, project/);
  const title = (await field.getAttribute('title')) ?? '';
  for (const searched of [/e-mails/, /funder references/, /calls/, /offerings/]) {
    assert.match(title, searched);
  }
  for (const text of ['Kelvin@frost', 'EP/FROST', 'call-ice', 'isambard-ai']) {
    await page.getByRole('searchbox').fill(text);
    await page.waitForURL((url) => url.searchParams.get('query') === text);
    await waitForNames(
      page,
      (await fetchList(`state=pending&o=waiting_since&query=${text}`)).names,
    );
    assert.equal(await page.getByRole('link', { name: 'Frost and ice' }).count(), 1, text);
  }
});

test('sorts by credits, by the start and by the end, below a head that stays', async () => {
  const page = await openDesk('rosalind', '/?o=-requested_credits');
  await waitForNames(page, (await fetchList('state=pending&o=-requested_credits')).names);
  const head = page.getByRole('columnheader', { name: 'Start End' });
  for (const [label, order] of [
    ['Start', 'start_date'],
    ['End', 'end_date'],
  ] as const) {
    await head.getByRole('button', { name: label }).click();
    await page.waitForURL(new RegExp(`o=${order}`));
    await waitForNames(page, (await fetchList(`state=pending&o=${order}`)).names);
    assert.equal(await head.getAttribute('aria-sort'), 'ascending');
  }
  await page.setViewportSize({ width: 1240, height: 500 });
  await rows(page).last().scrollIntoViewIfNeeded();
  assert.equal(Math.round((await head.boundingBox())?.y ?? 0), 52);
  const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
  assert.equal(await page.evaluate(overflow), 0);
});

test('a click on a row opens its award, and the way back leads to the same list', async () => {
  const page = await openDesk('rosalind', '/?portal=ukri');
  const [name = ''] = await readNames(page);
  await rows(page).first().locator('td').last().click();
  await page.getByRole('heading', { name, level: 1 }).waitFor();
  await page.getByRole('link', { name: '‹ Back to the list' }).click();
  await page.waitForURL('**/?portal=ukri');
});

test('previous and next go on into the other pages of the list, and count the whole of it', async () => {
  const view = 'state=all&o=identifier&page_size=25';
  const { body: all } = await web.app.get(
    '/api/openportal-managed-projects/?o=identifier&page_size=200',
  );
  const page = await openDesk('rosalind', `/?${view}`);
  const total = all.length;
  assert.ok(total > 50 && total < 200);
  const isAt = async (position: number): Promise<void> => {
    await page.waitForURL(`**/awards/${all[position - 1].identifier}/**`);
    await page.getByText(`${position} of ${total}`, { exact: true }).waitFor();
  };
  await rows(page).nth(24).getByRole('link').click();
  await isAt(25);
  await page.getByRole('link', { name: 'Next', exact: true }).click();
  await isAt(26);
  await page.reload();
  await isAt(26);
  await page.getByRole('link', { name: '‹ Back to the list' }).click();
  await page.waitForURL(/[?&]page=2/);
  await rows(page).first().getByRole('link').click();
  await isAt(26);
  await page.keyboard.press('k');
  await isAt(25);
});

test('next leads through the whole list while its awards are decided', async () => {
  const count = 8;
  for (let n = 0; n < count; n++) await sendAward(`pine${n}.ukri`, { name: `Pine ${n}` });
  const { names } = await fetchList('state=pending&o=waiting_since&query=pine');
  const page = await openDesk('rosalind', '/?query=pine');
  await waitForNames(page, names);
  await rows(page).first().getByRole('link').click();
  await page.getByRole('heading', { name: names[0] ?? '', level: 1 }).waitFor();
  // Few awards of a page instead of fifty, as the desk saves its place.
  await page.evaluate(() => {
    const place = JSON.parse(sessionStorage.getItem('gatehouse list') ?? '');
    place.query.page_size = 2;
    place.awards = place.awards.slice(0, 2);
    sessionStorage.setItem('gatehouse list', JSON.stringify(place));
  });
  await page.reload();
  const visited: string[] = [];
  const next = page.getByRole('link', { name: 'Next', exact: true });
  for (const [index, name] of names.entries()) {
    await page.getByRole('heading', { name, level: 1 }).waitFor();
    await page.getByText(`${index + 1} of ${count}`, { exact: true }).waitFor();
    const { pathname } = new URL(page.url());
    visited.push(pathname);
    if (index === count - 1) break;
    await next.waitFor();
    const award = pathname.replace('/awards/', listPath);
    await web.app.post(`${award}/reject/`, { comment: 'Apply to the next call.' });
    await next.click();
  }
  assert.equal(new Set(visited).size, count);
  assert.equal(await next.count(), 0);
  // Nothing before the first of those that are left, which this tab still knows.
  await page.getByRole('link', { name: 'Previous', exact: true }).click();
  await page.getByRole('heading', { name: names.at(-2) ?? '', level: 1 }).waitFor();
  // The keys belong to an open dialog.
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  const { pathname } = new URL(page.url());
  await page.keyboard.press('k');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  assert.equal(new URL(page.url()).pathname, pathname);
});

test('a saved view has an address that a colleague can open', async () => {
  const page = await openDesk('rosalind', '/?portal=ukri&o=-end_date');
  await page.getByRole('button', { name: 'Views' }).click();
  const form = page.getByRole('dialog', { name: /views/i });
  await form.getByLabel('Save this view as').fill('Ends last');
  await page.keyboard.press('Enter');
  const href = await form.getByRole('link', { name: 'Ends last' }).getAttribute('href');
  const other = await web.openPage('marek', href ?? '');
  await other.waitForURL(/portal=ukri/);
  assert.match(search(other), /o=-end_date/);
  await form.getByRole('button', { name: 'Delete Ends last' }).click();
  await form.getByText('No views are saved yet.').waitFor();
});

test('an unknown URL keeps the navigation', async () => {
  const page = await web.openPage('rosalind', '/no/such/page');
  await page.getByText('Page not found').waitFor();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Desk' }).click();
  await page.getByRole('heading', { name: 'Desk', level: 1 }).waitFor();
});
