import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { BrowserTestApp, checkScreen } from '../support/browser-test-app.ts';
import {
  awardPagePath,
  fetchAward,
  findDecisionButton,
  findSection,
  openAward,
  sendAward,
  sendAwardUpdate,
  waitForAnimations,
} from './award-helpers.ts';

/* A pending change of a running award: what it says, and how it is refused or rejected. */

let web: BrowserTestApp;
before(async () => {
  web = await BrowserTestApp.open();
});
afterEach(() => web.closePages());
after(() => web.close());

/** An award whose project runs with 900 NHR, and whose update to 1,900 NHR waits. */
async function sendPendingChange(identifier: string, name: string): Promise<void> {
  const details = { name, template: 'gateway', key: null, allocation: '900 NHR' };
  await sendAward(web, identifier, details);
  const { status, text } = await web.app.post(`${web.app.getAwardPath(identifier)}approve/`);
  assert.equal(status, 200, text);
  await sendAwardUpdate(web, identifier, { allocation: '1900 NHR' });
  assert.equal((await fetchAward(web, identifier)).state, 'pending');
}

const readActions = (page: Page): Promise<string[]> =>
  page.getByRole('group', { name: 'Decide' }).getByRole('button').allTextContents();

const dialogOf = (page: Page) => page.getByRole('dialog');

test('shows the old and the new allocation and credits of a running award in words', async () => {
  await sendPendingChange('words.ukri', 'Old and new');
  const page = await openAward(web, 'rosalind', 'words.ukri');
  const allocation = findSection(page, 'Allocation');
  await allocation
    .getByText('The project runs with 900 NHR. The awarding portal asks for 1,900 NHR instead.')
    .waitFor();
  await page
    .getByText(
      'The running project asks for more credits: 900 → 1,900. Above 500 a reviewer decides.',
    )
    .waitFor();
  await page.goto('/?query=Old and new');
  await page
    .getByRole('row', { name: /Old and new/ })
    .getByText('Change: 900 NHR → 1,900 NHR')
    .waitFor();
});

test('offers to refuse the change first, and the project keeps running', async () => {
  await sendPendingChange('refuse.ukri', 'Too much');
  const page = await openAward(web, 'rosalind', 'refuse.ukri');
  assert.equal((await readActions(page))[0], 'Refuse change');
  await findDecisionButton(page, 'Refuse change').click();
  const dialog = dialogOf(page);
  await dialog.getByText('from 900 NHR to 1,900 NHR').waitFor();
  await dialog.getByText('The project keeps running with the 900 NHR granted before.').waitFor();
  await dialog.getByRole('button', { name: 'Refuse change' }).click();
  await dialog.getByText('A comment is required: say why the change is refused.').waitFor();
  await dialog.getByLabel('Comment').fill('Apply to the next call.');
  await dialog.getByRole('button', { name: 'Refuse change' }).click();
  await page.getByText('The change of Too much is refused').waitFor();
  await page.locator('.state-badge', { hasText: 'Approved' }).waitFor();
  await findSection(page, 'Allocation')
    .getByText('A change to 1,900 NHR was refused; the project keeps running with the 900 NHR')
    .waitFor();
  await findSection(page, 'History').getByText('Change refused').waitFor();
  assert.equal(await findDecisionButton(page, 'Refuse change').count(), 0);
  const award = await fetchAward(web, 'refuse.ukri');
  assert.equal(award.state, 'approved');
  assert.equal(award.in_force_allocation, '900 NHR');
  assert.equal((await web.app.get(award.project)).body.credits, '900.00');
  assert.match(award.details.notes.at(-1).text, /Apply to the next call\./);
});

test('does not refuse a change that became another one meanwhile', async () => {
  await sendPendingChange('moving.ukri', 'Moving');
  const page = await openAward(web, 'rosalind', 'moving.ukri');
  await page.keyboard.press('r');
  const dialog = dialogOf(page);
  await dialog.getByLabel('Comment').fill('Too much.');
  await sendAwardUpdate(web, 'moving.ukri', { allocation: '1800 NHR' });
  await dialog.getByRole('button', { name: 'Refuse change' }).click();
  await dialog.getByText('This award changed while you were deciding').waitFor();
  await dialog.getByText('from 900 NHR to 1,800 NHR').waitFor();
  assert.equal(await dialog.getByLabel('Comment').inputValue(), 'Too much.');
  assert.equal((await fetchAward(web, 'moving.ukri')).state, 'pending');
  await dialog.getByRole('button', { name: 'Refuse change as it is now' }).click();
  await page.getByText('The change of Moving is refused').waitFor();
  assert.equal((await fetchAward(web, 'moving.ukri')).refused_allocation, '1800 NHR');
});

test('says that a rejection takes the award from the running project', async () => {
  await sendPendingChange('reject.ukri', 'Still running');
  const page = await openAward(web, 'rosalind', 'reject.ukri');
  await findDecisionButton(page, 'Reject').click();
  const dialog = dialogOf(page);
  await dialog.getByText('The running project Still running would lose its award').waitFor();
  await dialog.getByText('the project keeps running with the 900 NHR granted before').waitFor();
  assert.equal(await dialog.getByText('no project is created').count(), 0);
});

test('offers no refusal for an award that does not run', async () => {
  await sendAward(web, 'fresh.ukri', { name: 'Fresh' });
  const page = await openAward(web, 'rosalind', 'fresh.ukri');
  assert.equal((await readActions(page))[0], 'Approve');
  assert.equal(await findDecisionButton(page, 'Refuse change').count(), 0);
  await page.keyboard.press('r');
  const dialog = page.getByRole('dialog', { name: 'Reject Fresh' });
  await dialog.getByText('no project is created').waitFor();
  assert.equal(await dialog.getByText('would lose its award').count(), 0);
});

test('refuses the changes of several running awards in the list', async () => {
  await sendPendingChange('several1.ukri', 'Several 1');
  await sendPendingChange('several2.ukri', 'Several 2');
  await sendAward(web, 'several3.ukri', { name: 'Several 3' });
  const page = await web.openPage('rosalind', '/?query=Several');
  await page.getByRole('checkbox', { name: 'Select all on this page' }).check();
  await page.getByRole('button', { name: 'Reject…' }).click();
  const dialog = dialogOf(page);
  await dialog.getByText('2 of them are running: their projects would lose their awards').waitFor();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Refuse change…' }).click();
  await dialog.getByText('2 awards will be approved as granted before').waitFor();
  await dialog.getByText('1 award cannot be decided about and is left out.').waitFor();
  await dialog.getByLabel('Comment').fill('Not this year.');
  await dialog.getByRole('button', { name: 'Refuse the change of 2 awards' }).click();
  await dialog.getByText('2 awards approved as granted before, 1 failed.').waitFor();
  for (const identifier of ['several1.ukri', 'several2.ukri']) {
    assert.equal((await fetchAward(web, identifier)).state, 'approved');
  }
  assert.equal((await fetchAward(web, 'several3.ukri')).state, 'pending');
});

test('shows a pending change and its dialog, in both themes and on a phone', async () => {
  await sendPendingChange('look.ukri', 'How it looks');
  const address = awardPagePath('look.ukri');
  const ready = (page: Page) =>
    findSection(page, 'History').getByRole('listitem').first().waitFor();
  assert.deepEqual(await checkScreen(web, 'rosalind', address, 'award-change', ready), []);
  for (const [action, name] of [
    ['Refuse change', 'award-refuse-change'],
    ['Reject', 'award-reject-running'],
  ] as const) {
    const open = async (page: Page) => {
      await findDecisionButton(page, action).click();
      await dialogOf(page).getByLabel('Comment').waitFor();
      await waitForAnimations(page);
    };
    assert.deepEqual(await checkScreen(web, 'rosalind', address, name, open), []);
  }
});

test('logged no error in any browser console', () => assert.deepEqual(web.consoleErrors, []));
