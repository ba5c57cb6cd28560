import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { lookAt, screenshot, WebDesk } from '../support/browser.ts';
import { details } from '../support/desk.ts';

/* Issue 4, 2: the desk. */

let web: WebDesk;
before(async () => {
  web = await WebDesk.open();
});
after(async () => {
  await web.close();
  assert.deepEqual(web.complaints, []);
});

const rows = (page: Page) => page.getByRole('table', { name: 'Awards' }).locator('tbody tr');
const ready = (page: Page) => rows(page).first().waitFor();
const names = (page: Page) => rows(page).getByRole('link').allTextContents();
const count = async (query: string): Promise<number> => {
  const reply = await web.desk.request('HEAD', `/api/openportal-managed-projects/?${query}`);
  return Number(reply.headers.get('x-result-count'));
};
const ask = (identifier: string, more: object = {}) => {
  const asked = { ...details, key: 'open-call-key', name: identifier, ...more };
  return web.desk.ask('create_project', asked, identifier);
};
const award = (identifier: string) => web.desk.award(identifier);

describe('the list', () => {
  test('what waits, oldest first, with counts on the tabs', async () => {
    const page = await web.visit('rosalind');
    await ready(page);
    const total = await count('state=pending');
    assert.equal(await rows(page).count(), total);
    await page.getByRole('tab', { name: `Pending ${total}` }).waitFor();
    const approved = await count('state=approved');
    await page.getByRole('tab', { name: `Approved ${approved}` }).click();
    await page.waitForURL(/state=approved/);
    await page.getByText(`of ${approved}`).waitFor();
    const oldest = (await web.desk.get('/api/openportal-managed-projects/?state=approved')).body[0];
    assert.equal((await names(page))[0], oldest.details.name);
    await page.context().close();
  });

  test('search, filters and order are in the address bar, and there after a reload', async () => {
    const page = await web.visit('rosalind', '/?state=all');
    await ready(page);
    await page.keyboard.press('/');
    await page.keyboard.type('gateway');
    await page.waitForURL(/query=gateway/);
    await page.getByRole('button', { name: 'Award', exact: true }).click();
    await page.waitForURL(/o=details__name/);
    await page.getByRole('button', { name: 'Filters' }).click();
    await page.getByLabel('Leave out what cannot be approved yet').check();
    await page.waitForURL(/hide_embargoed=true/);
    await page.keyboard.press('Escape');
    const expected = await count('query=gateway&hide_embargoed=true');
    await page.reload();
    await ready(page);
    assert.equal(await rows(page).count(), expected);
    const shown = await names(page);
    assert.deepEqual(shown, shown.toSorted());
    assert.equal(
      await page.getByRole('columnheader', { name: 'Award' }).getAttribute('aria-sort'),
      'ascending',
    );
    await page.getByRole('button', { name: 'Clear all' }).click();
    await page.waitForURL((url) => !url.search.includes('query'));
    await page.context().close();
  });

  test('an award under an embargo says until when; nothing found says so and can be cleared', async () => {
    const page = await web.visit('rosalind');
    await ready(page);
    await page
      .getByText(/^Not before /)
      .first()
      .waitFor();
    await page.getByRole('searchbox', { name: 'Search awards' }).fill('no such award');
    await page.getByRole('heading', { name: 'No award matches' }).waitFor();
    await page.getByRole('button', { name: 'Clear search and filters' }).click();
    await ready(page);
    await page.context().close();
  });

  test('when the service does not answer: its words, and a way to try again', async () => {
    const page = await web.visit('rosalind');
    await ready(page);
    await page.route('**/api/openportal-managed-projects/**', (route) =>
      route.fulfill({ status: 409, json: { detail: 'Not today.' } }),
    );
    await page.getByRole('tab', { name: /^Rejected/ }).click();
    await page.getByRole('alert').getByText('Not today.').waitFor();
    await page.unroute('**/api/openportal-managed-projects/**');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('alert').waitFor({ state: 'detached' });
    await page.context().close();
  });
});

describe('keys', () => {
  test('j k mark, Enter opens, x selects, a and r ask', async () => {
    const page = await web.visit('rosalind');
    await ready(page);
    const here = () =>
      rows(page).and(page.locator('[aria-current=true]')).getByRole('link').textContent();
    const all = await names(page);
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    assert.equal(await here(), all[1]);
    await page.keyboard.press('k');
    assert.equal(await here(), all[0]);
    await page.keyboard.press('x');
    await page.getByText('1 selected').waitFor();
    await page.keyboard.press('r');
    await page.getByRole('dialog', { name: 'Reject 1 award' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('x');
    await page.keyboard.press('a');
    await page.getByRole('dialog', { name: 'Approve 1 award' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keyboard' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/awards\//);
    await page.context().close();
  });
});

describe('as it happens', () => {
  test('a new award is announced and moves nothing until it is asked for', async () => {
    const page = await web.visit('rosalind');
    await ready(page);
    const before = await names(page);
    await page.waitForTimeout(1500);
    await ask('live1.ukri');
    const news = page.getByRole('button', { name: '1 new or changed award – show it' });
    await news.waitFor();
    assert.deepEqual(await names(page), before);
    await page.getByRole('tab', { name: `Pending ${before.length + 1}` }).waitFor();
    await news.click();
    await page.getByRole('link', { name: 'live1.ukri' }).waitFor();
    assert.deepEqual((await names(page)).slice(0, before.length), before);
    await page.context().close();
  });

  test('what somebody else decides changes in its place, and stays until it is asked for', async () => {
    await ask('live2.ukri');
    const page = await web.visit('staff');
    await ready(page);
    const before = await names(page);
    await page.waitForTimeout(1500);
    assert.equal((await web.desk.post(`${award('live2.ukri')}approve/`, {})).status, 200);
    const row = rows(page).filter({ hasText: 'live2.ukri' });
    await row.getByText('Approved').waitFor();
    assert.deepEqual(await names(page), before);
    await web.desk.request('DELETE', `${award('live2.ukri')}delete/`);
    await row.getByText('Deleted').waitFor();
    await page.context().close();
  });
});

describe('several together', () => {
  test('ten approved, one of them decided by another in between: a result for each', async () => {
    for (let index = 0; index < 10; index++) {
      await ask(`ten${index}.ukri`, { description: 'ten together' });
    }
    const page = await web.visit('rosalind', '/?query=ten');
    await ready(page);
    const ours = rows(page).filter({ hasText: /ten\d\.ukri/ });
    assert.equal(await ours.count(), 10);
    for (const box of await ours.getByRole('checkbox').all()) await box.check();
    await page.getByRole('region', { name: 'Selected awards' }).getByText('10 selected').waitFor();
    await page.getByRole('button', { name: 'Approve…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Approve 10 awards' });
    await dialog.getByText('10 of 10 can be approved, for 5,000 credits together.').waitFor();
    await screenshot(page, 'desk-together-summary');
    assert.equal(
      (await web.desk.post(`${award('ten3.ukri')}reject/`, { comment: 'no' })).status,
      200,
    );
    await dialog.getByLabel('Comment (optional)').fill('Fits the call');
    await dialog.getByRole('button', { name: 'Approve 10' }).click();
    await dialog
      .getByRole('button', { name: 'Close' })
      .and(page.locator(':enabled'))
      .last()
      .waitFor();
    await dialog.getByText('This has changed since you read it.').waitFor();
    await page.waitForFunction(
      () => document.querySelectorAll('[role=dialog] [aria-label=Done]').length === 9,
    );
    await screenshot(page, 'desk-together-results');
    await dialog.getByRole('button', { name: 'Try the failed ones again' }).click();
    await dialog.getByText('Only a pending award can be approved. This one is rejected.').waitFor();
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    for (let index = 0; index < 10; index++) {
      const { body } = await web.desk.get(award(`ten${index}.ukri`));
      assert.equal(body.state, index === 3 ? 'rejected' : 'approved');
      if (index !== 3) assert.equal(body.review_comment, 'Fits the call');
    }
    await page.context().close();
  });

  test('rejecting asks why', async () => {
    for (const name of ['rej1.ukri', 'rej2.ukri']) await ask(name);
    const page = await web.visit('rosalind', '/?identifier=rej');
    await ready(page);
    await page.getByRole('checkbox', { name: 'Select all on this page' }).check();
    await page.getByRole('button', { name: 'Reject…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Reject 2 awards' });
    await dialog.getByRole('button', { name: 'Reject 2' }).click();
    await dialog.getByText('Say in a few words why.').waitFor();
    await dialog.getByLabel('Why they are rejected').fill('Not for this call');
    await dialog.getByRole('button', { name: 'Reject 2' }).click();
    await page.waitForFunction(
      () => document.querySelectorAll('[role=dialog] [aria-label=Done]').length === 2,
    );
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await page.getByRole('heading', { name: 'No award matches' }).waitFor();
    const { body } = await web.desk.get(award('rej1.ukri'));
    assert.deepEqual([body.state, body.review_comment], ['rejected', 'Not for this call']);
    await page.context().close();
  });

  test('support sees everything and touches nothing', async () => {
    const page = await web.visit('help');
    await ready(page);
    assert.equal(await page.getByRole('checkbox').count(), 0);
    await page.keyboard.press('j');
    await page.keyboard.press('a');
    await page.keyboard.press('x');
    assert.equal(await page.getByRole('dialog').count(), 0);
    assert.equal(await page.getByText('selected').count(), 0);
    await page.context().close();
  });
});

test('looked at', async () => {
  const cards = (page: Page) =>
    page.getByRole('list', { name: 'Awards' }).getByRole('listitem').first().waitFor();
  const shown = (page: Page) => Promise.any([ready(page), cards(page)]);
  assert.deepEqual(await lookAt(web, 'rosalind', '/', 'desk-pending', shown), []);
  assert.deepEqual(await lookAt(web, 'rosalind', '/?state=all', 'desk-all', shown), []);
});
