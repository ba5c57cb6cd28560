import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import {
  BrowserTestApp,
  checkScreen,
  findAxeViolations,
  saveScreenshot,
} from '../support/browser-test-app.ts';
import { findSection, waitForFrames } from './award-helpers.ts';
import { happened, loseReply } from './network-helpers.ts';

/* Issue 17, 5: a person chooses a short name at the first sign-in (docs/rules/machines.md, M2.1). */

let web: BrowserTestApp;
before(async () => {
  web = await BrowserTestApp.open();
});
afterEach(() => web.closePages());
after(() => web.close());

const dialog = (page: Page) => page.getByRole('dialog');
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const notice = (page: Page) => findSection(page, 'Choose your short name');

async function createPerson(username: string, more: object = {}): Promise<string> {
  return (await web.app.create('/api/users/', { username, ...more })).uuid;
}

const findShortName = async (uuid: string): Promise<string | null> =>
  (await web.app.get(`/api/openportal-userinfo/${uuid}/`)).body.shortname;

test('a person without a short name chooses the proposed one or another, once', async () => {
  const uuid = await createPerson('Ada.Byron@example.org');
  const page = await web.openPage('Ada.Byron@example.org', '/');
  await notice(page).getByRole('button', { name: 'Choose a name' }).click();
  const field = dialog(page).getByRole('textbox', { name: 'Short name' });
  assert.equal(await field.inputValue(), 'ada-byron');
  await saveScreenshot(page, 'choose-short-name');
  assert.deepEqual(await findAxeViolations(page), []);
  const submit = dialog(page).getByRole('button', { name: 'Choose this name' });
  for (const [text, message] of [
    ['', 'A short name is required.'],
    ['Ada', 'At most 20 of a–z, 0–9 and -, beginning with a letter.'],
    ['a'.repeat(21), 'At most 20 of a–z, 0–9 and -, beginning with a letter.'],
    ['rosalind', 'This short name is or was somebody else’s.'],
    ['brics', "A short name must differ from the portal's name."],
  ] as const) {
    await field.fill(text);
    await submit.click();
    await dialog(page).locator('[class*=error]').getByText(message).waitFor();
  }
  await field.fill('ada');
  await submit.dblclick();
  await notice(page).waitFor({ state: 'detached' });
  assert.equal(await findShortName(uuid), 'ada');
  await page.goto(`/people/${uuid}`);
  const account = findSection(page, 'Account');
  await account.getByText('ada', { exact: true }).waitFor();
  assert.equal(await button(page, /short name/).count(), 0);
});

test('can put it off, and choose on the account page', async () => {
  const uuid = await createPerson('later');
  const page = await web.openPage('later', '/');
  await notice(page).getByRole('button', { name: 'Later' }).click();
  await notice(page).waitFor({ state: 'detached' });
  await button(page, 'Account of later').click();
  await page.getByRole('menuitem', { name: 'My account' }).click();
  await findSection(page, 'Account').getByText('None yet').waitFor();
  await button(page, 'Choose a short name').click();
  await dialog(page).getByRole('button', { name: 'Choose this name' }).click();
  await findSection(page, 'Account').getByText('later', { exact: true }).nth(1).waitFor();
  assert.equal(await findShortName(uuid), 'later');
});

test('staff change a chosen name, support only reads it', async () => {
  const uuid = await createPerson('chosen');
  await web.app.request('PUT', `/api/openportal-userinfo/${uuid}/`, {
    body: { shortname: 'first-choice' },
  });
  const page = await web.openPage('staff', `/people/${uuid}`);
  await button(page, 'Change the short name').click();
  await dialog(page).getByRole('textbox', { name: 'Short name' }).fill('second-choice');
  const submit = dialog(page).getByRole('button', { name: 'Set short name' });
  await loseReply(page, '**/set_shortname/', { method: 'PUT', isDelivered: false });
  await submit.click();
  await dialog(page).getByText('It has not happened so far').waitFor();
  await submit.dblclick();
  await page.getByText('The short name is second-choice.').first().waitFor();
  await dialog(page).waitFor({ state: 'detached' });
  await button(page, 'Change the short name').click();
  await dialog(page).getByRole('textbox', { name: 'Short name' }).fill('third-choice');
  await loseReply(page, '**/set_shortname/', { method: 'PUT' });
  await submit.click();
  await happened(page, 'The short name is third-choice.');
  // Enter in the field does not send it again.
  const urls: string[] = [];
  page.on('request', (request) => urls.push(`${request.method()} ${request.url()}`));
  await dialog(page).getByRole('textbox', { name: 'Short name' }).press('Enter');
  await waitForFrames(page);
  assert.deepEqual(
    urls.filter((url) => url.startsWith('PUT')),
    [],
  );
  await dialog(page).getByRole('button', { name: 'Close' }).last().click();
  await findSection(page, 'Account').getByText('third-choice').waitFor();
  const support = await web.openPage('help', `/people/${uuid}`);
  await findSection(support, 'Account').getByText('third-choice').waitFor();
  assert.equal(await button(support, /short name/).count(), 0);
});

test('is not asked of people who have one', async () => {
  const page = await web.openPage('rosalind', '/overview');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
  assert.equal(await notice(page).count(), 0);
});

test('passes axe in both themes and on a phone', async () => {
  await createPerson('looks');
  const ready = (page: Page) => notice(page).waitFor();
  assert.deepEqual(await checkScreen(web, 'looks', '/', 'short-name-notice', ready), []);
});

test('logged no error in any browser console', () => {
  assert.deepEqual(web.consoleErrors, []);
});
