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
import { navigateLive } from './live-page.ts';

/* Decisions about several awards at once, on the desk. */

let web: BrowserTestApp;
before(async () => {
  web = await BrowserTestApp.open();
});
after(() => web.close());

const rows = (page: Page) => page.getByRole('row').filter({ has: page.getByRole('link') });
const row = (page: Page, identifier: string) => rows(page).filter({ hasText: identifier });
const dialog = (page: Page) => page.getByRole('dialog');
const item = (page: Page, text: string) =>
  dialog(page).getByRole('listitem').filter({ hasText: text });
const press = (page: Page, name: string | RegExp) =>
  dialog(page).getByRole('button', { name }).click();

async function openDesk(address = '/', username = 'rosalind'): Promise<Page> {
  const page = await web.openPage(username, address);
  await rows(page).first().waitFor();
  return page;
}

function inDays(days: number): string {
  return new Date(web.app.now.getTime() + days * 86_400_000).toISOString().slice(0, 10);
}

/** Sends an award of ukri that waits for a reviewer. */
function sendAward(identifier: string, more: object = {}): Promise<unknown> {
  const own = { start_date: inDays(1), end_date: inDays(90), key: 'open-call-key' };
  return web.app.sendInstruction(
    'create_project',
    { ...awardDetails, ...own, ...more },
    identifier,
  );
}

/** Sends `kelp 0` with 100 credits, `kelp 1` with 200 and so on. */
async function sendAwards(name: string, count: number): Promise<void> {
  for (let n = 0; n < count; n++) {
    const allocation = `${100 * (n + 1)} NHR`;
    await sendAward(`${name}${n}.ukri`, { name: `${name} ${n}`, allocation });
  }
}

async function readReview(identifier: string): Promise<[state: string, comment: string | null]> {
  const { body } = await web.app.get(web.app.getAwardPath(identifier));
  return [body.state, body.review_comment];
}

const rejectElsewhere = (identifier: string) =>
  web.app.post(`${web.app.getAwardPath(identifier)}reject/`, { comment: 'Too late.' });

async function selectAll(page: Page): Promise<void> {
  await page.getByRole('checkbox', { name: 'Select all on this page' }).check();
}

test('approves ten awards except one under embargo and one that was rejected meanwhile', async () => {
  await sendAwards('kelp', 9);
  const earliest = { earliest_approve: `${inDays(10)}T00:00:00Z` };
  await sendAward('kelp9.ukri', { name: 'kelp 9', ...earliest });
  const page = await openDesk('/?query=kelp');
  await selectAll(page);
  await page.getByText('10 selected', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Approve…' }).click();
  await dialog(page).getByRole('heading', { name: 'Approve 10 awards' }).waitFor();
  // 100 + 200 + … + 900
  await dialog(page).getByText('9 awards with 4,500 credits in total will be approved').waitFor();
  await dialog(page).getByText('1 award cannot be decided about and is left out.').waitFor();
  await item(page, 'kelp 9').getByText('Left out: Not before').waitFor();
  await item(page, 'kelp 3').getByText('New project, 1 invited').waitFor();
  await dialog(page).getByLabel('Comment (optional)').fill('Fits the call.');

  await rejectElsewhere('kelp4.ukri');
  await press(page, 'Approve 9 awards');
  await dialog(page).getByText('8 awards approved, 2 failed.').waitFor();
  await item(page, 'kelp 4').getByText('Not approved: ').waitFor();
  await item(page, 'kelp 9').getByText('Not approved: Not before').waitFor();
  await item(page, 'kelp 3').getByText('Is approved.').waitFor();
  await item(page, 'kelp 4').getByRole('link', { name: 'kelp 4' }).waitFor();
  await saveScreenshot(page, 'desk-bulk-results-light');
  assert.deepEqual(await findAxeViolations(page), []);

  await press(page, 'Try failed awards again');
  await item(page, 'kelp 4')
    .getByText('Only a pending award can be approved. This award is rejected.')
    .waitFor();
  const comment = await dialog(page).getByLabel('Comment (optional)').inputValue();
  assert.equal(comment, 'Fits the call.', 'the comment is kept');
  await press(page, 'Cancel');
  await dialog(page).waitFor({ state: 'detached' });
  for (const n of [0, 1, 2, 3, 5, 6, 7, 8]) {
    assert.deepEqual(await readReview(`kelp${n}.ukri`), ['approved', 'Fits the call.']);
  }
  assert.deepEqual(await readReview('kelp4.ukri'), ['rejected', 'Too late.']);
  assert.deepEqual(await readReview('kelp9.ukri'), ['pending', null]);
  await rows(page).nth(1).waitFor({ state: 'detached' });
  assert.ok(await row(page, 'kelp9.ukri').getByRole('checkbox').isChecked(), 'stays selected');
});

test('requires a comment for rejections and stores it with each award', async () => {
  await sendAwards('moss', 2);
  // Shared, since the tests' own requests are those of staff.
  const reply = { title: 'Next call', text: 'Apply to the next call.', is_shared: true };
  await web.app.create('/api/openportal-saved-replies/', reply);
  const page = await openDesk('/?query=moss');
  await selectAll(page);
  await page.getByRole('button', { name: 'Reject…' }).click();
  await dialog(page).getByText('2 awards will be rejected.').waitFor();
  await press(page, 'Reject 2 awards');
  await dialog(page).getByText('A comment is required: say why the award is rejected.').waitFor();
  const replies = dialog(page).getByLabel('Saved replies');
  await replies.getByRole('option', { name: 'Next call (shared)' }).waitFor({ state: 'attached' });
  await replies.selectOption({ label: 'Next call (shared)' });
  assert.equal(await dialog(page).getByLabel('Comment').inputValue(), 'Apply to the next call.');
  const sent: string[] = [];
  page.on('request', (request) => sent.push(request.method()));
  await dialog(page).getByRole('button', { name: 'Reject 2 awards' }).dblclick();
  await dialog(page).getByText('2 awards rejected.').waitFor();
  assert.equal(sent.filter((method) => method === 'POST').length, 2, 'one request for each award');
  const drafts = 'Object.keys(sessionStorage).filter((key) => /draft/.test(key)).length';
  assert.equal(await page.evaluate(drafts), 0, 'what was sent is no draft');
  await dialog(page).getByText('Close', { exact: true }).click();
  await dialog(page).last().waitFor({ state: 'detached' });
  for (const identifier of ['moss0.ukri', 'moss1.ukri']) {
    assert.deepEqual(await readReview(identifier), ['rejected', 'Apply to the next call.']);
  }
  await page.getByRole('heading', { name: 'No award matches “moss”' }).waitFor();
  await page.getByText(/selected/).waitFor({ state: 'detached' });
});

test('does not approve an award that changed after it was read', async () => {
  await sendAwards('fern', 1);
  const page = await openDesk('/?query=fern');
  await page.keyboard.press('j');
  await page.keyboard.press('a');
  await dialog(page).getByText('1 award with 100 credits').waitFor();
  const more = { allocation: '900 NHR', key: 'open-call-key' };
  await web.app.sendInstruction('update_project', more, 'fern0.ukri');
  await press(page, 'Approve 1 award');
  await dialog(page).getByText('0 awards approved, 1 failed.').waitFor();
  assert.deepEqual(await readReview('fern0.ukri'), ['pending', null]);
  await press(page, 'Try failed awards again');
  await dialog(page).getByText('1 award with 900 credits').waitFor();
  await press(page, 'Approve 1 award');
  await dialog(page).getByText('1 award approved.').waitFor();
  assert.deepEqual(await readReview('fern0.ukri'), ['approved', null]);
});

test('selects, approves and rejects by keyboard alone', async () => {
  await sendAwards('lily', 4);
  const page = await openDesk('/?query=lily');
  for (const key of ['j', 'x', 'j', 'x', 'a']) await page.keyboard.press(key);
  await dialog(page).getByText('2 awards with 300 credits').waitFor();
  // The button has the focus; the comment, which may stay empty, comes before it.
  for (const key of ['Shift+Tab', 'Shift+Tab']) await page.keyboard.press(key);
  await page.keyboard.type('Both of them');
  for (const key of ['Tab', 'Tab', 'Enter']) await page.keyboard.press(key);
  await dialog(page).getByText('2 awards approved.').waitFor();
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'detached' });
  await row(page, 'lily0.ukri').waitFor({ state: 'detached' });
  await page.keyboard.press('r');
  await dialog(page).getByText('1 award will be rejected').waitFor();
  // The dialog moves the focus there a frame after it appears.
  await page.waitForFunction(() => document.activeElement instanceof HTMLTextAreaElement);
  await page.keyboard.type('Not this one');
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'detached' });
  await page.keyboard.press('r');
  const why = await dialog(page).getByLabel('Comment').inputValue();
  assert.equal(why, 'Not this one', 'the comment is kept');
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'detached' });
  await page.keyboard.press('k');
  await row(page, 'lily2.ukri').and(page.locator('[aria-current="true"]')).waitFor();
  await page.keyboard.press('r');
  await item(page, 'lily 2').waitFor();
  const other = await dialog(page).getByLabel('Comment').inputValue();
  assert.equal(other, '', 'another award has a comment of its own');
  assert.deepEqual(await readReview('lily0.ukri'), ['approved', 'Both of them']);
  assert.deepEqual(await readReview('lily2.ukri'), ['pending', null]);
});

test('keeps the comment of a closed dialog where the browser is never idle', async () => {
  await sendAwards('reed', 1);
  const page = await openDesk('/?query=reed');
  await page.addInitScript('window.requestIdleCallback = () => 0');
  await page.reload();
  await row(page, 'reed0.ukri').waitFor();
  for (const key of ['j', 'r']) await page.keyboard.press(key);
  await dialog(page).getByLabel('Comment').fill('Not yet');
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'detached' });
  await page.keyboard.press('r');
  assert.equal(await dialog(page).getByLabel('Comment').inputValue(), 'Not yet');
});

test('keeps the selection across searches and counts awards that are not on the page', async () => {
  await sendAwards('palm', 1);
  const page = await openDesk();
  await row(page, 'palm0.ukri').getByRole('checkbox').check();
  await page.getByRole('searchbox').fill('quantum');
  await row(page, 'palm0.ukri').waitFor({ state: 'detached' });
  await page.getByText('1 selected, 1 not on this page').waitFor();
  await selectAll(page);
  await page.getByRole('button', { name: 'Reject…' }).click();
  await item(page, 'palm 0').waitFor();
  await item(page, 'Quantum circuits').waitFor();
});

test('an award that was decided elsewhere leaves the selection, also of other views', async () => {
  await sendAwards('fig', 1);
  const page = await web.openPage('rosalind', 'about:blank');
  await navigateLive(page, () => page.goto('/?query=fig&state=all'));
  await row(page, 'fig0.ukri').getByRole('checkbox').check();
  await page.getByText('1 selected', { exact: true }).waitFor();
  await rejectElsewhere('fig0.ukri');
  await row(page, 'fig0.ukri').getByText('Rejected').waitFor();
  await page.getByRole('searchbox').fill('quantum');
  await row(page, 'fig0.ukri').waitFor({ state: 'detached' });
  await rows(page).getByRole('checkbox').first().check();
  await page.getByText('1 selected', { exact: true }).waitFor();
});

test('keeps the selection while awards are opened, without those decided there', async () => {
  await sendAwards('sedge', 3);
  const page = await openDesk('/?query=sedge');
  const open = async (identifier: string): Promise<void> => {
    await row(page, identifier).getByRole('link').click();
    const name = identifier.replace(/(\d)\.ukri$/, ' $1');
    await page.getByRole('heading', { name, level: 1 }).waitFor();
  };
  for (const n of [0, 1, 2]) await row(page, `sedge${n}.ukri`).getByRole('checkbox').check();
  await open('sedge0.ukri');
  await page.goBack();
  await page.getByText('3 selected', { exact: true }).waitFor();
  await row(page, 'sedge2.ukri').getByRole('checkbox').uncheck();
  await page.getByText('2 selected', { exact: true }).waitFor();
  await page.reload();
  await row(page, 'sedge1.ukri').waitFor();
  await page.getByText('2 selected', { exact: true }).waitFor();
  assert.ok(await row(page, 'sedge1.ukri').getByRole('checkbox').isChecked());
  assert.ok(!(await row(page, 'sedge2.ukri').getByRole('checkbox').isChecked()));
  await open('sedge1.ukri');
  await page.getByRole('group', { name: 'Decide' }).getByRole('button', { name: 'Reject' }).click();
  await dialog(page).getByLabel('Comment').fill('Not in this call.');
  await press(page, 'Reject');
  await page.getByText(/is rejected\. The awarding portal will be notified/).waitFor();
  await page.goBack();
  await row(page, 'sedge0.ukri').waitFor();
  await page.getByText('1 selected', { exact: true }).waitFor();
  // Awards of another page of the list are read again.
  await page.goto('/?query=kelp');
  await page.getByText('1 selected, 1 not on this page').waitFor();
  await rejectElsewhere('sedge0.ukri');
  await page.reload();
  await rows(page).first().waitFor();
  await page.getByText(/selected/).waitFor({ state: 'detached' });
});

test('another person in the same tab finds nothing of the previous one', async () => {
  await sendAwards('ivy', 1);
  const page = await openDesk('/?query=ivy');
  await row(page, 'ivy0.ukri').getByRole('checkbox').check();
  await page.getByText('1 selected', { exact: true }).waitFor();
  for (const key of ['j', 'r']) await page.keyboard.press(key);
  await dialog(page).getByLabel('Comment').fill('For my eyes');
  await page.waitForFunction('Object.keys(sessionStorage).some((key) => /draft/.test(key))');
  const other = await web.openPage('marek', 'about:blank');
  await page.context().addCookies(await other.context().cookies(web.app.url));
  await page.goto('about:blank');
  await page.goto('/?query=ivy');
  await page.getByRole('button', { name: 'Account of marek' }).waitFor();
  await page.locator('#root').getByRole('checkbox', { name: 'Select ivy 0' }).waitFor();
  assert.equal(await row(page, 'ivy0.ukri').getByRole('checkbox').isChecked(), false);
  const names = await page.evaluate<string[]>('Object.keys(sessionStorage)');
  assert.deepEqual(
    names.filter((name) => /draft|selection/.test(name)),
    [],
  );
});

test('keeps the comment when the session ends before the decision', async () => {
  await sendAwards('reed', 1);
  const page = await openDesk('/?query=reed');
  await page.keyboard.press('j');
  await page.keyboard.press('r');
  await dialog(page).getByLabel('Comment').fill('A long and thoughtful comment.');
  await page.getByText('1 award will be rejected').waitFor();
  // Ends the session with the decision's own request: otherwise a request of a timer gets the 401.
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
  await dialog(page).getByText('0 awards rejected, 1 failed.').waitFor();
  await press(page, 'Try failed awards again');
  await dialog(page).getByText('1 award will be rejected').waitFor();
  await press(page, 'Reject 1 award');
  await dialog(page).getByText('1 award rejected.').waitFor();
  assert.deepEqual(await readReview('reed0.ukri'), ['rejected', 'A long and thoughtful comment.']);
});

for (const [decision, sum] of [
  ['Approve', 'in total will be approved'],
  ['Reject', 'will be rejected'],
] as const) {
  test(`has no accessibility problems in the summary: ${decision}`, async () => {
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

test('has no accessibility problems while awards are selected and others arrive', async () => {
  let n = 0;
  const ready = async (page: Page): Promise<void> => {
    await navigateLive(page, () => page.reload());
    const boxes = page.getByRole('checkbox', { name: /^Select (?!all)/ });
    await boxes.first().waitFor();
    for (const box of (await boxes.all()).slice(2, 5)) await box.check();
    await sendAward(`rush${++n}.ukri`, { name: `Rush hour ${n}` });
    await rejectElsewhere(n === 1 ? 'proj112.ukri' : `rush${n - 1}.ukri`);
    await page.getByRole('button', { name: '2 new or changed awards – show them' }).waitFor();
    await page.keyboard.press('j');
  };
  assert.deepEqual(await checkScreen(web, 'rosalind', '/', 'desk-live', ready), []);
});

test('writes no errors to the console', () => {
  assert.deepEqual(web.consoleErrors, []);
});
