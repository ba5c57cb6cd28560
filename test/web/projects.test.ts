import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { checkScreen, BrowserTestApp } from '../support/browser-test-app.ts';
import { findSection } from './award-helpers.ts';
import {
  createCustomer,
  createProject,
  dayFromToday,
  findManagingAward,
} from './project-helpers.ts';

/* Projects, their members, their dates and the award that manages them. */

let web: BrowserTestApp;

before(async () => {
  web = await BrowserTestApp.open();
});

afterEach(() => web.closePages());
after(() => web.close());

const rows = (page: Page) => page.getByRole('table', { name: 'Projects' }).getByRole('row');

async function listShownNames(page: Page): Promise<string[]> {
  return rows(page).locator('td:first-child').allTextContents();
}

test('lists projects with their states, searches, filters and sorts them', async () => {
  const owner = await createCustomer(web, 'Harbour Labs');
  await createProject(web, owner, 'Tides', {
    end_date: dayFromToday(web, 200),
    start_date: dayFromToday(web, -10),
    credits: '1500.5',
  });
  await createProject(web, owner, 'Buoys', {
    end_date: dayFromToday(web, -5),
    start_date: dayFromToday(web, -90),
  });
  await createProject(web, owner, 'Anchors', {
    end_date: dayFromToday(web, -60),
    start_date: dayFromToday(web, -99),
  });
  await web.app.request('DELETE', (await createProject(web, owner, 'Wrecks')).url);
  const page = await web.openPage('rosalind', '/projects');
  await page.getByRole('link', { name: 'Benchmark suite' }).waitFor();
  assert.equal(await page.getByText('Harbour Labs').count(), 0, 'not a customer of hers');

  const staff = await web.openPage('staff', '/projects');
  await staff.getByRole('combobox', { name: 'Customer' }).fill('harb');
  await staff.getByRole('option', { name: 'Harbour Labs' }).click();
  await staff.waitForURL(new RegExp(`customer_uuid=${owner.uuid}`));
  await staff.getByRole('row', { name: /Tides/ }).waitFor();
  await staff.getByRole('row', { name: /Benchmark/ }).waitFor({ state: 'detached' });
  assert.deepEqual(await listShownNames(staff), ['Anchors', 'Buoys', 'Tides', 'Wrecks']);
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
  assert.deepEqual(await listShownNames(staff), ['Anchors', 'Buoys', 'Tides']);
  await staff.getByRole('heading', { level: 1 }).click();
  await staff.keyboard.press('/');
  await staff.keyboard.type('buo');
  await staff.waitForURL(/query=buo/);
  await staff.getByRole('row', { name: /Anchors/ }).waitFor({ state: 'detached' });
  assert.deepEqual(await listShownNames(staff), ['Buoys']);

  // The URL holds the filters, so a colleague who opens it sees the same list.
  const colleague = await web.openPage(
    'help',
    new URL(staff.url()).pathname + new URL(staff.url()).search,
  );
  await colleague.getByRole('row', { name: /Buoys/ }).waitFor();
  assert.deepEqual(await listShownNames(colleague), ['Buoys']);
  const chosen = colleague.getByRole('combobox', { name: 'Customer' });
  await colleague.waitForFunction(
    (box) => (box as unknown as { value: string }).value === 'Harbour Labs',
    await chosen.elementHandle(),
  );
  await colleague.getByRole('searchbox', { name: 'Text' }).fill('nothing of the kind');
  await colleague.getByText('No project matches').waitFor();
});

test('shows fifty projects per page, and a way back from a page that does not exist', async () => {
  const owner = await createCustomer(web, 'Many Projects');
  for (let n = 0; n < 53; n += 1)
    await createProject(web, owner, `Many ${String(n).padStart(2, '0')}`);
  const page = await web.openPage('staff', `/projects?customer_uuid=${owner.uuid}`);
  await page.getByText('1–50 of 53').waitFor();
  assert.equal(await rows(page).count(), 51);
  await page.getByRole('button', { name: 'Page 2' }).click();
  await page.getByText('51–53 of 53').waitFor();
  // The previous page stays until the next one has been fetched.
  await page.getByText('Many 52').waitFor();
  assert.deepEqual(await listShownNames(page), ['Many 50', 'Many 51', 'Many 52']);
  await page.goto(`/projects?customer_uuid=${owner.uuid}&page=7`);
  await page.getByText('Page 7 does not exist').waitFor();
  await page.getByRole('button', { name: 'Go to the first page' }).click();
  await page.getByText('1–50 of 53').waitFor();
});

test('shows a project with its members and the award that manages it', async () => {
  const award = await findManagingAward(web);
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

test('shows a project without an award, and an error for a project that does not exist', async () => {
  const owner = await createCustomer(web, 'Quiet');
  const { uuid } = await createProject(web, owner, 'Unclaimed');
  const page = await web.openPage('help', `/projects/${uuid}`);
  await page.getByText('No award manages this project.').waitFor();
  await page.getByText('Nobody is in this project').waitFor();
  await page.goto('/projects/11111111-1111-4111-8111-111111111111');
  await page.getByText('Not found', { exact: true }).waitFor();
});

test('explains the states removed, expired and grace', async () => {
  const owner = await createCustomer(web, 'Endings');
  const grace = await createProject(web, owner, 'In its grace', {
    end_date: dayFromToday(web, -3),
  });
  const expired = await createProject(web, owner, 'Long over', {
    end_date: dayFromToday(web, -40),
  });
  const removed = await createProject(web, owner, 'Taken away', {
    end_date: dayFromToday(web, 40),
  });
  await web.app.request('DELETE', removed.url);
  const page = await web.openPage('staff', `/projects/${grace.uuid}`);
  const formatDay = (at: number): string =>
    new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' }).format(
      new Date(`${dayFromToday(web, at)}T00:00:00Z`),
    );
  await page
    .getByText(
      `Ended on ${formatDay(-3)}. The grace period, for finishing up, lasts until ${formatDay(27)}`,
    )
    .waitFor();
  await page.goto(`/projects/${expired.uuid}`);
  await page
    .getByText(`Ended on ${formatDay(-40)}. The grace period of 30 days is over.`)
    .waitFor();
  await page.goto(`/projects/${removed.uuid}`);
  await page.getByText('Marked as removed. The record stays').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Mark as removed' }).count(), 0);
});

test('shows projects to support and reviewers without any way to change their fields', async () => {
  const award = await findManagingAward(web);
  for (const username of ['help', 'rosalind']) {
    const page = await web.openPage(username, '/projects');
    await page.getByRole('row', { name: /Benchmark suite/ }).waitFor();
    assert.equal(await page.getByRole('button', { name: 'New project' }).count(), 0);
    await page.goto(`/projects/${award.project_data.uuid}`);
    await page.getByRole('region', { name: 'Award' }).getByText('Approved').waitFor();
    for (const name of ['Edit', 'Mark as removed', 'Grant a role']) {
      assert.equal(await page.getByRole('button', { name }).count(), 0, String(name));
    }
    // Owners of its customer manage its members (docs/rules/awards.md, A9.8).
    const invite = page.getByRole('button', { name: 'Invite' });
    await findSection(page, 'Invitations').waitFor();
    assert.equal(await invite.count(), username === 'help' ? 0 : 1);
  }
});

test('reports a lost connection and retries', async () => {
  const page = await web.openPage('staff', '/customers');
  await page.route('**/api/projects/**', (route) => route.abort());
  await page.getByRole('link', { name: 'Projects', exact: true }).click();
  await page.getByText('The service does not answer.').waitFor({ timeout: 15_000 });
  await page.unroute('**/api/projects/**');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('link', { name: 'Benchmark suite' }).waitFor();
});

test('passes axe in both themes and on a phone', async () => {
  const ready = (page: Page) => page.getByText('Benchmark suite').waitFor();
  assert.deepEqual(await checkScreen(web, 'staff', '/projects', 'projects', ready), []);
  const { uuid } = (await findManagingAward(web)).project_data;
  const filled = async (page: Page) => {
    await page
      .getByText(/^Admin/)
      .first()
      .waitFor();
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

test('logged no error in any browser console', () => {
  assert.deepEqual(web.consoleErrors, []);
});
