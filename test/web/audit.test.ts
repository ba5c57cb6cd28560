import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { awardPagePath, findSection, sendAward, sendAwardUpdate } from './award-helpers.ts';
import { checkScreen, saveScreenshot, BrowserTestApp } from '../support/browser-test-app.ts';

/* The audit: entries, filters, changes and the CSV export. */

let web: BrowserTestApp;
before(async () => {
  web = await BrowserTestApp.open();
});
afterEach(() => web.closePages());
after(() => web.close());

const table = (page: Page) => page.getByRole('table', { name: 'Audit' });
/** The entries' own rows, without those of opened details. */
const entries = (page: Page) =>
  table(page)
    .getByRole('row')
    .filter({ has: page.getByRole('button', { name: /^Show only / }) });
const readCells = async (page: Page, column: number): Promise<string[]> => {
  const rows = await entries(page).all();
  return Promise.all(
    rows.map(async (row) => (await row.getByRole('cell').nth(column).textContent()) ?? ''),
  );
};

async function countEntries(filter: string): Promise<number> {
  const reply = await web.app.get(`/api/openportal-managed-project-audit/?${filter}`);
  return Number(reply.headers.get('x-result-count'));
}

const waitForTotal = async (page: Page, total: number) => {
  await page.getByText(new RegExp(`of ${total.toLocaleString('en')}$`)).waitFor();
  await page.locator('[aria-busy=true]').waitFor({ state: 'detached' });
};

test('lists entries newest first, with the event and the person', async () => {
  const page = await web.openPage('staff', '/audit');
  await waitForTotal(page, await countEntries(''));
  const times = await table(page)
    .locator('tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) => row.querySelector('time')?.getAttribute('datetime') ?? ''),
    );
  assert.equal(times.length, 25);
  assert.deepEqual(times, times.toSorted().toReversed());
  const { body } = await web.app.get('/api/openportal-managed-project-audit/?o=-timestamp');
  assert.match((await readCells(page, 1))[0] ?? '', new RegExp(body[0].identifier));
  assert.match((await readCells(page, 3))[0] ?? '', new RegExp(body[0].performed_by_full_name));
  await page.getByRole('button', { name: 'Page 2' }).click();
  await page.waitForURL(/page=2/);
  await page.getByText(/^26–50 of/).waitFor();
});

test('filters by event and text and keeps the filters in the URL', async () => {
  const page = await web.openPage('staff', '/audit');
  await page.getByRole('combobox', { name: 'Event' }).click();
  await page.getByRole('option', { name: 'Rejected' }).click();
  await page.getByRole('option', { name: 'Withdrawn or deleted' }).click();
  await page.keyboard.press('Escape');
  await page.waitForURL(/event_type=rejected(,|%2C)deleted/);
  await waitForTotal(page, await countEntries('event_type=rejected&event_type=deleted'));
  const words = new Set(await readCells(page, 2));
  assert.deepEqual([...words].toSorted(), ['Rejected', 'Withdrawn by its portal']);
  await page.getByRole('searchbox').fill('next open call');
  await waitForTotal(
    page,
    await countEntries('event_type=rejected&event_type=deleted&q=next+open+call'),
  );
  assert.deepEqual([...new Set(await readCells(page, 2))], ['Rejected']);
  await page.reload();
  await waitForTotal(
    page,
    await countEntries('event_type=rejected&event_type=deleted&q=next+open+call'),
  );
  assert.equal(await page.getByRole('searchbox').inputValue(), 'next open call');
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await waitForTotal(page, await countEntries(''));
  assert.equal(new URL(page.url()).search, '');
  // An award is found by its name, too.
  const [{ details, identifier }] = (await web.app.get('/api/openportal-managed-projects/')).body;
  await page.getByRole('searchbox').fill(details.name);
  const total = await countEntries(`q=${encodeURIComponent(details.name)}`);
  assert.ok(total > 0);
  await waitForTotal(page, total);
  await page.getByRole('link', { name: identifier }).first().waitFor();
});

test('filters by whole days of the site’s time zone', async () => {
  const day = new Date(Date.now() - 20 * 86_400_000).toISOString().slice(0, 10);
  const page = await web.openPage('staff', '/audit');
  await page.getByLabel('From', { exact: true }).fill(day);
  await page.getByLabel('To', { exact: true }).fill(day);
  // The browser's time zone is London, where the days of November are UTC days.
  const span = `timestamp_after=${day}T00:00:00Z&timestamp_before=${day}T23:59:59.999Z`;
  const total = await countEntries(span);
  assert.ok(total > 0 && total < (await countEntries('')));
  await waitForTotal(page, total);
});

test('filters by the award of an entry', async () => {
  const page = await web.openPage('staff', '/audit?event_type=approved');
  await page
    .getByRole('button', { name: /^Show only / })
    .first()
    .click();
  await page.waitForURL(/managed_project_identifier=.*managed_project_destination=/);
  const identifier = await page.getByLabel('Identifier').inputValue();
  assert.match(identifier, /^\w+\.(ukri|ehpc)$/);
  await page.locator('[aria-busy=true]').waitFor({ state: 'detached' });
  for (const cell of await readCells(page, 1)) assert.ok(cell.startsWith(identifier), cell);
});

test('shows changed values before and after, and all values of an arrival', async () => {
  await web.app.sendInstruction('create_project', {
    name: 'Deep sea',
    template: 'gateway',
    allocation: '9000 NHR',
  });
  await web.app.sendInstruction('create_project', {
    name: 'Deep sea',
    template: 'gateway',
    allocation: '700 NHR',
  });
  web.app.now = new Date(web.app.now.getTime() + 60_000);
  await web.app.sendInstruction('update_project', {
    template: 'gateway',
    allocation: '900 NHR',
    members: { 'ada@example.ac.uk': 'PI' },
    Allocation: 'a key of a newer portal',
  });
  const page = await web.openPage('staff', '/audit?managed_project_identifier=p1.ukri');
  const update = page.getByRole('row', { name: /Updated by its portal/ }).first();
  await update.getByRole('cell', { name: 'Awarding portal ukri', exact: true }).waitFor();
  const opener = update.getByRole('button', { name: /changes? \(p1\.ukri/ });
  await opener.focus();
  await page.keyboard.press('Enter');
  assert.equal(await opener.getAttribute('aria-expanded'), 'true');
  const changes = page.getByRole('table', { name: 'What changed' });
  const allocation = changes.getByRole('row', { name: /^Allocation 700 NHR/ });
  assert.match((await allocation.textContent()) ?? '', /700 NHR.*900 NHR/);
  const member = changes.getByRole('row', { name: /ada@example\.ac\.uk/ });
  assert.match((await member.textContent()) ?? '', /–.*PI/);
  await changes
    .getByRole('row', { name: /^Allocation extra field of the awarding portal/ })
    .waitFor();
  await saveScreenshot(page, 'audit-changes');
  await opener.press('Enter');
  await changes.waitFor({ state: 'detached' });
  await page
    .getByRole('button', { name: /Details on arrival \(p1\.ukri/ })
    .last()
    .click();
  await changes.getByRole('row', { name: /Name.*Deep sea/ }).waitFor();
});

test('loads details that are too large for the list when they are asked for', async () => {
  const notes = Array.from({ length: 100 }, (_, n) => ({
    timestamp: new Date(Date.UTC(2026, 0, 1, 0, n)).toISOString(),
    author: 'Ada',
    text: 'a long note '.repeat(60),
  }));
  await sendAward(web, 'large.ukri', { notes });
  await sendAwardUpdate(web, 'large.ukri', { description: 'Deeper still' });
  const page = await web.openPage('staff', '/audit?managed_project_identifier=large.ukri');
  await page.getByRole('button', { name: /^Details \(large\.ukri/ }).click();
  const changes = page.getByRole('table', { name: 'What changed' });
  await changes.getByRole('row', { name: /Deeper still/ }).waitFor();
  const award = await web.openPage('staff', awardPagePath('large.ukri'));
  const update = findSection(award, 'History').getByRole('listitem').first();
  await update.getByRole('button', { name: 'Load the details' }).click();
  await update.getByRole('row', { name: /Deeper still/ }).waitFor();
});

test('exports the filtered entries as CSV', async () => {
  const page = await web.openPage('staff', '/audit?event_type=rejected,deleted&q=next&o=timestamp');
  await waitForTotal(page, await countEntries('event_type=rejected&event_type=deleted&q=next'));
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export as CSV' }).click();
  await page.getByRole('menuitem', { name: 'For spreadsheets, semicolons' }).click();
  const download = await downloading;
  assert.match(download.suggestedFilename(), /\.csv$/);
  const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\n');
  assert.equal(
    lines.length - 1,
    await countEntries('event_type=rejected&event_type=deleted&q=next'),
  );
  // A byte order mark, by which spreadsheets recognise UTF-8.
  assert.match(lines[0] ?? '', /^\ufefftimestamp;identifier;destination;name/);
  assert.ok(lines.slice(1).every((line) => line.includes('rejected')));
  const times = lines.slice(1).map((line) => line.split(';')[0] ?? '');
  assert.deepEqual(times, times.toSorted());
  const again = page.waitForEvent('download');
  await page.goto('/audit?event_type=details_updated');
  await page.getByRole('button', { name: 'Export as CSV' }).click();
  await page.getByRole('menuitem', { name: 'For programs, commas, no byte order mark' }).click();
  const plain = await readFile(await (await again).path(), 'utf8');
  assert.match(plain, /^timestamp,identifier,destination,name,.*before,after/);
  // A line for each value that the update changed, on both sides.
  const [, ...rows] = plain.trimEnd().split(/\r?\n(?=\d{4}-)/);
  assert.ok(
    rows.some((line) => line.match(/allocation: /gi)?.length === 2),
    plain,
  );
});

test('shows readers only the entries of their awards, and people without links', async () => {
  await web.setPassword('sunita');
  const page = await web.openPage('sunita', '/audit');
  await entries(page).first().waitFor();
  for (const cell of await readCells(page, 1)) assert.match(cell, /\.ukri/);
  assert.equal(await table(page).getByRole('link', { name: 'Rosalind Okafor' }).count(), 0);
  await entries(page).first().getByRole('link').click();
  await page.waitForURL(/\/awards\//);
});

test('names an invalid filter in the URL and leaves it out', async () => {
  const page = await web.openPage('staff', '/audit?timestamp_after=yesterday');
  await page.getByRole('alert').getByText('timestamp_after=yesterday').waitFor();
  await entries(page).first().waitFor();
  await page.getByLabel('Identifier').fill('nobody.knows');
  await page.getByText('No entries found').waitFor();
});

test('shows cards and folded filters on a phone', async () => {
  const page = await web.openPage('staff', '/audit', { width: 390, height: 844 });
  const list = page.getByRole('list', { name: 'Audit' });
  await list.getByRole('listitem').first().waitFor();
  assert.equal(await page.getByLabel('Identifier').count(), 0);
  await page.getByRole('button', { name: 'More filters' }).click();
  await page.getByLabel('Identifier').fill('ex159.ehpc');
  await waitForTotal(page, await countEntries('managed_project_identifier=ex159.ehpc'));
  for (const item of await list.getByRole('listitem').all()) {
    assert.match((await item.textContent()) ?? '', /^ex159\.ehpc/);
  }
  await page.getByRole('button', { name: 'Fewer filters' }).click();
  await page.getByLabel('Identifier').waitFor({ state: 'detached' });
});

test('has no accessibility problems', async () => {
  const ready = (page: Page) =>
    page
      .getByRole('button', { name: /^Show only / })
      .first()
      .waitFor();
  assert.deepEqual(await checkScreen(web, 'staff', '/audit', 'audit', ready), []);
  const open = async (page: Page) => {
    await ready(page);
    await page
      .getByRole('button', { name: /^\d+ changes? / })
      .first()
      .click();
    await page.getByLabel('What changed', { exact: true }).first().waitFor();
  };
  const address = '/audit?event_type=details_updated';
  assert.deepEqual(await checkScreen(web, 'staff', address, 'audit-open', open), []);
});

test('writes no errors to the console', () => {
  assert.deepEqual(web.consoleErrors, []);
});
