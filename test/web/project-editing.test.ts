import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { findAxeViolations, saveScreenshot, BrowserTestApp } from '../support/browser-test-app.ts';
import {
  createCustomer,
  createProject,
  dayFromToday,
  findManagingAward,
} from './project-helpers.ts';

/* Editing a project and its members. */

let web: BrowserTestApp;

before(async () => {
  web = await BrowserTestApp.open();
});

afterEach(() => web.closePages());
after(() => web.close());

const dialog = (page: Page) => page.getByRole('dialog');

test('creates a project, with API errors at their fields and nothing typed lost', async () => {
  await createCustomer(web, 'Makers');
  const page = await web.openPage('staff', '/projects');
  await page.getByRole('button', { name: 'New project' }).click();
  const form = dialog(page);
  await form.getByLabel('Name').fill('Made by hand');
  await form.getByLabel('Description').fill('Typed with care');
  await form.getByRole('button', { name: 'Create project' }).click();
  await form.getByText('Choose a customer.').waitFor();
  await form.getByRole('combobox', { name: 'Customer' }).fill('Maker');
  await page.getByRole('option', { name: 'Makers' }).click();
  await form.getByLabel('Start').fill('2027-05-01');
  await form.getByLabel('End').fill('2027-04-01');
  await form.getByLabel('Credits').fill('many');
  await form.getByRole('button', { name: 'Create project' }).click();
  await form.locator('[aria-invalid=true]').first().waitFor();
  await form
    .getByText('The end date must not be before the start date.')
    .or(form.getByText('A valid number'))
    .first()
    .waitFor();
  await saveScreenshot(page, 'project-new-refused');
  assert.deepEqual(await findAxeViolations(page), []);
  assert.equal(await form.getByLabel('Description').inputValue(), 'Typed with care');
  await form.getByLabel('End').fill('2027-06-01');
  await form.getByLabel('Credits').fill('2500');
  await form.getByRole('button', { name: 'Create project' }).dblclick();
  await page.getByRole('heading', { level: 1, name: 'Made by hand' }).waitFor();
  const { body } = await web.app.get('/api/projects/?name=made%20by%20hand');
  assert.deepEqual(
    body.map((one: Record<string, unknown>) => [
      one.customer_name,
      one.description,
      one.start_date,
      one.end_date,
      one.credits,
    ]),
    [['Makers', 'Typed with care', '2027-05-01', '2027-06-01', '2500.00']],
  );
});

test('edits a project in place', async () => {
  const owner = await createCustomer(web, 'Changers');
  const { uuid } = await createProject(web, owner, 'Old name', {
    credits: '5',
    end_date: dayFromToday(web, 30),
  });
  const page = await web.openPage('staff', `/projects/${uuid}`);
  await page.getByRole('button', { name: 'Edit' }).click();
  await page.getByLabel('Name').fill('New name');
  await page.getByLabel('End').fill('');
  await page.getByRole('textbox', { name: 'Credits' }).fill('70.25');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { level: 1, name: 'New name' }).waitFor();
  await page.getByText('Project saved.').waitFor();
  await page.getByText('70.25').waitFor();
  const { body } = await web.app.get(`/api/projects/${uuid}/`);
  assert.deepEqual([body.name, body.end_date, body.credits], ['New name', null, '70.25']);
});

test('does not let staff change the credits of a managed project', async () => {
  const award = await findManagingAward(web);
  const page = await web.openPage('staff', `/projects/${award.project_data.uuid}`);
  await page.getByRole('region', { name: 'Award' }).getByText('Approved').waitFor();
  await page.getByRole('button', { name: 'Edit' }).click();
  await page.getByText('Set by the award.').waitFor();
  assert.equal(await page.getByRole('textbox', { name: 'Credits' }).isEditable(), false);

  // An award is attached while somebody types.
  const owner = await web.app.get('/api/customers/?name=UKRI');
  const free = await createProject(web, owner.body[0], 'Free for now', { credits: '5' });
  await page.goto(`/projects/${free.uuid}`);
  await page.getByText('No award manages this project.').waitFor();
  await page.getByRole('button', { name: 'Edit' }).click();
  await page.getByRole('textbox', { name: 'Credits' }).fill('9');
  await page.getByLabel('Description').fill('Typed before the award was attached');
  const { id } = await web.app.db
    .selectFrom('project')
    .select('id')
    .where('uuid', '=', free.uuid)
    .executeTakeFirstOrThrow();
  const other = await web.app.get('/api/openportal-managed-projects/?state=pending');
  const without = other.body.find((one: { project: string }) => one.project === '');
  await web.app.db
    .updateTable('managed_project')
    .set({ project_id: id })
    .where('identifier', '=', without.identifier)
    .where('destination', '=', without.destination)
    .execute();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('The credits of this project follow its award.').waitFor();
  assert.equal(
    await page.getByLabel('Description').inputValue(),
    'Typed before the award was attached',
  );
});

test('marks a project as removed after explaining what that means', async () => {
  const owner = await createCustomer(web, 'Removers');
  const { uuid, url } = await createProject(web, owner, 'On its way out');
  const page = await web.openPage('staff', `/projects/${uuid}`);
  await page.getByRole('button', { name: 'Mark as removed' }).click();
  await dialog(page).getByText('no award can be attached to the project any more').waitFor();
  await saveScreenshot(page, 'project-remove');
  assert.deepEqual(await findAxeViolations(page), []);
  await dialog(page).getByRole('button', { name: 'Cancel' }).click();
  assert.equal((await web.app.get(url)).body.is_removed, false);
  await page.getByRole('button', { name: 'Mark as removed' }).click();
  await dialog(page).getByRole('button', { name: 'Mark as removed' }).click();
  await page.getByText('Marked as removed. The record stays').waitFor();
  assert.equal((await web.app.get(url)).body.is_removed, true);
});

const listRoles = async (url: string): Promise<string[]> =>
  (await web.app.get(`${url}list_users/`)).body.map(
    ({ user_username, role_name }: Record<string, string>) => `${user_username} ${role_name}`,
  );

test('grants a role in a project and revokes it after explaining what that means', async () => {
  const made = await createProject(web, await createCustomer(web, 'Shared Labs'), 'Soundings');
  const page = await web.openPage('staff', `/projects/${made.uuid}`);
  await page.getByText('Nobody is in this project').waitFor();
  await page.getByRole('button', { name: 'Grant a role' }).focus();
  await page.keyboard.press('Enter');
  await dialog(page).getByRole('button', { name: 'Grant role' }).click();
  await dialog(page).getByText('Choose a person from the list.').waitFor();
  await page.getByRole('combobox', { name: 'Person' }).fill('lindq');
  await page.getByRole('option', { name: 'Marek Lindqvist (marek)' }).waitFor();
  await saveScreenshot(page, 'project-grant-role');
  assert.deepEqual(await findAxeViolations(page), []);
  await page.getByRole('option', { name: 'Marek Lindqvist (marek)' }).click();
  await page.getByRole('radio', { name: 'Manager' }).check();
  await page.getByRole('button', { name: 'Grant role' }).dblclick();
  await page.getByRole('row', { name: /Marek Lindqvist.*Manager.*Member/ }).waitFor();
  assert.deepEqual(await listRoles(made.url), ['marek PROJECT.MANAGER']);

  const revokeButton = { name: 'Revoke the role Manager of Marek Lindqvist' };
  await page.getByRole('button', revokeButton).click();
  await dialog(page).getByText('Marek Lindqvist is then not a member of Soundings').waitFor();
  await saveScreenshot(page, 'project-revoke-role');
  assert.deepEqual(await findAxeViolations(page), []);
  await dialog(page).getByRole('button', { name: 'Cancel' }).click();
  assert.equal((await listRoles(made.url)).length, 1);
  await page.getByRole('button', revokeButton).click();
  await dialog(page).getByRole('button', { name: 'Revoke role' }).dblclick();
  await page.getByText('Nobody is in this project').waitFor();
  assert.deepEqual(await listRoles(made.url), []);
});

test('does not let staff change members whom the award controls', async () => {
  const { project: url, project_data } = await findManagingAward(web);
  await sql`update managed_project set details = details
    || '{"membership_control": "locked", "members": {}}' where project_id =
    (select id from project where uuid = ${project_data.uuid})`.execute(web.app.db);
  await web.app.createPerson('outsider');
  const before = await listRoles(url);
  const page = await web.openPage('staff', `/projects/${project_data.uuid}`);
  await page.getByText('Membership and roles follow the award').waitFor();
  await page.getByRole('button', { name: 'Grant a role' }).click();
  await page.getByRole('combobox', { name: 'Person' }).fill('outsid');
  await page.getByRole('option', { name: 'outsider Tester (outsider)' }).click();
  await page.getByRole('button', { name: 'Grant role' }).click();
  await dialog(page).getByText('controls its membership').waitFor();
  assert.deepEqual(await listRoles(url), before);
});

test('logged no error in any browser console', () => {
  assert.deepEqual(web.consoleErrors, []);
});
