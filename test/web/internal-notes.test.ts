import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { BrowserTestApp, checkScreen } from '../support/browser-test-app.ts';
import { maxNoteLength } from '../../web/award/comment-rules.ts';
import { awardPagePath, fetchAward, findSection, openAward, sendAward } from './award-helpers.ts';

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
  const colleague = await openAward(web, 'marek', 'note.ukri');
  await notesOf(colleague).getByText('Ask <b>Marek</b> about storage.').waitFor();
  await notesOf(colleague).getByText('Rosalind').waitFor();
  assert.deepEqual((await fetchAward(web, 'note.ukri')).details.notes, []);
  const outbox = await web.app.db
    .selectFrom('outbox')
    .select('id')
    .where('identifier', '=', 'note.ukri')
    .execute();
  assert.deepEqual(outbox, []);
});

test('keeps a typed note when the service does not take it', async () => {
  await sendAward(web, 'lost.ukri', { name: 'Lost connection' });
  const page = await openAward(web, 'rosalind', 'lost.ukri');
  await page.route('**/internal-notes/', (route) =>
    route.request().method() === 'POST' ? route.abort() : route.continue(),
  );
  await field(page).fill('Typed with care.');
  await add(page);
  await notesOf(page).getByText('The service does not answer.').waitFor();
  assert.equal(await field(page).inputValue(), 'Typed with care.');
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
