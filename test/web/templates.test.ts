import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import {
  findAxeViolations,
  checkScreen,
  saveScreenshot,
  BrowserTestApp,
} from '../support/browser-test-app.ts';
import { fetchTemplate, templatesPath } from './template-helpers.ts';

/* Templates, their form and the preview of an allocation. */

let web: BrowserTestApp;

before(async () => {
  web = await BrowserTestApp.open();
});

afterEach(() => web.closePages());
after(() => web.close());

const rows = (page: Page) => page.getByRole('table', { name: 'Templates' }).getByRole('row');

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

async function listShownNames(page: Page): Promise<string[]> {
  return rows(page).locator('td:first-child').allTextContents();
}

test('lists templates with their limits, searches, filters and sorts them', async () => {
  const page = await web.openPage('rosalind', '/templates');
  const row = page.getByRole('row', { name: /gateway/ });
  await row.waitFor();
  assert.deepEqual(await row.getByRole('cell').allTextContents(), [
    'gateway',
    'isambard-ai',
    'ukri',
    'Bristol Centre for Supercomputing',
    'UKRI Access',
    'Above 500 waitsAbove 2,000 is rejected',
    'Not set',
  ]);
  await page.getByRole('row', { name: /open-call.*Every request waits.*Set/ }).waitFor();
  await page.getByRole('row', { name: /regular.*No maximum/ }).waitFor();
  assert.deepEqual(await listShownNames(page), ['development', 'gateway', 'open-call', 'regular']);
  await button(page, 'Offering').click();
  await page.waitForURL(/o=offering/);
  await rows(page).nth(1).getByText('dawn').waitFor();
  await page.getByRole('combobox', { name: 'Awarding portal' }).click();
  await page.getByRole('option', { name: 'ehpc' }).click();
  await page.waitForURL(/portal=ehpc/);
  await page.getByRole('row', { name: /gateway/ }).waitFor({ state: 'detached' });
  assert.deepEqual(await listShownNames(page), ['development']);
  await page.getByRole('button', { name: 'Any awarding portal' }).click();
  await page.getByRole('row', { name: /gateway/ }).waitFor();
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('/');
  await page.keyboard.type('reg');
  await page.waitForURL(/name=reg/);
  await page.getByRole('row', { name: /gateway/ }).waitFor({ state: 'detached' });
  assert.deepEqual(await listShownNames(page), ['regular']);
  await page.getByRole('searchbox', { name: 'Name' }).fill('nothing of the kind');
  await page.getByText('No template matches').waitFor();
});

test('creates a template and shows it as stored', async () => {
  const page = await web.openPage('staff', '/templates');
  await page.getByRole('link', { name: 'New template' }).click();
  await page.getByRole('heading', { level: 1, name: 'New template' }).waitFor();
  await page.getByRole('textbox', { name: 'Name' }).fill('spring-call');
  await page.getByRole('textbox', { name: 'Awarding portal' }).fill('ukri');
  await page.getByRole('textbox', { name: 'Offering' }).fill('isambard-ai');
  await page.getByRole('combobox', { name: 'Provider' }).fill('brist');
  await page.getByRole('option', { name: 'Bristol Centre' }).click();
  await page.getByRole('combobox', { name: 'Customer' }).fill('ukri');
  await page.getByRole('option', { name: 'UKRI Access' }).click();
  await page.getByRole('textbox', { name: 'Approval limit' }).fill('500');
  await page.getByRole('textbox', { name: 'Maximum' }).fill('2500.5');
  await button(page, 'Add a unit').click();
  await page.keyboard.type('node hours');
  await page.keyboard.press('Tab');
  await page.keyboard.type('1');
  await page.getByText('1 credit = 1 NHR').waitFor();
  await button(page, 'Add a unit').click();
  await page.keyboard.type('gpuhr');
  await page.keyboard.press('Tab');
  await page.keyboard.type('4');
  await page.getByText('1 credit = 4 GPUHR').waitFor();
  await button(page, 'Add a unit').click();
  await page.keyboard.type('CPUHR');
  await button(page, 'Remove CPUHR').click();
  assert.ok(await button(page, 'Add a unit').evaluate((it) => it === document.activeElement));
  await button(page, 'Add a role').click();
  await page.keyboard.type('PI');
  await page.getByRole('combobox', { name: 'Project role for their role 1' }).click();
  await page.getByRole('option', { name: /^Admin/ }).click();
  await button(page, 'Add a role').click();
  await page.keyboard.type('Researcher');
  await page.getByLabel('Pattern').fill('spring{year}-{count}');
  await page.getByLabel('New key').fill('a secret of theirs');
  await page.getByText('Saving sets the key.').waitFor();
  await saveScreenshot(page, 'template-new');
  assert.deepEqual(await findAxeViolations(page), []);
  await button(page, 'Create template').dblclick();
  await page.getByRole('heading', { level: 1, name: 'spring-call' }).waitFor();
  await page.getByText('Template spring-call created.').waitFor();
  const { body } = await web.app.get(`${templatesPath}?name=spring-call`);
  assert.equal(body.length, 1);
  const created = body[0];
  assert.equal(new URL(page.url()).pathname, `/templates/${created.uuid}`);
  assert.deepEqual(
    [created.portal, created.offering, created.provider_data.name, created.customer_data.name],
    ['ukri', 'isambard-ai', 'Bristol Centre for Supercomputing', 'UKRI Access'],
  );
  assert.deepEqual([created.approval_limit, created.max_credit_limit], ['500.00', '2500.50']);
  assert.deepEqual(created.allocation_units_mapping, { NHR: 1, GPUHR: 4 });
  assert.deepEqual(created.role_mapping, { PI: 'PROJECT.ADMIN', Researcher: 'PROJECT.MEMBER' });
  assert.deepEqual([created.shortname, created.key], ['spring{year}-{count}', '********']);
  assert.ok(!(await page.content()).includes('a secret of theirs'));
  assert.equal(await page.getByLabel('New key').inputValue(), '');
  await page.getByRole('link', { name: 'All templates' }).click();
  await page.getByRole('row', { name: /spring-call/ }).waitFor();
});

test('lets an owner of the provider change a template', async () => {
  const { body } = await web.app.get(`${templatesPath}?name=gateway`);
  const page = await web.openPage('rosalind', `/templates/${body[0].uuid}`);
  await page.getByLabel('Approval limit').fill('600');
  await button(page, 'Save').click();
  await page.getByText('Template gateway saved.').waitFor();
  assert.equal((await fetchTemplate(web, body[0].uuid)).approval_limit, '600.00');
  assert.equal(await page.getByText(/Only staff/).count(), 0);
  await page.context().close();
});

test('shows templates and the preview to support and reviewers, read-only', async () => {
  const { body } = await web.app.get(`${templatesPath}?name=open-call`);
  for (const username of ['help', 'marek']) {
    const page = await web.openPage(username, '/templates');
    await page.getByRole('row', { name: /open-call/ }).waitFor();
    assert.equal(await page.getByRole('link', { name: 'New template' }).count(), 0);
    await page.getByRole('link', { name: 'open-call' }).click();
    await page.getByText('Only staff and owners of the provider can change it.').waitFor();
    const units = page.getByRole('table', { name: 'Units' });
    await units.getByRole('row', { name: 'GPUHR 1 credit = 4 GPUHR' }).waitFor();
    const roles = page.getByRole('table', { name: 'Roles' });
    await roles.getByRole('row', { name: 'PI Admin (PROJECT.ADMIN)' }).waitFor();
    await page.getByText('0: every request waits for a reviewer.').waitFor();
    for (const label of ['Name', 'Offering', 'Provider', 'Customer', 'Maximum', 'Pattern']) {
      assert.equal(await page.getByRole('textbox', { name: label }).isEditable(), false, label);
    }
    for (const name of ['Save', 'Delete', 'Add a unit', 'Add a role', 'Clear the key']) {
      assert.equal(await button(page, name).count(), 0, name);
    }
    assert.equal(await page.getByLabel('New key').count(), 0);
    await page.getByLabel('Allocation').fill('4000 GPUHR');
    await page.getByText('1,000 credits', { exact: true }).waitFor();
    await page.goto('/templates/new');
    await page.getByText('Only staff can create templates').waitFor();
  }
  assert.equal((await fetchTemplate(web, body[0].uuid)).key, '********');
});

test('reports a lost connection and a template that does not exist', async () => {
  const page = await web.openPage('staff', '/customers');
  await page.route('**/api/openportal-project-template/**', (route) => route.abort());
  await page.getByRole('link', { name: 'Templates', exact: true }).click();
  await page.getByText('The service does not answer.').waitFor({ timeout: 15_000 });
  await page.unroute('**/api/openportal-project-template/**');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('link', { name: 'gateway' }).waitFor();
  await page.goto('/templates/11111111-1111-4111-8111-111111111111');
  await page.getByRole('heading', { name: 'Not found' }).waitFor();
});

test('passes axe in both themes and on a phone', async () => {
  const listed = (page: Page) => page.getByRole('link', { name: 'gateway' }).waitFor();
  assert.deepEqual(await checkScreen(web, 'rosalind', '/templates', 'templates', listed), []);
  const { body } = await web.app.get(`${templatesPath}?name=gateway`);
  const address = `/templates/${body[0].uuid}`;
  const tried = async (page: Page) => {
    await page.getByRole('link', { name: /^\d+ awards$/ }).waitFor();
    await page.getByLabel('Allocation').fill('4000 GPUHR');
    await page.getByText('1,000 credits', { exact: true }).waitFor();
  };
  assert.deepEqual(await checkScreen(web, 'staff', address, 'template', tried), []);
  assert.deepEqual(await checkScreen(web, 'help', address, 'template-read', tried), []);
  const empty = (page: Page) => button(page, 'Create template').waitFor();
  assert.deepEqual(await checkScreen(web, 'staff', '/templates/new', 'template-empty', empty), []);
});

test('logged no error in any browser console', () => {
  assert.deepEqual(web.consoleErrors, []);
});
