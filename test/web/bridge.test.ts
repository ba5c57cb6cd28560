import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import type { BridgeStatus } from '../../src/bridge/load-bridge-status.ts';
import {
  findAxeViolations,
  launchBrowser,
  checkScreen,
  saveScreenshot,
  BrowserTestApp,
} from '../support/browser-test-app.ts';
import { adminPassword, ConnectedService } from '../support/connected-service.ts';

/* The bridge's screen: the state of the connection and what to do about problems. */

let web: BrowserTestApp;
before(async () => {
  web = await BrowserTestApp.open();
});
afterEach(() => web.closePages());
after(() => web.close());

const secondsAgo = (seconds: number): string => new Date(Date.now() - seconds * 1000).toISOString();

const bridgeChannel = {
  channel: 'bridge' as const,
  is_configured: true,
  waiting: 0,
  oldest_seconds: null,
  refused: 0,
  dead: 0,
  attempts: 0,
  next_attempt: null,
  last_error: null,
};

const healthyStatus: BridgeStatus = {
  bridge: 'reachable',
  url: 'https://bridge.example:3000',
  reachable_since: secondsAgo(7300),
  unreachable_since: null,
  portal: 'brics',
  signature_version: 2,
  clock_skew_seconds: 0,
  restarted_at: null,
  offerings_sent_again_at: null,
  offerings: {
    asked: ['dawn.brics.ehpc', 'isambard-ai.brics.ukri'],
    accepted: ['dawn.brics.ehpc', 'isambard-ai.brics.ukri'],
    foreign: [],
    left_out: [],
    synced: secondsAgo(120),
    last_error: null,
  },
  jobs_last_hour: { complete: 1204, award_pending: 61, award_rejected: 7 },
  oldest_unanswered_job_seconds: null,
  open_jobs: 0,
  dead_jobs: 0,
  notifications: { last_hour: 0, not_understood: 0, last_problem: null },
  outbox: { depth: 0, oldest_seconds: null, channels: [bridgeChannel] },
  webhooks_without_key: 0,
  last_error: null,
};

const troubledStatus: BridgeStatus = {
  ...healthyStatus,
  bridge: 'unreachable',
  reachable_since: null,
  unreachable_since: secondsAgo(600),
  clock_skew_seconds: 8,
  offerings: {
    asked: ['dawn.brics.ehpc', 'isambard-ai.brics.ukri'],
    accepted: ['isambard-ai.brics.ukri', 'isambard3.brics.ukri'],
    foreign: ['isambard3.brics.ukri'],
    left_out: [],
    synced: secondsAgo(1200),
    last_error: null,
  },
  jobs_last_hour: { complete: 3, run: 2, expired: 4, undelivered: 1, lost: 1, something_new: 1 },
  oldest_unanswered_job_seconds: 95,
  outbox: {
    depth: 12,
    oldest_seconds: 4000,
    channels: [{ ...bridgeChannel, waiting: 12, oldest_seconds: 4000, attempts: 3 }],
  },
  webhooks_without_key: 2,
  last_error: { at: secondsAgo(4), message: 'get_offerings: 401. Its clock is 8 s ahead of ours.' },
};

/** Shows a status that the tests' service, which has no bridge, cannot have. */
async function showStatus(page: Page, status: () => BridgeStatus): Promise<void> {
  await page.route('**/api/openportal/status/', (route) => route.fulfill({ json: status() }));
  await page.goto('/bridge');
}

const section = (page: Page, name: string) => page.getByRole('region', { name });
const row = (page: Page, name: string | RegExp) => page.getByRole('row', { name });

/** Notes beside the line, on every page, that this service has no bridge. */
const countAdvice = (page: Page): Promise<number> =>
  page.getByRole('note').filter({ hasNotText: 'No bridge is connected' }).count();

test('explains how to connect a bridge where there is none', async () => {
  const page = await web.openPage('staff', '/bridge');
  await page.getByRole('alert').getByText('No bridge is connected').waitFor();
  await page.getByText('op-bridge bridge --config /path/to/invite.toml').waitFor();
  await page.getByText('OPENPORTAL_CONFIG=/path/to/invite.toml').waitFor();
  await page.getByText(`--signal-url ${web.app.url}/api/openportal/fetch_job/`).waitFor();
  await section(page, 'Connection').getByText('brics').waitFor();
  await section(page, 'Waiting').getByText('Off: GATEHOUSE_SMTP_URL is not set').waitFor();
});

test('shows a healthy connection without notes', async () => {
  const page = await web.openPage('help', '/overview');
  await showStatus(page, () => healthyStatus);
  await page.getByText('The bridge is reachable').waitFor();
  await page.getByText('https://bridge.example:3000 answers, since 2 hours ago.').waitFor();
  await section(page, 'Connection').getByText('Version 2').waitFor();
  await section(page, 'Connection').getByText('Same as ours').waitFor();
  await section(page, 'Waiting').getByText('All answered').waitFor();
  await section(page, 'Waiting').getByText('Outbox empty').waitFor();
  assert.equal(await section(page, 'Waiting').getByText('None', { exact: true }).count(), 2);
  await row(page, /^Complete .* 1,204$/).waitFor();
  await row(page, /^Pending .* 61$/).waitFor();
  await row(page, 'dawn.brics.ehpc Accepted').waitFor();
  assert.equal(await countAdvice(page), 0);
  await section(page, 'Last error').getByText('No error since').waitFor();
});

test('counts what is dead, with links to where staff decide', async () => {
  const page = await web.openPage('staff', '/overview');
  const channels = [
    { ...bridgeChannel, dead: 2 },
    { ...bridgeChannel, channel: 'mail' as const, dead: 1 },
  ];
  const outbox = { ...healthyStatus.outbox, channels };
  await showStatus(page, () => ({ ...healthyStatus, dead_jobs: 3, outbox }));
  const waiting = section(page, 'Waiting');
  await waiting.getByRole('link', { name: '2 notifications, 1 mail', exact: true }).waitFor();
  const link = waiting.getByRole('link', { name: '3 jobs', exact: true });
  assert.equal(await link.getAttribute('href'), '/jobs?state=dead');
  await waiting.getByRole('link', { name: '2 notifications' }).click();
  await page.waitForURL('**/jobs?delivery_state=dead');
  await page.getByRole('heading', { name: 'Jobs', exact: true }).waitFor();
});

test('shows each problem with what to do about it', async () => {
  const page = await web.openPage('staff', '/overview');
  await showStatus(page, () => troubledStatus);
  const alert = page.getByRole('alert');
  await alert.getByText('The bridge is unreachable').waitFor();
  assert.match((await alert.textContent()) ?? '', /since 1\d minutes ago\. .*OPENPORTAL_CONFIG/);
  const notes = (await page.getByRole('note').allTextContents()).join('\n');
  assert.match(notes, /clock is 8 s ahead of ours/);
  assert.match(notes, /does not accept dawn\.brics\.ehpc/);
  assert.match(notes, /also offers isambard3\.brics\.ukri/);
  assert.match(notes, /has been waiting 95 s/);
  assert.match(notes, /2 webhooks get nothing: GATEHOUSE_SECRET_KEY is not set/);
  await row(page, 'dawn.brics.ehpc Not accepted').waitFor();
  await row(page, 'isambard3.brics.ukri Not requested').waitFor();
  for (const name of [
    /^Error returned .* 2$/,
    /^Expired .* 4$/,
    /^Answered too late/,
    /^Lost/,
    /^something_new/,
  ]) {
    await row(page, name).waitFor();
  }
  await section(page, 'Waiting').getByText('12 entries to send').waitFor();
  await section(page, 'Waiting').getByText('66 min old').waitFor();
  await section(page, 'Last error')
    .getByText(/get_offerings: 401/)
    .waitFor();
});

test('shows a restart, left out names, unreadable notifications and why entries wait', async () => {
  let sentAgainAt: string | null = null;
  const page = await web.openPage('staff', '/overview');
  await showStatus(page, () => ({
    ...healthyStatus,
    restarted_at: '2026-11-20T10:00:00Z',
    offerings_sent_again_at: sentAgainAt,
    offerings: {
      ...healthyStatus.offerings,
      left_out: ['is ambard.brics.ukri'],
      foreign: ['isambard3.brics.ukri'],
      last_error: { at: secondsAgo(60), message: 'put_offerings: 500.' },
    },
    notifications: {
      last_hour: 4,
      not_understood: 2,
      last_problem: { at: secondsAgo(90), message: 'Unknown event "AwardFrozen".' },
    },
    outbox: {
      depth: 3,
      oldest_seconds: 70,
      channels: [
        {
          ...bridgeChannel,
          waiting: 3,
          oldest_seconds: 70,
          refused: 1,
          dead: 0,
          attempts: 5,
          next_attempt: new Date(Date.now() + 3_600_000).toISOString(),
          last_error: { at: secondsAgo(30), message: 'notify: 503.' },
        },
      ],
    },
  }));
  const connection = section(page, 'Connection');
  await connection.getByText(/Restarted at 20 Nov 2026.*offerings not sent again yet/).waitFor();
  await page.getByRole('note').getByText('has no offerings yet').waitFor();
  await row(page, 'is ambard.brics.ukri Left out').waitFor();
  await row(page, 'isambard3.brics.ukri Not requested').waitFor();
  await section(page, 'Offerings').getByText('put_offerings: 500.').waitFor();
  const notifications = section(page, 'Notifications received');
  await notifications.getByText('Unknown event "AwardFrozen".').waitFor();
  const channel = section(page, 'Waiting').getByRole('listitem');
  await channel.getByText(/3 entries wait, the oldest for 70 s; 1 refused/).waitFor();
  await channel.getByText(/5 failed attempts in a row, next attempt/).waitFor();
  await channel.getByText('notify: 503.').waitFor();
  await section(page, 'Last error').getByText('No error since').waitFor();
  assert.deepEqual(await findAxeViolations(page), []);
  await saveScreenshot(page, 'bridge-restarted');
  sentAgainAt = '2026-11-20T10:00:10Z';
  await connection.getByText(/offerings sent again at 20 Nov 2026/).waitFor();
});

test('warns about a clock that is off by 3 s, not by 2 s', async () => {
  let skew = 2;
  const page = await web.openPage('staff', '/overview');
  await showStatus(page, () => ({ ...healthyStatus, clock_skew_seconds: skew }));
  await section(page, 'Connection').getByText('2 s ahead of ours').waitFor();
  assert.equal(await countAdvice(page), 0);
  skew = -3;
  await page.getByRole('note').getByText('The bridge’s clock is 3 s behind ours').waitFor();
});

test('refreshes itself and reports when that fails', async () => {
  const page = await web.openPage('staff', '/overview');
  let isLost = false;
  await page.route('**/api/openportal/status/', (route) =>
    isLost ? route.abort() : route.fulfill({ json: healthyStatus }),
  );
  await page.goto('/bridge');
  await page.getByText('The bridge is reachable').waitFor();
  isLost = true;
  const warning = page.getByText('The status cannot be loaded; below is the last known one');
  await warning.waitFor({ timeout: 20_000 });
  isLost = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await warning.waitFor({ state: 'detached' });
});

test('shows the service’s message to people without permission, and no link', async () => {
  const page = await web.openPage('rosalind', '/bridge');
  const refused = await web.app.get('/api/openportal/status/', { as: await createStranger() });
  assert.equal(refused.status, 403);
  await page.getByRole('alert').getByText(refused.body.detail).waitFor();
  assert.equal(await page.getByRole('link', { name: 'Bridge' }).count(), 0);
});

const createStranger = () => web.app.createPerson('stranger');

test('follows a real service that loses its bridge', async () => {
  const service = await ConnectedService.open();
  const browser = await launchBrowser();
  try {
    await service.createTemplate();
    const context = await browser.newContext({ baseURL: service.url, locale: 'en-GB' });
    const page = await context.newPage();
    await page.goto('/bridge');
    await page.getByLabel('User name').fill('admin');
    await page.getByRole('textbox', { name: 'Password' }).fill(adminPassword);
    await page.keyboard.press('Enter');
    await page.getByText('The bridge is reachable').waitFor();
    await row(page, 'isambard-ai.brics.ukri Accepted').waitFor();
    const details = JSON.stringify({
      name: 'Deep sea',
      template: 'open-call',
      allocation: '5 NHR',
    });
    const job = await service.standIn.submitCommand(`create_project p1.ukri ${details}`);
    await service.standIn.waitForAnswer(job);
    await row(page, /^Complete .* 1$/).waitFor();
    await service.standIn.stop();
    await page
      .getByRole('alert')
      .getByText('The bridge is unreachable')
      .waitFor({ timeout: 30_000 });
    await section(page, 'Last error').getByText('just now').waitFor();
    assert.deepEqual(await findAxeViolations(page), []);
  } finally {
    await browser.close();
    await service.close();
  }
});

test('has no accessibility problems: without a bridge, healthy, troubled', async () => {
  const without = (page: Page) =>
    page.getByRole('alert').getByText('No bridge is connected', { exact: true }).waitFor();
  assert.deepEqual(await checkScreen(web, 'staff', '/bridge', 'bridge-none', without), []);
  for (const [name, status] of [
    ['bridge', healthyStatus],
    ['bridge-troubled', troubledStatus],
  ] as const) {
    const ready = async (page: Page) => {
      await showStatus(page, () => status);
      await section(page, 'Last error').waitFor();
    };
    assert.deepEqual(await checkScreen(web, 'staff', '/bridge', name, ready), []);
  }
  const page = await web.openPage('rosalind', '/bridge');
  await page.getByRole('alert').waitFor();
  await saveScreenshot(page, 'bridge-forbidden');
});

test('writes no errors to the console', () => {
  assert.deepEqual(web.consoleErrors, []);
});
