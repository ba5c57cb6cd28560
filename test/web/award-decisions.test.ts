import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { BrowserTestApp } from '../support/browser-test-app.ts';
import { maxCommentLength, maxNoteLength } from '../../web/award/comment-rules.ts';
import {
  sendAward,
  findSection,
  fetchAward,
  findDecisionButton,
  openAward,
  waitForFrames,
} from './award-helpers.ts';

/* Decisions about an award, as reviewers make them. */

let web: BrowserTestApp;

before(async () => {
  web = await BrowserTestApp.open();
});

afterEach(() => web.closePages());
after(() => web.close());

const waitForText = (page: Page, pattern: RegExp) => page.getByText(pattern).first().waitFor();

const waitForState = (page: Page, label: string) =>
  page.locator('.state-badge', { hasText: label }).waitFor();

test('approves an award, from sign-in to the new project', async () => {
  await sendAward(web, 'journey.ukri', { name: 'Journey to the deep' });
  const page = await (await web.createContext()).newPage();
  await page.goto('/');
  await page.getByLabel('User name').fill('rosalind');
  await page.getByRole('textbox', { name: 'Password' }).fill(web.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('searchbox').fill('Journey to');
  await page
    .getByRole('link', { name: /Journey to the deep/ })
    .first()
    .click();
  await page.getByRole('heading', { level: 1, name: 'Journey to the deep' }).waitFor();
  await findSection(page, 'Members').getByText('ada@example.ac.uk').waitFor();
  await findDecisionButton(page, 'Approve').click();
  const dialog = page.getByRole('dialog', { name: 'Approve Journey to the deep' });
  await dialog.getByRole('heading', { name: 'A project is created' }).waitFor();
  await dialog.getByText('ada@example.ac.uk as Admin').waitFor();
  await dialog.getByText(/guest@elsewhere.example.*not mapped/).waitFor();
  const local = await dialog.getByText(/^a\da*\w+\.brics$/).textContent();
  await dialog.getByLabel('Comment (optional)').fill('Fits the call.');
  await dialog.getByRole('button', { name: 'Approve' }).click();
  await waitForText(page, /Journey to the deep is approved/);
  await dialog.waitFor({ state: 'hidden' });
  await waitForState(page, 'Approved');
  await findSection(page, 'In the project now').getByText('ada@example.ac.uk').waitFor();
  await findSection(page, 'History').getByText('Fits the call.').waitFor();

  const award = await fetchAward(web, 'journey.ukri');
  assert.equal(award.state, 'approved');
  assert.equal(award.review_comment, 'Fits the call.');
  assert.equal(award.local_identifier, local);
  const project = (await web.app.get(award.project)).body;
  assert.deepEqual([project.name, project.credits], ['Journey to the deep', '500.00']);
});

test('approves with the keyboard alone, then focuses what comes next', async () => {
  await sendAward(web, 'keys.ukri', { name: 'By the keys' });
  const page = await openAward(web, 'rosalind', 'keys.ukri');
  await page.keyboard.press('a');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('heading', { name: 'A project is created' }).waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  for (let n = 0; n < 40; n++) {
    await page.keyboard.press('Tab');
    if (
      await findDecisionButton(page, 'Approve').evaluate(
        (one) => one === one.ownerDocument.activeElement,
      )
    )
      break;
  }
  await page.keyboard.press('Enter');
  const comment = dialog.getByLabel('Comment (optional)');
  await dialog.getByRole('heading', { name: 'A project is created' }).waitFor();
  for (let n = 0; n < 10; n++) {
    await page.keyboard.press('Shift+Tab');
    if (await comment.evaluate((one) => one === one.ownerDocument.activeElement)) break;
  }
  await page.keyboard.type('ar: typed, not a key of the page');
  await page.keyboard.press('Tab');
  await page.keyboard.press('r');
  assert.equal(await page.getByRole('dialog', { name: 'Approve By the keys' }).count(), 1);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await waitForText(page, /By the keys is approved/);
  await dialog.waitFor({ state: 'hidden' });
  assert.equal(
    (await fetchAward(web, 'keys.ukri')).review_comment,
    'ar: typed, not a key of the page',
  );
  await page.getByRole('link', { name: 'Desk' }).and(page.locator('#next-step:focus')).waitFor();
});

test('approves with Enter after a, and with Control+Enter', async () => {
  for (const [identifier, keys] of [
    ['enter.ukri', 'Enter'],
    ['control.ukri', 'Control+Enter'],
  ] as const) {
    await sendAward(web, identifier, { name: `By ${keys}` });
    const page = await openAward(web, 'rosalind', identifier);
    await page.keyboard.press('a');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('heading', { name: 'A project is created' }).waitFor();
    await page.keyboard.press(keys);
    await waitForText(page, /is approved/);
    assert.equal((await fetchAward(web, identifier)).state, 'approved');
    await page.context().close();
  }
});

test('keeps the buttons of an approval in sight with 50 members', async () => {
  const emails = Array.from({ length: 50 }, (_, index) => `m${index}@example.ac.uk`);
  const members = Object.fromEntries(emails.map((email) => [email, 'Member']));
  await sendAward(web, 'crowd.ukri', { name: 'A crowd', members });
  const page = await openAward(web, 'rosalind', 'crowd.ukri');
  await findDecisionButton(page, 'Approve').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /^Show all/ }).click();
  await dialog.getByText(/m49@example\.ac\.uk/).waitFor();
  const isInSight = async (): Promise<boolean> => {
    const box = await dialog.getByRole('button', { name: 'Approve', exact: true }).boundingBox();
    return box !== null && box.y > 0 && box.y + box.height <= 900;
  };
  const first = dialog.getByRole('heading', { name: 'A project is created' });
  await first.scrollIntoViewIfNeeded();
  assert.ok(await isInSight());
  await dialog.getByLabel('Comment (optional)').scrollIntoViewIfNeeded();
  assert.ok(await isInSight());
});

test('rejects only with a comment', async () => {
  await sendAward(web, 'no.ukri', { name: 'Not this time' });
  const page = await openAward(web, 'marek', 'no.ukri');
  await page.keyboard.press('r');
  const dialog = page.getByRole('dialog', { name: 'Reject Not this time' });
  await dialog.getByRole('button', { name: 'Reject' }).click();
  await dialog.getByText('A comment is required: say why the award is rejected.').waitFor();
  assert.equal((await fetchAward(web, 'no.ukri')).state, 'pending');
  await dialog.getByLabel('Comment').fill('x'.repeat(2001));
  await dialog.getByText(/Too long: 2,001 of 2,000/).waitFor();
  await dialog.getByLabel('Comment').fill('Please apply to the next call.');
  await dialog.getByRole('button', { name: 'Reject' }).dblclick();
  await waitForText(page, /Not this time is rejected/);
  await waitForState(page, 'Rejected');
  await page.getByText(/^Rejected by Marek Lindqvist/).waitFor();
  const award = await fetchAward(web, 'no.ukri');
  assert.equal(award.review_comment, 'Please apply to the next call.');
  const { body } = await web.app.get(
    '/api/openportal-managed-project-audit/?event_type=rejected&managed_project_identifier=no.ukri',
  );
  assert.equal(body.length, 1);

  await findDecisionButton(page, 'Reopen').click();
  await page.getByRole('dialog').getByLabel('Comment (optional)').fill('On appeal.');
  await page.getByRole('dialog').getByRole('button', { name: 'Reopen' }).click();
  await waitForState(page, 'Pending');
  await page.getByText('On appeal.').first().waitFor();

  // By keyboard alone: the comment has the focus.
  await page.keyboard.press('r');
  await dialog.waitFor();
  await page.keyboard.type('Not this year.');
  await page.keyboard.press('Control+Enter');
  await waitForState(page, 'Rejected');
  assert.equal((await fetchAward(web, 'no.ukri')).review_comment, 'Not this year.');
});

test('attaches an existing project and detaches it', async () => {
  await sendAward(web, 'attach.ukri', { name: 'To be attached' });
  const page = await openAward(web, 'staff', 'attach.ukri');
  await findDecisionButton(page, 'Attach project').click();
  const dialog = page.getByRole('dialog', { name: 'Attach a project to To be attached' });
  const confirm = dialog.getByRole('button', { name: 'Attach project' });
  await dialog.getByRole('radio', { name: 'Teaching cluster 2026' }).waitFor();
  await confirm.click();
  await dialog.getByText('Choose a project.').waitFor();
  assert.equal(await dialog.getByRole('radio', { name: 'Benchmark suite' }).count(), 0);
  await dialog.getByLabel('Include other customers').check();
  await dialog.getByRole('searchbox').fill('benchmark');
  await dialog.getByRole('radio', { name: 'Benchmark suite' }).check();
  await dialog.getByLabel('Include other customers').uncheck();
  await dialog.getByRole('searchbox').fill('teaching');
  await dialog.getByRole('radio', { name: 'Teaching cluster 2026' }).check();
  await dialog.getByText(/Teaching cluster 2026 of UKRI Access will belong to/).waitFor();
  await confirm.click();
  await waitForText(page, /Teaching cluster 2026 is attached/);
  await page.getByRole('link', { name: 'Teaching cluster 2026' }).waitFor();
  assert.equal((await fetchAward(web, 'attach.ukri')).project_data.name, 'Teaching cluster 2026');

  // What is not possible now is folded away, with its reason.
  await findDecisionButton(page, 'Attach project').waitFor({ state: 'detached' });
  const blocked = page.getByRole('list', { name: 'Not possible now' });
  assert.equal(await blocked.count(), 0);
  await page.getByRole('button', { name: /not possible now$/ }).click();
  await blocked
    .getByText('Attach project: A project is attached already. Detach it first.')
    .waitFor();

  await findDecisionButton(page, 'Detach project').click();
  const detaching = page.getByRole('dialog', { name: 'Detach the project of To be attached' });
  await detaching.getByText(/will be notified \(award_changed\)/).waitFor();
  await detaching.getByRole('button', { name: 'Detach project' }).click();
  await waitForText(page, /The project is detached/);
  assert.equal((await fetchAward(web, 'attach.ukri')).project, '');
});

test('adds a note and deletes, with buttons for people with the permission only', async () => {
  await sendAward(web, 'note.ukri', { name: 'Noted' });
  const reviewer = await openAward(web, 'rosalind', 'note.ukri');
  assert.equal(await findDecisionButton(reviewer, 'Add note').count(), 0);
  assert.equal(await findDecisionButton(reviewer, 'Delete').count(), 1);
  const page = await openAward(web, 'staff', 'note.ukri');
  await findDecisionButton(page, 'Add note').click();
  await page.getByRole('dialog').getByLabel('Note').fill('Asked about <b>storage</b>.');
  await page.getByRole('dialog').getByRole('button', { name: 'Add note' }).click();
  await findSection(page, 'Notes').getByText('Asked about <b>storage</b>.').waitFor();
  await findDecisionButton(page, 'Delete').click();
  const dialog = page.getByRole('dialog', { name: 'Delete Noted' });
  await dialog.getByText(/will be notified \(award_removed\)/).waitFor();
  await reviewer.close();
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await waitForText(page, /Noted is deleted/);
  await page.waitForURL(`${web.app.url}/`);
  assert.equal((await web.app.get(web.app.getAwardPath('note.ukri'))).status, 404);
});

test('shows an award to support without any way to decide', async () => {
  await sendAward(web, 'help.ukri', { name: 'To be helped' });
  const page = await openAward(web, 'help', 'help.ukri');
  await findSection(page, 'Allocation').getByText('500 NHR').waitFor();
  await findSection(page, 'Allocation').getByText('Credits', { exact: true }).waitFor();
  assert.equal(await page.getByRole('group', { name: 'Decide' }).count(), 0);
  await page.keyboard.press('a');
  await page.keyboard.press('r');
  await waitForFrames(page);
  assert.equal(await page.getByRole('dialog').count(), 0);
});

test('knows the text limits of the API', async () => {
  const { body: document } = await web.app.get('/api/schema/');
  const getMaxLength = (action: string, field: string): number => {
    const path = `/api/openportal-managed-projects/{identifier}/{destination}/${action}/`;
    const { content } = document.paths[path].post.requestBody;
    return content['application/json'].schema.properties[field].maxLength;
  };
  for (const action of ['approve', 'reject', 'reopen']) {
    assert.equal(getMaxLength(action, 'comment'), maxCommentLength, action);
  }
  assert.equal(getMaxLength('add-note', 'text'), maxNoteLength);
});

test('logged no error in any browser console', () => assert.deepEqual(web.consoleErrors, []));
