import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import {
  findAxeViolations,
  checkScreen,
  saveScreenshot,
  BrowserTestApp,
} from '../support/browser-test-app.ts';

/* Issue 4, screen 4: projects, their people, dates and the award that manages them. */

let web: BrowserTestApp;
before(async () => {
  web = await BrowserTestApp.open();
});
after(() => web.close());

const dialog = (page: Page) => page.getByRole('dialog');
const rows = (page: Page) => page.getByRole('table', { name: 'Projects' }).getByRole('row');
const day = (fromToday: number): string =>
  new Date(web.app.now.getTime() + fromToday * 86_400_000).toISOString().slice(0, 10);

/** A customer of the test's own, so that tests do not see each other's. */
const customer = (name: string): Promise<{ uuid: string; url: string }> =>
  web.app.create('/api/customers/', { name });

interface Made {
  uuid: string;
  url: string;
  name: string;
}
const project = (owner: { url: string }, name: string, more: object = {}): Promise<Made> =>
  web.app.create('/api/projects/', { name, customer: owner.url, ...more });

/** An approved award of the demonstration that has a project. */
async function managed() {
  const { body } = await web.app.get('/api/openportal-managed-projects/?state=approved&o=created');
  const award = body.find((one: { project: string }) => one.project !== '');
  return award as {
    identifier: string;
    destination: string;
    project: string;
    project_data: { uuid: string; name: string; short_name: string; credits: string };
  };
}

async function namesShown(page: Page): Promise<string[]> {
  return rows(page).locator('td:first-child').allTextContents();
}

test('the list shows each project with its state, and is searched, filtered and sorted', async () => {
  const owner = await customer('Harbour Labs');
  await project(owner, 'Tides', { end_date: day(200), start_date: day(-10), credits: '1500.5' });
  await project(owner, 'Buoys', { end_date: day(-5), start_date: day(-90) });
  await project(owner, 'Anchors', { end_date: day(-60), start_date: day(-99) });
  await web.app.request('DELETE', (await project(owner, 'Wrecks')).url);
  const page = await web.openPage('rosalind', '/projects');
  await page.getByRole('link', { name: 'Benchmark suite' }).waitFor();
  assert.equal(await page.getByText('Harbour Labs').count(), 0, 'not a customer of hers');

  const staff = await web.openPage('staff', '/projects');
  await staff.getByRole('combobox', { name: 'Customer' }).fill('harb');
  await staff.getByRole('option', { name: 'Harbour Labs' }).click();
  await staff.waitForURL(new RegExp(`customer_uuid=${owner.uuid}`));
  await staff.getByRole('row', { name: /Tides/ }).waitFor();
  await staff.getByRole('row', { name: /Benchmark/ }).waitFor({ state: 'detached' });
  assert.deepEqual(await namesShown(staff), ['Anchors', 'Buoys', 'Tides', 'Wrecks']);
  for (const [name, state] of [
    ['Tides', 'Active'],
    ['Buoys', 'In grace'],
    ['Anchors', 'Expired'],
    ['Wrecks', 'Removed'],
  ] as const) {
    const row = staff.getByRole('row', { name: new RegExp(name) });
    assert.equal(await row.getByRole('cell').last().textContent(), state, name);
  }
  const tides = staff.getByRole('row', { name: /Tides/ });
  assert.equal(await tides.getByRole('cell').nth(3).textContent(), '1,500.50');

  await staff.getByRole('button', { name: 'End' }).click();
  await staff.waitForURL(/o=end_date/);
  await staff.locator('th[aria-sort=ascending]', { hasText: 'End' }).waitFor();
  await rows(staff).nth(1).getByText('Anchors').waitFor();
  await staff.getByText('Not removed', { exact: true }).click();
  await staff.getByRole('row', { name: /Wrecks/ }).waitFor({ state: 'detached' });
  assert.deepEqual(await namesShown(staff), ['Anchors', 'Buoys', 'Tides']);
  await staff.getByRole('heading', { level: 1 }).click();
  await staff.keyboard.press('/');
  await staff.keyboard.type('buo');
  await staff.waitForURL(/query=buo/);
  await staff.getByRole('row', { name: /Anchors/ }).waitFor({ state: 'detached' });
  assert.deepEqual(await namesShown(staff), ['Buoys']);

  // A colleague opens what the address bar says.
  const colleague = await web.openPage(
    'help',
    new URL(staff.url()).pathname + new URL(staff.url()).search,
  );
  await colleague.getByRole('row', { name: /Buoys/ }).waitFor();
  assert.deepEqual(await namesShown(colleague), ['Buoys']);
  const chosen = colleague.getByRole('combobox', { name: 'Customer' });
  await colleague.waitForFunction(
    (box) => (box as unknown as { value: string }).value === 'Harbour Labs',
    await chosen.elementHandle(),
  );
  await colleague.getByRole('searchbox', { name: 'Text' }).fill('nothing of the kind');
  await colleague.getByText('No project fits').waitFor();
});

test('fifty projects a page, and a page that is not there leads back', async () => {
  const owner = await customer('Many Projects');
  for (let n = 0; n < 53; n += 1) await project(owner, `Many ${String(n).padStart(2, '0')}`);
  const page = await web.openPage('staff', `/projects?customer_uuid=${owner.uuid}`);
  await page.getByText('1–50 of 53').waitFor();
  assert.equal(await rows(page).count(), 51);
  await page.getByRole('button', { name: 'Page 2' }).click();
  await page.getByText('51–53 of 53').waitFor();
  // Until the page has come, the one before stays.
  await page.getByText('Many 52').waitFor();
  assert.deepEqual(await namesShown(page), ['Many 50', 'Many 51', 'Many 52']);
  await page.goto(`/projects?customer_uuid=${owner.uuid}&page=7`);
  await page.getByText('There is no page 7').waitFor();
  await page.getByRole('button', { name: 'To the first page' }).click();
  await page.getByText('1–50 of 53').waitFor();
});

test('a project shows what it is, its people and the award that manages it', async () => {
  const award = await managed();
  const { uuid, name, short_name } = award.project_data;
  const { id } = await web.app.db
    .selectFrom('project')
    .select('id')
    .where('uuid', '=', uuid)
    .executeTakeFirstOrThrow();
  const person = await web.app.db
    .selectFrom('person')
    .select('id')
    .where('username', '=', 'sunita')
    .executeTakeFirstOrThrow();
  await web.app.db
    .insertInto('project_role')
    .values({
      project_id: id,
      person_id: person.id,
      role: 'PROJECT.MANAGER',
      created: web.app.now.toISOString(),
    })
    .execute();
  const page = await web.openPage('rosalind', `/projects/${uuid}`);
  await page.getByRole('heading', { level: 1, name }).waitFor();
  await page.getByText(short_name, { exact: true }).waitFor();
  await page.getByRole('row', { name: /Sunita Rao.*Manager.*Member/ }).waitFor();
  await page.getByRole('row', { name: /amara\.njoroge.*Admin.*Invited/ }).waitFor();
  const section = page.getByRole('region', { name: 'Award' });
  await section.getByText('Approved').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Edit' }).count(), 0);
  assert.equal(await page.getByRole('button', { name: 'Mark as removed' }).count(), 0);
  await section.getByRole('link', { name: award.identifier }).click();
  await page.waitForURL(`**/awards/${award.identifier}/${award.destination}`);
});

test('a project without an award says so; what is not there has the service’s words', async () => {
  const owner = await customer('Quiet');
  const { uuid } = await project(owner, 'Unclaimed');
  const page = await web.openPage('help', `/projects/${uuid}`);
  await page.getByText('No award manages this project.').waitFor();
  await page.getByText('Nobody is in this project').waitFor();
  await page.goto('/projects/11111111-1111-4111-8111-111111111111');
  await page.getByRole('alert').getByText('Not found.').waitFor();
  await page.getByRole('button', { name: 'Try again' }).waitFor();
});

test('removed, expired and in grace are said in words on the page', async () => {
  const owner = await customer('Endings');
  const grace = await project(owner, 'In its grace', { end_date: day(-3) });
  const expired = await project(owner, 'Long over', { end_date: day(-40) });
  const removed = await project(owner, 'Taken away', { end_date: day(40) });
  await web.app.request('DELETE', removed.url);
  const page = await web.openPage('staff', `/projects/${grace.uuid}`);
  const inWords = (at: number): string =>
    new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' }).format(
      new Date(`${day(at)}T00:00:00Z`),
    );
  await page.getByText(`Ended on ${inWords(-3)}; in grace until ${inWords(27)}`).waitFor();
  await page.goto(`/projects/${expired.uuid}`);
  await page.getByText(`Ended on ${inWords(-40)}, and its 30 days of grace are over.`).waitFor();
  await page.goto(`/projects/${removed.uuid}`);
  await page.getByText('Marked as removed: it stays on record').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Mark as removed' }).count(), 0);
});

test('staff make a project; what is wrong is said at its field and nothing typed is lost', async () => {
  await customer('Makers');
  const page = await web.openPage('staff', '/projects');
  await page.getByRole('button', { name: 'New project' }).click();
  const form = dialog(page);
  await form.getByLabel('Name').fill('Made by hand');
  await form.getByLabel('Description').fill('Typed with care');
  await form.getByRole('button', { name: 'Make project' }).click();
  await form.getByText('Choose a customer.').waitFor();
  await form.getByRole('combobox', { name: 'Customer' }).fill('Maker');
  await page.getByRole('option', { name: 'Makers' }).click();
  await form.getByLabel('Start').fill('2027-05-01');
  await form.getByLabel('End').fill('2027-04-01');
  await form.getByLabel('Credits').fill('many');
  await form.getByRole('button', { name: 'Make project' }).click();
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
  await form.getByRole('button', { name: 'Make project' }).dblclick();
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

test('staff change a project in place', async () => {
  const owner = await customer('Changers');
  const { uuid } = await project(owner, 'Old name', { credits: '5', end_date: day(30) });
  const page = await web.openPage('staff', `/projects/${uuid}`);
  await page.getByRole('button', { name: 'Edit' }).click();
  await page.getByLabel('Name').fill('New name');
  await page.getByLabel('End').fill('');
  await page.getByLabel('Credits').fill('70.25');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { level: 1, name: 'New name' }).waitFor();
  await page.getByText('Saved.').waitFor();
  await page.getByText('70.25').waitFor();
  const { body } = await web.app.get(`/api/projects/${uuid}/`);
  assert.deepEqual([body.name, body.end_date, body.credits], ['New name', null, '70.25']);
});

test('credits of a managed project are the award’s: not to be typed, and refused in words', async () => {
  const award = await managed();
  const page = await web.openPage('staff', `/projects/${award.project_data.uuid}`);
  await page.getByRole('region', { name: 'Award' }).getByText('Approved').waitFor();
  await page.getByRole('button', { name: 'Edit' }).click();
  await page.getByText('The award that manages it decides about them.').waitFor();
  assert.equal(await page.getByLabel('Credits').isEditable(), false);

  // An award comes to manage it while somebody types.
  const owner = await web.app.get('/api/customers/?name=UKRI');
  const free = await project(owner.body[0], 'Free for now', { credits: '5' });
  await page.goto(`/projects/${free.uuid}`);
  await page.getByText('No award manages this project.').waitFor();
  await page.getByRole('button', { name: 'Edit' }).click();
  await page.getByLabel('Credits').fill('9');
  await page.getByLabel('Description').fill('Typed before the award came');
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
  assert.equal(await page.getByLabel('Description').inputValue(), 'Typed before the award came');
});

test('staff mark a project as removed after they were told what that means', async () => {
  const owner = await customer('Removers');
  const { uuid, url } = await project(owner, 'On its way out');
  const page = await web.openPage('staff', `/projects/${uuid}`);
  await page.getByRole('button', { name: 'Mark as removed' }).click();
  await dialog(page).getByText('no award can be attached to it any more').waitFor();
  await saveScreenshot(page, 'project-remove');
  assert.deepEqual(await findAxeViolations(page), []);
  await dialog(page).getByRole('button', { name: 'Cancel' }).click();
  assert.equal((await web.app.get(url)).body.is_removed, false);
  await page.getByRole('button', { name: 'Mark as removed' }).click();
  await dialog(page).getByRole('button', { name: 'Mark as removed' }).click();
  await page.getByText('Marked as removed: it stays on record').waitFor();
  assert.equal((await web.app.get(url)).body.is_removed, true);
});

const usersOf = async (url: string): Promise<string[]> =>
  (await web.app.get(`${url}list_users/`)).body.map(
    ({ user_username, role_name }: Record<string, string>) => `${user_username} ${role_name}`,
  );

test('staff find a person, give a role and take it away after they were told what that means', async () => {
  const made = await project(await customer('Shared Labs'), 'Soundings');
  const page = await web.openPage('staff', `/projects/${made.uuid}`);
  await page.getByText('Nobody is in this project').waitFor();
  await page.getByRole('button', { name: 'Give a role' }).focus();
  await page.keyboard.press('Enter');
  await dialog(page).getByRole('button', { name: 'Give the role' }).click();
  await dialog(page).getByText('Choose somebody from the list.').waitFor();
  await page.getByRole('combobox', { name: 'Person' }).fill('lindq');
  await page.getByRole('option', { name: 'Marek Lindqvist (marek)' }).waitFor();
  await saveScreenshot(page, 'project-give-role');
  assert.deepEqual(await findAxeViolations(page), []);
  await page.getByRole('option', { name: 'Marek Lindqvist (marek)' }).click();
  await page.getByRole('radio', { name: 'Manager' }).check();
  await page.getByRole('button', { name: 'Give the role' }).dblclick();
  await page.getByRole('row', { name: /Marek Lindqvist.*Manager.*Member/ }).waitFor();
  assert.deepEqual(await usersOf(made.url), ['marek PROJECT.MANAGER']);

  const taking = { name: 'Take away the role Manager from Marek Lindqvist' };
  await page.getByRole('button', taking).click();
  await dialog(page).getByText('Marek Lindqvist is then no member of Soundings').waitFor();
  await saveScreenshot(page, 'project-take-role');
  assert.deepEqual(await findAxeViolations(page), []);
  await dialog(page).getByRole('button', { name: 'Cancel' }).click();
  assert.equal((await usersOf(made.url)).length, 1);
  await page.getByRole('button', taking).click();
  await dialog(page).getByRole('button', { name: 'Take away' }).dblclick();
  await page.getByText('Nobody is in this project').waitFor();
  assert.deepEqual(await usersOf(made.url), []);
});

test('what an award decides about members is refused in words', async () => {
  const { project: url, project_data } = await managed();
  await sql`update managed_project set details = details
    || '{"membership_control": "locked", "members": {}}' where project_id =
    (select id from project where uuid = ${project_data.uuid})`.execute(web.app.db);
  await web.app.createPerson('outsider');
  const before = await usersOf(url);
  const page = await web.openPage('staff', `/projects/${project_data.uuid}`);
  await page.getByText('Both who is in the project and their roles follow the award').waitFor();
  await page.getByRole('button', { name: 'Give a role' }).click();
  await page.getByRole('combobox', { name: 'Person' }).fill('outsid');
  await page.getByRole('option', { name: 'outsider Tester (outsider)' }).click();
  await page.getByRole('button', { name: 'Give the role' }).click();
  await dialog(page).getByText('controls its membership').waitFor();
  assert.deepEqual(await usersOf(url), before);
});

test('support and reviewers read projects and cannot touch them', async () => {
  const award = await managed();
  for (const username of ['help', 'rosalind']) {
    const page = await web.openPage(username, '/projects');
    await page.getByRole('row', { name: /Benchmark suite/ }).waitFor();
    assert.equal(await page.getByRole('button', { name: 'New project' }).count(), 0);
    await page.goto(`/projects/${award.project_data.uuid}`);
    await page.getByRole('region', { name: 'Award' }).getByText('Approved').waitFor();
    for (const name of ['Edit', 'Mark as removed', 'Give a role', /Take away/]) {
      assert.equal(await page.getByRole('button', { name }).count(), 0, String(name));
    }
  }
});

test('a lost service is said, and tried again', async () => {
  const page = await web.openPage('staff', '/customers');
  await page.route('**/api/projects/**', (route) => route.abort());
  await page.getByRole('link', { name: 'Projects', exact: true }).click();
  await page.getByText('The service does not answer.').waitFor({ timeout: 15_000 });
  await page.unroute('**/api/projects/**');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('link', { name: 'Benchmark suite' }).waitFor();
});

test('the list, the page and its form look right', async () => {
  const ready = (page: Page) => page.getByText('Benchmark suite').waitFor();
  assert.deepEqual(await checkScreen(web, 'staff', '/projects', 'projects', ready), []);
  const { uuid } = (await managed()).project_data;
  const filled = async (page: Page) => {
    await page.getByText('Admin', { exact: true }).waitFor();
    await page.getByRole('region', { name: 'Award' }).getByText('Approved').waitFor();
  };
  assert.deepEqual(await checkScreen(web, 'staff', `/projects/${uuid}`, 'project', filled), []);
  const editing = async (page: Page) => {
    await filled(page);
    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByLabel('Description').waitFor();
  };
  assert.deepEqual(
    await checkScreen(web, 'staff', `/projects/${uuid}`, 'project-edit', editing),
    [],
  );
});

test('no page complained', () => {
  assert.deepEqual(web.consoleErrors, []);
});
