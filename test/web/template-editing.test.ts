import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { findAxeViolations, saveScreenshot, BrowserTestApp } from '../support/browser-test-app.ts';
import { createTemplate, fetchTemplate, templatesPath } from './template-helpers.ts';

/* Editing a template. */

let web: BrowserTestApp;

before(async () => {
  web = await BrowserTestApp.open();
});

afterEach(() => web.closePages());
after(() => web.close());

const dialog = (page: Page) => page.getByRole('dialog');

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

const year = new Date().getUTCFullYear();

test('explains the limits while they are typed', async () => {
  const { uuid } = await createTemplate(web, 'Words');
  const page = await web.openPage('staff', `/templates/${uuid}`);
  const approval = page.getByRole('textbox', { name: 'Approval limit' });
  const maximum = page.getByRole('textbox', { name: 'Maximum' });
  await page.getByText('Requests above 500 credits wait for a reviewer').waitFor();
  await page.getByText('Requests above 2,000 credits are rejected.').waitFor();
  await approval.fill('0');
  await page.getByText('0: every request waits for a reviewer.').waitFor();
  await approval.fill('');
  await page.getByText('No limit: no request waits because of its size.').waitFor();
  await approval.fill('12000');
  await page.getByText('Requests above 12,000 credits wait for a reviewer').waitFor();
  await page
    .getByText('The limit is not below the maximum, so no request waits because of its size.')
    .waitFor();
  await maximum.fill('0');
  await page.getByText('0: every request for credits is rejected.').waitFor();
  await maximum.fill('');
  await page.getByText('No limit: no request is rejected because of its size.').waitFor();
  await maximum.fill('-5');
  await page.getByText('A valid number that is not negative is required.').waitFor();
  await page.getByText('The limits or units are invalid.').waitFor();
  assert.equal(await page.getByText(/^Requests above .* are rejected/).count(), 0);
  await maximum.fill('2000');
  await approval.fill('500');
  await page.getByText('Not saved yet.').waitFor({ state: 'detached' });
  assert.ok(await button(page, 'Save').isDisabled());
});

test('shows the names of a pattern, and what is wrong with it', async () => {
  const { uuid } = await createTemplate(web, 'Patterns');
  const page = await web.openPage('staff', `/templates/${uuid}`);
  const pattern = page.getByLabel('Pattern');
  const digit = year % 10;
  await pattern.fill('z{year}{count}');
  await page.getByText(`Names in ${year}:`).waitFor();
  for (const letter of ['a', 'b', 'c']) await page.getByText(`z${digit}${letter}`).waitFor();
  await pattern.fill('z{year}');
  await page.getByText('A pattern holds {count} once, so that two names differ.').waitFor();
  assert.equal(await page.getByText(`Names in ${year}:`).count(), 0);
  await pattern.fill('Z {count}');
  await page.getByText('Names are of a-z, 0-9 and -').waitFor();
  await pattern.fill('team-{count}');
  await page.getByText('team-c').waitFor();
});

test('shows errors at their fields and keeps everything typed', async () => {
  const { uuid } = await createTemplate(web, 'Taken');
  await createTemplate(web, 'Wrong');
  const page = await web.openPage('staff', `/templates/new`);
  await page.getByLabel('Pattern').fill('w{count}');
  await button(page, 'Create template').click();
  await page.getByText('A name is required.').waitFor();
  assert.equal(await page.getByText('Choose a customer.').count(), 2);
  assert.equal(await page.getByText('This must be a name.').count(), 2);
  const name = page.getByRole('textbox', { name: 'Name' });
  assert.ok(
    await name.evaluate((it) => it === document.activeElement),
    'the first invalid field has the focus',
  );
  await page.goto(`/templates/${uuid}`);

  // Errors of the API.
  await name.fill('Two words');
  await page.getByRole('textbox', { name: 'Maximum' }).fill('7000');
  await button(page, 'Save').click();
  await page.getByText('A template is named with A-Z, a-z, 0-9, _ and -.').waitFor();
  await name.fill('Wrong');
  assert.equal(
    await page.getByText('A template is named with').count(),
    0,
    'the error is gone once the field changes',
  );
  await button(page, 'Save').click();
  await page.getByText('A template with this name exists already for this offering').waitFor();
  await saveScreenshot(page, 'template-refused');
  assert.deepEqual(await findAxeViolations(page), []);
  assert.equal(await page.getByRole('textbox', { name: 'Maximum' }).inputValue(), '7000');
  assert.equal((await fetchTemplate(web, uuid)).max_credit_limit, '2000.00');
  await name.fill('Taken-no-more');
  await button(page, 'Save').click();
  await page.getByText('Template Taken-no-more saved.').waitFor();
  assert.equal((await fetchTemplate(web, uuid)).max_credit_limit, '7000.00');
});

test('marks a unit or role that is listed twice before it is sent', async () => {
  const { uuid } = await createTemplate(web, 'Twice');
  const page = await web.openPage('staff', `/templates/${uuid}`);
  await button(page, 'Add a unit').click();
  await page.keyboard.type('gpu hours');
  await page.keyboard.press('Tab');
  await page.keyboard.type('9');
  assert.equal(await page.getByText('This unit is listed twice.').count(), 2);
  await button(page, 'Save').click();
  assert.ok(
    await page
      .getByLabel('Unit 2', { exact: true })
      .evaluate((it) => it === document.activeElement),
  );
  await page.getByLabel('Amount of unit 3 for one credit').fill('0');
  await page.getByText('The factor of GPUHR must be a number greater than zero.').waitFor();
  await button(page, 'Remove gpu hours').click();
  await button(page, 'Add a role').click();
  await page.keyboard.type('PI');
  assert.equal(await page.getByText('This role is listed twice.').count(), 2);
  await page.getByLabel('Their role 2', { exact: true }).fill('Co-I');
  await button(page, 'Save').click();
  await page.getByText('Template Twice saved.').waitFor();
  const { role_mapping, allocation_units_mapping } = await fetchTemplate(web, uuid);
  assert.deepEqual(role_mapping, { PI: 'PROJECT.ADMIN', 'Co-I': 'PROJECT.MEMBER' });
  assert.deepEqual(allocation_units_mapping, { NHR: 1, GPUHR: 4 });
});

test('sets, keeps, replaces and clears a key, and never shows it', async () => {
  const { uuid } = await createTemplate(web, 'Keyed', { key: 'first-secret' });
  const page = await web.openPage('staff', `/templates/${uuid}`);
  const section = page.getByRole('region', { name: 'Key' });
  await section.getByText('Set', { exact: true }).waitFor();
  await section.getByText('The key stays unchanged.').waitFor();
  assert.equal(await page.getByLabel('New key').inputValue(), '');
  await page.getByRole('textbox', { name: 'Maximum' }).fill('3000');
  await button(page, 'Save').click();
  await page.getByText('Template Keyed saved.').waitFor();
  const isKey = async (key: string): Promise<boolean> => {
    const answer = await web.app.sendInstruction(
      'create_project',
      { name: key, template: 'Keyed', key, allocation: '1 NHR', end_date: '2099-01-01' },
      `key${key}.ukri`,
    );
    return !JSON.stringify(answer).includes('wrong template key');
  };
  assert.ok(await isKey('first-secret'), 'unchanged');
  await page.getByLabel('New key').fill('second-secret');
  await section.getByText('Saving replaces the key.').waitFor();
  assert.equal(await page.getByLabel('New key').getAttribute('type'), 'password');
  await button(page, 'Save').click();
  await page.getByText('Not saved yet.').waitFor({ state: 'detached' });
  await section.getByText('The key stays unchanged.').waitFor();
  assert.ok(await isKey('second-secret'));
  assert.ok(!(await isKey('first-again')));
  assert.ok(!(await page.content()).includes('second-secret'));
  await button(page, 'Clear the key').click();
  await section.getByText('Saving clears the key.').waitFor();
  await button(page, 'Keep the key').click();
  await section.getByText('The key stays unchanged.').waitFor();
  assert.ok(await button(page, 'Save').isDisabled());
  await button(page, 'Clear the key').click();
  await button(page, 'Save').click();
  await section.getByText('Not set', { exact: true }).waitFor();
  assert.equal((await fetchTemplate(web, uuid)).key, null);
});

test('does not undo a change that somebody else made to another field', async () => {
  const { uuid, url } = await createTemplate(web, 'Shared');
  const page = await web.openPage('staff', `/templates/${uuid}`);
  await page.getByRole('textbox', { name: 'Maximum' }).fill('9000');
  await web.app.patch(url, { approval_limit: '123' });
  await button(page, 'Save').click();
  await page.getByText('Template Shared saved.').waitFor();
  const { approval_limit, max_credit_limit } = await fetchTemplate(web, uuid);
  assert.deepEqual([approval_limit, max_credit_limit], ['123.00', '9000.00']);
  assert.equal(await page.getByRole('textbox', { name: 'Approval limit' }).inputValue(), '123');
});

test('neither renames nor deletes a template that awards use', async () => {
  const page = await web.openPage('staff', '/templates?name=gateway');
  await page.getByRole('link', { name: 'gateway' }).click();
  await page.getByRole('link', { name: /^\d+ awards$/ }).waitFor();
  await page.getByText('They cannot change while awards use it.').waitFor();
  await page.getByRole('textbox', { name: 'Name' }).fill('doorway');
  await button(page, 'Save').click();
  await page
    .getByRole('alert')
    .getByText(/^Template is in use by \d+ awards?: its name, offering and portal cannot change\.$/)
    .waitFor();
  assert.equal(await page.getByRole('textbox', { name: 'Name' }).inputValue(), 'doorway');
  await button(page, 'Delete').click();
  await dialog(page).getByText('A template that awards use cannot be deleted.').waitFor();
  await saveScreenshot(page, 'template-delete');
  await button(page, 'Delete template').click();
  await dialog(page)
    .getByText(/^Template is in use by \d+ awards?\.$/)
    .waitFor();
  await dialog(page).getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('gateway');

  const { uuid } = await createTemplate(web, 'Unused');
  await page.goto(`/templates/${uuid}`);
  await page.getByText('No awards', { exact: true }).waitFor();
  await page.getByRole('textbox', { name: 'Maximum' }).fill('1');
  await button(page, 'Delete').click();
  await button(page, 'Delete template').click();
  await page.getByRole('heading', { level: 1, name: 'Templates' }).waitFor();
  assert.equal((await web.app.get(`${templatesPath}${uuid}/`)).status, 404);
});

test('asks before leaving with unsaved changes', async () => {
  const { uuid } = await createTemplate(web, 'Leaving');
  const page = await web.openPage('staff', `/templates/${uuid}`);
  await page.getByRole('textbox', { name: 'Maximum' }).fill('77');
  await page.getByRole('link', { name: 'All templates' }).focus();
  await page.keyboard.press('Enter');
  await dialog(page).getByText('What you changed is not saved').waitFor();
  await saveScreenshot(page, 'template-leave');
  assert.deepEqual(await findAxeViolations(page), []);
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'detached' });
  assert.equal(await page.getByRole('textbox', { name: 'Maximum' }).inputValue(), '77');
  await page.getByRole('link', { name: 'Projects' }).click();
  await button(page, 'Stay on this page').click();
  assert.equal(new URL(page.url()).pathname, `/templates/${uuid}`);
  await page.getByRole('link', { name: 'Projects' }).click();
  await button(page, 'Leave without saving').click();
  await page.getByRole('heading', { level: 1, name: 'Projects' }).waitFor();
  assert.equal((await fetchTemplate(web, uuid)).max_credit_limit, '2000.00');
  // Without unsaved changes it does not ask.
  await page.goto(`/templates/${uuid}`);
  await page.getByRole('textbox', { name: 'Maximum' }).fill('78');
  await button(page, 'Save').click();
  await page.getByText('Template Leaving saved.').waitFor();
  await page.getByRole('link', { name: 'All templates' }).click();
  await page.getByRole('heading', { level: 1, name: 'Templates' }).waitFor();
});

test('keeps everything typed when the session ends', async () => {
  const { uuid } = await createTemplate(web, 'Ended');
  const page = await web.openPage('staff', `/templates/${uuid}`);
  await page.getByRole('textbox', { name: 'Maximum' }).fill('4321');
  await page.context().clearCookies();
  await button(page, 'Save').click();
  await dialog(page).getByText('Your session has ended').waitFor();
  await dialog(page).getByRole('textbox', { name: 'Password' }).fill(web.password);
  await dialog(page).getByRole('button', { name: 'Sign in' }).click();
  await dialog(page).waitFor({ state: 'detached' });
  assert.equal(await page.getByRole('textbox', { name: 'Maximum' }).inputValue(), '4321');
  await button(page, 'Save').click();
  await page.getByText('Template Ended saved.').waitFor();
  assert.equal((await fetchTemplate(web, uuid)).max_credit_limit, '4321.00');
});

test('logged no error in any browser console', () => {
  assert.deepEqual(web.consoleErrors, []);
});
