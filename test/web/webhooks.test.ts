import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import {
  BrowserTestApp,
  checkScreen,
  findAxeViolations,
  saveScreenshot,
} from '../support/browser-test-app.ts';
import { awardDetails } from '../support/test-app.ts';
import { deliverWebhooks } from '../support/webhooks/webhook-test-bed.ts';
import { WebhookReceiver } from '../support/webhooks/webhook-receiver.ts';
import { findSection } from './award-helpers.ts';
import { button } from './machine-helpers.ts';
import { happened, loseReply } from './network-helpers.ts';

/* Issue 21: webhooks on their pages. */

let web: BrowserTestApp;
let receiver: WebhookReceiver;
let uuid = '';
before(async () => {
  [web, receiver] = await Promise.all([
    BrowserTestApp.open({ demo: false }),
    WebhookReceiver.open(),
  ]);
  const { customer } = await web.app.createTemplateWithCustomers({ approval_limit: '100' });
  for (const username of ['olga', 'ordinary']) {
    await web.app.createPerson(username);
    const person_id = web.app.people.get(username)?.id as number;
    // So that the pages do not ask for one.
    const row = { short_name: username, person_id, created: web.app.now.toISOString() };
    await web.app.db.insertInto('person_short_name').values(row).execute();
  }
  await web.app.assignRole('olga', customer.uuid, 'CUSTOMER.OWNER');
});
afterEach(() => web.closePages());
after(async () => {
  await receiver?.kill();
  await web?.close();
});

const field = (page: Page, name: string) =>
  page.getByRole('form', { name: 'Webhook' }).getByRole('textbox', { name });

async function chooseEvent(page: Page, type: string): Promise<void> {
  const events = page.getByRole('combobox', { name: 'Events' });
  const option = page.getByRole('option', { name: new RegExp(`^${type}`) });
  await events.fill(type);
  await option.click();
  // The list stays open for further events, over the button below; Escape closes it alone.
  await option.waitFor({ state: 'hidden' });
  await events.press('Escape');
  await page.getByRole('listbox').waitFor({ state: 'hidden' });
}

test('an owner creates a webhook: errors at their fields, the secret is shown once', async () => {
  const page = await web.openPage('olga', '/webhooks');
  await page.getByText('No webhooks', { exact: true }).waitFor();
  await button(page, 'New webhook').click();
  await field(page, 'Name').fill('Ticket system');
  await field(page, 'URL').fill('https://10.0.0.1/hook');
  await button(page, 'Create webhook').click();
  await page.getByText('Choose a customer.').waitFor();
  await page.getByText('Choose at least one event.').waitFor();
  await page.getByRole('combobox', { name: 'Customer' }).fill('Customer');
  await page.getByRole('option', { name: 'Customer', exact: true }).click();
  await chooseEvent(page, 'award.arrived');
  await chooseEvent(page, 'award.waiting');
  await button(page, 'Create webhook').click();
  await page.getByText(/10\.0\.0\.1 is not a public address/).waitFor();
  assert.deepEqual(await findAxeViolations(page), []);
  await saveScreenshot(page, 'webhook-new');
  await field(page, 'URL').fill(receiver.url);
  await button(page, 'Create webhook').dblclick();
  const secret = await page.getByRole('textbox', { name: 'Secret' }).inputValue();
  assert.match(secret, /^whsec_/);
  await button(page, 'I have saved it').click();
  await page.getByRole('heading', { level: 1, name: 'Ticket system' }).waitFor();
  assert.equal((await page.content()).includes(secret), false);
  const { body } = await web.app.get('/api/webhooks/');
  assert.equal(body.length, 1);
  uuid = body[0].uuid;
  const listed = (one: Page) => one.getByRole('link', { name: 'Ticket system' }).waitFor();
  assert.deepEqual(await checkScreen(web, 'olga', '/webhooks', 'webhooks', listed), []);
});

test('the page shows what was sent and why it failed, and sends it again', async () => {
  const page = await web.openPage('olga', `/webhooks/${uuid}?state=nothing`);
  await page.getByText('A part of the URL was ignored').waitFor();
  const messages = findSection(page, 'Messages');
  await messages.getByText('No messages').waitFor();
  await receiver.setMode({ status: 500 });
  await web.app.sendInstruction('create_project', awardDetails);
  await deliverWebhooks(web.app);
  await page.reload();
  await page.getByText('The last attempts failed').waitFor();
  await messages.getByText('The receiver answered 500.').first().waitFor();
  await messages.getByText('Waiting').nth(1).waitFor();
  await receiver.setMode({ status: 204 });
  web.app.now = new Date(web.app.now.getTime() + 60_000);
  await deliverWebhooks(web.app);
  await deliverWebhooks(web.app);
  await page.reload();
  await messages
    .getByText(/204 in \d+ ms/)
    .first()
    .waitFor();
  const ready = (one: Page) =>
    findSection(one, 'Messages')
      .getByText(/204 in/)
      .first()
      .waitFor();
  assert.deepEqual(await checkScreen(web, 'olga', `/webhooks/${uuid}`, 'webhook', ready), []);
  const sent = receiver.messages.length;
  await page.getByRole('button', { name: 'Send again: award.arrived' }).click();
  await page.getByText('The message will be sent again.').waitFor();
  await deliverWebhooks(web.app);
  assert.equal(receiver.messages.length, sent + 1);
  await button(page, 'Send again since …').click();
  await page.getByLabel('Since').fill('2026-01-01T00:00');
  await page
    .getByRole('form', { name: 'Send again' })
    .getByRole('button', { name: 'Send again' })
    .click();
  await page.getByText('2 messages will be sent again.').waitFor();
  await button(page, 'Send a test').click();
  await page.getByText('A test message will be sent.').waitFor();
  await deliverWebhooks(web.app);
  const types = receiver.messages.slice(sent + 1).map(({ body }) => JSON.parse(body).type);
  assert.deepEqual(types.toSorted(), ['award.arrived', 'award.waiting', 'webhook.test']);
});

test('says what happened where the reply to a test, a replay or a rotation was lost', async () => {
  const page = await web.openPage('olga', `/webhooks/${uuid}`);
  const messages = findSection(page, 'Messages');
  await messages.getByRole('row').nth(1).waitFor();
  // Under a filter that hides the earlier test, which must not count as this one.
  await messages.getByText('Given up', { exact: true }).click();
  await messages.getByText('No messages').waitFor();
  await loseReply(page, '**/test/', { isDelivered: false });
  await button(page, 'Send a test').click();
  await page.getByText('It has not happened so far').waitFor();
  await messages.getByText('All', { exact: true }).click();
  await messages.getByRole('row').nth(1).waitFor();
  await loseReply(page, '**/test/');
  await button(page, 'Send a test').click();
  await happened(page, 'A test message will be sent.');
  await loseReply(page, '**/replay/');
  await page.getByRole('button', { name: 'Send again: award.arrived' }).click();
  await happened(page, 'The message is sent again.');
  await button(page, 'Send again since …').click();
  await page.getByLabel('Since').fill('2026-01-01T00:00');
  await loseReply(page, '**/replay/');
  const form = page.getByRole('form', { name: 'Send again' });
  await form.getByRole('button', { name: 'Send again' }).click();
  await happened(page, '2 of the last messages will be sent again.');
  await page.getByRole('dialog').getByText('Close', { exact: true }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Rotate secret', exact: true }).click();
  await loseReply(page, '**/rotate-secret/');
  await page.getByRole('dialog').getByRole('button', { name: 'Rotate secret' }).click();
  await happened(page, 'The webhook has a new secret, which cannot be shown again.');
});

test('it is edited, its secret rotated, made inactive and deleted', async () => {
  const page = await web.openPage('olga', `/webhooks/${uuid}`);
  await button(page, 'Edit').click();
  await field(page, 'Name').fill('Tickets');
  await page.getByText('Slack', { exact: true }).click();
  await button(page, 'Save').click();
  await page.getByText('Webhook saved.').waitFor();
  await findSection(page, 'About').getByText('Message for Slack').waitFor();
  await page.getByRole('button', { name: 'Rotate secret', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Rotate secret' }).click();
  await page.getByRole('textbox', { name: 'Secret' }).waitFor();
  await button(page, 'I have saved it').click();
  await findSection(page, 'About')
    .getByText(/^3; the old ones sign until/)
    .waitFor();
  await loseReply(page, `**/api/webhooks/${uuid}/`, { method: 'PATCH' });
  await button(page, 'Make inactive').click();
  await happened(page, 'The webhook Tickets is saved.');
  await button(page, 'Activate').waitFor();
  await page.getByText('Inactive', { exact: true }).waitFor();
  await button(page, 'Delete').click();
  await loseReply(page, `**/api/webhooks/${uuid}/`, { method: 'DELETE' });
  await button(page, 'Delete webhook').click();
  await happened(page, 'The webhook Tickets is deleted.');
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();
  await page.getByText('No webhooks', { exact: true }).waitFor();
  assert.deepEqual(web.consoleErrors, []);
});

test('staff create a webhook for all customers and the site, once although the reply is lost', async () => {
  const page = await web.openPage('staff', '/webhooks');
  await button(page, 'New webhook').click();
  await field(page, 'Name').fill('Monitoring');
  await field(page, 'URL').fill(receiver.url);
  // An event of the site, which a webhook of one customer cannot have.
  await chooseEvent(page, 'bridge.away');
  await loseReply(page, '**/api/webhooks/');
  await button(page, 'Create webhook').click();
  await happened(page, 'The webhook Monitoring exists, since');
  await page.getByText('Its secret was lost with the reply: rotate it.').waitFor();
  await button(page, 'Create webhook').waitFor({ state: 'detached' });
  await field(page, 'Name').press('Enter');
  await page.getByRole('dialog').getByText('Close', { exact: true }).click();
  await page.getByRole('link', { name: 'Monitoring' }).click();
  await page.getByRole('heading', { level: 1, name: 'Monitoring' }).waitFor();
  await findSection(page, 'About').getByText('All customers and the site').waitFor();
  const { body } = await web.app.get('/api/webhooks/');
  assert.deepEqual(
    body.map((each: Record<string, unknown>) => [each.customer_uuid, each.event_types]),
    [[null, ['bridge.away']]],
  );
});

test('people who may not have webhooks have no link to them', async () => {
  const page = await web.openPage('ordinary', '/');
  await page.getByRole('link', { name: 'Overview' }).waitFor();
  assert.equal(await page.getByRole('link', { name: 'Webhooks' }).count(), 0);
});
