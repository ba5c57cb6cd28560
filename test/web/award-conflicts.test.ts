import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { saveScreenshot, BrowserTestApp } from '../support/browser-test-app.ts';
import {
  sendAward,
  sendAwardUpdate,
  fetchAward,
  findDecisionButton,
  openAward,
} from './award-helpers.ts';

/* Decisions that cannot be made, or not at once: conflicts, embargoes, expired sessions, errors. */

let web: BrowserTestApp;

before(async () => {
  web = await BrowserTestApp.open();
});

afterEach(() => web.closePages());
after(() => web.close());

const waitForText = (page: Page, pattern: RegExp) => page.getByText(pattern).first().waitFor();

test('shows a conflicting change and lets the reviewer decide again', async () => {
  await sendAward(web, 'race.ukri', { name: 'The race' });
  const [first, second] = [
    await openAward(web, 'rosalind', 'race.ukri'),
    await openAward(web, 'marek', 'race.ukri'),
  ];
  await findDecisionButton(second, 'Approve').click();
  const dialog = second.getByRole('dialog');
  await dialog.getByLabel('Comment (optional)').fill('My comment.');
  await dialog.getByRole('heading', { name: 'A project is created' }).waitFor();

  await sendAwardUpdate(web, 'race.ukri', {
    allocation: '700 NHR',
    members: { 'eve@example.ac.uk': 'PI' },
  });
  await dialog.getByRole('button', { name: 'Approve' }).click();
  const conflict = dialog.getByRole('alert');
  await conflict.getByText('This award changed while you were deciding').waitFor();
  const row = (name: RegExp) => conflict.getByRole('row', { name });
  await row(/Allocation 500 NHR 700 NHR/).waitFor();
  await row(/Member eve@example.ac.uk – PI/).waitFor();
  await row(/Member ada@example.ac.uk PI –/).waitFor();
  await dialog.getByText('eve@example.ac.uk as Admin').waitFor();
  assert.equal(await dialog.getByLabel('Comment (optional)').inputValue(), 'My comment.');
  assert.equal((await fetchAward(web, 'race.ukri')).state, 'pending');
  await dialog.getByRole('button', { name: 'Approve as it is now' }).click();
  await waitForText(second, /The race is approved/);
  const award = await fetchAward(web, 'race.ukri');
  assert.deepEqual([award.state, award.review_comment], ['approved', 'My comment.']);

  // The first reviewer still sees the old version and rejects an award that is approved now.
  await first.getByRole('button', { name: 'Reject' }).click();
  const late = first.getByRole('dialog');
  await late.getByLabel('Comment').fill('Too late.');
  await late.getByRole('button', { name: 'Reject' }).click();
  await late.getByRole('row', { name: /State Pending Approved/ }).waitFor();
  await late.getByText('Only a pending award can be rejected. This award is approved.').waitFor();
  const again = late.getByRole('button', { name: 'Reject as it is now' });
  assert.equal(await again.getAttribute('aria-disabled'), 'true');
  await again.click({ force: true });
  assert.equal((await fetchAward(web, 'race.ukri')).state, 'approved');
});

test('keeps the comment when the session ends', async () => {
  await sendAward(web, 'session.ukri', { name: 'Long thought' });
  const page = await openAward(web, 'rosalind', 'session.ukri');
  await findDecisionButton(page, 'Reject').click();
  const dialog = page.getByRole('dialog', { name: 'Reject Long thought' });
  await dialog.getByLabel('Comment').fill('A long and careful comment.');
  await web.app.db.deleteFrom('session').execute();
  await dialog.getByRole('button', { name: 'Reject' }).click();
  const signIn = page.getByRole('dialog', { name: 'Your session has ended' });
  await signIn.waitFor();
  await saveScreenshot(page, 'award-session-ended');
  // Escape closes neither of the dialogs behind the sign-in dialog.
  await page.keyboard.press('Escape');
  await dialog.waitFor();
  await dialog.getByRole('button', { name: 'Reject' }).click();
  await signIn.getByRole('textbox', { name: 'Password' }).fill(web.password);
  await signIn.getByRole('button', { name: 'Sign in' }).click();
  await signIn.waitFor({ state: 'hidden' });
  assert.equal(await dialog.getByLabel('Comment').inputValue(), 'A long and careful comment.');
  await dialog.getByRole('button', { name: 'Reject' }).click();
  await waitForText(page, /Long thought is rejected/);
  assert.equal(
    (await fetchAward(web, 'session.ukri')).review_comment,
    'A long and careful comment.',
  );
});

test('keeps a comment for when the dialog opens again', async () => {
  await sendAward(web, 'draft.ukri');
  const page = await openAward(web, 'rosalind', 'draft.ukri');
  await findDecisionButton(page, 'Reject').click();
  await page.getByRole('dialog').getByLabel('Comment').fill('Half a thought');
  // After a click beside the dialog, which does nothing, Escape still closes it.
  await page.mouse.click(5, 500);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await findDecisionButton(page, 'Reject').click();
  const comment = page.getByRole('dialog').getByLabel('Comment');
  assert.equal(await comment.inputValue(), 'Half a thought');
});

test('says why an award under embargo cannot be approved', async () => {
  const earliest = new Date(Date.now() + 9 * 86_400_000).toISOString();
  await sendAward(web, 'embargo.ukri', { earliest_approve: earliest });
  const page = await openAward(web, 'rosalind', 'embargo.ukri');
  await page.getByText(/It cannot be approved before/).waitFor();
  assert.equal(await findDecisionButton(page, 'Approve').count(), 0);
  await page.getByRole('button', { name: /not possible now$/ }).click();
  await page
    .getByRole('list', { name: 'Not possible now' })
    .getByText(/^Approve: Not before/)
    .waitFor();
  await page.keyboard.press('a');
  await page
    .getByRole('alert')
    .getByText(/^Not before .*\)\.$/)
    .waitFor();
  assert.equal(await page.getByRole('dialog').count(), 0);
});

test('blocks an approval by an embargo that arrives while the dialog is open', async () => {
  await sendAward(web, 'late.ukri');
  const page = await openAward(web, 'rosalind', 'late.ukri');
  await findDecisionButton(page, 'Approve').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('heading', { name: 'A project is created' }).waitFor();
  const earliest = new Date(Date.now() + 9 * 86_400_000).toISOString();
  await sendAwardUpdate(web, 'late.ukri', { earliest_approve: earliest });
  await dialog.getByRole('button', { name: 'Approve' }).click();
  await dialog.getByText('It cannot be approved now').waitFor();
  assert.equal(await dialog.getByText('A project is created').count(), 0);
  const confirm = dialog.getByRole('button', { name: 'Approve as it is now' });
  assert.equal(await confirm.getAttribute('aria-disabled'), 'true');
});

test('promises no project to an approval that meets the approval of a colleague', async () => {
  await sendAward(web, 'both.ukri', { name: 'Both at once' });
  const page = await openAward(web, 'rosalind', 'both.ukri');
  await findDecisionButton(page, 'Approve').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('heading', { name: 'A project is created' }).waitFor();
  const reply = await web.app.post(`${web.app.getAwardPath('both.ukri')}approve/`, {});
  assert.equal(reply.status, 200);
  await dialog.getByRole('button', { name: 'Approve' }).click();
  await dialog.getByRole('row', { name: /State Pending Approved/ }).waitFor();
  const confirm = dialog.getByRole('button', { name: 'Approve as it is now' });
  assert.equal(await confirm.getAttribute('aria-disabled'), 'true');
  assert.equal(await dialog.getByText('A project is created').count(), 0);
});

test('shows why the service refused, and tries again', async () => {
  await sendAward(web, 'refuse.ukri');
  const page = await openAward(web, 'rosalind', 'refuse.ukri');
  await findDecisionButton(page, 'Approve').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('heading', { name: 'A project is created' }).waitFor();
  await page.route('**/approve/', (route) => route.abort(), { times: 1 });
  await dialog.getByLabel('Comment (optional)').fill('Again.');
  await dialog.getByRole('button', { name: 'Approve' }).click();
  await dialog.getByText(/The service does not answer/).waitFor();
  await page.route(
    '**/approve/',
    (route) => route.fulfill({ status: 409, json: { detail: 'Somebody else decided first.' } }),
    { times: 1 },
  );
  await dialog.getByRole('button', { name: 'Approve' }).click();
  await dialog.getByText('Somebody else decided first.').waitFor();
  await dialog.getByRole('button', { name: 'Approve' }).click();
  await waitForText(page, /is approved/);
  assert.equal((await fetchAward(web, 'refuse.ukri')).review_comment, 'Again.');
});

test('logged no error in any browser console', () => assert.deepEqual(web.consoleErrors, []));
