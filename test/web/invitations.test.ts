import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import {
  BrowserTestApp,
  checkScreen,
  findAxeViolations,
  saveScreenshot,
} from '../support/browser-test-app.ts';
import { findSection } from './award-helpers.ts';
import { loseReply } from './network-helpers.ts';
import { createCustomer, createProject, dayFromToday } from './project-helpers.ts';

/* Issue 17, 2 and 6: inviting by e-mail address on the pages, and roles that end. */

let web: BrowserTestApp;
before(async () => {
  web = await BrowserTestApp.open();
});
afterEach(() => web.closePages());
after(() => web.close());

const dialog = (page: Page) => page.getByRole('dialog');
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const invitations = (page: Page) => findSection(page, 'Invitations');

/** A project of a customer of its own, with this person as its administrator. */
async function createLedProject(name: string, lead: string) {
  const project = await createProject(web, await createCustomer(web, `${name} Institute`), name);
  const user = await findPersonUuid(lead);
  await web.app.post(`${project.url}add_user/`, { user, role: 'PROJECT.ADMIN' });
  return project;
}

async function findPersonUuid(username: string): Promise<string> {
  return (await web.app.get(`/api/users/?username=${username}`)).body[0].uuid;
}

const listInvitations = async (url: string) =>
  (await web.app.get(`/api/user-invitations/?scope=${url}`)).body;

test('an administrator of a project invites by address with an end, and withdraws', async () => {
  const project = await createLedProject('Coral Reefs', 'sunita');
  const page = await web.openPage('sunita', `/projects/${project.uuid}`);
  await invitations(page).getByText('No open invitations.').waitFor();
  assert.equal(await button(page, 'Grant a role').count(), 0);
  await button(page, 'Invite').click();
  await dialog(page).getByRole('button', { name: 'Invite' }).click();
  await dialog(page).getByText('An e-mail address is required.').waitFor();
  await dialog(page).getByLabel('E-mail').fill('nonsense');
  await dialog(page).getByRole('button', { name: 'Invite' }).click();
  await dialog(page)
    .getByText(/valid e-mail|not an e-?mail/i)
    .waitFor();
  await dialog(page).getByLabel('E-mail').fill('eve@example.ac.uk');
  await dialog(page).getByRole('radio', { name: 'Manager' }).check();
  await dialog(page).getByLabel('Until').fill('2020-01-01');
  await dialog(page).getByRole('button', { name: 'Invite' }).click();
  await dialog(page).getByText('The end must not be in the past.').waitFor();
  const lastDay = dayFromToday(web, 40);
  await dialog(page).getByLabel('Until').fill(lastDay);
  await saveScreenshot(page, 'invite');
  assert.deepEqual(await findAxeViolations(page), []);
  await dialog(page).getByRole('button', { name: 'Invite' }).dblclick();
  const row = invitations(page).getByRole('row', { name: /eve@example\.ac\.uk/ });
  await row.waitFor();
  const cells = await row.getByRole('cell').allTextContents();
  assert.deepEqual(cells.slice(0, 4), ['eve@example.ac.uk', 'Manager', 'Pending', 'Sunita Rao']);
  const [made] = await listInvitations(project.url);
  assert.equal(made.expires, `${lastDay}T23:59:59.000000Z`);

  await button(page, 'Withdraw the invitation of eve@example.ac.uk').click();
  await dialog(page).getByText('eve@example.ac.uk then gets no role in Coral Reefs').waitFor();
  await saveScreenshot(page, 'withdraw-invitation');
  await dialog(page).getByRole('button', { name: 'Withdraw invitation' }).dblclick();
  await invitations(page).getByText('No open invitations.').waitFor();
  assert.deepEqual(await listInvitations(project.url), []);
});

test('somebody who has signed in with the address joins at once', async () => {
  const project = await createLedProject('Kelp', 'sunita');
  await web.app.db
    .insertInto('person_email')
    .columns(['person_id', 'email', 'created'])
    .expression((eb) =>
      eb
        .selectFrom('person')
        .select(['id', 'email', 'date_joined'])
        .where('username', '=', 'marek'),
    )
    .execute();
  const page = await web.openPage('sunita', `/projects/${project.uuid}`);
  await button(page, 'Invite').click();
  await dialog(page).getByLabel('E-mail').fill('marek.lindqvist@brics.example');
  await dialog(page).getByRole('button', { name: 'Invite' }).click();
  await page
    .getByText('marek.lindqvist@brics.example has an account, and is now member.')
    .waitFor();
  await findSection(page, 'People')
    .getByRole('row', { name: /Marek Lindqvist.*Member/ })
    .waitFor();
  assert.deepEqual(await listInvitations(project.url), []);
});

test('shows why the award of a project does not admit an address', async () => {
  await web.app.sendInstruction(
    'create_project',
    {
      name: 'Domains',
      template: 'gateway',
      members: {},
      start_date: dayFromToday(web, -1),
      end_date: dayFromToday(web, 90),
      allocation: '100 NHR',
      allowed_domains: ['example.ac.uk'],
    },
    'domains.ukri',
  );
  const award = (await web.app.get(web.app.getAwardPath('domains.ukri'))).body;
  const page = await web.openPage('staff', `/projects/${award.project_data.uuid}`);
  await button(page, 'Invite').click();
  await dialog(page).getByLabel('E-mail').fill('x@elsewhere.org');
  await dialog(page).getByRole('button', { name: 'Invite' }).click();
  await dialog(page)
    .getByRole('alert')
    .getByText(/domain/)
    .waitFor();
  assert.equal(await dialog(page).getByLabel('E-mail').inputValue(), 'x@elsewhere.org');
});

test('staff invite to a customer; support sees the invitations without changing them', async () => {
  const { uuid, url } = await createCustomer(web, 'Invited Here');
  const page = await web.openPage('staff', `/customers/${uuid}`);
  await button(page, 'Invite').click();
  await dialog(page).getByLabel('E-mail').fill('owner@example.ac.uk');
  await dialog(page).getByRole('button', { name: 'Invite' }).click();
  await invitations(page)
    .getByRole('row', { name: /owner@example\.ac\.uk.*Owner/ })
    .waitFor();
  assert.equal((await listInvitations(url)).length, 1);
  const support = await web.openPage('help', `/customers/${uuid}`);
  await invitations(support)
    .getByRole('row', { name: /owner@example\.ac\.uk/ })
    .waitFor();
  for (const name of ['Invite', /Withdraw/]) assert.equal(await button(support, name).count(), 0);
  const member = await web.openPage('marek', `/customers/${await findCustomerUuid('UKRI Access')}`);
  await findSection(member, 'People').waitFor();
  assert.equal(await invitations(member).count(), 0);
});

const findCustomerUuid = async (name: string): Promise<string> =>
  (await web.app.get(`/api/customers/?name_exact=${encodeURIComponent(name)}`)).body[0].uuid;

test('grants a role with an end, and changes the end', async () => {
  const { uuid, url } = await createCustomer(web, 'Ending Roles');
  const page = await web.openPage('staff', `/customers/${uuid}`);
  await button(page, 'Grant a role').click();
  await page.getByRole('combobox', { name: 'Person' }).fill('lindq');
  await page.getByRole('option', { name: 'Marek Lindqvist (marek)' }).click();
  await dialog(page).getByLabel('Until').fill(dayFromToday(web, 21));
  await button(page, 'Grant role').click();
  await page.getByRole('row', { name: /Marek Lindqvist.*in 3 weeks/ }).waitFor();
  await button(page, 'Change end of the role Owner of Marek Lindqvist').click();
  assert.equal(await dialog(page).getByLabel('Until').inputValue(), dayFromToday(web, 21));
  await saveScreenshot(page, 'change-role-end');
  assert.deepEqual(await findAxeViolations(page), []);
  await dialog(page).getByLabel('Until').fill('');
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await page.getByText('The role of Marek Lindqvist does not end.').waitFor();
  await page.getByRole('columnheader', { name: 'Until' }).nth(1).waitFor({ state: 'detached' });
  const [role] = (await web.app.get(`${url}list_users/`)).body;
  assert.equal(role.expiration_time, null);
});

test('finds out what happened to an invitation and to roles whose reply was lost', async () => {
  const { uuid } = await createCustomer(web, 'Lost Replies');
  const page = await web.openPage('staff', `/customers/${uuid}`);
  const close = async (): Promise<void> => {
    await dialog(page).getByText('Close', { exact: true }).click();
    await dialog(page).waitFor({ state: 'detached' });
  };
  const happened = (text: string) => dialog(page).getByText(`it did happen: ${text}`).waitFor();
  await button(page, 'Invite').click();
  await dialog(page).getByLabel('E-mail').fill('lost@example.ac.uk');
  await loseReply(page, '**/api/user-invitations/', { isDelivered: false });
  await dialog(page).getByRole('button', { name: 'Invite' }).click();
  await dialog(page).getByText('It has not happened so far').waitFor();
  await loseReply(page, '**/api/user-invitations/');
  await dialog(page).getByRole('button', { name: 'Invite' }).click();
  await happened('lost@example.ac.uk is invited as owner.');
  await close();
  await button(page, 'Grant a role').click();
  await page.getByRole('combobox', { name: 'Person' }).fill('lindq');
  await page.getByRole('option', { name: 'Marek Lindqvist (marek)' }).click();
  await loseReply(page, '**/add_user/');
  await button(page, 'Grant role').click();
  await happened('Marek Lindqvist is owner of Lost Replies.');
  await close();
  await button(page, 'Change end of the role Owner of Marek Lindqvist').click();
  await dialog(page).getByLabel('Until').fill(dayFromToday(web, 21));
  await loseReply(page, '**/update_user/');
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await happened('The role of Marek Lindqvist ends on');
  await close();
  await button(page, 'Revoke the role Owner of Marek Lindqvist').click();
  await loseReply(page, '**/delete_user/');
  await dialog(page).getByRole('button', { name: 'Revoke role' }).click();
  await happened('Marek Lindqvist is not owner of Lost Replies.');
  await close();
  await button(page, /^Withdraw the invitation/).click();
  await loseReply(page, '**/cancel/');
  await dialog(page).getByRole('button', { name: 'Withdraw invitation' }).click();
  await happened('The invitation of lost@example.ac.uk is not open any more.');
});

test('passes axe in both themes and on a phone', async () => {
  const project = await createLedProject('Looks', 'sunita');
  for (const [email, expiration_time] of [
    ['a.very.long.address.of.somebody@department.example.ac.uk', '2030-01-01T00:00:00Z'],
    ['eve@example.ac.uk', null],
  ]) {
    const body = { email, role: 'PROJECT.MEMBER', scope: project.url, expiration_time };
    await web.app.create('/api/user-invitations/', body);
  }
  const ready = (page: Page) => invitations(page).getByText('eve@example.ac.uk').waitFor();
  const path = `/projects/${project.uuid}`;
  assert.deepEqual(await checkScreen(web, 'staff', path, 'invitations', ready), []);
});

test('shows the whole label of each button on a phone, next to a long e-mail', async () => {
  const project = await createLedProject('Labels', 'sunita');
  const email = 'a.very.long.address.of.somebody@department.example.ac.uk';
  const body = { email, role: 'PROJECT.MEMBER', scope: project.url };
  await web.app.create('/api/user-invitations/', body);
  const phone = { width: 390, height: 844 };
  const page = await web.openPage('staff', `/projects/${project.uuid}`, phone);
  for (const name of [/^Withdraw the invitation/, /^Revoke the role/]) {
    const label = page.getByRole('button', { name }).first().locator('.mantine-Button-label');
    await label.waitFor();
    const missing = await label.evaluate((one) => one.scrollWidth - one.clientWidth);
    assert.ok(missing <= 0, `${missing} px of the label of ${name} are cut off`);
  }
  await page.context().close();
});

test('logged no error in any browser console', () => {
  assert.deepEqual(web.consoleErrors, []);
});
