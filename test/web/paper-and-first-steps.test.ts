import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { BrowserTestApp, checkScreen, saveScreenshot } from '../support/browser-test-app.ts';
import { openAward, sendAward } from './award-helpers.ts';

/* Issue 20, 16 and 18: first steps, an award on paper, signing out in all tabs. */

let web: BrowserTestApp;
before(async () => {
  web = await BrowserTestApp.open();
});
afterEach(() => web.closePages());
after(() => web.close());

test('prints an award without menus and buttons, with everything that is folded away', async () => {
  const members = Object.fromEntries(
    Array.from({ length: 40 }, (_, index) => [`member${index}@example.ac.uk`, 'PI']),
  );
  await sendAward(web, 'paper.ukri', { name: 'On paper', members });
  const page = await openAward(web, 'rosalind', 'paper.ukri');
  await page.getByRole('button', { name: 'Show all 40' }).waitFor();
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await page.evaluate("window.dispatchEvent(new Event('beforeprint'))");
  await page.getByText('member39@example.ac.uk').waitFor();
  for (const name of ['Main', 'List']) {
    assert.equal(await page.getByRole('navigation', { name }).isVisible(), false, name);
  }
  assert.equal(await page.getByRole('group', { name: 'Decide' }).isVisible(), false);
  assert.equal(await page.getByRole('main').getByRole('button').first().isVisible(), false);
  const colour = await page
    .getByRole('heading', { level: 1 })
    .evaluate((heading) => getComputedStyle(heading).color);
  assert.equal(colour, 'rgb(0, 0, 0)');
  await saveScreenshot(page, 'award-print');
});

test('signs out all tabs when one signs out', async () => {
  const page = await web.openPage('rosalind', '/');
  const other = await page.context().newPage();
  await other.goto('/projects');
  await other.getByRole('heading', { name: 'Projects', level: 1 }).waitFor();
  await page.getByRole('button', { name: 'Account of rosalind' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await other.waitForURL('**/sign-in');
  await other.getByRole('button', { name: 'Sign in' }).waitFor();
});

test('goes to the next award of the list after a decision, and back to the list', async () => {
  await sendAward(web, 'one.ukri', { name: 'First of two', call: { id: 'Pair of awards' } });
  await sendAward(web, 'two.ukri', { name: 'Second of two', call: { id: 'Pair of awards' } });
  const page = await web.openPage('rosalind', '/?query=Pair+of+awards');
  await page.getByRole('link', { name: 'First of two' }).click();
  await page.getByText('1 of 2', { exact: true }).waitFor();
  await page.keyboard.press('a');
  await page.getByRole('heading', { name: 'A project is created' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByText(/First of two is approved/).waitFor();
  await page.getByRole('link', { name: 'Next' }).and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Second of two', level: 1 }).waitFor();
  await page.keyboard.press('k');
  await page.getByRole('heading', { name: 'First of two', level: 1 }).waitFor();
  await page.getByRole('link', { name: 'Back to the list' }).click();
  await page.waitForURL(/query=Pair/);
});

test('shows staff the first steps where nothing is there yet, ticked when done', async () => {
  const empty = await BrowserTestApp.open({ demo: false });
  try {
    const ready = 'First steps';
    const findings = await checkScreen(empty, 'staff', '/', 'first-steps', (page) =>
      page.getByRole('heading', { name: ready }).waitFor(),
    );
    assert.deepEqual(findings, []);
    // An account without a role decides nothing.
    await empty.app.createPerson('roleless');
    const page = await empty.openPage('staff', '/');
    await page.getByText('Invite a reviewer', { exact: true }).waitFor();
    await page.getByText('Make a template', { exact: true }).waitFor();
    await page.getByText(/^Gatehouse \d/).waitFor();
    await page.getByRole('link', { name: 'New template' }).click();
    await page.getByRole('heading', { name: 'New template' }).waitFor();
    const customers = await empty.app.createTemplateWithCustomers();
    await page.goto('/');
    await page.getByText('Make a template – done').waitFor();
    await page.getByText('Invite a reviewer', { exact: true }).waitFor();
    await empty.app.createReviewer('reviewer', customers);
    await page.getByText('Connect the bridge', { exact: true }).waitFor();
    // As with a bridge, which this service has not.
    await page.route('**/api/site/', async (route) => {
      const site = await (await route.fetch()).json();
      await route.fulfill({ json: { ...site, notifications: 'sent' } });
    });
    await page.reload();
    await page.getByText('Invite a reviewer – done').waitFor();
    await page.getByText('Connect the bridge – done').waitFor();
  } finally {
    await empty.close();
  }
});

test('logged no error in any browser console', () => assert.deepEqual(web.consoleErrors, []));
