import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { BrowserTestApp, checkScreen, saveScreenshot } from '../support/browser-test-app.ts';
import {
  awardPagePath,
  dayFromNow,
  fetchAward,
  findDecisionButton,
  findSection,
  openAward,
  sendAward,
} from './award-helpers.ts';

/* What reviewers share on the page of an award: context, assignee, viewers, mentions, replies. */

let web: BrowserTestApp;
before(async () => {
  web = await BrowserTestApp.open();
});
afterEach(() => web.closePages());
after(() => web.close());

const awardingReference = { id: 'EP/X1' };

test('shows beside the request what was granted, other awards of its members and the renewed one', async () => {
  await sendAward(web, 'first.ukri', { name: 'First phase', award: awardingReference });
  const call = { id: 'Open call 2026', url: 'https://calls.example/2026' };
  await sendAward(web, 'granted.ukri', {
    name: 'Granted in the call',
    call,
    members: { 'grace@example.ac.uk': 'PI' },
  });
  const granted = await web.app.post(`${web.app.getAwardPath('granted.ukri')}approve/`, {});
  assert.equal(granted.status, 200, granted.text);
  await sendAward(web, 'second.ukri', {
    name: 'Second phase',
    renewal: awardingReference,
    call,
    start_date: dayFromNow(-58),
    end_date: dayFromNow(3),
    notes: [
      { author: 'ukri', timestamp: web.app.now.toISOString(), text: 'The panel ranked it first.' },
    ],
  });
  const page = await openAward(web, 'rosalind', 'second.ukri');
  await page.setViewportSize({ width: 1440, height: 900 });
  const context = findSection(page, 'Context');
  await context.getByText('Granted by this template').waitFor();
  await context.getByText('Granted in call Open call 2026').waitFor();
  await context.getByText('Granted to ukri').waitFor();
  const grants = context.getByText(
    /credits in \d+ awards?; [\d,]+ left, [\d.]+ %; [\d,]+ of [\d,]+ credits used, [\d.]+ %$/,
  );
  assert.equal(await grants.count(), 3);
  await context.getByText('Renews', { exact: true }).waitFor();
  await context.getByText('ada@example.ac.uk, PI').first().waitFor();
  await saveScreenshot(page, 'award-above-the-fold');
  // All of it is in sight without scrolling.
  for (const part of [
    page.getByText('Why it waits'),
    page.getByText(/Ends in 3 days\. Start passed 58 days ago\./),
    grants.last(),
    context.getByRole('link', { name: 'First phase' }).first(),
    findSection(page, 'Links').getByRole('link', { name: /Open call 2026/ }),
    findSection(page, 'Notes').getByText('The panel ranked it first.'),
  ]) {
    const box = await part.first().boundingBox();
    assert.ok(box !== null && box.y >= 0 && box.y + box.height <= 900, `${part}: ${box?.y}`);
  }
  await context.getByRole('link', { name: 'First phase' }).first().click();
  await page.getByRole('heading', { name: 'First phase', level: 1 }).waitFor();
  await findSection(page, 'Context').getByText('Renewed by', { exact: true }).waitFor();
  const ready = (one: typeof page) => findSection(one, 'Context').getByText('Renews').waitFor();
  const address = awardPagePath('second.ukri');
  assert.deepEqual(await checkScreen(web, 'rosalind', address, 'award-context', ready), []);
});

test('warns of an end that is near, a start that passed, and members who are not admitted', async () => {
  await sendAward(web, 'hurry.ukri', {
    name: 'In a hurry',
    start_date: dayFromNow(-58),
    end_date: dayFromNow(3),
    members: { 'guest@elsewhere.example': 'Observer' },
  });
  const page = await openAward(web, 'rosalind', 'hurry.ukri');
  const warning = page.getByRole('alert').filter({ hasText: 'Look closely' });
  await warning
    .getByText('Ends in 3 days. Start passed 58 days ago. No member is admitted.')
    .waitFor();
});

test('a reviewer assigns the award to themselves by keyboard and to a colleague by the list', async () => {
  await sendAward(web, 'mine.ukri', { name: 'Who does it' });
  const page = await openAward(web, 'rosalind', 'mine.ukri');
  await page.getByRole('button', { name: 'Assign to me' }).focus();
  await page.keyboard.press('Enter');
  const select = page.getByRole('combobox', { name: 'Assigned to' });
  await page.getByRole('button', { name: 'Assign to me' }).waitFor({ state: 'detached' });
  const { assignee_full_name: name } = await fetchAward(web, 'mine.ukri');
  assert.match(
    (await select.locator('option:checked').textContent()) ?? '',
    new RegExp(`^${name} \\(me\\)$`),
  );
  const labels = await select.locator('option').allInnerTexts();
  const colleague = labels.find((label) => /Marek/.test(label)) ?? '';
  await select.selectOption({ label: colleague });
  await findSection(page, 'History').getByText(`To ${colleague}.`).waitFor();
  assert.equal((await fetchAward(web, 'mine.ukri')).assignee_full_name, colleague);
  // The desk finds what the colleague takes care of, and a saved view keeps that.
  const list = await web.openPage('rosalind');
  await list.getByRole('button', { name: 'Filters' }).click();
  const filters = list.getByRole('dialog', { name: /filters/i });
  await filters.getByLabel('Assigned to').selectOption({ label: colleague });
  await filters.getByRole('button', { name: 'Apply filters' }).click();
  await list.getByRole('button', { name: `Remove filter Assigned to ${colleague}` }).waitFor();
  await list.getByRole('link', { name: 'Who does it' }).waitFor();
  assert.match(list.url(), /assignee_uuid=[0-9a-f-]{36}/);
  await list.getByRole('button', { name: 'Views' }).click();
  const views = list.getByRole('dialog', { name: /views/i });
  await views.getByLabel('Save this view as').fill('Of a colleague');
  await views.getByRole('button', { name: 'Save' }).click();
  const href = await views.getByRole('link', { name: 'Of a colleague' }).getAttribute('href');
  await list.goto(href ?? '');
  await list.getByRole('button', { name: `Remove filter Assigned to ${colleague}` }).waitFor();
});

test('two people who look at one award see each other', async () => {
  await sendAward(web, 'crowd.ukri', { name: 'A crowd' });
  await openAward(web, 'marek', 'crowd.ukri');
  const page = await openAward(web, 'rosalind', 'crowd.ukri');
  await page
    .getByRole('status')
    .filter({ hasText: /is looking at this award, too/ })
    .waitFor();
});

test('mentions a colleague in an internal note, and asks the awarding portal', async () => {
  await sendAward(web, 'talk.ukri', { name: 'Let us talk' });
  const page = await openAward(web, 'rosalind', 'talk.ukri');
  const notes = findSection(page, 'Internal notes');
  await notes.getByLabel('New internal note').fill('@marek, please look.');
  await notes.getByRole('button', { name: 'Add internal note' }).click();
  await notes.getByText(/^Mentioned: .*Marek/).waitFor();
  await findDecisionButton(page, 'Ask the portal').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Question').fill('Which partition do you need?');
  await dialog.getByRole('button', { name: 'Ask' }).click();
  await findSection(page, 'Notes').getByText('Which partition do you need?').waitFor();
  assert.equal((await fetchAward(web, 'talk.ukri')).state, 'pending');
  const list = await web.openPage('marek');
  const mentions = list.getByRole('button', { name: 'Mentions me 1' });
  await mentions.waitFor();
  await saveScreenshot(list, 'desk-mentions');
  await mentions.click();
  const filters = list.getByRole('button', { name: /^Filters/ });
  await filters.and(list.locator(':focus')).waitFor();
  await list.getByRole('link', { name: 'Let us talk' }).waitFor();
  await list.getByRole('button', { name: 'Remove filter Mentions me' }).waitFor();
  await list.getByText('1–1 of 1', { exact: true }).waitFor();
  assert.equal(await list.getByRole('button', { name: /^Mentions me/ }).count(), 0);
  // The form of a colleague keeps what it has no field for.
  await page.goto(new URL(list.url()).search);
  await page.getByRole('button', { name: /^Filters/ }).click();
  const form = page.getByRole('dialog', { name: 'Filters' });
  await form.getByLabel('Hide awards under embargo').check();
  await form.getByRole('button', { name: 'Apply filters' }).click();
  await page.waitForURL(/hide_embargoed=true/);
  assert.match(page.url(), /mentioned_uuid=/);
});

test('a reply that was saved at one rejection is there at the next', async () => {
  await sendAward(web, 'no.ukri', { name: 'Not this one' });
  await sendAward(web, 'nor.ukri', { name: 'Nor this one' });
  const page = await openAward(web, 'rosalind', 'no.ukri');
  await findDecisionButton(page, 'Reject').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Comment').fill('The call is closed.');
  await dialog.getByLabel('Title of a new reply').fill('Closed call');
  await dialog.getByRole('button', { name: 'Save reply' }).click();
  await dialog.getByRole('button', { name: 'Delete reply' }).waitFor();
  await page.goto(awardPagePath('nor.ukri'));
  await findDecisionButton(page, 'Reject').click();
  await dialog.getByLabel('Saved replies').selectOption({ label: 'Closed call' });
  await dialog.getByRole('button', { name: 'Reject' }).click();
  await page.getByText(/is rejected\. The awarding portal will be notified/).waitFor();
  assert.equal((await fetchAward(web, 'nor.ukri')).review_comment, 'The call is closed.');
});

test('Escape asks before a form dialog loses what was typed', async () => {
  const page = await web.openPage('staff', '/customers');
  await page.getByRole('button', { name: 'New customer' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Half typed');
  await page.keyboard.press('Escape');
  await dialog.getByRole('alert').getByText('Close and lose what you entered?').waitFor();
  await page.keyboard.press('Enter');
  await dialog.getByRole('alert').waitFor({ state: 'detached' });
  assert.equal(
    await dialog.getByRole('textbox', { name: 'Name', exact: true }).inputValue(),
    'Half typed',
  );
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).press('Escape');
  await dialog.getByRole('alert').waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  // Without typed text, one Escape closes.
  await page.getByRole('button', { name: 'New customer' }).click();
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).press('Escape');
  await dialog.waitFor({ state: 'detached' });
});

test('a template names its reviewers, a person their roles, awards and last sign-in', async () => {
  const { body: templates } = await web.app.get('/api/openportal-project-template/?name=open-call');
  const { body: people } = await web.app.get('/api/users/?username=rosalind');
  const page = await web.openPage('staff', `/templates/${templates[0].uuid}`);
  const reviewers = page.getByRole('region', { name: 'Who may review' });
  await reviewers.getByRole('link', { name: /Rosalind/ }).click();
  await page.waitForURL(`**/people/${people[0].uuid}`);
  await page.getByText('Last sign-in').waitFor();
  await page.getByRole('region', { name: 'Roles' }).getByRole('link').first().waitFor();
  await page
    .getByRole('region', { name: 'Awards' })
    .getByText('No award names this person.')
    .waitFor();
});

test('the overview says how long decisions took, for a period and a portal', async () => {
  const page = await web.openPage('rosalind', '/overview');
  const time = page.getByRole('region', { name: 'Time to decision' });
  await time.getByText('Half were decided within').waitFor();
  await page.getByLabel('Awarding portal', { exact: true }).selectOption('ukri');
  await page.getByLabel('Decisions of').selectOption('4');
  const { body } = await web.app.get('/api/overview/?weeks=4&portal=ukri');
  await time.getByText(String(body.time_to_decision.decisions), { exact: true }).waitFor();
  const { p90_seconds } = body.time_to_decision;
  assert.ok(p90_seconds >= 2 * 86_400, String(p90_seconds));
  const days = (Math.round((p90_seconds / 86_400) * 10) / 10).toLocaleString('en');
  const p90 = time.getByText('Nine of ten within').locator('..');
  await p90.getByText(new RegExp(`^${days} days?$`)).waitFor();
});

test('logged no error in any browser console', () => assert.deepEqual(web.consoleErrors, []));

test('staff set a legal hold and lift it, and the list finds the award', async () => {
  await sendAward(web, 'held.ukri', { name: 'Kept for court' });
  const page = await openAward(web, 'staff', 'held.ukri');
  const change = async (action: string, reason: string): Promise<void> => {
    await page.getByRole('button', { name: action }).click();
    const dialog = page.getByRole('dialog', { name: action });
    await dialog.getByRole('button', { name: action }).click();
    await dialog.getByText('A reason is required.').waitFor();
    await dialog.getByLabel('Reason').fill(reason);
    await dialog.getByRole('button', { name: action }).click();
    await dialog.waitFor({ state: 'hidden' });
  };
  await change('Set legal hold', 'Case 7 of the court.');
  const alert = page.getByRole('alert').filter({ hasText: 'Under legal hold' });
  await alert.getByText('Case 7 of the court.').waitFor();
  await page.getByText('Legal hold', { exact: true }).first().waitFor();
  await page.getByRole('button', { name: /not possible now$/ }).click();
  await page
    .getByText('The award is under legal hold and cannot be deleted. Staff can lift the hold.')
    .waitFor();
  const list = await web.openPage('rosalind', '/?legal_hold=true&state=all');
  await list.getByRole('link', { name: 'Kept for court' }).waitFor();
  await list.getByRole('button', { name: 'Remove filter Under legal hold' }).waitFor();
  const ready = (one: typeof page) => one.getByText('Case 7 of the court.').first().waitFor();
  const path = awardPagePath('held.ukri');
  assert.deepEqual(await checkScreen(web, 'rosalind', path, 'award-legal-hold', ready), []);
  await change('Lift legal hold', 'The case is closed.');
  await alert.waitFor({ state: 'hidden' });
  await findSection(page, 'History').getByText('The case is closed.').waitFor();
  assert.equal((await fetchAward(web, 'held.ukri')).legal_hold_since, null);
});
