import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { checkScreen, BrowserTestApp } from '../support/browser-test-app.ts';
import {
  sendAward,
  dayFromNow,
  awardPagePath,
  findSection,
  sendAwardUpdate,
  waitForAnimations,
} from './award-helpers.ts';

/* The page of an award and its dialogs: axe and screenshots in both themes and on a phone. */

let web: BrowserTestApp;
before(async () => {
  web = await BrowserTestApp.open();
});
afterEach(() => web.closePages());
after(() => web.close());

const waitForHistory = (page: Page) =>
  findSection(page, 'History').getByRole('listitem').first().waitFor();

for (const [state, who] of [
  ['pending', 'rosalind'],
  ['approved', 'rosalind'],
  ['rejected', 'help'],
] as const) {
  test(`shows a ${state} award, in both themes and on a phone`, async () => {
    const list = `/api/openportal-managed-projects/?page_size=1&state=${state}`;
    const [award] = (await web.app.get(list)).body;
    const address = `/awards/${award.identifier}/${award.destination}`;
    assert.deepEqual(await checkScreen(web, who, address, `award-${state}`, waitForHistory), []);
  });
}

test('shows the dialog that approves, in both themes and on a phone', async () => {
  await sendAward(web, 'look1.ukri');
  const address = awardPagePath('look1.ukri');
  const findings = await checkScreen(web, 'rosalind', address, 'award-approve', async (page) => {
    await page.getByRole('button', { name: 'Approve' }).click();
    await page.getByRole('dialog').getByText('A project is created').waitFor();
    await waitForAnimations(page);
  });
  assert.deepEqual(findings, []);
});

for (const [name, action, ready] of [
  ['reject', 'Reject', 'Why the award is rejected.'],
  ['attach', 'Attach project', 'Teaching cluster 2026'],
  ['delete', 'Delete', 'This cannot be undone.'],
] as const) {
  test(`shows the dialog for ${name}, in both themes and on a phone`, async () => {
    await sendAward(web, `${name}.ukri`);
    const findings = await checkScreen(
      web,
      'staff',
      awardPagePath(`${name}.ukri`),
      `award-${name}`,
      async (page) => {
        await page.getByRole('button', { name: action }).click();
        await page.getByRole('dialog').getByText(ready).waitFor();
        await waitForAnimations(page);
      },
    );
    assert.deepEqual(findings, []);
  });
}

test('shows a conflict, in both themes and on a phone', async () => {
  await sendAward(web, 'look2.ukri');
  let size = 500;
  const address = awardPagePath('look2.ukri');
  const findings = await checkScreen(web, 'rosalind', address, 'award-conflict', async (page) => {
    await page.getByRole('button', { name: 'Approve' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('A project is created').waitFor();
    size += 100;
    await sendAwardUpdate(web, 'look2.ukri', {
      allocation: `${size} NHR`,
      end_date: dayFromNow(size),
    });
    await dialog.getByLabel('Comment (optional)').fill('Fits the call.');
    await dialog.getByRole('button', { name: 'Approve' }).click();
    await dialog.getByRole('button', { name: 'Approve as it is now' }).waitFor();
    await waitForAnimations(page);
  });
  assert.deepEqual(findings, []);
});

test('shows a new version and changes since the last visit, in both themes and on a phone', async () => {
  await sendAward(web, 'look3.ukri', { breakdown: { 'Year 1': '60 %' } });
  let size = 500;
  const address = awardPagePath('look3.ukri');
  const findings = await checkScreen(web, 'staff', address, 'award-update', async (page) => {
    await waitForHistory(page);
    await page.goto('/audit');
    const more = { breakdown: { 'Year 1': `${size / 10} %` }, start_date: dayFromNow(-size) };
    size += 100;
    await sendAwardUpdate(web, 'look3.ukri', { allocation: `${size} NHR`, ...more });
    await page.goto(address);
    await waitForHistory(page);
    await sendAwardUpdate(web, 'look3.ukri', { description: `Changed ${size}` });
    await page.getByRole('button', { name: 'Show what changed' }).click();
    await sendAwardUpdate(web, 'look3.ukri', { description: `Changed again ${size}` });
    await page.getByRole('button', { name: 'Show what changed' }).waitFor();
    await findSection(page, 'Allocation').getByRole('note').waitFor();
  });
  assert.deepEqual(findings, []);
});

test('shows an award with every field, in both themes and on a phone', async () => {
  const note = (hours: number, author: string, text: string) => ({
    timestamp: new Date(Date.now() - hours * 3_600_000).toISOString(),
    author,
    text,
  });
  const members = Array.from({ length: 40 }, (_, n) => [
    `member.number.${n}@department-of-long-names.example.ac.uk`,
    n === 0 ? 'PI' : n % 7 === 3 ? 'Observer' : 'Researcher',
  ]);
  const full = {
    name: 'A very long name of an award about the turbulent mixing of quite a lot of things',
    description: 'One line.\n\n'.repeat(30),
    members: { ...Object.fromEntries(members), 'guest@startup.example': 'Researcher' },
    allocation: '23456.75 NHR',
    allowed_domains: ['*.ac.uk', 'partner.example'],
    membership_control: 'locked',
    earliest_approve: new Date(Date.now() + 40 * 86_400_000).toISOString(),
    start_date: dayFromNow(20),
    breakdown: { 'Months 1-6': '60 %', Storage: { fast: '2 TB', slow: { tape: '40 TB' } } },
    award: { id: 'EP/X1/1', url: 'https://awards.example/EP-X1' },
    call: { id: 'Open call 2026' },
    renewal: { url: 'https://awards.example/older' },
    notes: [note(200, 'ukri panel', 'An early start, if you can.'), note(20, 'Help', 'Noted.')],
  };
  await sendAward(web, 'full.ukri', full);
  await sendAwardUpdate(web, 'full.ukri', {
    ...full,
    description: 'Changed.\nTwo lines.',
    notes: [note(2, 'ukri panel', 'And another word.')],
  });
  const findings = await checkScreen(
    web,
    'staff',
    awardPagePath('full.ukri'),
    'award-full',
    waitForHistory,
  );
  assert.deepEqual(findings, []);
});

test('shows that an award does not exist, in both themes and on a phone', async () => {
  const title = 'Award not found';
  const findings = await checkScreen(
    web,
    'marek',
    awardPagePath('none.ukri'),
    'award-none',
    (page) => page.getByRole('heading', { level: 1, name: title }).waitFor(),
  );
  assert.deepEqual(findings, []);
  // An award that somebody may not see looks the same as one that does not exist.
  await sendAward(web, 'hidden.ukri');
  await web.app.createPerson('stranger');
  await web.setPassword('stranger');
  const page = await web.openPage('stranger', awardPagePath('hidden.ukri'));
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
});

test('logged no error in any browser console', () => assert.deepEqual(web.consoleErrors, []));
