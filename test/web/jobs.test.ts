import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import {
  BrowserTestApp,
  checkScreen,
  findAxeViolations,
  saveScreenshot,
} from '../support/browser-test-app.ts';
import { happened, holdBack, loseReply } from './network-helpers.ts';

/* Issue 22, 7: the page of jobs and deliveries. */

let web: BrowserTestApp;
before(async () => {
  web = await BrowserTestApp.open({ demo: false });
  await web.app.createPerson('sue', { is_support: true });
});
afterEach(() => web.closePages());
after(() => web?.close());

const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

async function fill(): Promise<void> {
  const at = web.app.now.toISOString();
  const job = {
    ...{ sealed: null, received: at, expires: at, closed: at, answered: at },
    ...{ asked_by: 'ukri', offering: 'cpu', instruction: 'create_project' },
  };
  const outcome = '{"type": "ProjectMapping", "value": "p1.ukri:a1.brics"}';
  const lastError = 'The bridge answered 500 to /send_result.';
  await web.app.db
    .insertInto('bridge_job')
    .values([
      {
        ...{ id: randomUUID(), ...job, subject: 'p1.ukri', result: 'undelivered', outcome },
        ...{ failed_attempts: 14, last_attempt: at, last_error: lastError },
      },
      { id: randomUUID(), ...job, subject: 'p2.ukri', result: 'complete', outcome },
      { id: randomUUID(), ...job, subject: 'p3.ukri', result: 'expired', answered: null },
      ...['p4.ukri', 'p5.ukri'].map((subject) => ({
        ...{ id: randomUUID(), ...job, subject, result: 'undelivered', outcome },
      })),
    ])
    .execute();
  await web.app.db
    .insertInto('outbox')
    .values(
      ['p1.ukri', 'p2.ukri'].map((identifier) => ({
        ...{ kind: 'award_notification', event: 'award_changed', identifier },
        ...{ destination: 'ukri.brics.cpu', created: at },
        ...(identifier === 'p1.ukri' && {
          ...{ dead: at, attempts: 60, last_error: 'The bridge answered 400 to /notify.' },
        }),
      })),
    )
    .execute();
}

test('without jobs the page says so; with them staff see, retry and give up', async () => {
  const empty = await web.openPage('staff', '/jobs');
  await empty.getByText('Jobs are listed here once the bridge hands them over.').waitFor();
  await empty.getByText('What is sent to awarding portals and people is listed here.').waitFor();
  assert.deepEqual(await findAxeViolations(empty), []);
  await empty.close();

  await fill();
  const page = await web.openPage('staff', '/jobs');
  const jobs = section(page, 'Jobs of the bridge');
  const dead = jobs.getByRole('row', { name: /create_project p1\.ukri/ });
  await dead.getByText('The bridge answered 500 to /send_result.').waitFor();
  await dead.getByText('14 failed attempts').waitFor();
  const ready = (one: Page) => one.getByText('14 failed attempts').waitFor();
  assert.deepEqual(await checkScreen(web, 'staff', '/jobs', 'jobs', ready), []);

  await dead.getByRole('button', { name: 'Details' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('"p1.ukri:a1.brics"').waitFor();
  assert.deepEqual(await findAxeViolations(page), []);
  await saveScreenshot(page, 'job-details');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });

  // What is found out about a job does not appear in the dialog of another one.
  const ended = jobs.getByRole('row', { name: /create_project p4\.ukri/ });
  await ended.getByRole('button', { name: 'Give up' }).click();
  await loseReply(page, '**/give_up/');
  const lookUp = await holdBack(page, '**/api/bridge-jobs/*/');
  await dialog.getByRole('button', { name: 'Give up' }).click();
  const route = await lookUp();
  await dialog.getByText('Looking at what is stored now …').waitFor();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.waitFor({ state: 'detached' });
  await dead.getByRole('button', { name: 'Retry' }).click();
  await dialog.getByRole('button', { name: 'Retry' }).waitFor();
  await route.continue();
  await ended.getByText('Given up', { exact: true }).waitFor();
  assert.equal(await dialog.getByRole('alert').count(), 0);
  await loseReply(page, '**/retry/', { isDelivered: false });
  await dialog.getByRole('button', { name: 'Retry' }).click();
  await dialog.getByText('It has not happened so far').waitFor();
  await dialog.getByRole('button', { name: 'Retry' }).dblclick();
  await page.getByText('The answer will be posted again within seconds.').first().waitFor();
  await dialog.waitFor({ state: 'detached' });
  await dead.getByText('Open', { exact: true }).waitFor();

  const other = jobs.getByRole('row', { name: /create_project p5\.ukri/ });
  await other.getByRole('button', { name: 'Retry' }).click();
  await loseReply(page, '**/retry/');
  await dialog.getByRole('button', { name: 'Retry' }).click();
  await happened(page, 'The answer is or will be posted again within seconds.');
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await dialog.waitFor({ state: 'detached' });

  await jobs.getByRole('button', { name: 'Give up all 1 dead' }).click();
  await dialog.getByRole('button', { name: 'Give up all' }).click();
  await page.getByText('1 dead job is given up.').waitFor();
  await jobs.getByRole('button', { name: /^Give up all/ }).waitFor({ state: 'detached' });

  const deliveries = section(page, 'Deliveries');
  const refused = deliveries.getByRole('row', { name: /award_changed p1\.ukri/ });
  await refused.getByText('The bridge answered 400 to /notify.').waitFor();
  await refused.getByRole('button', { name: 'Give up' }).click();
  // Somebody else was faster.
  await web.app.db.deleteFrom('outbox').where('identifier', '=', 'p1.ukri').execute();
  await dialog.getByRole('button', { name: 'Give up' }).click();
  await dialog.getByText('Not found.').waitFor();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.waitFor({ state: 'detached' });
  const waiting = deliveries.getByRole('row', { name: /award_changed p2\.ukri/ });
  await waiting.getByRole('button', { name: 'Retry' }).click();
  await loseReply(page, '**/retry/');
  await dialog.getByRole('button', { name: 'Retry' }).click();
  await happened(page, 'It was tried again, or will be within seconds.');
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await dialog.waitFor({ state: 'detached' });
  // That it was retried before does not count.
  await waiting.getByRole('button', { name: 'Retry' }).click();
  await loseReply(page, '**/retry/', { isDelivered: false });
  await dialog.getByRole('button', { name: 'Retry' }).click();
  await dialog.getByText('It has not happened so far').waitFor();
  await dialog.getByRole('button', { name: 'Retry' }).dblclick();
  await page.getByText('It will be tried again within seconds.').first().waitFor();
  await dialog.waitFor({ state: 'detached' });
  await waiting.getByRole('button', { name: 'Give up' }).click();
  await loseReply(page, '**/give_up/');
  await dialog.getByRole('button', { name: 'Give up' }).click();
  await happened(page, '“cpu.brics.ukri award_changed p2.ukri” is given up.');
  await waiting.getByText('Given up', { exact: true }).waitFor();
  assert.equal((await web.app.db.selectFrom('outbox').select('id').execute()).length, 0);
  assert.deepEqual(web.consoleErrors, []);
});

test('support sees the lists and no buttons that change; a filter without hits says so', async () => {
  const page = await web.openPage('sue', '/jobs?state=open&delivery_state=delivered');
  const jobs = section(page, 'Jobs of the bridge');
  await jobs.getByRole('button', { name: 'Details' }).first().waitFor();
  assert.equal(await page.getByRole('button', { name: /^(Retry|Give up)/ }).count(), 0);
  await page.getByText('No delivery matches the filters.').waitFor();
  assert.deepEqual(web.consoleErrors, []);
});
