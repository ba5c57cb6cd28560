import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { BrowserTestApp, checkScreen } from '../support/browser-test-app.ts';
import { findPlainInstants } from '../support/find-plain-instants.ts';
import {
  awardPagePath,
  dayFromNow,
  fetchAward,
  findSection,
  openAward,
  sendAward,
  sendAwardUpdate,
} from './award-helpers.ts';

/* Why and since when an award waits, and what was wrong with its last message. */

let web: BrowserTestApp;
before(async () => {
  web = await BrowserTestApp.open();
});
afterEach(() => web.closePages());
after(() => web.close());

const gateway = { template: 'gateway', key: null };
const row = (page: Page, name: string) => page.getByRole('row', { name: new RegExp(name) });

test('says by how much an award is above the limit, in the list and on its page', async () => {
  await web.app.createTemplateWithCustomers({
    name: 'thirds',
    approval_limit: '1000',
    allocation_units_mapping: { NHR: 3 },
  });
  const thirds = { template: 'thirds', key: null };
  for (const [identifier, more, sentence, short] of [
    [
      'third.ukri',
      { name: 'Third', ...thirds, allocation: '10000 NHR' },
      '3,333.33 credits are above the approval limit of 1,000, by 2,333.33.',
      'Above the limit by 2,333.33',
    ],
    // Two decimals would make it equal to the limit.
    [
      'above.ukri',
      { name: 'Above it', ...gateway, allocation: '500.0004 NHR' },
      '500.0004 credits are above the approval limit of 500, by 0.0004.',
      'Above the limit by 0.0004',
    ],
  ] as const) {
    await sendAward(web, identifier, more);
    const page = await openAward(web, 'staff', identifier);
    await page.getByText(sentence).waitFor();
    await page.goto(`/?query=${more.name}`);
    await row(page, more.name).getByText(short, { exact: true }).waitFor();
    await page.goto(`/audit?managed_project_identifier=${identifier}`);
    const entry = page.getByRole('row', { name: /Arrived/ });
    await entry.getByText(sentence.replace(/, by .*/, '.')).waitFor();
  }
});

test('says in the list and on the award that a unit, a namesake or an embargo makes it wait', async () => {
  await sendAward(web, 'unit.ukri', { name: 'Odd unit', ...gateway, allocation: '20 CPUH' });
  await sendAward(web, 'embargo.ukri', {
    name: 'Not yet',
    ...gateway,
    allocation: '20 NHR',
    earliest_approve: `${dayFromNow(9)}T12:00:00Z`,
  });
  const list = await web.openPage('rosalind', '/?query=.ukri&o=-created');
  for (const [identifier, name, short, long] of [
    ['unit.ukri', 'Odd unit', /Unmapped unit/, /cpuh is not mapped/i],
    ['embargo.ukri', 'Not yet', /Not before/, /cannot be approved before/],
    ['proj100.ukri', 'proj100.ukri', /Project of the same name/, /exists already and was linked/],
  ] as const) {
    await row(list, name).getByText(short).first().waitFor();
    const page = await openAward(web, 'rosalind', identifier);
    await page.getByRole('alert').getByText(long).first().waitFor();
    if (identifier !== 'embargo.ukri') continue;
    await page.getByRole('button', { name: /not possible now/ }).click();
    await page.getByText(/^Approve: Not before .*\d\d:\d\d.*\(in /).waitFor();
    await findSection(page, 'History').getByRole('listitem').first().waitFor();
    assert.deepEqual(await findPlainInstants(page), []);
  }
  assert.deepEqual(await findPlainInstants(list), []);
  await list.goto('/audit');
  await list.getByRole('main').locator('time').first().waitFor();
  assert.deepEqual(await findPlainInstants(list), []);
});

test('says what was left out of the message', async () => {
  const members = { 'ada@example.ac.uk': 'PI', 'not an email': 'PI' };
  await sendAward(web, 'odd.ukri', { name: 'Odd members', members });
  const page = await openAward(web, 'rosalind', 'odd.ukri');
  const alert = page.getByRole('alert').filter({ hasText: 'Part of the last message' });
  await alert.getByText(/not an email.*left out\./).waitFor();
  await page.goto('/?query=Odd members');
  await row(page, 'Odd members').getByText('Part of the message left out').waitFor();
});

test('says that the last message was refused and the award is unchanged', async () => {
  await sendAward(web, 'broken.ukri', { name: 'Broken message' });
  await sendAwardUpdate(web, 'broken.ukri', { allocation: 'a lot' });
  const { message_problem: problem } = await fetchAward(web, 'broken.ukri');
  assert.match(problem, /allocation/);
  const page = await openAward(web, 'rosalind', 'broken.ukri');
  const alert = page.getByRole('alert').filter({ hasText: 'Last message refused' });
  await alert.getByText(problem).waitFor();
});

test('says which members the awarding portal does not see', async () => {
  await sendAward(web, 'unseen.ukri', { name: 'Unseen' });
  const problem = 'ada has no email that fits a mapping; left out of the list of users.';
  await web.app.db
    .updateTable('managed_project')
    .set({ user_list_problem: problem })
    .where('identifier', '=', 'unseen.ukri')
    .execute();
  const page = await openAward(web, 'rosalind', 'unseen.ukri');
  await page.getByRole('alert').filter({ hasText: 'does not see all members' }).waitFor();
  await page.getByText(problem).waitFor();
});

test('shows an award asked again with the earlier reason and what differs', async () => {
  await sendAward(web, 'again.ukri', { name: 'Once more' });
  await web.app.post(`${web.app.getAwardPath('again.ukri')}reject/`, { comment: 'Too short.' });
  await sendAwardUpdate(web, 'again.ukri', { allocation: '600 NHR', end_date: dayFromNow(400) });
  const page = await openAward(web, 'rosalind', 'again.ukri');
  const waiting = page.getByRole('alert').filter({ hasText: 'Why it waits' });
  await waiting.getByText('Asked again after it was rejected: Too short.').waitFor();
  await waiting.getByRole('row', { name: /Allocation 500 NHR 600 NHR/ }).waitFor();
  await page.goto('/?query=Once more');
  await row(page, 'Once more')
    .getByText(/Asked again/)
    .waitFor();
  const ready = (one: Page) => findSection(one, 'History').getByRole('listitem').first().waitFor();
  const address = awardPagePath('again.ukri');
  assert.deepEqual(await checkScreen(web, 'rosalind', address, 'award-asked-again', ready), []);
});

test('counts waiting from when it began this time, with the same words everywhere', async () => {
  await sendAward(web, 'since.ukri', { name: 'Since when' });
  const hoursAgo = (hours: number): string =>
    new Date(web.app.now.getTime() - hours * 3_600_000).toISOString();
  await web.app.db
    .updateTable('managed_project')
    .set({ created: hoursAgo(24 * 40), waiting_since: hoursAgo(50) })
    .where('identifier', '=', 'since.ukri')
    .execute();
  const page = await openAward(web, 'rosalind', 'since.ukri');
  await page.getByText('Waiting since').waitFor();
  await page.getByText(/\(2 days ago\)/).waitFor();
  await page.goto('/?query=Since when');
  await row(page, 'Since when').getByText('2 days ago', { exact: true }).waitFor();
  await page.goto('/overview');
  await page.getByRole('region', { name: 'Pending, waiting since' }).waitFor();
});

test('shows the list with its reasons, in both themes and on a phone', async () => {
  const ready = (page: Page) => page.getByText('Above the limit by').first().waitFor();
  assert.deepEqual(await checkScreen(web, 'rosalind', '/', 'desk-reasons', ready), []);
});

test('logged no error in any browser console', () => assert.deepEqual(web.consoleErrors, []));
