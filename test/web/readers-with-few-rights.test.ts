import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { BrowserTestApp } from '../support/browser-test-app.ts';
import { findSection } from './award-helpers.ts';
import { findManagingAward } from './project-helpers.ts';

/* What pages say to people who see little: no roles, or only a role in a project. */

let web: BrowserTestApp;
before(async () => {
  web = await BrowserTestApp.open();
  await createPerson('stranger');
});
afterEach(() => web.closePages());
after(() => web.close());

const createPerson = (username: string): Promise<{ uuid: string }> =>
  web.app.create('/api/users/', { username, email: `${username}@example.ac.uk` });

test('the desk says which awards somebody without a role would see', async () => {
  const page = await web.openPage('stranger');
  await page.getByText(/You see the awards of customers in which you have a role/).waitFor();
  assert.equal(await page.getByText('No award needs a decision').count(), 0);
  await page.getByRole('tab', { name: /Rejected/ }).click();
  await page.getByText(/You see the awards of customers in which you have a role/).waitFor();
});

test('the page of an award says that a plain member does not see its history', async () => {
  const award = await findManagingAward(web);
  const { uuid } = await createPerson('plain-member');
  const role = { user: uuid, role: 'PROJECT.MEMBER' };
  await web.app.post(`/api/projects/${award.project_data.uuid}/add_user/`, role);
  const page = await web.openPage(
    'plain-member',
    `/awards/${award.identifier}/${award.destination}`,
  );
  await findSection(page, 'History')
    .getByText(/You may not see the history/)
    .waitFor();
  await page.getByText(/^Approved by/).waitFor();
  // The automatic approval has a note, which this reader does not see.
  assert.equal(await page.getByText('No comment.').count(), 0);
  await findSection(page, 'In the project now')
    .getByText(/^(1 person|\d+ people)$/)
    .waitFor();
});

test('logged no error in any browser console', () => {
  assert.deepEqual(web.consoleErrors, []);
});
