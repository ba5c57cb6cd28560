import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import {
  findAxeViolations,
  checkScreen,
  saveScreenshot,
  BrowserTestApp,
} from '../support/browser-test-app.ts';
import { sendAward } from './award-helpers.ts';

/* People, their accounts and API tokens. */

let web: BrowserTestApp;
before(async () => {
  web = await BrowserTestApp.open();
});
afterEach(() => web.closePages());
after(() => web.close());

const dialog = (page: Page) => page.getByRole('dialog');
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });

async function findPersonUuid(username: string): Promise<string> {
  const { body } = await web.app.get(`/api/users/?username=${username}`);
  return body[0].uuid;
}

/** An account for one test, so that tests do not affect each other. */
async function createPerson(username: string): Promise<string> {
  const full_name = `${username[0]?.toUpperCase()}${username.slice(1)} Example`;
  const { uuid } = await web.app.create('/api/users/', { username, full_name });
  return uuid;
}

/** Records the titles of dialogs from now on; the returned function lists them in order. */
async function recordDialogTitles(page: Page): Promise<() => Promise<string[]>> {
  const watched = await page.evaluateHandle(() => {
    const seen: string[] = [];
    const look = (): void => {
      const words = document.querySelector('[role=dialog] h2')?.textContent;
      if (words && words !== seen.at(-1)) seen.push(words);
    };
    look();
    const change = { subtree: true, childList: true, characterData: true };
    new MutationObserver(look).observe(document.body, change);
    return seen;
  });
  return () => watched.evaluate((seen) => seen);
}

test('lists people with their badges, searches and filters them', async () => {
  const dormant = await createPerson('dormant');
  await web.app.patch(`/api/users/${dormant}/`, { is_active: false });
  const members = { 'rosalind.okafor@brics.example': 'PI' };
  await sendAward(web, 'member.ukri', { name: 'Names a person', members });
  const page = await web.openPage('help', '/people');
  const row = page.getByRole('row', { name: /marek/ });
  await row.waitFor();
  assert.deepEqual((await row.getByRole('cell').allTextContents()).slice(0, 3), [
    'marek',
    'Marek Lindqvist',
    'marek.lindqvist@brics.example',
  ]);
  await page.getByRole('row', { name: /help .*Support/ }).waitFor();
  assert.equal(await button(page, 'New person').count(), 0);
  await page.getByLabel('Rights').selectOption('Staff');
  await page.waitForURL(/is_staff=true/);
  await row.waitFor({ state: 'detached' });
  await page.getByRole('row', { name: /staff .*Staff/ }).waitFor();
  await page.getByLabel('Rights').selectOption('Any rights');
  await page.getByLabel('Account', { exact: true }).selectOption('Inactive');
  await page.getByRole('row', { name: /dormant .*Inactive/ }).waitFor();
  assert.equal(await page.getByRole('row', { name: /robot/ }).count(), 0);
  await page.getByLabel('Account', { exact: true }).selectOption('Active and inactive');
  await page.keyboard.press('Escape');
  await page.getByRole('searchbox').fill('okafor');
  await page.getByRole('row', { name: /staff/ }).waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'rosalind', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Rosalind Okafor' }).waitFor();
  const awards = page.getByRole('region', { name: 'Awards' });
  await awards
    .getByRole('listitem')
    .filter({ hasText: 'Names a person' })
    .getByText('Pending')
    .waitFor();
  await awards.getByRole('link', { name: 'Names a person' }).click();
  await page.waitForURL('**/awards/member.ukri/**');
});

test('creates an account, with API errors at their fields', async () => {
  const page = await web.openPage('staff', '/people');
  await button(page, 'New person').click();
  const form = dialog(page);
  await form.getByRole('textbox', { name: 'User name' }).fill('marek');
  await form.getByLabel('Full name').fill('Vera Winter');
  await form.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await form.getByRole('checkbox', { name: 'Support' }).check();
  await button(page, 'Create account').click();
  await form
    .getByText('A user with this user name exists already, in this or another case.')
    .waitFor();
  assert.deepEqual(await findAxeViolations(page), []);
  await saveScreenshot(page, 'person-new');
  assert.equal(await form.getByLabel('Full name').inputValue(), 'Vera Winter');
  await form.getByRole('textbox', { name: 'User name' }).fill('vera');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Vera Winter' }).waitFor();
  const vera = await web.createContext();
  const data = { username: 'vera', password: 'correct horse battery' };
  const reply = await vera.request.post('/api/session/', { data });
  assert.equal((await reply.json()).is_support, true);
});

test('edits an account, but not one’s own staff rights', async () => {
  const page = await web.openPage('staff', `/people/${await createPerson('pavel')}`);
  await button(page, 'Edit').click();
  await page.getByLabel('Full name').fill('Pavel Novák');
  await page.getByRole('checkbox', { name: 'Support' }).check();
  await button(page, 'Save').click();
  await page.getByRole('heading', { level: 1, name: 'Pavel Novák' }).waitFor();
  const { body } = await web.app.get(`/api/users/${await findPersonUuid('pavel')}/`);
  assert.deepEqual([body.full_name, body.is_support, body.is_staff], ['Pavel Novák', true, false]);
  await page.goto(`/people/${web.app.people.get('staff')?.uuid}`);
  await button(page, 'Edit').click();
  assert.ok(await page.getByRole('checkbox', { name: 'Staff' }).isDisabled());
  await page.getByLabel('E-mail').fill('staff@brics.example');
  await button(page, 'Save').click();
  await page.getByText('staff@brics.example').waitFor();
  assert.equal(await button(page, 'Deactivate').count(), 0);
  assert.ok((await web.app.get('/api/users/me/')).body.is_staff);
});

test('deactivates an account after explaining what that means, and activates it again', async () => {
  const uuid = await createPerson('olga');
  const isActive = async () => (await web.app.get(`/api/users/${uuid}/`)).body.is_active;
  const page = await web.openPage('staff', `/people/${uuid}`);
  assert.equal(await button(page, /delete/i).count(), 0);
  await button(page, 'Deactivate').click();
  await dialog(page).getByText('earlier decisions keep their author').waitFor();
  await saveScreenshot(page, 'person-deactivate');
  await page.keyboard.press('Escape');
  assert.equal(await isActive(), true);
  await button(page, 'Deactivate').click();
  const questions = await recordDialogTitles(page);
  await dialog(page).getByRole('button', { name: 'Deactivate' }).click();
  await page.getByText('Inactive').waitFor();
  await dialog(page).waitFor({ state: 'detached' });
  assert.equal(await isActive(), false);
  // The title stays the same while the dialog closes.
  assert.deepEqual(await questions(), ['Deactivate Olga Example?']);
  await button(page, 'Activate').click();
  await dialog(page).getByRole('button', { name: 'Activate' }).click();
  await dialog(page).waitFor({ state: 'detached' });
  await button(page, 'Deactivate').waitFor();
  assert.equal(await isActive(), true);
});

test('sets a password with which the person can sign in', async () => {
  const page = await web.openPage('staff', `/people/${await createPerson('igor')}`);
  await button(page, 'Set password').click();
  await dialog(page).getByRole('textbox', { name: 'New password' }).fill('short');
  await dialog(page).getByRole('button', { name: 'Set password' }).click();
  await dialog(page).getByText('At least 12 characters are required.').waitFor();
  await dialog(page).getByRole('textbox', { name: 'New password' }).fill('a sea of green glass');
  await page.keyboard.press('Enter');
  await page.getByText('The password is set.').waitFor();
  const context = await web.createContext();
  const data = { username: 'igor', password: 'a sea of green glass' };
  assert.ok((await context.request.post('/api/session/', { data })).ok());
});

test('cannot change the robot', async () => {
  const { uuid } = await web.app.db
    .selectFrom('person')
    .select('uuid')
    .where('is_robot', '=', true)
    .executeTakeFirstOrThrow();
  const page = await web.openPage('staff', `/people/${uuid}`);
  await button(page, 'Activate').click();
  await dialog(page).getByRole('button', { name: 'Activate' }).click();
  await dialog(page).getByText('The robot account cannot be changed.').waitFor();
  await page.keyboard.press('Escape');
  assert.equal(await page.getByRole('heading', { name: 'API tokens' }).count(), 0);
});

test('opens one’s own account from the menu, with roles and without edit buttons', async () => {
  const page = await web.openPage('marek', '/overview');
  await button(page, 'Account of marek').click();
  await page.getByRole('menuitem', { name: 'My account' }).click();
  await page.getByRole('heading', { level: 1, name: 'Marek Lindqvist' }).waitFor();
  await page.getByText('Your own account.').waitFor();
  const role = page.getByRole('listitem').filter({ hasText: 'Bristol Centre' });
  assert.match((await role.textContent()) ?? '', /Manager/);
  for (const name of ['Edit', 'Deactivate', 'Set password']) {
    assert.equal(await button(page, name).count(), 0, name);
  }
  await page.getByRole('link', { name: 'UKRI Access' }).click();
  await page.getByRole('heading', { level: 1, name: 'UKRI Access' }).waitFor();
  await page.goto(`/people/${await findPersonUuid('rosalind')}`);
  await page.getByText('Not found', { exact: true }).waitFor();
});

test('creates a token, shows and copies its key once, and revokes it', async () => {
  const uuid = await findPersonUuid('marek');
  const page = await web.openPage('marek', `/people/${uuid}`);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await button(page, 'New token').click();
  await dialog(page).getByRole('textbox', { name: 'Name' }).fill('Nightly report');
  await dialog(page).getByLabel('Days').fill('30');
  await page.keyboard.press('Enter');
  await dialog(page).getByText('It will not be shown again.').waitFor();
  await saveScreenshot(page, 'person-token-key');
  assert.deepEqual(await findAxeViolations(page), []);
  const key = await dialog(page).getByRole('textbox', { name: 'Key' }).inputValue();
  await page.keyboard.press('Escape');
  await dialog(page).getByRole('button', { name: 'Copy' }).click();
  await dialog(page).getByRole('button', { name: 'Copied' }).waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), key);
  const use = () =>
    fetch(`${web.app.url}/api/users/me/`, { headers: { authorization: `Token ${key}` } });
  assert.equal((await use()).status, 200);
  await dialog(page).getByRole('button', { name: 'I have saved it' }).click();
  await page.getByRole('row', { name: /Nightly report/ }).waitFor();
  assert.ok(!(await page.content()).includes(key));
  await button(page, 'Revoke Nightly report').click();
  await dialog(page)
    .getByText('Programs that use this token can no longer reach the API.')
    .waitFor();
  await dialog(page).getByRole('button', { name: 'Revoke token' }).dblclick();
  await page.getByRole('row', { name: /Nightly report/ }).waitFor({ state: 'detached' });
  assert.equal((await use()).status, 401);
});

test('creates a token without an end', async () => {
  const uuid = await createPerson('nina');
  const page = await web.openPage('staff', `/people/${uuid}`);
  await button(page, 'New token').click();
  await dialog(page).getByRole('textbox', { name: 'Name' }).fill('For ever');
  await dialog(page).getByLabel('Days').fill('');
  await button(page, 'Create token').dblclick();
  await dialog(page).getByRole('textbox', { name: 'Key' }).waitFor();
  await button(page, 'I have saved it').click();
  await page.getByRole('row', { name: /For ever.*later if its owner signs in/ }).waitFor();
  const { body } = await web.app.get(`/api/users/${uuid}/tokens/`);
  assert.deepEqual(
    body.map((token: { expires_at: string | null }) => token.expires_at),
    [null],
  );
});

test('shows an account to support without what only staff or its owner can do', async () => {
  const page = await web.openPage('help', `/people/${await findPersonUuid('rosalind')}`);
  await page.getByText('rosalind.okafor@brics.example').waitFor();
  await page.getByRole('region', { name: 'Roles' }).getByRole('link').first().waitFor();
  for (const name of ['Edit', 'Deactivate', 'Set password', 'New token']) {
    assert.equal(await button(page, name).count(), 0, name);
  }
});

test('passes axe in both themes and on a phone', async () => {
  const inList = (page: Page) => page.getByText('marek.lindqvist').waitFor();
  assert.deepEqual(await checkScreen(web, 'staff', '/people', 'people', inList), []);
  const own = `/people/${await findPersonUuid('rosalind')}`;
  await web.app.post(`/api/users/${await findPersonUuid('rosalind')}/tokens/`, {
    name: 'Slurm accounts',
  });
  const ready = (page: Page) => page.getByText('Slurm accounts').waitFor();
  assert.deepEqual(await checkScreen(web, 'staff', own, 'person', ready), []);
  assert.deepEqual(await checkScreen(web, 'rosalind', own, 'own-account', ready), []);
});

test('logged no error in any browser console', () => {
  assert.deepEqual(web.consoleErrors, []);
});
