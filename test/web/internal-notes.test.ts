import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { BrowserTestApp, checkScreen } from '../support/browser-test-app.ts';
import { maxNoteLength } from '../../web/award/comment-rules.ts';
import {
  awardPagePath,
  fetchAward,
  findDecisionButton,
  findSection,
  openAward,
  sendAward,
} from './award-helpers.ts';
import { holdBack, loseReply } from './network-helpers.ts';

/* Internal notes on the page of an award: for reviewers and staff, never sent. */

let web: BrowserTestApp;
before(async () => {
  web = await BrowserTestApp.open();
});
afterEach(() => web.closePages());
after(() => web.close());

const notesOf = (page: Page) => findSection(page, 'Internal notes');
const field = (page: Page) => notesOf(page).getByLabel('New internal note');
const add = (page: Page) =>
  notesOf(page).getByRole('button', { name: 'Add internal note' }).click();

test('adds a note that colleagues read and the awarding portal never gets', async () => {
  await sendAward(web, 'note.ukri', { name: 'Noted' });
  const page = await openAward(web, 'rosalind', 'note.ukri');
  await notesOf(page).getByText('No internal notes yet.').waitFor();
  await notesOf(page).getByText('Never sent to the awarding portal.').waitFor();
  await add(page);
  await notesOf(page).getByText('A text is required.').waitFor();
  await field(page).fill('Ask <b>Marek</b> about storage.');
  await add(page);
  await notesOf(page).getByRole('listitem').getByText('Ask <b>Marek</b> about storage.').waitFor();
  assert.equal(await field(page).inputValue(), '');
  await field(page).fill('One more.');
  const held = await holdBack(page, '**/internal-notes/');
  await add(page);
  const request = await held();
  await field(page).fill('Typed meanwhile.');
  await request.continue();
  await notesOf(page).getByRole('listitem').getByText('One more.').waitFor();
  assert.equal(await field(page).inputValue(), 'Typed meanwhile.');
  const colleague = await openAward(web, 'marek', 'note.ukri');
  await notesOf(colleague).getByText('Ask <b>Marek</b> about storage.').waitFor();
  await notesOf(colleague).getByText('Rosalind').first().waitFor();
  assert.deepEqual((await fetchAward(web, 'note.ukri')).details.notes, []);
  const outbox = await web.app.db
    .selectFrom('outbox')
    .select('id')
    .where('identifier', '=', 'note.ukri')
    .execute();
  assert.deepEqual(outbox, []);
});

test('keeps a typed note when its request is lost, and finds one that was added', async () => {
  await sendAward(web, 'lost.ukri', { name: 'Lost connection' });
  const page = await openAward(web, 'rosalind', 'lost.ukri');
  const loseNext = async (isDelivered: boolean): Promise<void> => {
    await loseReply(page, '**/internal-notes/', { isDelivered });
    await add(page);
  };
  await field(page).fill('Typed with care.');
  await loseNext(false);
  await notesOf(page).getByText('It has not happened so far').waitFor();
  assert.equal(await field(page).inputValue(), 'Typed with care.');
  await loseNext(true);
  await notesOf(page).getByText('it did happen: The internal note is added.').waitFor();
  assert.equal(await field(page).inputValue(), '');
  await notesOf(page).getByRole('listitem').getByText('Typed with care.').waitFor();
  // The same text again is another note.
  await field(page).fill('Typed with care.');
  await loseNext(false);
  await notesOf(page).getByText('It has not happened so far').waitFor();
});

test('keeps a half-typed note and comment while other awards are read and over a reload', async () => {
  for (const n of [1, 2]) await sendAward(web, `draft${n}.ukri`, { name: `Draft ${n}` });
  const page = await web.openPage('rosalind', '/?query=draft');
  const open = (name: string) => page.getByRole('heading', { name, level: 1 }).waitFor();
  await page.getByRole('link', { name: 'Draft 1' }).click();
  await open('Draft 1');
  await field(page).fill('Half a note');
  const dialog = page.getByRole('dialog');
  await findDecisionButton(page, 'Reject').click();
  await dialog.getByLabel('Comment').fill('Half a comment');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await findDecisionButton(page, 'Approve').click();
  await dialog.getByLabel('Comment (optional)').fill('Or rather not');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await page.getByRole('link', { name: 'Next', exact: true }).click();
  await open('Draft 2');
  assert.equal(await field(page).inputValue(), '');
  await page.getByRole('link', { name: 'Previous', exact: true }).click();
  await open('Draft 1');
  assert.equal(await field(page).inputValue(), 'Half a note');
  await page.reload();
  await field(page).waitFor();
  assert.equal(await field(page).inputValue(), 'Half a note');
  await findDecisionButton(page, 'Reject').click();
  assert.equal(await dialog.getByLabel('Comment').inputValue(), 'Half a comment');
  await dialog.getByRole('button', { name: 'Reject', exact: true }).click();
  await page.getByText(/Draft 1 is rejected\./).waitFor();
  await add(page);
  await notesOf(page).getByRole('listitem').getByText('Half a note').waitFor();
  const drafts = 'Object.keys(sessionStorage).filter((key) => /draft/.test(key)).length';
  // What was sent is forgotten, and a rejected award needs no comment of an approval.
  await page.waitForFunction(`${drafts} === 0`);
  await field(page).fill('For my eyes');
  await page.waitForFunction(`${drafts} === 1`);
  await page.getByRole('button', { name: 'Account of rosalind' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  assert.equal(await page.evaluate(drafts), 0, 'signing out forgets the rest');
});

test('lets support read the notes and not add any', async () => {
  await sendAward(web, 'read.ukri', { name: 'Read only' });
  const page = await openAward(web, 'help', 'read.ukri');
  await notesOf(page).getByText('No internal notes yet.').waitFor();
  assert.equal(await field(page).count(), 0);
});

test('knows the text limit of the API', async () => {
  const { body } = await web.app.get('/api/schema/');
  const path = '/api/openportal-managed-projects/{identifier}/{destination}/internal-notes/';
  const { schema } = body.paths[path].post.requestBody.content['application/json'];
  assert.equal(schema.properties.text.maxLength, maxNoteLength);
});

test('shows the notes in both themes and on a phone', async () => {
  const ready = (page: Page) => notesOf(page).getByRole('listitem').first().waitFor();
  const address = awardPagePath('note.ukri');
  assert.deepEqual(await checkScreen(web, 'rosalind', address, 'award-internal-notes', ready), []);
});

test('logged no error in any browser console', () => assert.deepEqual(web.consoleErrors, []));
