import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Cookie, Page } from 'playwright-core';
import {
  findAxeViolations,
  checkScreen,
  saveScreenshot,
  BrowserTestApp,
} from '../support/browser-test-app.ts';

/* Signing in and out. */

let web: BrowserTestApp;
before(async () => {
  web = await BrowserTestApp.open();
});
afterEach(() => web.closePages());
after(() => web.close());

/** A page of a browser in which nobody is signed in. */
async function openSignedOutPage(address: string): Promise<Page> {
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

const findSession = (cookies: Cookie[]): Cookie | undefined =>
  cookies.find(({ name }) => name.endsWith('gatehouse_session'));

const getPath = (page: Page): string => {
  const { pathname, search } = new URL(page.url());
  return pathname + search;
};

test('answers the same for a wrong password and an unknown user, and keeps the user name', async () => {
  const page = await openSignedOutPage('/sign-in');
  const pageTexts: string[] = [];
  for (const [username, password] of [
    ['rosalind', 'not her password'],
    ['nobody-of-that-name', web.password],
    ['rosalind ', web.password],
  ] as const) {
    await signIn(page, username, password);
    await page.getByText('Invalid username or password.').waitFor();
    pageTexts.push((await page.getByRole('main').textContent()) ?? '');
    assert.equal(await page.getByRole('textbox', { name: 'User name' }).inputValue(), username);
    assert.equal(getPath(page), '/sign-in');
    await page.getByRole('textbox', { name: 'Password' }).fill('');
  }
  assert.equal(new Set(pageTexts).size, 1);
  assert.equal(findSession(await page.context().cookies()), undefined);
  assert.deepEqual(await findAxeViolations(page), []);
  await saveScreenshot(page, 'sign-in-refused');
});

test('answers the same for an inactive account', async () => {
  const { uuid } = await web.app.create('/api/users/', {
    username: 'gone',
    password: web.password,
  });
  await web.app.patch(`/api/users/${uuid}/`, { is_active: false });
  const page = await openSignedOutPage('/sign-in');
  await signIn(page, 'gone');
  await page.getByText('Invalid username or password.').waitFor();
});

test('opens the requested page after signing in', async () => {
  const page = await openSignedOutPage('/audit?event_type=rejected&q=open');
  await page.waitForURL(/\/sign-in\?next=/);
  await signIn(page, 'rosalind');
  await page.getByRole('heading', { level: 1, name: 'Audit' }).waitFor();
  assert.equal(getPath(page), '/audit?event_type=rejected&q=open');
  assert.equal(await page.getByRole('searchbox').inputValue(), 'open');
});

test('opens the desk if no page was requested', async () => {
  const page = await openSignedOutPage('/sign-in');
  await signIn(page, 'rosalind');
  await page.waitForURL((url) => url.pathname === '/');
  await page.getByRole('button', { name: 'Account of rosalind' }).waitFor();
});

test('never leaves this site by the next parameter', async () => {
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
    const page = await openSignedOutPage(`/sign-in?next=${encodeURIComponent(next)}`);
    const foreignRequests: string[] = [];
    page.on('request', (request) => {
      if (new URL(request.url()).origin !== web.app.url) foreignRequests.push(request.url());
    });
    await signIn(page, 'rosalind');
    await page.getByRole('button', { name: 'Account of rosalind' }).waitFor();
    const { origin, pathname } = new URL(page.url());
    assert.equal(origin, web.app.url, next);
    assert.notEqual(pathname, '/sign-in', next);
    assert.deepEqual(foreignRequests, [], next);
    await page.context().close();
  }
});

test('keeps the session in a cookie that scripts cannot read and other sites cannot send', async () => {
  const page = await openSignedOutPage('/sign-in');
  await signIn(page, 'rosalind');
  await page.getByRole('button', { name: 'Account of rosalind' }).waitFor();
  const cookies = await page.context().cookies();
  assert.equal(cookies.length, 2, 'the session, and the browser that somebody signed in with');
  for (const { name, httpOnly, sameSite } of cookies) {
    assert.deepEqual([httpOnly, sameSite], [true, 'Strict'], name);
  }
  const session = findSession(cookies);
  assert.equal(await page.evaluate('document.cookie'), '');
  const stored = await page.evaluate<string>(
    'JSON.stringify([{ ...localStorage }, { ...sessionStorage }])',
  );
  assert.ok(!stored.includes(session?.value ?? '?'), stored);
});

test('ends the session in the browser and at the service', async () => {
  const page = await openSignedOutPage('/sign-in');
  await signIn(page, 'rosalind');
  await page.getByRole('button', { name: 'Account of rosalind' }).waitFor();
  const { uuid } = await page.evaluate<{ uuid: string }>(
    "fetch('/api/users/me/').then((reply) => reply.json())",
  );
  await page.evaluate(`localStorage.setItem('gatehouse.visits.${uuid}', '[]')`);
  await page.evaluate(`sessionStorage.setItem('gatehouse list', '{"view":{},"awards":[]}')`);
  await page.getByRole('button', { name: 'Account of rosalind' }).click();
  const session = findSession(await page.context().cookies());
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.waitForURL(/\/sign-in$/);
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  assert.equal(findSession(await page.context().cookies()), undefined);
  const stored = await page.evaluate<string[]>(
    '[...Object.keys(localStorage), ...Object.keys(sessionStorage)]',
  );
  assert.deepEqual(
    stored.filter((key) => key.includes(uuid) || key.startsWith('gatehouse list')),
    [],
  );
  const reply = await fetch(`${web.app.url}/api/users/me/`, {
    headers: { cookie: `${session?.name}=${session?.value}` },
  });
  assert.equal(reply.status, 401);
  await page.goto('/customers');
  await page.waitForURL(/\/sign-in\?next=/);
});

test('works with the keyboard alone', async () => {
  const page = await openSignedOutPage('/sign-in');
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

test('reports a lost connection, after which signing in works again', async () => {
  const page = await openSignedOutPage('/sign-in');
  await page.route('**/api/session/', (route) => route.abort());
  await signIn(page, 'rosalind');
  await page.getByText('The service does not answer.').waitFor();
  await page.unroute('**/api/session/');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Account of rosalind' }).waitFor();
});

test('marks the requests of an unattended page', async () => {
  const page = await web.openPage('help', '/bridge');
  await page.getByRole('heading', { level: 1, name: 'Bridge' }).waitFor();
  const waitForNextPoll = async () =>
    (await page.waitForRequest(/\/api\/openportal\/status\//)).headers()['x-unattended'];
  assert.equal(await waitForNextPoll(), undefined, 'the person has just arrived');
  await page.clock.install();
  await page.clock.fastForward(120_000);
  const unattended = waitForNextPoll();
  await page.clock.runFor(6_000);
  assert.equal(await unattended, '1', 'no input for two minutes');
  await page.keyboard.press('Shift');
  const attended = waitForNextPoll();
  await page.clock.runFor(6_000);
  assert.equal(await attended, undefined, 'the person is active again');
});

test('passes axe in both themes and on a phone', async () => {
  const ready = (page: Page) => page.getByRole('button', { name: 'Sign in' }).waitFor();
  assert.deepEqual(await checkScreen(web, 'rosalind', '/sign-in', 'sign-in', ready), []);
});

test('logged no error in any browser console', () => {
  assert.deepEqual(web.consoleErrors, []);
});
