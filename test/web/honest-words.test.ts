import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { BrowserTestApp, findAxeViolations, saveScreenshot } from '../support/browser-test-app.ts';
import {
  awardPagePath,
  dayFromNow,
  findDecisionButton,
  findSection,
  openAward,
  sendAward,
} from './award-helpers.ts';
import { createTemplate } from './template-helpers.ts';

/* Issue 20, 5, 6, 7, 8, 10: what the pages say is so, in one form everywhere. */

let web: BrowserTestApp;
before(async () => {
  web = await BrowserTestApp.open({ timeZone: 'Asia/Tokyo' });
});
afterEach(() => web.closePages());
after(() => web.close());

test('shows times of the site’s zone, and names it where the browser has another one', async () => {
  await sendAward(web, 'tokyo.ukri', {
    name: 'Far east',
    earliest_approve: `${dayFromNow(9)}T20:30:00Z`,
  });
  const page = await openAward(web, 'rosalind', 'tokyo.ukri');
  await page.getByText('Days and times are those of Asia/Tokyo').waitFor();
  // 20:30 UTC is 05:30 of the next day there.
  const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' }).format(
    new Date(`${dayFromNow(10)}T00:00:00Z`),
  );
  await page.getByText(`It cannot be approved before ${day}, 05:30 GMT+9`).waitFor();
  await findSection(page, 'Dates').getByText(`${day}, 05:30 GMT+9`).waitFor();
  // One instant has one age on the page, and nobody is invited before it.
  const ages = (await page.getByText(/in (\d+ days|1 week)/).allTextContents()).map(
    (text) => /in (\d+ days|1 week)/.exec(text)?.[0],
  );
  assert.ok(ages.length >= 2);
  assert.equal(new Set(ages).size, 1, ages.join());
  await findSection(page, 'Members').getByText('Would be invited after the embargo').waitFor();
  const filter = page.waitForRequest(/audit\/\?.*timestamp_after=/);
  await page.goto('/audit?timestamp_after=2026-11-20&timestamp_before=2026-11-20');
  const params = new URL((await filter).url()).searchParams;
  assert.equal(params.get('timestamp_after'), '2026-11-19T15:00:00.000Z');
  assert.equal(params.get('timestamp_before'), '2026-11-20T14:59:59.999Z');
});

test('finds what waits since a day until the end of that day in the site’s zone', async () => {
  await sendAward(web, 'today.ukri', { name: 'Waits since today' });
  const { body } = await web.app.get(web.app.getAwardPath('today.ukri'));
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Tokyo' }).format(
    new Date(body.waiting_since),
  );
  const [start, end] = ['00:00:00.000', '23:59:59.999'].map((time) =>
    new Date(`${day}T${time}+09:00`).toISOString(),
  );
  const page = await web.openPage('rosalind', '/?identifier=today.ukri');
  const list = page.waitForRequest(
    (request) => request.method() === 'GET' && request.url().includes('waiting_since_before='),
  );
  const count = page.waitForRequest(
    (request) => request.method() === 'HEAD' && request.url().includes('waiting_since_before='),
  );
  await page.getByRole('button', { name: 'Filters' }).click();
  const form = page.getByRole('dialog', { name: 'Filters' });
  await form.getByLabel('Waits since, at the earliest').fill(day);
  await form.getByLabel('Waits since, at the latest').fill(day);
  await form.getByLabel('Arrived from').fill(day);
  await form.getByLabel('Arrived until').fill(day);
  await form.getByRole('button', { name: 'Apply filters' }).click();
  const csv = page.getByRole('link', { name: 'This list as CSV' });
  await page.getByText('1–1 of 1', { exact: true }).waitFor();
  await page.getByRole('link', { name: 'Waits since today' }).waitFor();
  const csvUrl = (await csv.getAttribute('href')) ?? '';
  for (const url of [(await list).url(), (await count).url(), csvUrl]) {
    const sent = new URL(url, page.url()).searchParams;
    for (const name of ['waiting_since', 'created']) {
      assert.deepEqual([sent.get(`${name}_after`), sent.get(`${name}_before`)], [start, end]);
    }
  }
  // The rows of the first reply are found by the same instant.
  await page.reload();
  await page.getByRole('link', { name: 'Waits since today' }).waitFor();
});

test('says since when an award waits in the same words in the list and on its page', async () => {
  const page = await web.openPage('rosalind', '/?identifier=proj103.ehpc');
  const age = (await page.locator('table time').last().textContent()) ?? '';
  assert.match(age, /^1 month ago$/);
  await page.getByRole('columnheader', { name: 'Waiting since' }).waitFor();
  assert.match((await page.locator('table time').last().getAttribute('title')) ?? '', /GMT\+9$/);
  await page.locator('.award-name').click();
  await page.getByText('Waiting since').waitFor();
  await page.getByText(`(${age})`).first().waitFor();
  await page.goto('/overview');
  await page.getByRole('heading', { name: 'Pending, waiting since' }).waitFor();
});

test('ends a role with the day of the site’s zone, whatever the zone of the browser', async () => {
  const { uuid } = await web.app.create('/api/customers/', { name: 'Zones' });
  const user = web.app.people.get('staff')?.uuid;
  await web.app.post(`/api/customers/${uuid}/add_user/`, { user, role: 'CUSTOMER.OWNER' });
  const options = { timezoneId: 'America/New_York' };
  const page = await web.openPage('staff', `/customers/${uuid}`, options);
  const zone = await page.evaluate('Intl.DateTimeFormat().resolvedOptions().timeZone');
  assert.equal(zone, 'America/New_York');
  const since = page.getByRole('region', { name: 'About' }).locator('time').last();
  assert.match((await since.getAttribute('title')) ?? '', /GMT\+9$/);
  await page.getByRole('button', { name: /^Change end of / }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('The last day of the role (Asia/Tokyo).').waitFor();
  const day = dayFromNow(40);
  await dialog.getByLabel('Until').fill(day);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  const readEnd = async (): Promise<string> => {
    const [role] = (await web.app.get(`/api/customers/${uuid}/list_users/`)).body;
    return role.expiration_time;
  };
  assert.equal(await readEnd(), `${day}T14:59:59.000000Z`);
  await page.getByRole('button', { name: /^Change end of / }).click();
  assert.equal(await dialog.getByLabel('Until').inputValue(), day);
  // The last second of a day of UTC is that day, and saving it unchanged does not move the end.
  const end = `${dayFromNow(50)}T23:59:59.000000Z`;
  const role = { user, role: 'CUSTOMER.OWNER', expiration_time: end };
  await web.app.post(`/api/customers/${uuid}/update_user/`, role);
  await page.reload();
  await page.getByRole('button', { name: /^Change end of / }).click();
  assert.equal(await dialog.getByLabel('Until').inputValue(), dayFromNow(50));
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  assert.equal(await readEnd(), end);
});

test('promises no notification without a bridge', async () => {
  await sendAward(web, 'nobridge.ukri', { name: 'Unheard' });
  const page = await openAward(web, 'rosalind', 'nobridge.ukri');
  await page
    .getByRole('note')
    .getByText(/No bridge is connected/)
    .waitFor();
  await findDecisionButton(page, 'Reject').click();
  const dialog = page.getByRole('dialog');
  await dialog
    .getByText(/will be notified \(award_rejected\) once a bridge is connected/)
    .waitFor();
  await dialog.getByLabel('Comment').fill('Not in this call.');
  await dialog.getByRole('button', { name: 'Reject' }).click();
  await page
    .getByText(
      'Unheard is rejected. The awarding portal will be notified once a bridge is connected.',
    )
    .waitFor();
});

test('says in a quiet line that notifications are stored while the bridge is away', async () => {
  const page = await web.openPage('rosalind', 'about:blank');
  await page.route('**/api/site/', async (route) => {
    const site = await (await route.fetch()).json();
    await route.fulfill({ json: { ...site, notifications: 'bridge_unreachable' } });
  });
  await page.goto('/');
  await page.getByRole('note').getByText('The bridge cannot be reached: notifications').waitFor();
  assert.equal(await page.getByRole('note').getByRole('link', { name: 'Bridge' }).count(), 0);
});

test('grants and invites nothing where an award is canceled', async () => {
  await sendAward(web, 'drawn.ukri', { name: 'Withdrawn' });
  await web.app.sendInstruction('remove_project', undefined, 'drawn.ukri');
  const page = await openAward(web, 'rosalind', 'drawn.ukri');
  await page.locator('.state-badge[data-state=canceled]').first().waitFor();
  await findSection(page, 'Members').getByText('The award is canceled').first().waitFor();
  assert.equal(await page.getByText(/would be invited/i).count(), 0);
  await page.goto('/?state=canceled&identifier=drawn.ukri');
  await page.getByText('500 NHR requested, nothing granted').first().waitFor();
});

test('grants and invites nothing where an award is rejected', async () => {
  await sendAward(web, 'dead.ukri', { name: 'Dead end', allocation: '1900 NHR' });
  const path = web.app.getAwardPath('dead.ukri');
  await web.app.post(`${path}reject/`, { comment: 'No.' });
  const page = await openAward(web, 'rosalind', 'dead.ukri');
  await findSection(page, 'Allocation').getByText('1,900 NHR', { exact: true }).waitFor();
  await findSection(page, 'Allocation')
    .getByText(/No credits are granted: the award is rejected/)
    .waitFor();
  await findSection(page, 'Members').getByText('The award is rejected').first().waitFor();
  assert.equal(await page.getByText('Would be invited').count(), 0);
  await saveScreenshot(page, 'award-rejected-nothing-granted');
  assert.deepEqual(await findAxeViolations(page), []);
  await page.goto('/?state=rejected&identifier=dead.ukri');
  await page.getByText('1,900 NHR requested, nothing granted').first().waitFor();
});

test('signs what an awarding portal did with its name, and says why the robot decided', async () => {
  await createTemplate(web, 'robotic');
  const request = {
    name: 'By the robot',
    allocation: '5 NHR',
    template: 'robotic',
    start_date: dayFromNow(-10),
    end_date: dayFromNow(300),
  };
  await web.app.sendInstruction('create_project', request, 'robot.ukri');
  const page = await openAward(web, 'rosalind', 'robot.ukri');
  const history = findSection(page, 'History');
  await history.getByText(/^Awarding portal ukri, /).waitFor();
  await history
    .getByText(/^Gatehouse robot, /)
    .first()
    .waitFor();
  await page.getByRole('alert').getByText('Within the limits of the template.').waitFor();
  await findSection(page, 'Links').getByRole('link', { name: 'Open the project' }).click();
  await page.getByRole('heading', { name: 'By the robot', level: 1 }).waitFor();
  await web.app.sendInstruction('update_project', { name: 'Changed' }, 'robot.ukri');
  await web.app.sendInstruction('remove_project', undefined, 'robot.ukri');
  await page.goto(awardPagePath('robot.ukri'));
  await page.locator('.state-badge[data-state=canceled]').first().waitFor();
  // Of the arrival, the update and the withdrawal.
  await history
    .getByText(/^Awarding portal ukri, /)
    .nth(2)
    .waitFor();
});

test('writes the amounts of stored sentences as everywhere else', async () => {
  await web.app.sendInstruction(
    'create_project',
    {
      name: 'Too much',
      allocation: '9000000 NHR',
      template: 'open-call',
      key: 'open-call-key',
      start_date: dayFromNow(-10),
      end_date: dayFromNow(300),
    },
    'much.ukri',
  );
  const page = await openAward(web, 'rosalind', 'much.ukri');
  await page
    .getByText(/9,000,000 credits/)
    .first()
    .waitFor();
  assert.doesNotMatch((await page.getByRole('main').textContent()) ?? '', /9000000\.00/);
  // The last amount stands before a full stop.
  const demo = await openAward(web, 'rosalind', 'proj105.ukri');
  await demo.getByText('2,400 credits are above the maximum of 2,000.').first().waitFor();
});

test('writes an amount of thirteen decimals with two, and as it is stored in CSV', async () => {
  await sendAward(web, 'third.ukri', { name: 'A third', allocation: '0.3333333333333 NHR' });
  const long = /\d\.\d{3}/;
  const page = await web.openPage('rosalind', '/?identifier=third.ukri');
  const row = page.getByRole('row', { name: /A third/ });
  await row.getByText('0.33', { exact: true }).waitFor();
  await row.getByText('0.33 NHR', { exact: true }).waitFor();
  const csv = await page.getByRole('link', { name: 'This list as CSV' }).getAttribute('href');
  const text = await (await page.request.get(csv ?? '')).text();
  // For programs: the allocation as it was sent, credits with the ten places that are stored.
  const [head = '', line = ''] = text.split('\n').map((one) => one.trim());
  const values = line.split(';');
  const cells = new Map(head.split(';').map((name, index) => [name, values[index]]));
  assert.equal(cells.get('credits'), '0.3333333333');
  await row.getByRole('link', { name: 'A third' }).click();
  await findSection(page, 'Allocation').getByText('0.33 NHR', { exact: true }).waitFor();
  await findSection(page, 'History').getByRole('listitem').first().waitFor();
  assert.equal(await page.getByRole('main').getByText(long).count(), 0);
  await findDecisionButton(page, 'Approve').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(/0\.33/).first().waitFor();
  assert.equal(await dialog.getByText(long).count(), 0);
});

test('logged no error in any browser console', () => assert.deepEqual(web.consoleErrors, []));
