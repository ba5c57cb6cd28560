import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import {
  findAxeViolations,
  checkScreen,
  saveScreenshot,
  BrowserTestApp,
} from '../support/browser-test-app.ts';
import { awardDetails } from '../support/test-app.ts';

/* Issue 4, screen 2: several awards decided on together. */

let web: BrowserTestApp;
before(async () => {
  web = await BrowserTestApp.open();
});
after(() => web.close());

const rows = (page: Page) => page.getByRole('row').filter({ has: page.getByRole('link') });
const row = (page: Page, identifier: string) => rows(page).filter({ hasText: identifier });
const dialog = (page: Page) => page.getByRole('dialog');
const line = (page: Page, text: string) =>
  dialog(page).getByRole('listitem').filter({ hasText: text });
const press = (page: Page, name: string | RegExp) =>
  dialog(page).getByRole('button', { name }).click();

async function open(address = '/', username = 'rosalind'): Promise<Page> {
  const page = await web.openPage(username, address);
  await rows(page).first().waitFor();
  return page;
}

function inDays(days: number): string {
  return new Date(web.app.now.getTime() + days * 86_400_000).toISOString().slice(0, 10);
}

/** An award of ukri that waits for a reviewer. */
function arrives(identifier: string, more: object = {}): Promise<unknown> {
  const own = { start_date: inDays(1), end_date: inDays(90), key: 'open-call-key' };
  return web.app.sendInstruction(
    'create_project',
    { ...awardDetails, ...own, ...more },
    identifier,
  );
}

/** `kelp 0` with 100 credits, `kelp 1` with 200 and so on. */
async function arrive(name: string, count: number): Promise<void> {
  for (let n = 0; n < count; n++) {
    const allocation = `${100 * (n + 1)} NHR`;
    await arrives(`${name}${n}.ukri`, { name: `${name} ${n}`, allocation });
  }
}

async function reviewOf(identifier: string): Promise<[state: string, comment: string | null]> {
  const { body } = await web.app.get(web.app.getAwardPath(identifier));
  return [body.state, body.review_comment];
}

const rejectElsewhere = (identifier: string) =>
  web.app.post(`${web.app.getAwardPath(identifier)}reject/`, { comment: 'Too late.' });

async function selectAll(page: Page): Promise<void> {
  await page.getByRole('checkbox', { name: 'Select all of this page' }).check();
}

test('ten approved together: one is under embargo, one was decided on meanwhile', async () => {
  await arrive('kelp', 9);
  const earliest = { earliest_approve: `${inDays(10)}T00:00:00Z` };
  await arrives('kelp9.ukri', { name: 'kelp 9', ...earliest });
  const page = await open('/?query=kelp');
  await selectAll(page);
  await page.getByText('10 selected', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Approve…' }).click();
  await dialog(page).getByRole('heading', { name: 'Approve 10 awards' }).waitFor();
  // 100 + 200 + … + 900
  await dialog(page).getByText('9 awards with 4,500 credits in total will be approved').waitFor();
  await dialog(page).getByText('1 award cannot be, and is left out.').waitFor();
  await line(page, 'kelp 9').getByText('Left out: Not before').waitFor();
  await line(page, 'kelp 3').getByText('A new project, 1 invited').waitFor();
  await dialog(page).getByLabel('Comment (optional)').fill('Fits the call.');

  await rejectElsewhere('kelp4.ukri');
  await press(page, 'Approve 9 awards');
  await dialog(page).getByText('8 awards approved, 2 not.').waitFor();
  await line(page, 'kelp 4').getByText('Not approved: ').waitFor();
  await line(page, 'kelp 9').getByText('Not approved: Not before').waitFor();
  await line(page, 'kelp 3').getByText('Is approved.').waitFor();
  await line(page, 'kelp 4').getByRole('link', { name: 'kelp 4' }).waitFor();
  await saveScreenshot(page, 'desk-bulk-results-light');
  assert.deepEqual(await findAxeViolations(page), []);

  await press(page, 'Try the failed ones again');
  await line(page, 'kelp 4')
    .getByText('Only a pending award can be approved. This one is rejected.')
    .waitFor();
  const comment = await dialog(page).getByLabel('Comment (optional)').inputValue();
  assert.equal(comment, 'Fits the call.', 'nothing typed is lost');
  await press(page, 'Cancel');
  await dialog(page).waitFor({ state: 'detached' });
  for (const n of [0, 1, 2, 3, 5, 6, 7, 8]) {
    assert.deepEqual(await reviewOf(`kelp${n}.ukri`), ['approved', 'Fits the call.']);
  }
  assert.deepEqual(await reviewOf('kelp4.ukri'), ['rejected', 'Too late.']);
  assert.deepEqual(await reviewOf('kelp9.ukri'), ['pending', null]);
  await rows(page).nth(1).waitFor({ state: 'detached' });
  assert.ok(await row(page, 'kelp9.ukri').getByRole('checkbox').isChecked(), 'stays selected');
});

test('rejecting asks for a comment, which every awarding portal is told', async () => {
  await arrive('moss', 2);
  const page = await open('/?query=moss');
  await selectAll(page);
  await page.getByRole('button', { name: 'Reject…' }).click();
  await dialog(page).getByText('2 awards will be rejected, and').waitFor();
  await press(page, 'Reject 2 awards');
  await dialog(page).getByText('Say why: the awarding portal is told.').waitFor();
  await dialog(page).getByLabel('Why').fill('Apply to the next call.');
  const sent: string[] = [];
  page.on('request', (request) => sent.push(request.method()));
  await dialog(page).getByRole('button', { name: 'Reject 2 awards' }).dblclick();
  await dialog(page).getByText('2 awards rejected.').waitFor();
  assert.equal(sent.filter((method) => method === 'POST').length, 2, 'once for each');
  await dialog(page).getByText('Close', { exact: true }).click();
  await dialog(page).last().waitFor({ state: 'detached' });
  for (const identifier of ['moss0.ukri', 'moss1.ukri']) {
    assert.deepEqual(await reviewOf(identifier), ['rejected', 'Apply to the next call.']);
  }
  await page.getByRole('heading', { name: 'No award matches “moss”' }).waitFor();
  await page.getByText(/selected/).waitFor({ state: 'detached' });
});

test('an award that changed after it was read is not approved, and can be looked at anew', async () => {
  await arrive('fern', 1);
  const page = await open('/?query=fern');
  await page.keyboard.press('j');
  await page.keyboard.press('a');
  await dialog(page).getByText('1 award with 100 credits').waitFor();
  const more = { allocation: '900 NHR', key: 'open-call-key' };
  await web.app.sendInstruction('update_project', more, 'fern0.ukri');
  await press(page, 'Approve 1 award');
  await dialog(page).getByText('0 awards approved, 1 not.').waitFor();
  assert.deepEqual(await reviewOf('fern0.ukri'), ['pending', null]);
  await press(page, 'Try the failed ones again');
  await dialog(page).getByText('1 award with 900 credits').waitFor();
  await press(page, 'Approve 1 award');
  await dialog(page).getByText('1 award approved.').waitFor();
  assert.deepEqual(await reviewOf('fern0.ukri'), ['approved', null]);
});

test('by keyboard alone: mark, select, approve, reject', async () => {
  await arrive('lily', 3);
  const page = await open('/?query=lily');
  for (const key of ['j', 'x', 'j', 'x', 'a']) await page.keyboard.press(key);
  await dialog(page).getByText('2 awards with 300 credits').waitFor();
  await page.keyboard.type('Both of them');
  for (const key of ['Tab', 'Tab', 'Enter']) await page.keyboard.press(key);
  await dialog(page).getByText('2 awards approved.').waitFor();
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'detached' });
  await row(page, 'lily0.ukri').waitFor({ state: 'detached' });
  await page.keyboard.press('r');
  await dialog(page).getByText('1 award will be rejected').waitFor();
  await page.keyboard.type('Not this one');
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'detached' });
  await page.keyboard.press('r');
  const why = await dialog(page).getByLabel('Why').inputValue();
  assert.equal(why, 'Not this one', 'what was typed is kept');
  assert.deepEqual(await reviewOf('lily0.ukri'), ['approved', 'Both of them']);
  assert.deepEqual(await reviewOf('lily2.ukri'), ['pending', null]);
});

test('a selection goes on over pages and searches, and says so', async () => {
  await arrive('palm', 1);
  const page = await open();
  await row(page, 'palm0.ukri').getByRole('checkbox').check();
  await page.getByRole('searchbox').fill('quantum');
  await row(page, 'palm0.ukri').waitFor({ state: 'detached' });
  await page.getByText('1 selected, 1 not on this page').waitFor();
  await selectAll(page);
  await page.getByRole('button', { name: 'Reject…' }).click();
  await line(page, 'palm 0').waitFor();
  await line(page, 'Quantum circuits').waitFor();
});

test('a session that ends before the decision loses nothing', async () => {
  await arrive('reed', 1);
  const page = await open('/?query=reed');
  await page.keyboard.press('j');
  await page.keyboard.press('r');
  await dialog(page).getByLabel('Why').fill('A long and thoughtful comment.');
  await page.getByText('1 award will be rejected').waitFor();
  // At the very moment: what the page asks for by itself would else be the first to hear of it.
  await page.route(
    '**/reject/',
    async (route) => {
      await web.app.db.deleteFrom('session').execute();
      await route.continue();
    },
    { times: 1 },
  );
  await press(page, 'Reject 1 award');
  const again = page.getByRole('dialog', { name: 'Your session has ended' });
  await again.getByRole('textbox', { name: 'Password' }).fill(web.password);
  await again.getByRole('button', { name: 'Sign in' }).click();
  await again.waitFor({ state: 'detached' });
  await dialog(page).getByText('0 awards rejected, 1 not.').waitFor();
  await press(page, 'Try the failed ones again');
  await dialog(page).getByText('1 award will be rejected').waitFor();
  await press(page, 'Reject 1 award');
  await dialog(page).getByText('1 award rejected.').waitFor();
  assert.deepEqual(await reviewOf('reed0.ukri'), ['rejected', 'A long and thoughtful comment.']);
});

for (const [decision, sum] of [
  ['Approve', 'in total will be approved'],
  ['Reject', 'will be rejected'],
] as const) {
  test(`axe finds nothing wrong with the summary: ${decision}`, async () => {
    const ready = async (page: Page): Promise<void> => {
      const boxes = page.getByRole('checkbox', { name: /^Select (?!all)/ });
      await boxes.first().waitFor();
      for (const box of (await boxes.all()).slice(0, 9)) await box.check();
      await page.getByRole('button', { name: `${decision}…` }).click();
      await dialog(page).getByText(sum).waitFor();
    };
    const name = `desk-bulk-${decision.toLowerCase()}`;
    assert.deepEqual(await checkScreen(web, 'rosalind', '/', name, ready), []);
  });
}

test('axe finds nothing wrong with the desk while some are selected and others arrive', async () => {
  let n = 0;
  const ready = async (page: Page): Promise<void> => {
    const boxes = page.getByRole('checkbox', { name: /^Select (?!all)/ });
    await boxes.first().waitFor();
    for (const box of (await boxes.all()).slice(2, 5)) await box.check();
    await page.waitForTimeout(1_500);
    await arrives(`rush${++n}.ukri`, { name: `Rush hour ${n}` });
    await rejectElsewhere(n === 1 ? 'proj112.ukri' : `rush${n - 1}.ukri`);
    await page.getByRole('button', { name: '2 new or changed awards – show them' }).waitFor();
    await page.keyboard.press('j');
  };
  assert.deepEqual(await checkScreen(web, 'rosalind', '/', 'desk-live', ready), []);
});

test('the pages complain of nothing', () => {
  assert.deepEqual(web.consoleErrors, []);
});
