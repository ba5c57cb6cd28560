import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { destination } from '../machines/machines-test-bed.ts';
import { checkScreen, findAxeViolations, saveScreenshot } from '../support/browser-test-app.ts';
import {
  button,
  dialog,
  type MachineWeb,
  openMachineWeb,
  resourcesPath,
} from './machine-helpers.ts';
import { findDecisionButton, findSection } from './award-helpers.ts';
import { happened, loseReply } from './network-helpers.ts';

/* Issue 19: resources, and which of them the projects of a template get. */

let machines: MachineWeb;
before(async () => {
  machines = await openMachineWeb();
});
afterEach(() => machines.web.closePages());
after(() => machines.close());

const field = (page: Page, name: string) =>
  page.getByRole('form', { name: 'Resource' }).getByRole('textbox', { name });
const resourcePath = (): string => `/resources/${machines.bed.resourceUuid}`;

test('says why there is no resource, and creates one with errors at their fields', async () => {
  const { web, bed } = machines;
  const page = await web.openPage('staff', '/resources');
  await page.getByText('No resources', { exact: true }).waitFor();
  await button(page, 'New resource').click();
  await field(page, 'Name').fill('Isambard AI');
  await field(page, 'Destination').fill('ukri.isambard.clusters.ai');
  await field(page, 'Seconds per credit').fill('0');
  await page.getByLabel('Volumes').and(page.locator('input')).first().fill('scratch');
  await page.keyboard.press('Enter');
  await button(page, 'Create resource').click();
  const invalid = page.locator('[aria-invalid=true]');
  await field(page, 'Destination').and(invalid).waitFor();
  await page.getByText('A destination begins with our portal, brics.').waitFor();
  await field(page, 'Destination').fill(destination);
  await button(page, 'Create resource').click();
  await field(page, 'Seconds per credit').and(invalid).waitFor();
  assert.deepEqual(await findAxeViolations(page), []);
  await saveScreenshot(page, 'resource-new');
  await field(page, 'Seconds per credit').fill('1,800');
  await button(page, 'Create resource').dblclick();
  await page.getByRole('heading', { level: 1, name: 'Isambard AI' }).waitFor();
  const { body } = await web.app.get(resourcesPath);
  assert.equal(body.length, 1);
  const { seconds_per_credit, volumes, mode } = body[0];
  assert.deepEqual([seconds_per_credit, volumes, mode], ['1800', ['scratch'], 'observe']);
  bed.resourceUuid = body[0].uuid;
});

test('checks which agents answer, what they can do, and what is unknown here', async () => {
  const { web, bed } = machines;
  await bed.run(`${destination} add_project old1.brics`);
  web.app.now = new Date();
  const page = await web.openPage('staff', resourcePath());
  await page.getByText('Not checked yet.').waitFor();
  await button(page, 'Edit').click();
  await page.getByText('Active needs a check without a problem first.').waitFor();
  assert.ok(await page.getByRole('radio', { name: 'Active' }).isDisabled());
  await button(page, 'Cancel').click();
  await loseReply(page, '**/check/');
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await happened(page, 'The agents were asked, with the result below.');
  await page.getByText('All agents answer').waitFor();
  await page.getByText('One project of ours is there.').waitFor();
  await bed.run(`${destination} add_project old2.brics`);
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await page.getByText('2 projects of ours are there.').waitFor();
  await page.getByRole('row', { name: /^slurm Connected Scheduler/ }).waitFor();
  await findSection(page, 'Unknown here').getByText('old1', { exact: true }).waitFor();
});

test('changes a resource in place', async () => {
  const { web } = machines;
  const page = await web.openPage('staff', resourcePath());
  await button(page, 'Edit').click();
  await field(page, 'Seconds per credit').fill('3600');
  await page.getByText('Active', { exact: true }).click();
  await button(page, 'Save').click();
  await page.getByText('Resource saved.').waitFor();
  await findSection(page, 'About').getByText('3600 node seconds').waitFor();
  const { body } = await web.app.get(`${resourcesPath}${machines.bed.resourceUuid}/`);
  assert.deepEqual(
    [body.mode, body.volumes, body.destination],
    ['active', ['scratch'], destination],
  );
});

test('adopts an unknown project for a project here that has no short name', async () => {
  const { web } = machines;
  const [customer] = (await web.app.get('/api/customers/')).body;
  const createProject = async (name: string): Promise<string> =>
    (await web.app.create('/api/projects/', { name, customer: customer.url })).uuid;
  const uuid = await createProject('Older than the desk');
  const lostUuid = await createProject('Adopted unnoticed');
  const page = await web.openPage('staff', resourcePath());
  await button(page, 'Adopt old1').click();
  await dialog(page).getByRole('button', { name: 'Adopt' }).click();
  await dialog(page).getByText('Choose a project from the list.').waitFor();
  await dialog(page).getByRole('combobox', { name: 'Project' }).fill('older');
  await page.getByRole('option', { name: /Older than the desk/ }).click();
  assert.deepEqual(await findAxeViolations(page), []);
  await saveScreenshot(page, 'resource-adopt');
  await loseReply(page, '**/adopt/', { isDelivered: false });
  await dialog(page).getByRole('button', { name: 'Adopt' }).click();
  await dialog(page).getByText('It has not happened so far').waitFor();
  await dialog(page).getByRole('button', { name: 'Adopt' }).dblclick();
  await page.getByText('old1 is adopted.').first().waitFor();
  await dialog(page).waitFor({ state: 'detached' });
  assert.equal((await web.app.get(`/api/projects/${uuid}/`)).body.short_name, 'old1');
  await button(page, 'Adopt old2').click();
  await dialog(page).getByRole('combobox', { name: 'Project' }).fill('unnoticed');
  await page.getByRole('option', { name: /Adopted unnoticed/ }).click();
  await loseReply(page, '**/adopt/');
  await dialog(page).getByRole('button', { name: 'Adopt' }).click();
  await happened(page, 'old2 is adopted.');
  await dialog(page).getByRole('button', { name: 'Close' }).last().click();
  await page.getByText('nothing unknown').waitFor();
  assert.equal((await web.app.get(`/api/projects/${lostUuid}/`)).body.short_name, 'old2');
});

test('lets a template have a resource with a quota, and refuses half a quota', async () => {
  const { web, bed } = machines;
  const page = await web.openPage('staff', `/templates/${bed.templateUuid}`);
  const section = findSection(page, 'Resources');
  await section.getByText('None: approved projects are made on no machine.').waitFor();
  await button(page, 'Change resources').click();
  await dialog(page).getByRole('checkbox', { name: 'Isambard AI' }).check();
  await button(page, 'Add a quota on Isambard AI').click();
  await dialog(page).getByRole('textbox', { name: 'Entry 1' }).fill('project_storage');
  await button(page, 'Save resources').click();
  await dialog(page).getByText('Each quota needs a volume.').waitFor();
  await dialog(page).getByRole('combobox', { name: 'Volume 1' }).click();
  await page.getByRole('option', { name: 'scratch' }).click();
  assert.deepEqual(await findAxeViolations(page), []);
  await saveScreenshot(page, 'template-resources-dialog');
  await loseReply(page, '**/resources/', { method: 'PUT', isDelivered: false });
  await button(page, 'Save resources').click();
  await dialog(page).getByText('It has not happened so far').waitFor();
  await button(page, 'Save resources').dblclick();
  await page.getByText('Resources saved. Running projects follow.').first().waitFor();
  await dialog(page).waitFor({ state: 'detached' });
  await section.getByText('project_storage → scratch').waitFor();
  const path = `/api/openportal-project-template/${bed.templateUuid}/resources/`;
  const readQuotas = async () => (await web.app.get(path)).body[0].quota_mapping;
  assert.deepEqual(await readQuotas(), { project_storage: 'scratch' });
  await button(page, 'Change resources').click();
  await dialog(page).getByRole('textbox', { name: 'Entry 1' }).fill('storage');
  await loseReply(page, '**/resources/', { method: 'PUT' });
  await button(page, 'Save resources').click();
  await happened(page, 'The resources of the template are saved.');
  assert.deepEqual(await readQuotas(), { storage: 'scratch' });
  await dialog(page).getByRole('button', { name: 'Close' }).last().click();
  await section.getByText('storage → scratch').waitFor();
  await web.app.request('PUT', path, {
    body: {
      resources: [{ resource: bed.resourceUuid, quota_mapping: { project_storage: 'scratch' } }],
    },
  });
});

test('names resource, limit, quotas and people before an approval', async () => {
  const { web, bed } = machines;
  await bed.addPerson('ada', 'ada@example.ac.uk');
  await bed.approve('p9.ukri', {
    members: { 'ada@example.ac.uk': 'PI', 'new@example.ac.uk': 'PI' },
    breakdown: { project_storage: '5 TB' },
    allocation: '5000 NHR',
  });
  const page = await web.openPage('staff', '/awards/p9.ukri/ukri.brics.isambard-ai');
  await findDecisionButton(page, 'Approve').click();
  await dialog(page).getByRole('heading', { name: 'On the machines' }).waitFor();
  await dialog(page).getByText('Limit 5,000 node hours · 5.00 TB on scratch').waitFor();
  await dialog(page).getByText('ada@example.ac.uk as ada').first().waitFor();
  await dialog(page).getByText('new@example.ac.uk: Has not signed in yet.').waitFor();
  assert.deepEqual(await findAxeViolations(page), []);
  await saveScreenshot(page, 'approve-machines');
});

test('deletes a resource only where nothing uses it', async () => {
  const { web } = machines;
  const page = await web.openPage('staff', resourcePath());
  await button(page, 'Delete').click();
  await dialog(page).getByRole('button', { name: 'Delete resource' }).click();
  await dialog(page)
    .getByText(/Resource is in use by 1 templates/)
    .waitFor();
  const openAnother = async (name: string): Promise<string> => {
    const body = { name, destination: 'brics.isambard.clusters.i3' };
    const { uuid } = await web.app.create(resourcesPath, body);
    await page.goto(`/resources/${uuid}`);
    await button(page, 'Delete').click();
    return uuid;
  };
  const uuid = await openAnother('Not used');
  await loseReply(page, `**/${uuid}/`, { method: 'DELETE', isDelivered: false });
  await dialog(page).getByRole('button', { name: 'Delete resource' }).click();
  await dialog(page).getByText('It has not happened so far').waitFor();
  await dialog(page).getByRole('button', { name: 'Delete resource' }).dblclick();
  await page.getByText('Resource Not used deleted.').first().waitFor();
  await page.getByRole('heading', { level: 1, name: 'Resources' }).waitFor();
  assert.equal((await web.app.get(`${resourcesPath}${uuid}/`)).status, 404);
  const lostUuid = await openAnother('Gone unnoticed');
  await loseReply(page, `**/${lostUuid}/`, { method: 'DELETE' });
  await dialog(page).getByRole('button', { name: 'Delete resource' }).click();
  await happened(page, 'The resource Gone unnoticed is deleted.');
  await dialog(page).getByRole('button', { name: 'Close' }).last().click();
  await page.getByRole('heading', { level: 1, name: 'Resources' }).waitFor();
});

test('shows resources to support without any way to change them, and refuses others', async () => {
  const { web } = machines;
  const page = await web.openPage('help', '/');
  await page.getByRole('link', { name: 'Resources' }).click();
  await page.getByRole('link', { name: 'Isambard AI' }).click();
  await page.getByText('All agents answer').waitFor();
  for (const name of ['Edit', 'Delete', 'Check', /Adopt/]) {
    assert.equal(await button(page, name).count(), 0, String(name));
  }
  await web.app.createPerson('stranger');
  const other = await web.openPage('stranger', '/resources');
  await other.getByRole('alert').waitFor();
  assert.equal(await other.getByRole('link', { name: 'Resources' }).count(), 0);
});

test('passes axe in both themes and on a phone', async () => {
  const { web, bed } = machines;
  const hasName = (page: Page) => page.getByText('Isambard AI').first().waitFor();
  assert.deepEqual(await checkScreen(web, 'staff', '/resources', 'resources', hasName), []);
  const hasAgents = (page: Page) => page.getByRole('row', { name: /Scheduler/ }).waitFor();
  assert.deepEqual(await checkScreen(web, 'staff', resourcePath(), 'resource', hasAgents), []);
  const template = `/templates/${bed.templateUuid}`;
  const hasQuota = (page: Page) => page.getByText('project_storage → scratch').waitFor();
  assert.deepEqual(await checkScreen(web, 'staff', template, 'template-machines', hasQuota), []);
});

test('logged no error in any browser console', () => {
  assert.deepEqual(machines.web.consoleErrors, []);
});
