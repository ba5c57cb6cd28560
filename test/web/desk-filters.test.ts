import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, afterEach, before, test } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { checkScreen, BrowserTestApp } from '../support/browser-test-app.ts';
import {
  fetchList,
  listPath,
  openDesk,
  row,
  rows,
  search,
  sendAward,
  tab,
  waitForNames,
} from './desk-helpers.ts';
import { dayFromToday } from './project-helpers.ts';

/* The desk: search, filters, sizes, exports and saved views of the list of awards. */

let web: BrowserTestApp;
before(async () => {
  web = await BrowserTestApp.open();
});
afterEach(() => web.closePages());
after(() => web.close());

test('sets, shows, shares and removes filters', async () => {
  const page = await openDesk(web);
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
  const found = await fetchList(web, `state=pending&${sent}`);
  assert.ok(found.total > 0);
  await page.getByText(`1–${found.total} of ${found.total}`).waitFor();
  await waitForNames(page, found.names);
  const { total: approved } = await fetchList(web, `state=approved&${sent}`);
  await page.getByRole('tab', { name: `Approved ${approved}`, exact: true }).waitFor();

  const colleague = await openDesk(web, 'rosalind', `/${search(page)}`);
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
  const page = await openDesk(web, 'rosalind', '/?state=approved');
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
  const page = await openDesk(web);
  await page.keyboard.press('/');
  await page.keyboard.type('welsh');
  await page.waitForURL('**/?query=welsh');
  const found = await fetchList(web, 'state=pending&query=welsh');
  await page.getByText(`1–${found.total} of ${found.total}`).waitFor();
  await waitForNames(page, found.names);
  await page.getByRole('searchbox').fill('xyzzy');
  await page.getByRole('heading', { name: 'No award matches “xyzzy”' }).waitFor();
  await page.getByRole('button', { name: 'Clear search and filters' }).click();
  await row(page, 'proj100.ukri').waitFor();
  assert.equal(await page.getByRole('searchbox').inputValue(), '');
});

test('filters by several states, portal, size and dates, and removes each filter', async () => {
  const page = await openDesk(web);
  await page.getByRole('button', { name: 'Filters' }).click();
  const form = page.getByRole('dialog', { name: 'Filters' });
  await form.getByRole('checkbox', { name: 'Approved' }).check();
  await form.getByLabel('Awarding portal').selectOption('ukri');
  await form.getByLabel('Credits from').fill('400');
  await form.getByLabel('Ends from').fill(dayFromToday(web, 1));
  await form.getByRole('button', { name: 'Apply filters' }).click();
  await page.waitForURL(/state=pending%2Capproved/);
  await tab(page, 'Pending + Approved').waitFor();
  const query = `portal=ukri&requested_credits_min=400&end_date_after=${dayFromToday(web, 1)}`;
  const expected = await fetchList(web, `state=pending&state=approved&${query}`);
  assert.ok(expected.total > 0);
  await waitForNames(page, expected.names);
  await page.getByRole('button', { name: 'Remove filter At least 400 credits' }).click();
  await page.getByRole('button', { name: 'Remove filter Portal: ukri' }).waitFor();
});

test('filters by offering, reason and call, and lists what the service finds', async () => {
  const call = { id: 'CALL-FILTER-1', url: 'https://calls.example/filter' };
  const waits = { template: 'gateway', key: null, allocation: '1400 NHR' };
  await sendAward(web, 'filter.ukri', { name: 'Filtered by its call', call, ...waits });
  await sendAward(web, 'other.ukri', { name: 'Without a call', ...waits });
  const page = await openDesk(web);
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
    const before = await fetchList(web, ['state=pending', ...applied].join('&'));
    applied.push(`${param}=${value}`);
    const expected = await fetchList(web, ['state=pending', ...applied].join('&'));
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
  const page = await openDesk(web);
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
  const expected = await fetchList(web, `state=pending&${query}`);
  assert.ok(expected.total > 0);
  await waitForNames(page, expected.names);
});

test('the size of a page, the list as CSV, keys, guide and the number that waits are at hand', async () => {
  const page = await openDesk(web, 'rosalind', '/?portal=ukri');
  const { total } = await fetchList(web, 'state=pending&portal=ukri');
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
  await sendAward(web, 'frost.ukri', {
    name: 'Frost and ice',
    members: { 'kelvin@frost.example': 'PI' },
    award: { id: 'EP/FROST/7' },
    call: { id: 'CALL-ICE-9', url: 'https://calls.example/ice' },
  });
  const page = await openDesk(web);
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
      (await fetchList(web, `state=pending&o=waiting_since&query=${text}`)).names,
    );
    assert.equal(await page.getByRole('link', { name: 'Frost and ice' }).count(), 1, text);
  }
});

test('sorts by credits, by the start and by the end, below a head that stays', async () => {
  const page = await openDesk(web, 'rosalind', '/?o=-requested_credits');
  await waitForNames(page, (await fetchList(web, 'state=pending&o=-requested_credits')).names);
  const head = page.getByRole('columnheader', { name: 'Start End' });
  for (const [label, order] of [
    ['Start', 'start_date'],
    ['End', 'end_date'],
  ] as const) {
    await head.getByRole('button', { name: label }).click();
    await page.waitForURL(new RegExp(`o=${order}`));
    await waitForNames(page, (await fetchList(web, `state=pending&o=${order}`)).names);
    assert.equal(await head.getAttribute('aria-sort'), 'ascending');
  }
  await page.setViewportSize({ width: 1240, height: 500 });
  await rows(page).last().scrollIntoViewIfNeeded();
  assert.equal(Math.round((await head.boundingBox())?.y ?? 0), 52);
  const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
  assert.equal(await page.evaluate(overflow), 0);
});

test('a saved view has an address that a colleague can open', async () => {
  const page = await openDesk(web, 'rosalind', '/?portal=ukri&o=-end_date');
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

test('writes no errors to the console', () => {
  // Swagger UI has an inline style that the policy of its page refuses; nothing of it is missing.
  const own = web.consoleErrors.filter(
    (error) => !new URL(error.split(': ')[0] ?? '').pathname.startsWith('/api/docs/'),
  );
  assert.deepEqual(own, []);
});
