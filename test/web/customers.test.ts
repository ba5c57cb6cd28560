import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import {
  findAxeViolations,
  checkScreen,
  saveScreenshot,
  BrowserTestApp,
} from '../support/browser-test-app.ts';

/* Customers, and the roles of people in them. */

let web: BrowserTestApp;
before(async () => {
  web = await BrowserTestApp.open();
});
afterEach(() => web.closePages());
after(() => web.close());

const rows = (page: Page) => page.getByRole('table').getByRole('row');
const dialog = (page: Page) => page.getByRole('dialog');

async function findCustomerUuid(name: string): Promise<string> {
  const { body } = await web.app.get(`/api/customers/?name=${encodeURIComponent(name)}`);
  return body[0].uuid;
}

/** A customer for one test, so that tests do not affect each other. */
async function createCustomer(name: string): Promise<{ uuid: string }> {
  return web.app.create('/api/customers/', { name, abbreviation: 'OWN', email: 'own@own.example' });
}

async function listRoles(uuid: string): Promise<string[]> {
  const { body } = await web.app.get(`/api/customers/${uuid}/list_users/`);
  return body.map((one: { user_username: string; role_name: string }) => {
    return `${one.user_username} ${one.role_name}`;
  });
}

test('lists customers with their numbers, searches and sorts them', async () => {
  const page = await web.openPage('rosalind', '/customers');
  const row = page.getByRole('row', { name: /UKRI Access/ });
  await row.waitFor();
  const cells = await row.getByRole('cell').allTextContents();
  assert.deepEqual(cells.slice(0, 3), ['UKRI Access', 'UKRI', 'access@ukri.example']);
  assert.equal(cells[4], '3');
  assert.equal(await page.getByRole('button', { name: 'New customer' }).count(), 0);
  await page.getByRole('button', { name: 'Name' }).click();
  await page.waitForURL(/o=-name/);
  await page
    .getByRole('columnheader', { name: 'Name' })
    .and(page.locator('[aria-sort=descending]'))
    .waitFor();
  await rows(page).nth(1).getByText('UKRI Access').waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('euro');
  await page.waitForURL(/query=euro/);
  await page.getByRole('row', { name: /UKRI Access/ }).waitFor({ state: 'detached' });
  assert.equal(await rows(page).count(), 2);
  await page.getByRole('searchbox').fill('nobody at all');
  await page.getByText('No customer matches').waitFor();
});

test('shows no customers, and why, to somebody without a role', async () => {
  await web.app.createPerson('stranger');
  await web.setPassword('stranger');
  const page = await web.openPage('stranger', '/customers');
  await page.getByText('You have no role in a customer and are in no project.').waitFor();
  await page.goto(`/customers/${await findCustomerUuid('UKRI Access')}`);
  await page.getByText('Not found', { exact: true }).waitFor();
});

/** The way back of the browser, which may be refused. */
const goBack = (page: Page): Promise<unknown> => page.evaluate('history.back()');

test('creates a customer, with API errors at their fields and nothing typed lost', async () => {
  const page = await web.openPage('staff', '/customers');
  await page.getByRole('link', { name: 'Projects', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Projects' }).waitFor();
  await page.getByRole('link', { name: 'Customers', exact: true }).click();
  await page.getByRole('button', { name: 'New customer' }).click();
  assert.ok(
    await dialog(page)
      .getByRole('textbox', { name: 'Name', exact: true })
      .evaluate((box) => box === document.activeElement),
  );
  await page.keyboard.type('Cardiff Bay Institute');
  await dialog(page).getByLabel('E-mail').fill('by the sea');
  await dialog(page).getByLabel('Description').fill('By the sea');
  const question = page.getByRole('dialog', { name: 'Leave without saving?' });
  await goBack(page);
  await question.waitFor();
  assert.deepEqual(await findAxeViolations(page), []);
  await page.keyboard.press('Escape');
  await question.waitFor({ state: 'detached' });
  assert.equal(await page.getByText('Close and lose what you entered?').count(), 0);
  await dialog(page).getByRole('button', { name: 'Create customer' }).click();
  await dialog(page).getByLabel('E-mail').and(page.locator('[aria-invalid=true]')).waitFor();
  assert.deepEqual(await findAxeViolations(page), []);
  assert.equal(await dialog(page).getByLabel('Description').inputValue(), 'By the sea');
  await dialog(page).getByLabel('E-mail').fill('desk@cardiff.example');
  await page.getByRole('button', { name: 'Create customer' }).dblclick();
  await page.getByRole('heading', { level: 1, name: 'Cardiff Bay Institute' }).waitFor();
  assert.equal((await web.app.get('/api/customers/?name=cardiff')).body.length, 1);
  await page.getByText('By the sea').waitFor();
});

test('edits a customer in place', async () => {
  const { uuid } = await createCustomer('Old Name');
  const page = await web.openPage('staff', `/customers/${uuid}`);
  await page.getByRole('button', { name: 'Edit' }).click();
  const name = page.getByRole('textbox', { name: 'Name', exact: true });
  const desk = page.getByRole('link', { name: 'Desk', exact: true });
  await name.fill('Newer Name');
  await desk.click();
  const question = page.getByRole('dialog', { name: 'Leave without saving?' });
  await question.waitFor();
  await page.keyboard.press('Escape');
  await question.waitFor({ state: 'detached' });
  assert.equal(await name.inputValue(), 'Newer Name');
  await desk.click();
  await question.getByRole('button', { name: 'Leave without saving' }).click();
  await page.getByRole('heading', { level: 1, name: 'Desk' }).waitFor();
  await page.goBack();
  await page.getByRole('button', { name: 'Edit' }).click();
  await name.fill('New Name');
  await page.getByLabel('Abbreviation').fill('');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { level: 1, name: 'New Name' }).waitFor();
  await page.getByText('Customer saved.').waitFor();
  const { body } = await web.app.get(`/api/customers/${uuid}/`);
  assert.deepEqual([body.name, body.abbreviation, body.email], ['New Name', '', 'own@own.example']);
});

test('grants a role to a person found by name, with the keyboard alone', async () => {
  const { uuid } = await createCustomer('Keys Only');
  const page = await web.openPage('staff', `/customers/${uuid}`);
  await page.getByText('Nobody has a role here').waitFor();
  await page.getByRole('button', { name: 'Grant a role' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('combobox', { name: 'Person' }).waitFor();
  await page.keyboard.type('lindq');
  await page.getByRole('option', { name: 'Marek Lindqvist (marek)' }).waitFor();
  await page.getByRole('option', { name: 'Sunita Rao' }).waitFor({ state: 'detached' });
  await saveScreenshot(page, 'customer-grant-role');
  assert.deepEqual(await findAxeViolations(page), []);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  assert.ok(await page.getByRole('radio', { name: 'Manager' }).isChecked());
  await page.getByRole('button', { name: 'Grant role' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('row', { name: /Marek Lindqvist.*Manager/ }).waitFor();
  await dialog(page).waitFor({ state: 'detached' });
  assert.deepEqual(await listRoles(uuid), ['marek CUSTOMER.MANAGER']);
  const opener = page.getByRole('button', { name: 'Grant a role' });
  assert.ok(await opener.evaluate((button) => button === document.activeElement));
});

test('asks for a person before it grants a role', async () => {
  const { uuid } = await createCustomer('No Choice');
  const page = await web.openPage('staff', `/customers/${uuid}`);
  await page.getByRole('button', { name: 'Grant a role' }).click();
  await page.getByRole('button', { name: 'Grant role' }).click();
  await page.getByText('Choose a person from the list.').waitFor();
});

test('revokes a role after explaining what that means', async () => {
  const { uuid } = await createCustomer('Revoked Here');
  for (const role of ['CUSTOMER.OWNER', 'CUSTOMER.MANAGER']) {
    const user = web.app.people.get('staff')?.uuid;
    await web.app.post(`/api/customers/${uuid}/add_user/`, { user, role });
  }
  const page = await web.openPage('staff', `/customers/${uuid}`);
  await page.getByRole('button', { name: 'Revoke the role Owner of staff Tester' }).click();
  await dialog(page)
    .getByText('staff Tester can no longer see or review awards of Revoked Here')
    .waitFor();
  await saveScreenshot(page, 'customer-revoke-role');
  assert.deepEqual(await findAxeViolations(page), []);
  await dialog(page).getByRole('button', { name: 'Cancel' }).click();
  assert.equal((await listRoles(uuid)).length, 2);
  await page.getByRole('button', { name: 'Revoke the role Owner of staff Tester' }).click();
  await dialog(page).getByRole('button', { name: 'Revoke role' }).dblclick();
  await page.getByRole('row', { name: /Owner/ }).waitFor({ state: 'detached' });
  assert.deepEqual(await listRoles(uuid), ['staff CUSTOMER.MANAGER']);
});

test('deletes a customer only where nothing uses it', async () => {
  const page = await web.openPage('staff', `/customers/${await findCustomerUuid('UKRI Access')}`);
  await page.getByRole('button', { name: 'Delete' }).click();
  await dialog(page).getByRole('button', { name: 'Delete customer' }).click();
  await dialog(page).getByText('Customer still has projects or templates.').waitFor();
  const { uuid } = await createCustomer('Not Used');
  await page.goto(`/customers/${uuid}`);
  await page.getByRole('button', { name: 'Delete' }).click();
  await dialog(page).getByText('This cannot be undone.').waitFor();
  await dialog(page).getByRole('button', { name: 'Delete customer' }).click();
  await page.getByRole('heading', { level: 1, name: 'Customers' }).waitFor();
  assert.equal((await web.app.get(`/api/customers/${uuid}/`)).status, 404);
});

test('shows people, templates and projects to support without any way to change them', async () => {
  const page = await web.openPage('help', `/customers/${await findCustomerUuid('UKRI Access')}`);
  await page.getByRole('row', { name: /Rosalind Okafor.*Owner/ }).waitFor();
  for (const name of ['Edit', 'Delete', 'Grant a role', /Revoke/]) {
    assert.equal(await page.getByRole('button', { name }).count(), 0, String(name));
  }
  await page.getByRole('link', { name: 'open-call' }).waitFor();
  await page.getByRole('link', { name: /^\d+ projects$/ }).click();
  await page.waitForURL(/\/projects\?customer_uuid=/);
});

test('reports a lost connection and retries', async () => {
  const page = await web.openPage('staff', '/overview');
  await page.route('**/api/customers/**', (route) => route.abort());
  await page.getByRole('link', { name: 'Customers' }).click();
  await page.getByText('The service does not answer.').waitFor({ timeout: 15_000 });
  await page.unroute('**/api/customers/**');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('link', { name: 'UKRI Access' }).waitFor();
});

test('passes axe in both themes and on a phone', async () => {
  const ready = (page: Page) => page.getByText('UKRI Access').first().waitFor();
  assert.deepEqual(await checkScreen(web, 'staff', '/customers', 'customers', ready), []);
  const address = `/customers/${await findCustomerUuid('UKRI Access')}`;
  const filled = async (page: Page) => {
    await page.getByText('Rosalind Okafor').waitFor();
    await page.getByText('open-call').waitFor();
  };
  assert.deepEqual(await checkScreen(web, 'staff', address, 'customer', filled), []);
});

test('logged no error in any browser console', () => {
  assert.deepEqual(web.consoleErrors, []);
});
