import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { sql } from 'kysely';
import { waitUntil } from '../support/connected-service.ts';
import {
  BrowserTestApp,
  checkScreen,
  findAxeViolations,
  saveScreenshot,
} from '../support/browser-test-app.ts';
import { sendMailAgain } from '../../src/mail/send-again.ts';
import { happened, loseReply } from './network-helpers.ts';

/* Issue 21: what people choose about mails, and what staff see of them. */

let web: BrowserTestApp;
before(async () => {
  web = await BrowserTestApp.open({ demo: false });
  await web.app.createPerson('rita', { email: 'rita@site.example' });
  await sql`insert into mail_message (event_id, recipient, kind, identifier, destination, payload,
      created, state, attempts, last_error, subject)
    select gen_random_uuid(), recipient, 'award_waiting', 'p1.ukri', 'ukri.brics.cpu', '{}', now(),
      state, attempts, error, '[Example site] p1.ukri waits for a decision: Deep sea'
    from (values ('rita@site.example', 'sent', 1, null),
      ('gone@site.example', 'refused', 2, '550 No such user')) as mail (recipient, state, attempts, error)`.execute(
    web.app.db,
  );
  await web.app.db
    .insertInto('mail_refused_address')
    .values({
      email: 'gone@site.example',
      reason: '550 No such user',
      refused: new Date().toISOString(),
    })
    .execute();
});
afterEach(() => web.closePages());
after(() => web?.close());

const section = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

test('people choose kinds, language and time zone on their page', async () => {
  const uuid = web.app.people.get('rita')?.uuid ?? '';
  const page = await web.openPage('rita', `/people/${uuid}`);
  const card = section(page, 'Mail');
  await card.getByText('This site sends no mail.').waitFor();
  await card.getByRole('switch', { name: 'An award was rejected' }).click();
  await page.getByText('The choice of mails is saved.').first().waitFor();
  await card.getByRole('combobox', { name: 'Language of mails' }).click();
  await loseReply(page, '**/mail/', { method: 'PATCH' });
  await page.getByRole('option', { name: 'Deutsch' }).click();
  await happened(page, 'The choice of mails is saved.');
  await card.getByRole('combobox', { name: 'Awards that wait' }).click();
  await page.getByRole('option', { name: 'Every hour, in one mail' }).click();
  const read = async () => (await web.app.get(`/api/users/${uuid}/mail/`)).body;
  await waitUntil(async () => (await read()).waiting_awards === 'hourly');
  const { language, waiting_awards, kinds } = await read();
  assert.deepEqual([language, waiting_awards], ['de', 'hourly']);
  const off = kinds.filter((kind: { is_on: boolean }) => !kind.is_on);
  assert.deepEqual(
    off.map(({ kind }: { kind: string }) => kind),
    ['award_rejected'],
  );
  assert.deepEqual(await findAxeViolations(page), []);
  await saveScreenshot(page, 'person-mail');
});

test('staff see what was sent, allow a refused address again, and switch kinds off', async () => {
  const page = await web.openPage('staff', '/mail');
  const log = section(page, 'Sent mails');
  await log.getByRole('cell', { name: 'rita@site.example' }).waitFor();
  await log.getByText('550 No such user').waitFor();
  const ready = (one: Page) => section(one, 'Sent mails').getByText('550 No such').waitFor();
  assert.deepEqual(await checkScreen(web, 'staff', '/mail', 'mail', ready), []);
  await section(page, 'Refused addresses').getByRole('button', { name: 'Allow again' }).click();
  const dialog = page.getByRole('dialog', { name: 'Send mails to gone@site.example again?' });
  // The dialog keeps its texts while it fades out.
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await dialog.waitFor();
  await page.evaluate(() => {
    const note = (): void => {
      const text = document.querySelector('[role="dialog"]')?.textContent ?? '';
      if (text !== '' && !text.includes('gone@site.example')) document.title = text;
    };
    new MutationObserver(note).observe(document.body, {
      ...{ childList: true, subtree: true, characterData: true },
    });
  });
  const title = await page.title();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  assert.equal(await page.title(), title);
  await section(page, 'Refused addresses').getByRole('button', { name: 'Allow again' }).click();
  await loseReply(page, '**/api/mail-refused-addresses/**', { method: 'DELETE' });
  await dialog.getByRole('button', { name: 'Allow again' }).click();
  await happened(page, 'Mails go to gone@site.example again.');
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await page.getByText('None: every address takes mails.').waitFor();
  await loseReply(page, '**/api/mail-switches/', { method: 'PUT' });
  await section(page, 'Kinds of mail')
    .getByRole('switch', { name: 'An award was approved' })
    .click();
  await happened(page, 'The choice of mails is saved.');
  const { kinds } = (await web.app.get('/api/mail-switches/')).body;
  const approved = kinds.find(({ kind }: { kind: string }) => kind === 'award_approved');
  assert.equal(approved.is_on, false);
  await log.getByRole('row', { name: /rita@/ }).getByRole('button', { name: 'Send again' }).click();
  const again = page.getByRole('dialog').getByRole('button', { name: 'Send again' });
  await again.click();
  await page.getByText(/This site sends no mail \(GATEHOUSE_SMTP_URL/).waitFor();
  await page.route(
    '**/api/administrative-audit/**',
    (route) => route.fulfill({ status: 503, json: { detail: 'Not now.' } }),
    { times: 1 },
  );
  await again.click();
  await page.getByRole('alert', { name: 'Not done' }).getByText('Not now.').waitFor();
  await loseReply(page, '**/send_again/', { isDelivered: false });
  await again.click();
  await page.getByText('It has not happened so far').waitFor();
  // The reply is lost after the service has done it, as it does where mail is on.
  await page.route(
    '**/send_again/',
    async (route) => {
      await sendAgainAsStaff(/mail-log\/([^/]+)/.exec(route.request().url())?.[1] ?? '');
      await route.abort();
    },
    { times: 1 },
  );
  await again.click();
  await happened(page, 'The mail to rita@site.example will be sent again.');
  assert.deepEqual(web.consoleErrors, []);
});

async function sendAgainAsStaff(uuid: string): Promise<void> {
  const { db, people } = web.app;
  const content = { kind: 'award_waiting', facts: {}, path: '/', items: null };
  const reader = { email: 'rita@site.example', personUuid: null, language: null, timeZone: null };
  await db
    .updateTable('mail_message')
    .set({ payload: JSON.stringify({ content, reader }) })
    .where('uuid', '=', uuid)
    .execute();
  const staff = await db
    .selectFrom('person')
    .select(['id', 'uuid', 'username', 'full_name'])
    .where('uuid', '=', people.get('staff')?.uuid ?? '')
    .executeTakeFirstOrThrow();
  const caller = {
    ...{
      personId: staff.id,
      uuid: staff.uuid,
      username: staff.username,
      fullName: staff.full_name,
    },
    ...{ isStaff: true, isSupport: false, clientIp: '127.0.0.1' },
    credential: { via: 'session', uuid: staff.uuid, scope: 'admin' } as const,
  };
  await sendMailAgain({ db, clock: () => new Date() }, caller, uuid, true);
}

test('staff switch a kind off for a template, and the status says that mail is off', async () => {
  const { template } = await web.app.createTemplateWithCustomers();
  const page = await web.openPage('staff', `/templates/${template.uuid}`);
  const card = section(page, 'Mail');
  const approved = card.getByRole('switch', { name: 'An award was approved' });
  await card.getByRole('switch', { name: 'Somebody joined the project' }).waitFor();
  await approved.click();
  await page.getByText('The choice of mails is saved.').first().waitFor();
  assert.equal(await approved.isChecked(), false);
  const read = async (path: string) => (await web.app.get(path)).body.kinds as Kind[];
  const ofTemplate = await read(`/api/openportal-project-template/${template.uuid}/mail/`);
  const off = ofTemplate.filter(({ is_on: isOn }) => !isOn);
  assert.deepEqual(
    off.map(({ kind }) => kind),
    ['award_approved'],
  );
  assert.ok(!ofTemplate.some(({ kind }) => kind === 'deliveries_given_up'), 'it is about no award');
  await page.goto('/bridge');
  await page.getByText('Off: GATEHOUSE_SMTP_URL is not set').waitFor();
  assert.deepEqual(web.consoleErrors, []);
});

test('staff find the switch for deliveries that were given up', async () => {
  const uuid = web.app.people.get('staff')?.uuid ?? '';
  const page = await web.openPage('staff', `/people/${uuid}`);
  const name = 'Deliveries were given up';
  await section(page, 'Mail').getByRole('switch', { name }).click();
  await page.getByText('The choice of mails is saved.').first().waitFor();
  const { kinds } = (await web.app.get(`/api/users/${uuid}/mail/`)).body as { kinds: Kind[] };
  assert.equal(kinds.find(({ kind }) => kind === 'deliveries_given_up')?.is_on, false);
});

interface Kind {
  kind: string;
  is_on: boolean;
}
