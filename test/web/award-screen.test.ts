import assert from 'node:assert/strict';

import { after, afterEach, before, test } from 'node:test';

import type { Page } from 'playwright-core';

import { BrowserTestApp } from '../support/browser-test-app.ts';

import {
  sendAward,
  awardPagePath,
  dayFromNow,
  findSection,
  sendAwardUpdate,
  waitForFrames,
} from './award-helpers.ts';

/* The page of an award as a person reads it. Decisions are in award-decisions.test.ts. */

let web: BrowserTestApp;

before(async () => {
  web = await BrowserTestApp.open();
});

afterEach(() => web.closePages());
after(() => web.close());

const waitForHistory = (page: Page) =>
  findSection(page, 'History').getByRole('listitem').first().waitFor();

/**
 * Listens to the events of the service; resolves once the page is connected. The returned function
 * resolves once an event about the award has arrived.
 */
async function listenForAwardEvent(page: Page, identifier: string): Promise<() => Promise<void>> {
  const listener = await page.evaluateHandle(
    (name) =>
      new Promise<{ event: Promise<void> }>((resolveConnected) => {
        const source = new EventSource('/api/events/');
        const event = new Promise<void>((resolveEvent) => {
          source.addEventListener('awards', ({ data }) => {
            if (!String(data).includes(name)) return;
            source.close();
            resolveEvent();
          });
        });
        source.addEventListener('hello', () => resolveConnected({ event }));
      }),
    identifier,
  );
  return () => listener.evaluate(({ event }) => event);
}

/** Writes details past the rules, as an earlier version of the service might have stored them. */
async function forceDetails(identifier: string, more: object): Promise<void> {
  const { details } = (await web.app.get(web.app.getAwardPath(identifier))).body;
  await web.app.db
    .updateTable('managed_project')
    .set({ details: JSON.stringify({ ...details, ...more }) })
    .where('identifier', '=', identifier)
    .execute();
}

test('shows the local role of each member, and who is not invited and why', async () => {
  await sendAward(web, 'who.ukri', {
    members: {
      'ada@example.ac.uk': 'PI',
      'bob@example.ac.uk': 'Observer',
      'eve@startup.example': 'Researcher',
    },
    allowed_domains: ['*.ac.uk'],
    membership_control: 'roles_only',
  });
  const page = await web.openPage('rosalind', awardPagePath('who.ukri'));
  const members = findSection(page, 'Members');
  await members.getByRole('row', { name: /ada@example.ac.uk PI Admin Would be invited/ }).waitFor();
  await members.getByRole('row', { name: /bob@.* Observer – Not invited.*not mapped/ }).waitFor();
  await members.getByRole('row', { name: /eve@.* – Not invited.*allowed_domains/ }).waitFor();
  await members.getByText('3 members, 2 not invited').waitFor();
  await members.getByText('*.ac.uk').waitFor();
  await members.getByText(/people whom it no longer names lose access/).waitFor();
  // It cannot begin after its end.
  await forceDetails('who.ukri', { end_date: dayFromNow(-1) });
  await page.reload();
  const outcome = 'Not invited: the award cannot be approved now';
  await members.getByRole('row', { name: /^ada@/ }).getByText(outcome).waitFor();
});

test('shows texts of the portal as text, and only http and https URLs as links', async () => {
  await sendAward(web, 'hostile.ukri', {
    name: '<img src=x onerror=alert(1)>',
    award: { id: 'EP/1', url: 'https://awards.example/1' },
  });
  // Joined from parts because linters reject a script URL in the source.
  const script = ['javascript', 'alert(1)'].join(':');
  await forceDetails('hostile.ukri', { call: { id: 'The call', url: script } });
  const page = await web.openPage('rosalind', awardPagePath('hostile.ukri'));
  await page.getByRole('heading', { level: 1, name: '<img src=x onerror=alert(1)>' }).waitFor();
  const links = findSection(page, 'Links');
  const award = links.getByRole('link', { name: /EP\/1/ });
  assert.equal(await award.getAttribute('href'), 'https://awards.example/1');
  assert.equal(await award.getAttribute('rel'), 'noreferrer noopener');
  await links.getByText(`The call · ${script}`).waitFor();
  assert.equal(await links.getByRole('link').count(), 1);
});

test('shows the history newest first, with the values before and after', async () => {
  await sendAward(web, 'history.ukri', {
    breakdown: { 'Year 1': '60 %', 'Year 2': '40 %', 'Phase 1': '1.5.2026 to 30.6.2026' },
  });
  await sendAwardUpdate(web, 'history.ukri', {
    allocation: '750 NHR',
    members: { 'ada@example.ac.uk': 'Co-I' },
    breakdown: { 'Year 2': '50 %' },
  });
  const page = await web.openPage('help', awardPagePath('history.ukri'));
  await page.getByText('1.5.2026 to 30.6.2026').first().waitFor();
  const [update1, arrival] = [0, 1].map((n) =>
    findSection(page, 'History').getByRole('listitem').nth(n),
  );
  await update1?.getByText('Updated by its portal').waitFor();
  await update1?.getByRole('row', { name: /Allocation 500 NHR 750 NHR/ }).waitFor();
  await update1?.getByRole('row', { name: /ada@example.ac.uk PI Co-I/ }).waitFor();
  await update1?.getByRole('row', { name: /guest@elsewhere.example Observer –/ }).waitFor();
  await update1?.getByRole('row', { name: /Year 2 40 % 50 %/ }).waitFor();
  assert.equal(await update1?.getByRole('row').count(), 5);
  await arrival?.getByText('Arrived').waitFor();
  assert.equal(await arrival?.getByRole('row').count(), 0);
  const raw = arrival?.getByRole('button', { name: 'Raw details' });
  await raw?.click();
  await arrival?.getByText('"allocation": "500 NHR"').waitFor();
  assert.equal(await raw?.getAttribute('aria-expanded'), 'true');
});

test('counts the waiting time from the reopening, not from the arrival', async () => {
  const list = '/api/openportal-managed-projects/?page_size=1&state=rejected';
  const [{ identifier, destination }] = (await web.app.get(list)).body;
  const one = `/api/openportal-managed-projects/${identifier}/${destination}`;
  assert.equal((await web.app.post(`${one}/reopen/`)).status, 200);
  const page = await web.openPage('staff', `/awards/${identifier}/${destination}`);
  await page
    .locator('dl > div')
    .filter({ hasText: 'Waiting since' })
    .getByText(/\((just now|\d minutes? ago)\)/)
    .waitFor();
});

test('loads a long history page by page', async () => {
  await sendAward(web, 'long.ukri');
  for (let n = 0; n < 12; n++)
    await sendAwardUpdate(web, 'long.ukri', { allocation: `${600 + n} NHR` });
  const page = await web.openPage('rosalind', awardPagePath('long.ukri'));
  const history = findSection(page, 'History');
  await history.getByText('13 events').waitFor();
  assert.equal(await history.getByRole('listitem').count(), 10);
  await history.getByRole('button', { name: 'Show more' }).click();
  await history.getByText('Arrived').waitFor();
  assert.equal(await history.getByRole('listitem').count(), 13);
  assert.equal(await history.getByRole('button', { name: 'Show more' }).count(), 0);
});

test('marks what changed since the last visit, with the earlier value', async () => {
  await sendAward(web, 'visit.ukri');
  const page = await web.openPage('rosalind', awardPagePath('visit.ukri'));
  await waitForHistory(page);
  const marks = page.getByRole('note', { name: /changed since your last visit/ });
  assert.equal(await marks.count(), 0);
  await page.goto('/audit');
  await sendAwardUpdate(web, 'visit.ukri', {
    allocation: '900 NHR',
    members: { 'ada@example.ac.uk': 'Researcher', 'guest@elsewhere.example': 'Observer' },
  });
  await page.goto(awardPagePath('visit.ukri'));
  await page.getByText(/Changed since your last visit.*: Member, Allocation\./).waitFor();
  const mark = findSection(page, 'Allocation').getByRole('note');
  await mark.focus();
  await page.getByRole('tooltip', { name: /Before: 500 NHR/ }).waitFor();
  const row = findSection(page, 'Members').getByRole('row', { name: /ada@example.ac.uk/ });
  await row.getByRole('note', { name: /ada@example.ac.uk: changed.*Before: PI/ }).waitFor();
  const other = findSection(page, 'Members').getByRole('row', { name: /guest@elsewhere.example/ });
  assert.equal(await other.getByRole('note').count(), 0);
  // Seen once, a change is not marked again. Visits are stored for each person.
  await page.reload();
  await waitForHistory(page);
  assert.equal(await marks.count(), 0);
  const storedKeys = await page.evaluate<string[]>('Object.keys(localStorage)');
  const { uuid } = (await page.request.get('/api/users/me/').then((reply) => reply.json())) as {
    uuid: string;
  };
  assert.ok(storedKeys.includes(`gatehouse.visits.${uuid}`));
});

test('keeps at most 200 visits and ignores broken ones', async () => {
  const page = await web.openPage('rosalind', awardPagePath('visit.ukri'));
  await waitForHistory(page);
  const store = `Object.keys(localStorage).find((key) => key.startsWith('gatehouse.visits.'))`;
  await page.evaluate(`{
    const visits = Array.from({ length: 250 }, (_, n) => ({ awardKey: 'p' + n, visitedAt: '2026-01-01T00:00:00Z', snapshot: { properties: {}, details: {} } }));
    localStorage.setItem(${store}, JSON.stringify([7, null, { ...visits[0], snapshot: {} }, ...visits]));
  }`);
  await page.reload();
  await waitForHistory(page);
  const awardKeys = await page.evaluate<string[]>(
    `JSON.parse(localStorage.getItem(${store})).map(({ awardKey }) => awardKey)`,
  );
  assert.equal(awardKeys.length, 200);
  assert.equal(awardKeys[0], 'visit.ukri ukri.brics.isambard-ai');
  await page.evaluate(`localStorage.setItem(${store}, '{')`);
  await page.reload();
  await waitForHistory(page);
});

test('reports a change by somebody else and shows it on request', async () => {
  await sendAward(web, 'live.ukri', { name: 'Alive' });
  const page = await web.openPage('staff', awardPagePath('live.ukri'));
  await waitForHistory(page);
  await sendAwardUpdate(web, 'live.ukri', { allocation: '800 NHR' });
  await page.getByRole('alert').getByText('This award has just changed').waitFor();
  const allocation = findSection(page, 'Allocation');
  assert.ok(await allocation.getByText('500 NHR').isVisible());
  assert.equal(await findSection(page, 'History').getByRole('listitem').count(), 1);
  await page.getByRole('button', { name: 'Show what changed' }).click();
  const changes = page.getByRole('alert').filter({ hasText: 'What has just changed' });
  await changes.getByRole('row', { name: /Allocation 500 NHR 800 NHR/ }).waitFor();
  await allocation.getByText('800 NHR').waitFor();
  await findSection(page, 'History').getByText('Updated by its portal').waitFor();
  assert.ok(await changes.evaluate((one) => one === one.ownerDocument.activeElement));
  await changes.getByRole('button', { name: 'Close' }).click();
  await changes.waitFor({ state: 'hidden' });

  await web.app.request('DELETE', `${web.app.getAwardPath('live.ukri')}delete/`);
  await page.getByRole('alert').getByText('This award is gone').waitFor();
  assert.ok(await allocation.getByText('800 NHR').isVisible());
});

test('does not mark the reader’s own change', async () => {
  await sendAward(web, 'own.ukri', { name: 'My own' });
  const page = await web.openPage('staff', awardPagePath('own.ukri'));
  await waitForHistory(page);
  await page.reload();
  await waitForHistory(page);
  const waitForEvent = await listenForAwardEvent(page, 'own.ukri');
  await page.getByRole('button', { name: 'Add note' }).click();
  await page.getByRole('dialog').getByLabel('Note').fill('Mine.');
  await page.getByRole('dialog').getByRole('button', { name: 'Add note' }).click();
  await findSection(page, 'Notes').getByText('Mine.').waitFor();
  await waitForEvent();
  await waitForFrames(page);
  assert.equal(await page.getByText('This award has just changed').count(), 0);
  assert.equal(await page.getByRole('note', { name: /since your last visit/ }).count(), 0);
  await sendAwardUpdate(web, 'own.ukri', { allocation: '600 NHR' });
  await page.getByText('This award has just changed').waitFor();
});

test('shows why an award cannot be loaded, and tries again', async () => {
  await sendAward(web, 'again.ukri');
  const page = await web.openPage('rosalind', '/audit');
  let isBroken = true;
  await page.route(/managed-projects\/again\.ukri\/[^/]+\/$/, (route) =>
    isBroken
      ? route.fulfill({ status: 500, json: { detail: 'Out of order.', request_id: 'r-1' } })
      : route.continue(),
  );
  await page.goto(awardPagePath('again.ukri'));
  await page.getByText('Out of order. Reference r-1.').waitFor();
  isBroken = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('heading', { level: 1, name: 'Deep sea' }).waitFor();
});

test('logged no error in any browser console', () => assert.deepEqual(web.consoleErrors, []));
