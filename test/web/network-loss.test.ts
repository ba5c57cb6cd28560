import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { BrowserTestApp, findAxeViolations, saveScreenshot } from '../support/browser-test-app.ts';
import { fetchAward, findDecisionButton, openAward, sendAward } from './award-helpers.ts';
import { firstRows, openWithoutScripts, watchDocuments } from './first-rows-helpers.ts';
import {
  dialogNamed,
  holdBack,
  holdBackAndLose,
  loseReply,
  offlineText,
  whileOffline,
} from './network-helpers.ts';
import { createCustomer, createProject } from './project-helpers.ts';

/* Issue 20, 1: decisions while the network is cut, and while a request is held back. */

let web: BrowserTestApp;
before(async () => {
  web = await BrowserTestApp.open();
});
afterEach(() => web.closePages());
after(() => web.close());

async function openApproval(identifier: string, name: string) {
  await sendAward(web, identifier, { name });
  const page = await openAward(web, 'rosalind', identifier);
  await findDecisionButton(page, 'Approve').click();
  const dialog = dialogNamed(page, `Approve ${name}`);
  await dialog.getByRole('heading', { name: 'A project is created' }).waitFor();
  return { page, dialog };
}

async function decideElsewhere(identifier: string, action: string, body: object): Promise<void> {
  const path = `${web.app.getAwardPath(identifier)}${action}/`;
  const { status } = await web.app.post(path, body, { as: 'staff' });
  assert.equal(status, 200);
}

test('says at once that a decision was not sent, and never sends it later', async () => {
  const { page, dialog } = await openApproval('cut.ukri', 'Cut off');
  await dialog.getByLabel('Comment (optional)').fill('Kept.');
  await whileOffline(page, async () => {
    await dialog.getByRole('button', { name: 'Approve' }).click();
    await dialog.getByText(offlineText).waitFor();
    await saveScreenshot(page, 'network-decision-offline');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'hidden' });
  });
  await page.reload();
  await findDecisionButton(page, 'Approve').waitFor();
  assert.equal((await fetchAward(web, 'cut.ukri')).state, 'pending');
});

test('keeps what was typed, and sends it on another try', async () => {
  const { page, dialog } = await openApproval('retry.ukri', 'Try again');
  await dialog.getByLabel('Comment (optional)').fill('Kept.');
  await whileOffline(page, async () => {
    await dialog.getByRole('button', { name: 'Approve' }).click();
    await dialog.getByText(offlineText).waitFor();
  });
  await dialog.getByRole('button', { name: 'Approve' }).click();
  await page.getByText(/Try again is approved/).waitFor();
  assert.equal((await fetchAward(web, 'retry.ukri')).review_comment, 'Kept.');
});

test('asks before a dialog is left while its request is held back, and stops the request', async () => {
  const { page, dialog } = await openApproval('held.ukri', 'Held back');
  const held = await holdBack(page, '**/approve/');
  await dialog.getByLabel('Comment (optional)').fill('Kept.');
  await dialog.getByRole('button', { name: 'Approve' }).click();
  const route = await held();
  // The browser asks, too, before the tab is closed or loads something else.
  const asked = page.waitForEvent('dialog');
  await page.evaluate('setTimeout(() => location.reload())');
  const browserQuestion = await asked;
  assert.equal(browserQuestion.type(), 'beforeunload');
  await browserQuestion.dismiss();
  await page.keyboard.press('Escape');
  const question = dialogNamed(page, 'The request is under way');
  await question.getByText(/It may have happened already/).waitFor();
  await saveScreenshot(page, 'network-leave-question');
  assert.deepEqual(await findAxeViolations(page), []);
  await question.getByRole('button', { name: 'Keep waiting' }).click();
  await question.waitFor({ state: 'hidden' });
  await dialog.getByText(/has not answered yet/).waitFor();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await question.getByRole('button', { name: 'Stop waiting' }).click();
  await dialog.getByText('It has not happened so far').waitFor();
  await saveScreenshot(page, 'network-not-happened');
  assert.deepEqual(await findAxeViolations(page), []);
  assert.equal(await dialog.getByLabel('Comment (optional)').inputValue(), 'Kept.');
  await route.continue().catch(() => {});
  assert.equal((await fetchAward(web, 'held.ukri')).state, 'pending');
  await dialog.getByRole('button', { name: 'Approve' }).click();
  await page.getByText(/Held back is approved/).waitFor();
});

test('shows that a decision happened although its reply was lost', async () => {
  const { page, dialog } = await openApproval('lost.ukri', 'Lost reply');
  const held = await holdBack(page, '**/approve/');
  await dialog.getByRole('button', { name: 'Approve' }).click();
  const route = await held();
  await route.fetch();
  await route.abort();
  await dialog.getByText(/it did happen: Lost reply is approved, decided by Rosalind/).waitFor();
  await saveScreenshot(page, 'network-happened');
  assert.deepEqual(await findAxeViolations(page), []);
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await page.locator('.state-badge[data-state=approved]').first().waitFor();
});

test('looks again when the network is back where a lost reply could not be looked up', async () => {
  const { page, dialog } = await openApproval('looks.ukri', 'Looks again');
  const held = await holdBack(page, '**/approve/');
  await dialog.getByRole('button', { name: 'Approve' }).click();
  const route = await held();
  await route.fetch();
  await page.context().setOffline(true);
  await route.abort();
  await dialog.getByText(/this page looks when the connection is back/).waitFor();
  await dialog.getByRole('button', { name: 'Look again' }).waitFor();
  await page.context().setOffline(false);
  await dialog.getByText(/it did happen: Looks again is approved, decided by Rosalind/).waitFor();
});

test('shows what somebody else decided while the reply was lost', async () => {
  const { page, dialog } = await openApproval('other.ukri', 'Somebody else');
  const held = await holdBack(page, '**/approve/');
  await dialog.getByRole('button', { name: 'Approve' }).click();
  const route = await held();
  await decideElsewhere('other.ukri', 'reject', { comment: 'No.' });
  await page.getByText('This award has just changed').waitFor();
  await route.abort();
  await dialog.getByRole('row', { name: /State Pending Rejected/ }).waitFor();
  const decidedAt = dialog.getByRole('row', { name: /^Reviewed on/ }).locator('time');
  assert.match((await decidedAt.getAttribute('title')) ?? '', /^\w+day,? \d.*\d\d:\d\d:\d\d UTC$/);
  const notice = dialog.getByRole('alert').filter({ hasText: 'It has not happened so far' });
  assert.doesNotMatch((await notice.textContent()) ?? '', /unchanged/);
});

test('does not take the same decision of somebody else for the lost one', async () => {
  const { page, dialog } = await openApproval('same.ukri', 'Same decision');
  await dialog.getByLabel('Comment (optional)').fill('Mine.');
  const held = await holdBack(page, '**/approve/');
  await dialog.getByRole('button', { name: 'Approve' }).click();
  const route = await held();
  await decideElsewhere('same.ukri', 'approve', { comment: 'Theirs.' });
  await page.getByText('This award has just changed').waitFor();
  await route.abort();
  await dialog.getByRole('row', { name: /State Pending Approved/ }).waitFor();
  await dialog.getByText('It has not happened so far').waitFor();
  assert.equal(await dialog.getByLabel('Comment (optional)').inputValue(), 'Mine.');
  const drafts = await page.evaluate('Object.values(sessionStorage).join()');
  assert.match(String(drafts), /Mine\./, 'the draft is kept');
});

test('does not leave the page by the browser’s Back while a request is under way', async () => {
  await sendAward(web, 'back.ukri', { name: 'Going back' });
  const page = await web.openPage('rosalind', '/?identifier=back.ukri');
  // A link of the router, so that both entries of the history are its own.
  await page.locator('#root .award-name').click();
  await findDecisionButton(page, 'Approve').click();
  const dialog = dialogNamed(page, 'Approve Going back');
  await dialog.getByRole('heading', { name: 'A project is created' }).waitFor();
  const held = await holdBack(page, '**/approve/');
  await dialog.getByRole('button', { name: 'Approve' }).click();
  const route = await held();
  await page.evaluate('history.back()');
  const question = dialogNamed(page, 'The request is under way');
  await question.getByRole('button', { name: 'Keep waiting' }).click();
  await route.continue();
  await page.getByText(/Going back is approved/).waitFor();
});

test('goes back from an award that a row of the first reply opened only when no request is under way', async () => {
  await sendAward(web, 'first.ukri', { name: 'Opened first' });
  const { page, release } = await openWithoutScripts(web, 'rosalind', '/?identifier=first.ukri');
  const listUrl = page.url();
  const countDocuments = watchDocuments(page);
  await firstRows(page).first().getByRole('link').click();
  release();
  await findDecisionButton(page, 'Approve').click();
  const dialog = dialogNamed(page, 'Approve Opened first');
  await dialog.getByRole('heading', { name: 'A project is created' }).waitFor();
  const held = await holdBack(page, '**/approve/');
  await dialog.getByRole('button', { name: 'Approve' }).click();
  const route = await held();
  await page.evaluate('history.back()');
  const question = dialogNamed(page, 'The request is under way');
  await question.getByRole('button', { name: 'Keep waiting' }).click();
  await page.waitForURL('**/awards/first.ukri/**');
  await route.continue();
  await page.getByText(/Opened first is approved/).waitFor();
  await page.evaluate('history.back()');
  await page.waitForURL(listUrl);
  await page.getByRole('heading', { level: 1, name: 'Desk' }).waitFor();
  assert.equal(countDocuments(), 0, 'the page is the same document');
});

test('deletes once, whether the network is cut or the reply is lost', async () => {
  await sendAward(web, 'gone.ukri', { name: 'Gone' });
  const page = await openAward(web, 'rosalind', 'gone.ukri');
  await findDecisionButton(page, 'Delete').click();
  const dialog = dialogNamed(page, 'Delete Gone');
  await whileOffline(page, async () => {
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await dialog.getByText(offlineText).waitFor();
  });
  assert.equal((await fetchAward(web, 'gone.ukri')).state, 'pending');
  const held = await holdBack(page, '**/delete/');
  await dialog.getByRole('button', { name: 'Delete' }).click();
  const route = await held();
  await route.fetch();
  await route.abort();
  await dialog.getByText(/it did happen: Gone is deleted/).waitFor();
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await page.getByText('This award is gone').waitFor();
});

test('rejects with a saved reply once, whatever is pressed while the reply is lost', async () => {
  await sendAward(web, 'reply.ukri', { name: 'No thanks' });
  // Shared, since the tests' own requests are those of staff.
  const reply = { title: 'Closed call', text: 'The call is closed.', is_shared: true };
  await web.app.create('/api/openportal-saved-replies/', reply);
  const page = await openAward(web, 'rosalind', 'reply.ukri');
  await findDecisionButton(page, 'Reject').click();
  const dialog = dialogNamed(page, 'Reject No thanks');
  const replies = dialog.getByLabel('Saved replies');
  await replies
    .getByRole('option', { name: 'Closed call (shared)' })
    .waitFor({ state: 'attached' });
  await whileOffline(page, async () => {
    await replies.selectOption({ label: 'Closed call (shared)' });
    assert.equal(await dialog.getByLabel('Comment').inputValue(), 'The call is closed.');
    await dialog.getByRole('button', { name: 'Reject', exact: true }).click();
    await dialog.getByText(offlineText).waitFor();
  });
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') sent.push(new URL(request.url()).pathname);
  });
  const comment = dialog.getByLabel('Comment');
  const submit = async (text: string): Promise<void> => {
    await comment.fill(text);
    await comment.press('Control+Enter');
  };
  const held = await holdBack(page, '**/reject/');
  await dialog.getByRole('button', { name: 'Reject', exact: true }).click();
  const route = await held();
  await submit('');
  const loseReads = await holdBackAndLose(page, `**${web.app.getAwardPath('reply.ukri')}`);
  await route.fetch();
  await route.abort();
  await dialog.getByText(/Looking at what is stored now/).waitFor();
  await submit('');
  await submit('Sent twice.');
  // The dialog repeats the read that failed.
  loseReads();
  await dialog.getByText(/it did happen: No thanks is rejected, decided by Rosalind/).waitFor();
  assert.equal((await fetchAward(web, 'reply.ukri')).review_comment, 'The call is closed.');
  assert.deepEqual(
    sent.filter((path) => path.endsWith('/reject/')),
    [`${web.app.getAwardPath('reply.ukri')}reject/`],
  );
});

async function openAttachment(identifier: string) {
  await sendAward(web, identifier, { name: 'To be attached' });
  const page = await openAward(web, 'staff', identifier);
  await findDecisionButton(page, 'Attach project').click();
  const dialog = dialogNamed(page, 'Attach a project to To be attached');
  await dialog.getByRole('searchbox').fill('Teaching');
  await dialog.getByRole('radio', { name: /Teaching cluster 2026/ }).check();
  return { page, dialog };
}

test('does not take another project for the one whose attachment was lost', async () => {
  const { page, dialog } = await openAttachment('rival.ukri');
  const held = await holdBack(page, '**/attach/');
  await dialog.getByRole('button', { name: 'Attach project' }).click();
  const route = await held();
  const owner = await createCustomer(web, 'Rivals');
  const other = await createProject(web, owner, 'Another project');
  await decideElsewhere('rival.ukri', 'attach', { project_uuid: other.uuid });
  await route.abort();
  await dialog.getByText('It has not happened so far').waitFor();
});

test('attaches a project once although the reply is lost', async () => {
  const { page, dialog } = await openAttachment('bond.ukri');
  await loseReply(page, '**/attach/');
  await dialog.getByRole('button', { name: 'Attach project' }).click();
  await dialog.getByText(/it did happen: Teaching cluster 2026 is attached/).waitFor();
  assert.equal((await fetchAward(web, 'bond.ukri')).project_data.name, 'Teaching cluster 2026');
});

test('decides about no selected award offline, and about each when the network is back', async () => {
  for (const n of [1, 2, 3]) await sendAward(web, `bulk${n}.ukri`, { name: `Bulk ${n}` });
  const page = await web.openPage('rosalind', '/?query=Bulk');
  await page.getByText('Bulk 3').first().waitFor();
  await page.getByRole('checkbox', { name: 'Select all on this page' }).check();
  await page.getByRole('button', { name: 'Approve…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('3 awards with 1,500 credits in total will be approved').waitFor();
  await whileOffline(page, async () => {
    await dialog.getByRole('button', { name: 'Approve 3 awards' }).click();
    await dialog.getByText('0 awards approved, 3 failed.').waitFor();
    await dialog.getByText(offlineText).first().waitFor();
  });
  for (const n of [1, 2, 3])
    assert.equal((await fetchAward(web, `bulk${n}.ukri`)).state, 'pending');
  await dialog.getByRole('button', { name: 'Try failed awards again' }).click();
  await dialog.getByText('3 awards with 1,500 credits in total will be approved').waitFor();
  await loseReply(page, '**/bulk1.ukri/*/approve/');
  await page.route('**/bulk3.ukri/*/approve/', async (route) => {
    await decideElsewhere('bulk3.ukri', 'approve', { comment: 'Theirs.' });
    await route.abort();
  });
  await dialog.getByRole('button', { name: 'Approve 3 awards' }).click();
  await dialog.getByText('2 awards approved, 1 failed.').waitFor();
  await dialog.getByText('Is approved, decided by Rosalind Okafor.').waitFor();
  await dialog.getByText(/The award has changed meanwhile: it is approved, decided by/).waitFor();
});

test('looks again at each award of a bulk decision when the network is back', async () => {
  for (const n of [1, 2]) await sendAward(web, `crowd${n}.ukri`, { name: `Crowd ${n}` });
  const page = await web.openPage('rosalind', '/?query=Crowd');
  await page.getByText('Crowd 2').first().waitFor();
  await page.getByRole('checkbox', { name: 'Select all on this page' }).check();
  await page.getByRole('button', { name: 'Approve…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('2 awards with 1,000 credits in total will be approved').waitFor();
  await page.route('**/crowd2.ukri/*/approve/', async (route) => {
    await route.fetch();
    await page.context().setOffline(true);
    await route.abort();
  });
  await dialog.getByRole('button', { name: 'Approve 2 awards' }).click();
  await dialog.getByText('1 award approved, 1 not known yet.').waitFor();
  await dialog
    .getByText(/^It may be approved: .* looks again when the connection is back/)
    .waitFor();
  await page.context().setOffline(false);
  await dialog.getByText('2 awards approved.').waitFor();
  await dialog.getByText('Is approved, decided by Rosalind Okafor.').waitFor();
});

test('logged no error in any browser console', () => assert.deepEqual(web.consoleErrors, []));
