import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { predictOutcome } from '../../web/templates/allocation-outcome.ts';
import {
  findAxeViolations,
  checkScreen,
  saveScreenshot,
  BrowserTestApp,
} from '../support/browser-test-app.ts';

/* Issue 4, screen 5: templates, their form and the try-out. */

let web: BrowserTestApp;
before(async () => {
  web = await BrowserTestApp.open();
});
after(() => web.close());

const path = '/api/openportal-project-template/';
const dialog = (page: Page) => page.getByRole('dialog');
const rows = (page: Page) => page.getByRole('table', { name: 'Templates' }).getByRole('row');
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const year = new Date().getUTCFullYear();

async function namesShown(page: Page): Promise<string[]> {
  return rows(page).locator('td:first-child').allTextContents();
}

async function customerUrl(name: string): Promise<string> {
  const { body } = await web.app.get(`/api/customers/?name=${encodeURIComponent(name)}`);
  return body[0].url;
}

/** A template of the test's own, so that tests do not see each other's. */
async function template(name: string, more: object = {}): Promise<{ uuid: string; url: string }> {
  return web.app.create(path, {
    name,
    offering: 'isambard-ai',
    portal: 'ukri',
    provider: await customerUrl('Bristol'),
    customer: await customerUrl('UKRI Access'),
    shortname: `${name.toLowerCase()}-{count}`,
    approval_limit: '500',
    max_credit_limit: '2000',
    allocation_units_mapping: { NHR: 1, GPUHR: 4 },
    role_mapping: { PI: 'PROJECT.ADMIN' },
    ...more,
  });
}

const stored = async (uuid: string) => (await web.app.get(`${path}${uuid}/`)).body;

test('the list shows each template with its rules, and is searched, filtered and sorted', async () => {
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
  assert.deepEqual(await namesShown(page), ['development', 'gateway', 'open-call', 'regular']);
  await button(page, 'Offering').click();
  await page.waitForURL(/o=offering/);
  await rows(page).nth(1).getByText('dawn').waitFor();
  await page.getByRole('combobox', { name: 'Awarding portal' }).click();
  await page.getByRole('option', { name: 'ehpc' }).click();
  await page.waitForURL(/portal=ehpc/);
  await page.getByRole('row', { name: /gateway/ }).waitFor({ state: 'detached' });
  assert.deepEqual(await namesShown(page), ['development']);
  await page.getByRole('button', { name: 'Any awarding portal' }).click();
  await page.getByRole('row', { name: /gateway/ }).waitFor();
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('/');
  await page.keyboard.type('reg');
  await page.waitForURL(/name=reg/);
  await page.getByRole('row', { name: /gateway/ }).waitFor({ state: 'detached' });
  assert.deepEqual(await namesShown(page), ['regular']);
  await page.getByRole('searchbox', { name: 'Name' }).fill('nothing of the kind');
  await page.getByText('No template fits').waitFor();
});

test('staff make a template and find it as stored', async () => {
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
  await page.getByRole('combobox', { name: 'What their role 1 becomes' }).click();
  await page.getByRole('option', { name: /^Admin/ }).click();
  await button(page, 'Add a role').click();
  await page.keyboard.type('Researcher');
  await page.getByLabel('Pattern').fill('spring{year}-{count}');
  await page.getByLabel('New key').fill('a secret of theirs');
  await page.getByText('Saving sets it.').waitFor();
  await saveScreenshot(page, 'template-new');
  assert.deepEqual(await findAxeViolations(page), []);
  await button(page, 'Make template').dblclick();
  await page.getByRole('heading', { level: 1, name: 'spring-call' }).waitFor();
  await page.getByText('spring-call is there.').waitFor();
  const { body } = await web.app.get(`${path}?name=spring-call`);
  assert.equal(body.length, 1);
  const made = body[0];
  assert.equal(new URL(page.url()).pathname, `/templates/${made.uuid}`);
  assert.deepEqual(
    [made.portal, made.offering, made.provider_data.name, made.customer_data.name],
    ['ukri', 'isambard-ai', 'Bristol Centre for Supercomputing', 'UKRI Access'],
  );
  assert.deepEqual([made.approval_limit, made.max_credit_limit], ['500.00', '2500.50']);
  assert.deepEqual(made.allocation_units_mapping, { NHR: 1, GPUHR: 4 });
  assert.deepEqual(made.role_mapping, { PI: 'PROJECT.ADMIN', Researcher: 'PROJECT.MEMBER' });
  assert.deepEqual([made.shortname, made.key], ['spring{year}-{count}', '********']);
  assert.ok(!(await page.content()).includes('a secret of theirs'));
  assert.equal(await page.getByLabel('New key').inputValue(), '');
  await page.getByRole('link', { name: 'All templates' }).click();
  await page.getByRole('row', { name: /spring-call/ }).waitFor();
});

test('words change as limits are typed', async () => {
  const { uuid } = await template('Words');
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
  await page.getByText('It is not below the maximum, so none waits for its size.').waitFor();
  await maximum.fill('0');
  await page.getByText('0: none at all is accepted').waitFor();
  await maximum.fill('');
  await page.getByText('No limit: no request is rejected because of its size.').waitFor();
  await maximum.fill('-5');
  await page.getByText('A valid number that is not negative is required.').waitFor();
  await page.getByText('The limits or units cannot be read as they are.').waitFor();
  assert.equal(await page.getByText('credits are rejected').count(), 0);
  await maximum.fill('2000');
  await approval.fill('500');
  await page.getByText('Not saved yet.').waitFor({ state: 'detached' });
  assert.ok(await button(page, 'Save').isDisabled());
});

test('a pattern shows the names that come of it, and what is wrong in words', async () => {
  const { uuid } = await template('Patterns');
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

test('the try-out tells the four outcomes under what is typed, as the service then does', async () => {
  const { uuid } = await template('Tryout');
  const page = await web.openPage('staff', `/templates/${uuid}`);
  const allocation = page.getByLabel('Allocation');
  const outcome = page.getByRole('status', { name: 'Outcome' });
  const cases = [
    ['1200 GPUHR', '300 credits', 'Approved by itself', 'approved'],
    ['600 node hours', '600 credits', 'Waits for a reviewer', 'pending'],
    ['9000 NHR', '9,000 credits', 'Rejected', 'rejected'],
    ['7 quantum hours', '7 credits', 'Waits for a reviewer', 'pending'],
    ['99999 quantum hours', '99,999 credits', 'Waits for a reviewer', 'pending'],
  ] as const;
  for (const [n, [text, credits, title, state]] of cases.entries()) {
    await allocation.fill(text);
    await outcome.getByText(credits, { exact: true }).waitFor();
    await outcome.getByText(title).waitFor();
    const identifier = `try${n}.ukri`;
    const details = {
      name: `Try ${n}`,
      template: 'Tryout',
      allocation: text,
      end_date: '2099-01-01',
    };
    await web.app.sendInstruction('create_project', details, identifier);
    const { body } = await web.app.get(web.app.getAwardPath(identifier));
    assert.equal(body.state, state, text);
    if (body.review_comment) await outcome.getByText(body.review_comment).waitFor();
  }
  await outcome.getByText('is not mapped to credits in the template; it is counted 1:1.').waitFor();
  await allocation.fill('600 NHR');
  await outcome.getByText('600.00 credits are above the approval limit of 500.00.').waitFor();
  // What is typed counts, not what is stored.
  await page.getByRole('textbox', { name: 'Approval limit' }).fill('600');
  await outcome.getByText('Approved by itself').waitFor();
  await page.getByRole('textbox', { name: 'Approval limit' }).fill('0');
  await outcome.getByText('Every award of this template waits for a reviewer.').waitFor();
  await page.getByLabel('How many of unit 1 make one credit').fill('100');
  await outcome.getByText('6 credits', { exact: true }).waitFor();
  await outcome.getByText('600 NHR, 100 for one credit').waitFor();
  await allocation.fill('lots');
  await page.getByText('An allocation is a size, a space and a unit').waitFor();
  await allocation.fill('none');
  await outcome.getByText('No credits').waitFor();
});

test('the rule of the try-out at the limits themselves', () => {
  const rules = {
    approvalLimit: '10',
    maxCreditLimit: '20',
    allocationUnitsMapping: { NHR: '3' },
  };
  const verdict = (text: string): string => predictOutcome(text, rules).verdict;
  assert.equal(verdict('30 NHR'), 'approved');
  assert.equal(verdict('30.000000001 NHR'), 'waits');
  assert.equal(verdict('60 NHR'), 'waits');
  assert.equal(verdict('60.000000001 NHR'), 'rejected');
  assert.equal(verdict('none'), 'approved');
  assert.equal(predictOutcome('none', { ...rules, maxCreditLimit: '0' }).verdict, 'approved');
  assert.equal(predictOutcome('1 NHR', { ...rules, maxCreditLimit: '0' }).verdict, 'rejected');
});

test('what is wrong is said at its field, and nothing typed is lost', async () => {
  const { uuid } = await template('Taken');
  await template('Wrong');
  const page = await web.openPage('staff', `/templates/new`);
  await page.getByLabel('Pattern').fill('w{count}');
  await button(page, 'Make template').click();
  await page.getByText('A template has a name.').waitFor();
  assert.equal(await page.getByText('Choose a customer.').count(), 2);
  assert.equal(await page.getByText('This must be a name.').count(), 2);
  const name = page.getByRole('textbox', { name: 'Name' });
  assert.ok(await name.evaluate((it) => it === document.activeElement), 'one types on there');
  await page.goto(`/templates/${uuid}`);

  // In the service's own words.
  await name.fill('Two words');
  await page.getByRole('textbox', { name: 'Maximum' }).fill('7000');
  await button(page, 'Save').click();
  await page.getByText('A template is named with A-Z, a-z, 0-9, _ and -.').waitFor();
  await name.fill('Wrong');
  assert.equal(await page.getByText('A template is named with').count(), 0, 'typed since');
  await button(page, 'Save').click();
  await page.getByText('A template with this name exists already for this offering').waitFor();
  await saveScreenshot(page, 'template-refused');
  assert.deepEqual(await findAxeViolations(page), []);
  assert.equal(await page.getByRole('textbox', { name: 'Maximum' }).inputValue(), '7000');
  assert.equal((await stored(uuid)).max_credit_limit, '2000.00');
  await name.fill('Taken-no-more');
  await button(page, 'Save').click();
  await page.getByText('Taken-no-more is saved.').waitFor();
  assert.equal((await stored(uuid)).max_credit_limit, '7000.00');
});

test('a mapping with two of one unit or role is told before it is sent', async () => {
  const { uuid } = await template('Twice');
  const page = await web.openPage('staff', `/templates/${uuid}`);
  await button(page, 'Add a unit').click();
  await page.keyboard.type('gpu hours');
  await page.keyboard.press('Tab');
  await page.keyboard.type('9');
  assert.equal(await page.getByText('This unit stands here twice.').count(), 2);
  await button(page, 'Save').click();
  assert.ok(
    await page
      .getByLabel('Unit 2', { exact: true })
      .evaluate((it) => it === document.activeElement),
  );
  await page.getByLabel('How many of unit 3 make one credit').fill('0');
  await page.getByText('The factor of GPUHR must be a number greater than zero.').waitFor();
  await button(page, 'Remove gpu hours').click();
  await button(page, 'Add a role').click();
  await page.keyboard.type('PI');
  assert.equal(await page.getByText('This role stands here twice.').count(), 2);
  await page.getByLabel('Their role 2', { exact: true }).fill('Co-I');
  await button(page, 'Save').click();
  await page.getByText('Twice is saved.').waitFor();
  const { role_mapping, allocation_units_mapping } = await stored(uuid);
  assert.deepEqual(role_mapping, { PI: 'PROJECT.ADMIN', 'Co-I': 'PROJECT.MEMBER' });
  assert.deepEqual(allocation_units_mapping, { NHR: 1, GPUHR: 4 });
});

test('a key is set, left, replaced and cleared, and never shown', async () => {
  const { uuid } = await template('Keyed', { key: 'first-secret' });
  const page = await web.openPage('staff', `/templates/${uuid}`);
  const section = page.getByRole('region', { name: 'Key' });
  await section.getByText('Set', { exact: true }).waitFor();
  await section.getByText('It stays as it is.').waitFor();
  assert.equal(await page.getByLabel('New key').inputValue(), '');
  await page.getByRole('textbox', { name: 'Maximum' }).fill('3000');
  await button(page, 'Save').click();
  await page.getByText('Keyed is saved.').waitFor();
  const isKey = async (key: string): Promise<boolean> => {
    const answer = await web.app.sendInstruction(
      'create_project',
      { name: key, template: 'Keyed', key, allocation: '1 NHR', end_date: '2099-01-01' },
      `key${key}.ukri`,
    );
    return !JSON.stringify(answer).includes('no such template');
  };
  assert.ok(await isKey('first-secret'), 'left as it is');
  await page.getByLabel('New key').fill('second-secret');
  await section.getByText('Saving replaces it.').waitFor();
  assert.equal(await page.getByLabel('New key').getAttribute('type'), 'password');
  await button(page, 'Save').click();
  await page.getByText('Not saved yet.').waitFor({ state: 'detached' });
  await section.getByText('It stays as it is.').waitFor();
  assert.ok(await isKey('second-secret'));
  assert.ok(!(await isKey('first-again')));
  assert.ok(!(await page.content()).includes('second-secret'));
  await button(page, 'Clear the key').click();
  await section.getByText('Saving clears it').waitFor();
  await button(page, 'Keep the key').click();
  await section.getByText('It stays as it is.').waitFor();
  assert.ok(await button(page, 'Save').isDisabled());
  await button(page, 'Clear the key').click();
  await button(page, 'Save').click();
  await section.getByText('Not set', { exact: true }).waitFor();
  assert.equal((await stored(uuid)).key, null);
});

test('a colleague’s change of another field is not undone', async () => {
  const { uuid, url } = await template('Shared');
  const page = await web.openPage('staff', `/templates/${uuid}`);
  await page.getByRole('textbox', { name: 'Maximum' }).fill('9000');
  await web.app.patch(url, { approval_limit: '123' });
  await button(page, 'Save').click();
  await page.getByText('Shared is saved.').waitFor();
  const { approval_limit, max_credit_limit } = await stored(uuid);
  assert.deepEqual([approval_limit, max_credit_limit], ['123.00', '9000.00']);
  assert.equal(await page.getByRole('textbox', { name: 'Approval limit' }).inputValue(), '123');
});

test('a template in use keeps its name and stays, with the service’s words', async () => {
  const page = await web.openPage('staff', '/templates?name=gateway');
  await page.getByRole('link', { name: 'gateway' }).click();
  await page.getByRole('link', { name: /awards of it/ }).waitFor();
  await page.getByText('which stay while awards of it are held').waitFor();
  await page.getByRole('textbox', { name: 'Name' }).fill('doorway');
  await button(page, 'Save').click();
  await page
    .getByRole('alert')
    .getByText(/^Template is in use by \d+ awards?: its name, offering and portal cannot change\.$/)
    .waitFor();
  assert.equal(await page.getByRole('textbox', { name: 'Name' }).inputValue(), 'doorway');
  await button(page, 'Delete').click();
  await dialog(page).getByText('While awards of it are held it cannot be deleted.').waitFor();
  await saveScreenshot(page, 'template-delete');
  await button(page, 'Delete template').click();
  await dialog(page)
    .getByText(/^Template is in use by \d+ awards?\.$/)
    .waitFor();
  await dialog(page).getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('gateway');

  const { uuid } = await template('Unused');
  await page.goto(`/templates/${uuid}`);
  await page.getByText('No award of it is held').waitFor();
  await page.getByRole('textbox', { name: 'Maximum' }).fill('1');
  await button(page, 'Delete').click();
  await button(page, 'Delete template').click();
  await page.getByRole('heading', { level: 1, name: 'Templates' }).waitFor();
  assert.equal((await web.app.get(`${path}${uuid}/`)).status, 404);
});

test('leaving with unsaved changes asks, by keyboard alone, too', async () => {
  const { uuid } = await template('Leaving');
  const page = await web.openPage('staff', `/templates/${uuid}`);
  await page.getByRole('textbox', { name: 'Maximum' }).fill('77');
  await page.getByRole('link', { name: 'All templates' }).focus();
  await page.keyboard.press('Enter');
  await dialog(page).getByText('What you changed in this template is not saved').waitFor();
  await saveScreenshot(page, 'template-leave');
  assert.deepEqual(await findAxeViolations(page), []);
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'detached' });
  assert.equal(await page.getByRole('textbox', { name: 'Maximum' }).inputValue(), '77');
  await page.getByRole('link', { name: 'Projects' }).click();
  await button(page, 'Stay here').click();
  assert.equal(new URL(page.url()).pathname, `/templates/${uuid}`);
  await page.getByRole('link', { name: 'Projects' }).click();
  await button(page, 'Leave without saving').click();
  await page.getByRole('heading', { level: 1, name: 'Projects' }).waitFor();
  assert.equal((await stored(uuid)).max_credit_limit, '2000.00');
  // Saved or untouched, nothing is asked.
  await page.goto(`/templates/${uuid}`);
  await page.getByRole('textbox', { name: 'Maximum' }).fill('78');
  await button(page, 'Save').click();
  await page.getByText('Leaving is saved.').waitFor();
  await page.getByRole('link', { name: 'All templates' }).click();
  await page.getByRole('heading', { level: 1, name: 'Templates' }).waitFor();
});

test('a session that ends while one types loses nothing', async () => {
  const { uuid } = await template('Ended');
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
  await page.getByText('Ended is saved.').waitFor();
  assert.equal((await stored(uuid)).max_credit_limit, '4321.00');
});

test('support and reviewers read everything, try it out, and cannot touch', async () => {
  const { body } = await web.app.get(`${path}?name=open-call`);
  for (const username of ['help', 'marek']) {
    const page = await web.openPage(username, '/templates');
    await page.getByRole('row', { name: /open-call/ }).waitFor();
    assert.equal(await page.getByRole('link', { name: 'New template' }).count(), 0);
    await page.getByRole('link', { name: 'open-call' }).click();
    await page.getByText('Only staff change templates.').waitFor();
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
    await page.getByText('Only staff make templates').waitFor();
  }
  assert.equal((await stored(body[0].uuid)).key, '********');
});

test('a lost service is said, and tried again; what is not there has its words', async () => {
  const page = await web.openPage('staff', '/customers');
  await page.route('**/api/openportal-project-template/**', (route) => route.abort());
  await page.getByRole('link', { name: 'Templates', exact: true }).click();
  await page.getByText('The service does not answer.').waitFor({ timeout: 15_000 });
  await page.unroute('**/api/openportal-project-template/**');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('link', { name: 'gateway' }).waitFor();
  await page.goto('/templates/11111111-1111-4111-8111-111111111111');
  await page.getByRole('alert').getByText('Not found.').waitFor();
});

test('the list, the form, the new one and the read-only one look right', async () => {
  const listed = (page: Page) => page.getByRole('link', { name: 'gateway' }).waitFor();
  assert.deepEqual(await checkScreen(web, 'rosalind', '/templates', 'templates', listed), []);
  const { body } = await web.app.get(`${path}?name=gateway`);
  const address = `/templates/${body[0].uuid}`;
  const tried = async (page: Page) => {
    await page.getByRole('link', { name: /awards of it/ }).waitFor();
    await page.getByLabel('Allocation').fill('4000 GPUHR');
    await page.getByText('1,000 credits', { exact: true }).waitFor();
  };
  assert.deepEqual(await checkScreen(web, 'staff', address, 'template', tried), []);
  assert.deepEqual(await checkScreen(web, 'help', address, 'template-read', tried), []);
  const empty = (page: Page) => button(page, 'Make template').waitFor();
  assert.deepEqual(await checkScreen(web, 'staff', '/templates/new', 'template-empty', empty), []);
});

test('no page complained', () => {
  assert.deepEqual(web.consoleErrors, []);
});
