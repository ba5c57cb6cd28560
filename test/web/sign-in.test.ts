import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import {
  findAxeViolations,
  checkScreen,
  saveScreenshot,
  BrowserTestApp,
} from '../support/browser-test-app.ts';

/* Issue 4, screen 1: the door. */

let web: BrowserTestApp;
before(async () => {
  web = await BrowserTestApp.open();
});
after(() => web.close());

/** A page where nobody is signed in. */
async function stranger(address: string): Promise<Page> {
  const page = await (await web.createContext()).newPage();
  page.setDefaultTimeout(20_000);
  page.on('pageerror', (error) => web.consoleErrors.push(`${page.url()}: ${error}`));
  await page.goto(address);
  return page;
}

async function signIn(page: Page, username: string, password = web.password): Promise<void> {
  await page.getByRole('textbox', { name: 'User name' }).fill(username);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

const pathOf = (page: Page): string => {
  const { pathname, search } = new URL(page.url());
  return pathname + search;
};

test('a wrong password and an unknown user say the same, and nothing typed is lost', async () => {
  const page = await stranger('/sign-in');
  const alike: string[] = [];
  for (const [username, password] of [
    ['rosalind', 'not her password'],
    ['nobody-of-that-name', web.password],
    ['rosalind ', web.password],
  ] as const) {
    await signIn(page, username, password);
    await page.getByText('Invalid username or password.').waitFor();
    alike.push((await page.getByRole('main').textContent()) ?? '');
    assert.equal(await page.getByRole('textbox', { name: 'User name' }).inputValue(), username);
    assert.equal(pathOf(page), '/sign-in');
    await page.getByRole('textbox', { name: 'Password' }).fill('');
  }
  assert.equal(new Set(alike).size, 1);
  assert.deepEqual(await page.context().cookies(), []);
  assert.deepEqual(await findAxeViolations(page), []);
  await saveScreenshot(page, 'sign-in-refused');
});

test('an account that is inactive says the same', async () => {
  const { uuid } = await web.app.create('/api/users/', {
    username: 'gone',
    password: web.password,
  });
  await web.app.patch(`/api/users/${uuid}/`, { is_active: false });
  const page = await stranger('/sign-in');
  await signIn(page, 'gone');
  await page.getByText('Invalid username or password.').waitFor();
});

test('signed in, one is where one wanted to go', async () => {
  const page = await stranger('/audit?event_type=rejected&q=open');
  await page.waitForURL(/\/sign-in\?next=/);
  await signIn(page, 'rosalind');
  await page.getByRole('heading', { level: 1, name: 'Audit' }).waitFor();
  assert.equal(pathOf(page), '/audit?event_type=rejected&q=open');
  assert.equal(await page.getByRole('searchbox').inputValue(), 'open');
});

test('and at the desk if nowhere else', async () => {
  const page = await stranger('/sign-in');
  await signIn(page, 'rosalind');
  await page.waitForURL((url) => url.pathname === '/');
  await page.getByRole('button', { name: 'Account of rosalind' }).waitFor();
});

test('an address that came from elsewhere leads nowhere else', async () => {
  for (const next of [
    '//evil.example',
    '//evil.example/desk',
    'https://evil.example/',
    'https:evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    ' //evil.example',
    '/.//evil.example',
    '/sign-in?next=//evil.example',
    'javascript:alert(1)',
    'data:text/html,hello',
  ]) {
    const page = await stranger(`/sign-in?next=${encodeURIComponent(next)}`);
    const elsewhere: string[] = [];
    page.on('request', (request) => {
      if (new URL(request.url()).origin !== web.app.url) elsewhere.push(request.url());
    });
    await signIn(page, 'rosalind');
    await page.getByRole('button', { name: 'Account of rosalind' }).waitFor();
    const { origin, pathname } = new URL(page.url());
    assert.equal(origin, web.app.url, next);
    assert.notEqual(pathname, '/sign-in', next);
    assert.deepEqual(elsewhere, [], next);
    await page.context().close();
  }
});

test('the session is a cookie that no script reads and no other site sends', async () => {
  const page = await stranger('/sign-in');
  await signIn(page, 'rosalind');
  await page.getByRole('button', { name: 'Account of rosalind' }).waitFor();
  const cookies = await page.context().cookies();
  assert.equal(cookies.length, 1);
  const [session] = cookies;
  assert.equal(session?.httpOnly, true);
  assert.equal(session?.sameSite, 'Strict');
  assert.equal(await page.evaluate('document.cookie'), '');
  const kept = await page.evaluate<string>(
    'JSON.stringify([{ ...localStorage }, { ...sessionStorage }])',
  );
  assert.ok(!kept.includes(session?.value ?? '?'), kept);
});

test('signed out, the session is over here and at the service', async () => {
  const page = await stranger('/sign-in');
  await signIn(page, 'rosalind');
  await page.getByRole('button', { name: 'Account of rosalind' }).waitFor();
  const { uuid } = await page.evaluate<{ uuid: string }>(
    "fetch('/api/users/me/').then((reply) => reply.json())",
  );
  await page.evaluate(`localStorage.setItem('gatehouse.visits.${uuid}', '[]')`);
  await page.getByRole('button', { name: 'Account of rosalind' }).click();
  const [session] = await page.context().cookies();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.waitForURL(/\/sign-in$/);
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  assert.deepEqual(await page.context().cookies(), []);
  const kept = await page.evaluate<string[]>('Object.keys(localStorage)');
  assert.deepEqual(
    kept.filter((key) => key.includes(uuid)),
    [],
  );
  const reply = await fetch(`${web.app.url}/api/users/me/`, {
    headers: { cookie: `${session?.name}=${session?.value}` },
  });
  assert.equal(reply.status, 401);
  await page.goto('/customers');
  await page.waitForURL(/\/sign-in\?next=/);
});

test('by keyboard alone: focus is where one begins, Enter signs in', async () => {
  const page = await stranger('/sign-in');
  await page.getByRole('textbox', { name: 'User name' }).and(page.locator(':focus')).waitFor();
  await page.keyboard.type('marek');
  await page.keyboard.press('Tab');
  await page.keyboard.type(web.password);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Account of marek' }).waitFor();
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to the main content' });
  assert.ok(await skip.evaluate((link) => link === document.activeElement));
  await page.keyboard.press('Enter');
  assert.ok(await page.getByRole('main').evaluate((main) => main === document.activeElement));
});

test('a service that does not answer is said, and it can be tried again', async () => {
  const page = await stranger('/sign-in');
  await page.route('**/api/session/', (route) => route.abort());
  await signIn(page, 'rosalind');
  await page.getByText('The service does not answer.').waitFor();
  await page.unroute('**/api/session/');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Account of rosalind' }).waitFor();
});

test('a page that is left open says that it asks by itself', async () => {
  const page = await web.openPage('help', '/bridge');
  await page.getByRole('heading', { level: 1, name: 'Bridge' }).waitFor();
  const nextLook = async () =>
    (await page.waitForRequest(/\/api\/openportal\/status\//)).headers()['x-unattended'];
  assert.equal(await nextLook(), undefined, 'somebody has just come');
  await page.clock.install();
  await page.clock.fastForward(120_000);
  const look = nextLook();
  await page.clock.runFor(6_000);
  assert.equal(await look, '1', 'nobody has touched it for two minutes');
  await page.keyboard.press('Shift');
  const again = nextLook();
  await page.clock.runFor(6_000);
  assert.equal(await again, undefined, 'somebody is back');
});

test('it looks right', async () => {
  const ready = (page: Page) => page.getByRole('button', { name: 'Sign in' }).waitFor();
  assert.deepEqual(await checkScreen(web, 'rosalind', '/sign-in', 'sign-in', ready), []);
});

test('no page complained', () => {
  assert.deepEqual(web.consoleErrors, []);
});
