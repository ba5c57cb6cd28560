import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import {
  BrowserTestApp,
  checkLooks,
  checkScreen,
  findAxeViolations,
  saveScreenshot,
} from '../support/browser-test-app.ts';
import { TestProvider } from '../support/oidc/test-provider.ts';
import { findFreePorts } from '../support/free-ports.ts';
import { happened, loseReply } from './network-helpers.ts';

/* Sessions, passwords, reset links, sign-in providers and the administrative audit in a browser. */

let web: BrowserTestApp;
let provider: TestProvider;
before(async () => {
  const [port] = (await findFreePorts(1)) as [number];
  provider = await TestProvider.open([`http://127.0.0.1:${port}`]);
  web = await BrowserTestApp.open({ port, providers: [provider.getSettings()] });
});
afterEach(() => web.closePages());
after(async () => {
  await web.close();
  await provider.close();
});

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const dialog = (page: Page) => page.getByRole('dialog');

async function findPersonUuid(username: string): Promise<string> {
  const { body } = await web.app.get(`/api/users/?username=${username}`);
  return body[0].uuid;
}

async function openSignedOutPage(address: string): Promise<Page> {
  const page = await (await web.createContext()).newPage();
  page.setDefaultTimeout(20_000);
  page.on('pageerror', (error) => web.consoleErrors.push(`${page.url()}: ${error}`));
  await page.goto(address);
  return page;
}

test('signs in and out with a provider', async () => {
  await provider.configure({
    people: { 'sub-lise': { preferred_username: 'lise', name: 'Lise Example' } },
  });
  const page = await openSignedOutPage('/projects');
  await page.getByRole('textbox', { name: 'User name' }).waitFor();
  assert.deepEqual(await findAxeViolations(page), []);
  await saveScreenshot(page, 'sign-in-provider');
  await page.getByRole('link', { name: 'Sign in with Example University' }).click();
  await page.waitForURL(`${provider.issuer}/**`);
  await page.locator('input[name=login]').fill('sub-lise');
  await page.locator('input[name=password]').fill('any');
  await page.locator('button[type=submit]').click();
  await page.getByRole('heading', { level: 1, name: 'Projects' }).waitFor();
  await button(page, 'Account of lise').click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.waitForURL(`${provider.issuer}/session/end**`);
});

test('explains why signing in with a provider failed', async () => {
  const page = await openSignedOutPage('/sign-in?problem=unknown');
  await page.getByText('You have no account here.').waitFor();
  await page.goto('/sign-in?problem=%3Cscript%3E');
  await page.getByText('The provider did not confirm who you are.').waitFor();
});

test('shows how long to wait after too many wrong passwords', async () => {
  await web.app.create('/api/users/', { username: 'guessed', password: web.password });
  const page = await openSignedOutPage('/sign-in');
  await page.getByRole('textbox', { name: 'User name' }).fill('guessed');
  for (let count = 0; count < 7; count++) {
    await page.getByRole('textbox', { name: 'Password' }).fill(`guess ${count}`);
    await button(page, 'Sign in').click();
    await page
      .getByText(count < 6 ? 'Invalid username or password.' : /Too many attempts/)
      .waitFor();
    if (count < 6) await button(page, 'Sign in').and(page.locator(':enabled')).waitFor();
  }
  await button(page, /^Wait \d+ s$/).waitFor();
  await button(page, 'Sign in').and(page.locator(':enabled')).waitFor();
});

test('lists sessions, marks the current one, ends one or all others', async () => {
  await web.app.create('/api/users/', { username: 'many', password: web.password });
  await web.setPassword('many');
  const uuid = await findPersonUuid('many');
  const page = await web.openPage('many', `/people/${uuid}`);
  const other = await web.openPage('many', `/people/${uuid}`);
  await web.openPage('many', '/');
  await web.openPage('many', '/');
  await page.reload();
  const table = page.getByRole('table', { name: 'Sessions' });
  await table.getByText('Current').waitFor();
  assert.equal(await table.getByRole('row').count(), 5, 'the heading and four sessions');
  assert.match((await table.textContent()) ?? '', /Chrome on Linux.*127\.0\.0\.1/);
  assert.deepEqual(await findAxeViolations(page), []);
  await saveScreenshot(page, 'account');
  const endOne = button(page, /End the session in/).first();
  await endOne.click();
  await loseReply(page, '**/sessions/*/', { method: 'DELETE', isDelivered: false });
  await dialog(page).getByRole('button', { name: 'End session' }).click();
  await dialog(page).getByText('It has not happened so far').waitFor();
  await dialog(page).getByRole('button', { name: 'End session' }).click();
  await page.getByText('The session has ended.').waitFor();
  await dialog(page).waitFor({ state: 'detached' });
  await table.getByRole('row').nth(4).waitFor({ state: 'detached' });
  await loseReply(page, '**/sessions/*/', { method: 'DELETE' });
  await endOne.click();
  await dialog(page).getByRole('button', { name: 'End session' }).click();
  await happened(page, 'The session has ended.');
  await dialog(page).getByRole('button', { name: 'Close' }).last().click();
  await table.getByRole('row').nth(3).waitFor({ state: 'detached' });
  assert.equal(await table.getByRole('row').count(), 3);
  await loseReply(page, '**/sessions/', { method: 'DELETE' });
  await button(page, 'End all other sessions').click();
  await dialog(page).getByRole('button', { name: 'End sessions' }).click();
  await happened(page, 'All your other sessions have ended.');
  await dialog(page).getByRole('button', { name: 'Close' }).last().click();
  // The table is fetched again after the request.
  await table.getByRole('row').nth(2).waitFor({ state: 'detached' });
  assert.equal(await table.getByRole('row').count(), 2);
  assert.equal((await other.request.get('/api/users/me/')).status(), 401);
});

test('changes one’s own password, with API errors at their fields', async () => {
  await web.app.create('/api/users/', { username: 'changer', password: web.password });
  await web.setPassword('changer');
  const page = await web.openPage('changer', `/people/${await findPersonUuid('changer')}`);
  await button(page, 'Change password').click();
  const form = dialog(page);
  await form.getByRole('textbox', { name: 'Current password' }).fill('not this');
  await form.getByRole('textbox', { name: 'New password' }).fill('password1234');
  await form.getByRole('button', { name: 'Change password' }).click();
  await form.getByText('This is not your password.').waitFor();
  await form.getByRole('textbox', { name: 'Current password' }).fill(web.password);
  await form.getByRole('button', { name: 'Change password' }).click();
  await form.getByText('This password is too easy to guess. Choose a less common one.').waitFor();
  await form.getByRole('textbox', { name: 'New password' }).fill('a sea of green glass');
  await loseReply(page, '**/me/password/', { isDelivered: false });
  await form.getByRole('button', { name: 'Change password' }).click();
  await form.getByText(/either it is mistyped or the new one is set already/).waitFor();
  await form.getByRole('button', { name: 'Change password' }).click();
  await page.getByText('Your password is changed.').waitFor();
});

test('creates a reset link, shows it once and accepts it once', async () => {
  await web.app.create('/api/users/', { username: 'forgetful', full_name: 'Fay Example' });
  const staff = await web.openPage('staff', `/people/${await findPersonUuid('forgetful')}`);
  await button(staff, 'Reset link').click();
  await loseReply(staff, '**/reset-link/');
  await dialog(staff).getByRole('button', { name: 'Create link' }).click();
  await dialog(staff)
    .getByText(/Create another one: it replaces it/)
    .waitFor();
  await dialog(staff).getByRole('button', { name: 'Create link' }).click();
  const link = await dialog(staff).getByLabel('Link').inputValue();
  assert.deepEqual(await findAxeViolations(staff), []);
  await saveScreenshot(staff, 'reset-link');
  await dialog(staff).getByRole('button', { name: 'Done' }).click();

  const page = await openSignedOutPage(link);
  await page.getByText('For Fay Example (user name forgetful).').waitFor();
  assert.ok(!page.url().includes('#'), 'the key is removed from the URL at once');
  assert.deepEqual(await checkLooks(page, 'reset'), []);
  await page.getByRole('textbox', { name: 'New password' }).fill('short');
  await button(page, 'Set password').click();
  await page.getByText('At least 12 characters are required.').waitFor();
  await page.getByRole('textbox', { name: 'New password' }).fill('a sea of green glass');
  const late = await openSignedOutPage(link);
  await late.getByRole('textbox', { name: 'New password' }).fill('a sea of green paper');
  await loseReply(page, '**/api/reset/', { isDelivered: false });
  await button(page, 'Set password').click();
  await page.getByText('It has not happened so far').waitFor();
  await button(page, 'Set password').click();
  await page.getByText('Your password is set. Sign in with it.').waitFor();
  // A link that no longer works does not prove which password was set with it.
  await loseReply(late, '**/api/reset/', { isDelivered: false });
  await button(late, 'Set password').click();
  await late.getByText('It may have happened').waitFor();
  await late.getByText(/so the password is probably set\. Try to sign in with it/).waitFor();
  const sent: string[] = [];
  late.on('request', (request) => {
    if (request.method() === 'POST') sent.push(request.url());
  });
  await late.getByRole('textbox', { name: 'New password' }).press('Enter');
  await late.getByRole('textbox', { name: 'New password' }).fill('');
  await late.getByRole('textbox', { name: 'New password' }).press('Enter');
  assert.ok(await late.getByText('It may have happened').isVisible());
  await late.getByRole('link', { name: 'Go to sign-in' }).click();
  await late.getByRole('textbox', { name: 'User name' }).waitFor();
  assert.deepEqual(sent, [], 'Enter sends nothing where the button has left');
  await page.getByRole('textbox', { name: 'User name' }).fill('forgetful');
  await page.getByRole('textbox', { name: 'Password' }).fill('a sea of green glass');
  await button(page, 'Sign in').click();
  await page.getByRole('heading', { level: 1 }).waitFor();

  const again = await openSignedOutPage(link);
  await again.getByText('This link has been used or is too old.').waitFor();
});

test('creates a service account and a token with a scope', async () => {
  const page = await web.openPage('staff', '/people');
  await button(page, 'New person').click();
  const form = dialog(page);
  await form.getByRole('textbox', { name: 'User name' }).fill('nightly');
  await form.getByRole('checkbox', { name: 'Service account' }).check();
  assert.equal(await form.getByLabel('Password').count(), 0);
  await form.getByRole('button', { name: 'Create account' }).click();
  await page.getByText('Service account').first().waitFor();
  assert.equal(await button(page, 'Reset link').count(), 0);
  await button(page, 'New token').click();
  await dialog(page).getByRole('textbox', { name: 'Name' }).fill('reviews');
  await dialog(page).getByRole('radio', { name: 'review' }).check();
  await saveScreenshot(page, 'new-token');
  await dialog(page).getByRole('button', { name: 'Create token' }).click();
  await dialog(page).getByRole('button', { name: 'I have saved it' }).click();
  const row = page.getByRole('table', { name: 'API tokens' }).getByRole('row', { name: /reviews/ });
  assert.match((await row.textContent()) ?? '', /review.*Never/);
  await page.goto('/people?is_service_account=true');
  await page.getByRole('row', { name: /nightly/ }).waitFor();
  assert.equal(await page.getByRole('row').count(), 2);
});

test('shows administrative changes with the values before and after', async () => {
  const customer = await web.app.create('/api/customers/', { name: 'Looked at' });
  await web.app.patch(`/api/customers/${customer.uuid}/`, { name: 'Looked at twice' });
  const page = await web.openPage('help', '/administration?query=looked');
  await page.getByText('Customer changed: Looked at twice').waitFor();
  const change = page.getByRole('article').filter({ hasText: 'Customer changed' });
  assert.match((await change.textContent()) ?? '', /with a token from 127\.0\.0\.1/);
  const cells = await change.getByRole('row').last().getByRole('cell').allTextContents();
  assert.deepEqual(cells, ['name', 'Looked at', 'Looked at twice']);
  const ready = (one: Page) => one.getByText('Customer changed: Looked at twice').waitFor();
  const path = '/administration?query=looked';
  assert.deepEqual(await checkScreen(web, 'help', path, 'administration', ready), []);
  await page.getByLabel('Kind').selectOption('Templates');
  await page.getByText('No entries').waitFor();
  const rosalind = await web.openPage('rosalind', '/');
  await rosalind.getByRole('heading', { level: 1 }).waitFor();
  assert.equal(await rosalind.getByRole('link', { name: 'Administration' }).count(), 0);
});

// They report breaches of the content security policy, too.
test('logged no error in any browser console', () => assert.deepEqual(web.consoleErrors, []));
