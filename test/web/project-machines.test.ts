import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { checkScreen, findAxeViolations, saveScreenshot } from '../support/browser-test-app.ts';
import { findSection } from './award-helpers.ts';
import { happened, loseReply } from './network-helpers.ts';
import {
  addFigures,
  button,
  createResource,
  dialog,
  findProjectUuid,
  type MachineWeb,
  offerResource,
  openMachineWeb,
} from './machine-helpers.ts';

/* Issue 19: a project on the machines, on its page, its award's page and in the list. */

let machines: MachineWeb;
let shortName: string;
let projectPath: string;
before(async () => {
  machines = await openMachineWeb();
  const { bed, web } = machines;
  await createResource(machines);
  await offerResource(machines);
  await bed.addPerson('ada', 'ada@example.ac.uk');
  await bed.addPerson('bob', 'bob@example.ac.uk', null);
  await bed.approve('p1.ukri', { breakdown: { project_storage: '5 TB' } });
  const project = await web.app.db
    .selectFrom('project')
    .select('short_name')
    .executeTakeFirstOrThrow();
  shortName = project.short_name ?? '';
  projectPath = `/projects/${await findProjectUuid(machines, shortName)}`;
  await bed.join('ada');
  await bed.join('bob');
});
afterEach(() => machines.web.closePages());
after(() => machines.close());

const panel = (page: Page) => findSection(page, 'Isambard AI');
const reloaded = async (page: Page): Promise<void> => {
  await page.reload();
  await panel(page).waitFor();
};

test('says what is being made, and then that it is present, with members and limit', async () => {
  const { bed, web } = machines;
  const page = await web.openPage('staff', projectPath);
  await panel(page).getByText('Being made.').waitFor();
  await bed.settle();
  await reloaded(page);
  await panel(page)
    .getByText(/^Present since \d+ \w+ \d{4}/)
    .waitFor();
  await panel(page).getByText('500 credits, 500 node hours').waitFor();
  await panel(page).getByText('Next check').waitFor();
  await panel(page)
    .getByText(/^500 node hours, 100% of the grant/)
    .waitFor();
  await panel(page).getByText('5.00 TB', { exact: true }).waitFor();
  await panel(page)
    .getByRole('row', { name: new RegExp(`^ada .*ada\\.${shortName} Account made`) })
    .waitFor();
  await panel(page)
    .getByRole('row', { name: /^bob .*– Cannot be added: / })
    .waitFor();
});

test('shows it to support and to a member without any way to change it', async () => {
  const { web } = machines;
  for (const username of ['help', 'ada']) {
    const page = await web.openPage(username, projectPath);
    await panel(page)
      .getByText(/^Present since/)
      .waitFor();
    assert.equal(await button(page, /Check now|Block/).count(), 0, username);
  }
});

test('blocks with a comment, which is required, and unblocks', async () => {
  const { bed, web } = machines;
  const page = await web.openPage('staff', projectPath);
  await button(page, 'Block').click();
  await dialog(page).getByRole('button', { name: 'Block' }).click();
  await dialog(page).getByText('A comment is required.').waitFor();
  assert.deepEqual(await findAxeViolations(page), []);
  await dialog(page).getByRole('textbox', { name: 'Comment' }).fill('Mines bitcoins.');
  await saveScreenshot(page, 'machine-block');
  await loseReply(page, '**/block/', { isDelivered: false });
  await dialog(page).getByRole('button', { name: 'Block' }).click();
  await dialog(page).getByText('It has not happened so far').waitFor();
  await dialog(page).getByRole('button', { name: 'Block' }).dblclick();
  await panel(page).getByText('Being blocked: staff blocked it.').waitFor();
  await panel(page).getByText('Mines bitcoins.').waitFor();
  await bed.settle();
  await reloaded(page);
  await panel(page).getByText('Blocked: staff blocked it.').waitFor();
  await saveScreenshot(page, 'machine-blocked');
  await button(page, 'Unblock').click();
  await loseReply(page, '**/unblock/');
  await dialog(page).getByRole('button', { name: 'Unblock' }).click();
  await happened(page, 'The project is no longer blocked on Isambard AI.');
  await dialog(page).getByRole('button', { name: 'Close' }).last().click();
  await page.getByRole('button', { name: 'Block', exact: true }).waitFor();
  await bed.settle();
  await reloaded(page);
  await panel(page)
    .getByText(/^Present since/)
    .waitFor();
});

test('asks for a comparison', async () => {
  const { bed, web } = machines;
  const page = await web.openPage('staff', projectPath);
  await button(page, 'Check now').click();
  await page.getByText('Isambard AI is asked about this project next.').waitFor();
  assert.equal((await bed.loadPair()).check_requested, true);
  await bed.settle();
});

test('is on the page of its award with a link', async () => {
  const page = await machines.web.openPage('staff', '/awards/p1.ukri/ukri.brics.isambard-ai');
  const section = findSection(page, 'On the machines');
  await section.getByText(/^Present since/).waitFor();
  await section.getByRole('link', { name: 'Members and limits' }).click();
  await page.waitForURL(`**${projectPath}#machines`);
});

test('lists what needs attention, with a count in the menu and the error in the agents’ words', async () => {
  const { bed, web } = machines;
  const page = await web.openPage('staff', '/machines');
  await page.getByText('Nothing needs attention').waitFor();
  await bed.network.setFaults([{ fault: 'error', verbs: ['add_user'], text: 'No space left.' }]);
  await bed.addPerson('eve', 'eve@example.ac.uk');
  await bed.join('eve');
  await bed.settle();
  for (let tries = 0; tries < 4; tries++) await bed.advance(3600);
  await page.reload();
  const row = page.getByRole('row', { name: /Project p1.ukri.*Needs attention.*No space left/ });
  await row.waitFor();
  await page.getByRole('columnheader', { name: 'Next try' }).waitFor();
  const nextTry = /^(at once|in \d+ (minutes?|hours?))$/;
  assert.match((await row.getByRole('cell').last().textContent()) ?? '', nextTry);
  await page.getByRole('link', { name: 'Needs attention 1' }).waitFor();
  await page.getByRole('combobox', { name: 'State' }).click();
  await page.getByRole('option', { name: 'Being removed' }).click();
  await page.getByText('No project matches').waitFor();
  await page.getByRole('combobox', { name: 'State' }).click();
  await page.getByRole('option', { name: 'All' }).click();
  await page.getByRole('combobox', { name: 'Resource' }).click();
  await page.getByRole('option', { name: 'Isambard AI' }).click();
  await page.waitForURL(/resource=/);
  await row.getByRole('link', { name: 'Project p1.ukri' }).click();
  await panel(page)
    .getByRole('alert')
    .getByText(/No space left/)
    .waitFor();
  await panel(page)
    .getByText(/times in a row\. Next try: (at once|in \d+ (minutes?|hours?))\.$/)
    .waitFor();
  await page.waitForURL(`**${projectPath}#machines`);
  await panel(page)
    .getByRole('row', { name: /^eve .*No space left/ })
    .waitFor();
  await button(page, 'Show instructions').click();
  await page
    .getByRole('table', { name: 'Instructions to Isambard AI' })
    .getByRole('row', {
      name: new RegExp(`add_user eve\\.${shortName}\\.brics Error .*No space left`),
    })
    .first()
    .waitFor();
});

test('is not in the menu of a member', async () => {
  const page = await machines.web.openPage('ada', projectPath);
  await page.getByRole('link', { name: 'Projects', exact: true }).waitFor();
  for (const name of [/Needs attention/, 'Resources']) {
    assert.equal(await page.getByRole('link', { name }).count(), 0);
  }
});

test('passes axe in both themes and on a phone', async () => {
  const { web } = machines;
  const hasError = (page: Page) =>
    page
      .getByText(/No space left/)
      .first()
      .waitFor();
  assert.deepEqual(await checkScreen(web, 'staff', '/machines', 'machines', hasError), []);
  assert.deepEqual(await checkScreen(web, 'staff', projectPath, 'project-machines', hasError), []);
});

test('says that no figures have been collected yet', async () => {
  const page = await machines.web.openPage('ada', projectPath);
  const card = page.getByRole('region', { name: 'Credits and use' });
  await card.getByText('No figures of Isambard AI have been collected yet.').waitFor();
  await card.getByRole('row', { name: 'Used 0 0 0 %' }).waitFor();
  await page.goto('/projects');
  const nothing = '500 left, 100 %, 500 node hours; 0 of 500 credits used, 0 %, 0 node hours';
  await page.getByRole('row', { name: new RegExp(`Project p1.*${nothing}`) }).waitFor();
});

test('shows credits, hours and percent, and plots of use and storage with their tables', async () => {
  const { web } = machines;
  await addFigures(machines, shortName);
  const page = await web.openPage('staff', projectPath);
  const card = page.getByRole('region', { name: 'Credits and use' });
  await card.getByRole('row', { name: 'Granted 500 500 100 %' }).waitFor();
  await card.getByRole('row', { name: 'Used 30 30 6 %' }).waitFor();
  await card.getByRole('row', { name: 'Left 470 470 94 %' }).waitFor();
  const daily = page.getByRole('region', { name: 'Daily use by person' });
  await daily.locator('.column-part').first().waitFor();
  await daily.getByRole('img', { name: /ada 20, unknown 10\.$/ }).waitFor();
  await daily.getByRole('button', { name: 'Show figures' }).click();
  await daily.getByRole('row', { name: '23 Nov 2026 10 10' }).waitFor();
  const grant = page.getByRole('region', { name: 'Use against the grant' });
  await grant
    .getByText(/^Today's pace is [\d.]+ credits a day\. The grant is used up on/)
    .waitFor();
  await grant.getByText('Granted 500').first().waitFor();
  await grant.getByRole('button', { name: 'Show figures' }).click();
  await grant.getByRole('columnheader', { name: 'Credits used in all' }).waitFor();
  await grant.getByRole('row', { name: /^23 Nov 2026 30/ }).waitFor();
  await grant.getByRole('row', { name: /^22 Nov 2026 10/ }).waitFor();
  const storage = page.getByRole('region', { name: 'Storage by volume' });
  await storage.getByRole('button', { name: 'Show figures' }).click();
  await storage.getByRole('columnheader', { name: 'scratch on Isambard AI' }).waitFor();
  await storage.getByRole('row', { name: '23 Nov 2026 2 TB of 5 TB' }).waitFor();
  await storage.getByRole('row', { name: '22 Nov 2026 1 TB of 5 TB' }).waitFor();
  await storage.getByRole('img', { name: /scratch on Isambard AI: 2 TB of 5 TB/ }).waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    daily.getByRole('link', { name: 'Use by day and person as CSV' }).click(),
  ]);
  assert.equal(download.suggestedFilename(), 'usage.csv');
  const problem = 'The agents counted 2026-11-23 twice.';
  await web.app.db.updateTable('usage_collection').set({ problem }).execute();
  await page.reload();
  const failed = card.getByRole('alert', { name: 'Figures of Isambard AI could not be collected' });
  await failed.getByText(problem).waitFor();
  await web.app.db.updateTable('usage_collection').set({ problem: null }).execute();
  const ready = async (shown: Page): Promise<void> => {
    await shown.getByRole('region', { name: 'Storage by volume' }).waitFor();
  };
  assert.deepEqual(await checkScreen(web, 'staff', projectPath, 'project-usage', ready), []);
});

test('shows what was used in lists, of a template, and beside a change that is asked for', async () => {
  const { bed, web } = machines;
  const used = '470 left, 94 %, 470 node hours; 30 of 500 credits used, 6 %, 30 node hours';
  const page = await web.openPage('staff', '/projects');
  await page.getByRole('row', { name: new RegExp(`Project p1.*${used}`) }).waitFor();
  await page.goto(`/templates/${bed.templateUuid}`);
  for (const name of ['Granted 500 500 100 %', 'Used 30 30 6 %', 'Left 470 470 94 %']) {
    await page.getByRole('row', { name, exact: true }).waitFor();
  }
  await page.getByText('1 approved award, 30 node hours used').waitFor();
  await page.goto('/overview');
  for (const table of ['Credits by template', 'Credits by awarding portal']) {
    const row = page.getByRole('table', { name: table }).getByRole('row').nth(1);
    await row.getByText('500 node hours', { exact: true }).waitFor();
    await row.getByText('94 %, 470 node hours', { exact: true }).waitFor();
  }
  await web.app.sendInstruction('update_project', { allocation: '5000 NHR' }, 'p1.ukri');
  await page.goto('/');
  await page.getByText(used).waitFor();
  await page.goto('/awards/p1.ukri/ukri.brics.isambard-ai');
  await findSection(page, 'Context')
    .getByText(`500 credits in 1 award, 500 node hours; ${used}`)
    .first()
    .waitFor();
  const section = findSection(page, 'Credits and use');
  await section
    .getByText('After approval of 5,000 credits, 4,970 would be left (99.4 %).')
    .waitFor();
  await section.getByRole('link', { name: 'Use by day and person' }).click();
  await page.waitForURL(`**${projectPath}#usage`);
});

test('shows what an observed resource would get', async () => {
  const { bed, web } = machines;
  await bed.network.setFaults([]);
  await bed.requestCheck(shortName);
  await bed.advance(3600);
  await bed.addPerson('fay', 'fay@example.ac.uk');
  const reply = await web.app.patch(`/api/openportal-resources/${bed.resourceUuid}/`, {
    mode: 'observe',
  });
  assert.equal(reply.status, 200);
  await bed.join('fay');
  await bed.settle();
  const page = await web.openPage('staff', projectPath);
  await panel(page).getByText('Observed only: nothing is changed.').waitFor();
  await panel(page).getByText(`add_user fay.${shortName}.brics`).waitFor();
  await saveScreenshot(page, 'project-machines-observed');
  assert.deepEqual(await findAxeViolations(page), []);
});

test('logged no error in any browser console', () => {
  assert.deepEqual(machines.web.consoleErrors, []);
});
