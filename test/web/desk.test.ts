import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { checkScreen, BrowserTestApp } from '../support/browser-test-app.ts';
import { waitUntil } from '../support/connected-service.ts';
import {
  fetchList,
  listPath,
  openDesk,
  readNames,
  row,
  rows,
  search,
  sendAward,
  tab,
  waitForNames,
} from './desk-helpers.ts';
import { navigateLive } from './live-page.ts';

/* The desk: tabs, order, keys and live changes of the list of awards. */

let web: BrowserTestApp;
before(async () => {
  web = await BrowserTestApp.open();
});
afterEach(() => web.closePages());
after(() => web.close());

/** Opens the desk and waits until the page receives events. */
async function openLiveDesk(address = '/'): Promise<Page> {
  const page = await web.openPage('rosalind', 'about:blank');
  await navigateLive(page, () => page.goto(address));
  await page.getByText(/^[\d,]+–[\d,]+ of [\d,]+$/).waitFor();
  return page;
}

test('shows the pending awards first, oldest first, with what a decision needs', async () => {
  const page = await openDesk(web);
  assert.equal(await tab(page, 'Pending').getAttribute('aria-selected'), 'true');
  await waitForNames(page, (await fetchList(web, 'state=pending')).names);
  const one = row(page, 'proj103.ehpc');
  for (const words of [
    'Genomics of antimicrobial resistance',
    'from ehpc',
    'dawn',
    'development',
    '900 GPUHR',
  ]) {
    await one.getByText(words, { exact: true }).waitFor();
  }
  await one.getByText(/^Not before \d+ \w+ \d{4}, \d\d:\d\d UTC$/).waitFor();
  await one.getByText('1 month ago', { exact: true }).waitFor();
  await one
    .getByRole('img', { name: '900 credits; approval limit 1,000, maximum 4,000' })
    .waitFor();
  await one.getByRole('cell', { name: '4', exact: true }).waitFor();
  assert.equal(await row(page, 'proj100.ukri').getByText('Not before').count(), 0);
});

test('has a tab for each state with its exact count', async () => {
  const page = await openDesk(web);
  for (const [word, state] of [
    ['Pending', 'state=pending'],
    ['Approved', 'state=approved'],
    ['Rejected', 'state=rejected'],
    ['Canceled', 'state=canceled'],
    ['All', ''],
  ] as const) {
    const { total } = await fetchList(web, state);
    await page.getByRole('tab', { name: `${word} ${total}`, exact: true }).waitFor();
  }
  await tab(page, 'Rejected').click();
  await page.waitForURL('**/?state=rejected');
  const { names: rejected } = await fetchList(web, 'state=rejected');
  await page.getByText(`1–${rejected.length} of ${rejected.length}`).waitFor();
  await waitForNames(page, rejected);
  await page.goBack();
  await tab(page, 'Pending').and(page.locator('[aria-selected="true"]')).waitFor();
});

test('sorts by a column and keeps the order in the URL', async () => {
  const page = await openDesk(web);
  const head = page.getByRole('columnheader', { name: 'Award', exact: true });
  assert.equal(await head.getAttribute('aria-sort'), 'none');
  await head.getByRole('button').click();
  await page.waitForURL('**/?o=details__name');
  await rows(page).first().getByText('Battery electrolytes').waitFor();
  assert.equal(await head.getAttribute('aria-sort'), 'ascending');
  await head.getByRole('button').click();
  await page.waitForURL('**/?o=-details__name');
  await rows(page).first().getByText('Wildfire spread').waitFor();
  await page.reload();
  await rows(page).first().getByText('Wildfire spread').waitFor();
  assert.equal(await head.getAttribute('aria-sort'), 'descending');
  await waitForNames(page, (await fetchList(web, 'state=pending&o=-details__name')).names);
  const waiting = page.getByRole('columnheader', { name: 'Waiting since' });
  await waiting.getByRole('button').click();
  await page.waitForURL('**/?o=-waiting_since');
  assert.equal(await waiting.getAttribute('aria-sort'), 'ascending', 'shortest waiting first');
  await waiting.getByRole('button').click();
  await rows(page).first().getByText('proj100.ukri').waitFor();
  assert.equal(await waiting.getAttribute('aria-sort'), 'descending', 'longest waiting first');
  const credits = page.getByRole('columnheader', { name: 'Allocation, credits' });
  await credits.getByRole('button').click();
  await page.waitForURL('**/?o=requested_credits');
  await waitForNames(page, (await fetchList(web, 'state=pending&o=requested_credits')).names);
});

test('shows 50 awards a page and leads from a missing page to the last one', async () => {
  const page = await openDesk(web, 'rosalind', '/?state=all');
  assert.equal((await readNames(page)).length, 50);
  await page.getByRole('button', { name: 'Page 2' }).click();
  await page.waitForURL('**/?state=all&page=2');
  const { total } = await fetchList(web, '');
  await page.getByText(`51–${total} of ${total}`).waitFor();
  await waitUntil(async () => (await readNames(page)).length === total - 50);
  await page.goto('/?state=all&page=99');
  await page.getByText(`51–${total} of ${total}`).waitFor();
  assert.match(search(page), /page=2/);
});

test('moves with j and k, selects with x, opens with Enter and comes back to the same row', async () => {
  const page = await openDesk(web);
  const currentRow = page.locator('tr[aria-current="true"]');
  await page.keyboard.press('j');
  await currentRow.getByText('proj100.ukri').waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await currentRow.getByText('proj112.ukri').waitFor();
  assert.equal(await currentRow.getByRole('link').and(page.locator(':focus-visible')).count(), 1);
  await page.keyboard.press('k');
  await currentRow.getByText('proj103.ehpc').waitFor();
  await page.keyboard.press('x');
  const box = page.getByRole('checkbox', { name: 'Select Genomics of antimicrobial resistance' });
  assert.ok(await box.first().isChecked());
  await page.getByText('1 selected').waitFor();
  await page.keyboard.press('x');
  await page.getByText('1 selected').waitFor({ state: 'detached' });
  await page.getByRole('searchbox').focus();
  await page.keyboard.type('jx');
  await currentRow.getByText('proj103.ehpc').waitFor();
  await page.getByRole('searchbox').fill('');
  await page.getByRole('heading', { level: 1 }).click();
  await row(page, 'proj112.ukri').waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL('**/awards/proj103.ehpc/ehpc.brics.dawn');
  await page.goBack();
  await currentRow.getByText('proj103.ehpc').waitFor();
  await page.keyboard.press('j');
  await currentRow.getByText('proj112.ukri').waitFor();
});

test('opens filters and account menu with the keyboard, and returns the focus', async () => {
  const page = await web.openPage('rosalind');
  await page.locator('tbody tr').first().waitFor();
  for (const [button, inside] of [
    [
      page.getByRole('button', { name: 'Filters' }),
      page.getByLabel('Identifier contains', { exact: true }),
    ],
    [
      page.getByRole('button', { name: /^Account of/ }),
      page.getByRole('menuitem', { name: 'My account' }),
    ],
  ] as const) {
    // The second time its code is there.
    for (const _ of [1, 2]) {
      await button.press('Enter');
      await inside.waitFor();
      await page.locator(':is([role=dialog], [role=menu]) :focus').waitFor({ state: 'attached' });
      await page.keyboard.press('Escape');
      await inside.waitFor({ state: 'detached' });
      await page.locator(':focus').and(button).waitFor();
    }
  }
});

test('handles keys after a click on a checkbox', async () => {
  const page = await openDesk(web);
  await row(page, 'proj112.ukri').getByRole('checkbox').check();
  await page.keyboard.press('j');
  await page.locator('tr[aria-current="true"]').getByText('proj114.ukri').waitFor();
});

test('moves no row when an award arrives until the reader asks for it', async () => {
  const page = await openLiveDesk('/?o=-created');
  const before = await readNames(page);
  const { total } = await fetchList(web, 'state=pending');
  const place = await row(page, 'proj100.ukri').boundingBox();
  await sendAward(web, 'new1.ukri', { name: 'Deep sea currents' });
  const button = page.getByRole('button', { name: '1 new or changed award – show it' });
  await button.waitFor();
  await page.getByRole('tab', { name: `Pending ${total + 1}`, exact: true }).waitFor();
  await page.waitForFunction(
    (title) => document.title === title,
    `(${total + 1}) Desk · Gatehouse`,
  );
  assert.deepEqual(await readNames(page), before);
  assert.deepEqual(await row(page, 'proj100.ukri').boundingBox(), place);
  await button.click();
  await row(page, 'new1.ukri').waitFor();
  await waitUntil(async () => (await readNames(page))[0] === 'Deep sea currents');
  await button.waitFor({ state: 'detached' });
});

test("shows somebody else's decision in the row and removes the row when the reader asks", async () => {
  await sendAward(web, 'new2.ukri', { name: 'Deep sea vents' });
  const page = await openLiveDesk();
  const before = await readNames(page);
  const one = row(page, 'new2.ukri');
  await one.getByRole('checkbox').check();
  await web.app.post(`${web.app.getAwardPath('new2.ukri')}reject/`, {});
  await one.getByText('Rejected', { exact: true }).waitFor();
  assert.deepEqual(await readNames(page), before);
  assert.equal(await one.getByRole('checkbox').count(), 0, 'it can no longer be selected');
  await page.getByText('1 selected').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: '1 new or changed award – show it' }).click();
  await one.waitFor({ state: 'detached' });
});

test('updates the row of a changed award in place', async () => {
  await sendAward(web, 'new3.ukri', { name: 'Deep sea life' });
  const page = await openLiveDesk();
  const more = { name: 'Deep sea life, extended', key: 'open-call-key' };
  await web.app.sendInstruction('update_project', more, 'new3.ukri');
  await row(page, 'new3.ukri').getByText('Deep sea life, extended').waitFor();
  assert.equal(await page.getByRole('button', { name: /new or changed/ }).count(), 0);
});

test('shows an award without a name under its identifier, in the list and on its page', async () => {
  await sendAward(web, 'nameless.ukri', { name: null });
  const page = await openDesk(web, 'rosalind', '/?identifier=nameless');
  await row(page, 'nameless.ukri').getByRole('link', { name: 'nameless.ukri' }).click();
  await page.getByRole('heading', { level: 1, name: 'nameless.ukri' }).waitFor();
});

test('lets support read all awards and select none', async () => {
  const page = await openDesk(web, 'help');
  await waitForNames(page, (await fetchList(web, 'state=pending')).names);
  assert.equal(await page.getByRole('checkbox').count(), 0);
  await page.keyboard.press('j');
  for (const key of ['x', 'a', 'r']) {
    await page.keyboard.press(key);
    await page
      .getByText(/^You may read “.*”, but not decide about it\.$/)
      .last()
      .waitFor();
  }
  assert.equal(await page.getByRole('dialog').count(), 0);
  assert.equal(await page.getByRole('region', { name: 'Selection' }).count(), 0);
});

test('lets a reviewer select the awards that they review, one by one or all at once', async () => {
  const page = await openDesk(web, 'marek');
  await row(page, 'proj112.ukri').getByRole('checkbox').waitFor();
  assert.equal(await row(page, 'proj103.ehpc').getByRole('checkbox').count(), 0);
  await page.getByRole('checkbox', { name: 'Select all on this page' }).check();
  const { body } = await web.app.get(`${listPath}?state=pending&page_size=300`);
  const ukri = body.filter((award: { identifier: string }) => award.identifier.endsWith('.ukri'));
  await page.getByText(`${ukri.length} selected`, { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await page.getByText(/selected/).waitFor({ state: 'detached' });
});

test('names an unknown state in the URL and shows the pending awards', async () => {
  const page = await web.openPage('rosalind', '/?state=lost');
  await page.getByText('state=lost is not a filter').waitFor();
  assert.equal(await tab(page, 'Pending').getAttribute('aria-selected'), 'true');
  await row(page, 'proj100.ukri').waitFor();
});

test('reports a lost connection and tries again on request', async () => {
  const page = await openDesk(web);
  await page.route(`**${listPath}?**`, (route) => route.abort());
  await tab(page, 'Approved').click();
  const alert = page.getByRole('alert');
  await alert.getByText('The service does not answer. Check your network connection.').waitFor();
  await page.unroute(`**${listPath}?**`);
  await alert.getByRole('button', { name: 'Try again' }).click();
  await alert.waitFor({ state: 'detached' });
  await waitForNames(page, (await fetchList(web, 'state=approved')).names);
});

for (const [name, address] of [
  ['pending', '/'],
  ['approved', '/?state=approved'],
  ['all', '/?state=all&o=-created'],
  ['nothing', '/?query=xyzzy&hide_embargoed=true&identifier=proj'],
] as const) {
  test(`has no accessibility problems: ${name}`, async () => {
    const ready = (page: Page) => page.getByText(/of \d+$|^No award matches/).waitFor();
    assert.deepEqual(await checkScreen(web, 'rosalind', address, `desk-${name}`, ready), []);
  });
}

test('a click on a row opens its award, and the way back leads to the same list', async () => {
  const page = await openDesk(web, 'rosalind', '/?portal=ukri');
  const [name = ''] = await readNames(page);
  await rows(page).first().locator('td').last().click();
  await page.getByRole('heading', { name, level: 1 }).waitFor();
  await page.getByRole('link', { name: '‹ Back to the list' }).click();
  await page.waitForURL('**/?portal=ukri');
  await page.locator('tr[aria-current="true"]').getByRole('link', { name, exact: true }).waitFor();
});

test('previous and next go on into the other pages of the list, and count the whole of it', async () => {
  const view = 'state=all&o=identifier&page_size=25';
  const { body: all } = await web.app.get(
    '/api/openportal-managed-projects/?o=identifier&page_size=200',
  );
  const page = await openDesk(web, 'rosalind', `/?${view}`);
  const total = all.length;
  assert.ok(total > 50 && total < 200);
  const isAt = async (position: number): Promise<void> => {
    await page.waitForURL(`**/awards/${all[position - 1].identifier}/**`);
    await page.getByText(`${position} of ${total}`, { exact: true }).waitFor();
  };
  await rows(page).nth(24).getByRole('link').click();
  await isAt(25);
  await page.getByRole('link', { name: 'Next', exact: true }).click();
  await isAt(26);
  await page.reload();
  await isAt(26);
  await page.getByRole('link', { name: '‹ Back to the list' }).click();
  await page.waitForURL(/[?&]page=2/);
  await rows(page).first().getByRole('link').click();
  await isAt(26);
  await page.keyboard.press('k');
  await isAt(25);
});

test('next leads through the whole list while its awards are decided', async () => {
  const count = 8;
  for (let n = 0; n < count; n++) await sendAward(web, `pine${n}.ukri`, { name: `Pine ${n}` });
  const { names } = await fetchList(web, 'state=pending&o=waiting_since&query=pine');
  const page = await openDesk(web, 'rosalind', '/?query=pine');
  await waitForNames(page, names);
  await rows(page).first().getByRole('link').click();
  await page.getByRole('heading', { name: names[0] ?? '', level: 1 }).waitFor();
  // Few awards of a page instead of fifty, as the desk saves its place.
  await page.evaluate(() => {
    const place = JSON.parse(sessionStorage.getItem('gatehouse list') ?? '');
    place.query.page_size = 2;
    place.awards = place.awards.slice(0, 2);
    sessionStorage.setItem('gatehouse list', JSON.stringify(place));
  });
  await page.reload();
  const visited: string[] = [];
  const next = page.getByRole('link', { name: 'Next', exact: true });
  for (const [index, name] of names.entries()) {
    await page.getByRole('heading', { name, level: 1 }).waitFor();
    await page.getByText(`${index + 1} of ${count}`, { exact: true }).waitFor();
    const { pathname } = new URL(page.url());
    visited.push(pathname);
    if (index === count - 1) break;
    await next.waitFor();
    const award = pathname.replace('/awards/', listPath);
    await web.app.post(`${award}/reject/`, { comment: 'Apply to the next call.' });
    await next.click();
  }
  assert.equal(new Set(visited).size, count);
  assert.equal(await next.count(), 0);
  // Nothing before the first of those that are left, which this tab still knows.
  await page.getByRole('link', { name: 'Previous', exact: true }).click();
  await page.getByRole('heading', { name: names.at(-2) ?? '', level: 1 }).waitFor();
  // The keys belong to an open dialog.
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
  const { pathname } = new URL(page.url());
  await page.keyboard.press('k');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  assert.equal(new URL(page.url()).pathname, pathname);
});

test('an unknown URL keeps the navigation', async () => {
  const page = await web.openPage('rosalind', '/no/such/page');
  await page.getByText('Page not found').waitFor();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Desk' }).click();
  await page.getByRole('heading', { name: 'Desk', level: 1 }).waitFor();
});
test('writes no errors to the console', () => {
  assert.deepEqual(web.consoleErrors, []);
});
