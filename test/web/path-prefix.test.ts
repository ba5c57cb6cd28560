import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { createServer } from '../../src/server.ts';
import { BrowserTestApp } from '../support/browser-test-app.ts';
import { findFreePorts } from '../support/free-ports.ts';
import { TestProvider } from '../support/oidc/test-provider.ts';
import { type ReverseProxy, startReverseProxy } from '../support/reverse-proxy.ts';

/* Issue 18, point 13: the service below a path prefix of its host, behind a reverse proxy. */

let web: BrowserTestApp;
before(async () => {
  web = await BrowserTestApp.open();
});
afterEach(() => web.closePages());
after(() => web.close());

for (const stripsPrefix of [false, true]) {
  describe(`a proxy that ${stripsPrefix ? 'strips' : 'keeps'} the prefix`, () => {
    let base: string;
    let proxy: ReverseProxy;
    let provider: TestProvider;
    let server: Awaited<ReturnType<typeof createServer>>;
    before(async () => {
      const [proxyPort = 0, servicePort = 0] = await findFreePorts(2);
      base = `http://127.0.0.1:${proxyPort}/gatehouse`;
      provider = await TestProvider.open([base]);
      server = await createServer({
        db: web.app.db,
        clock: () => new Date(),
        portal: () => 'brics',
        bridge: null,
        publicUrl: base,
        providers: [provider.getSettings()],
        log: false,
      });
      const target = await server.listen({ host: '127.0.0.1', port: servicePort });
      proxy = await startReverseProxy({
        port: proxyPort,
        prefix: '/gatehouse',
        target,
        stripsPrefix,
      });
    });
    after(async () => {
      await proxy.close();
      await server.close();
      await provider.close();
    });

    async function openPage(path: string): Promise<Page> {
      const page = await (await web.createContext()).newPage();
      page.setDefaultTimeout(20_000);
      page.on('pageerror', (error) => web.consoleErrors.push(`${page.url()}: ${error}`));
      page.on('response', (reply) => {
        const url = new URL(reply.url());
        const isOurs = url.pathname.startsWith('/gatehouse/');
        if (url.origin === new URL(base).origin && !isOurs) {
          web.consoleErrors.push(`${reply.url()} lies outside of the prefix`);
        }
      });
      await page.goto(base + path);
      return page;
    }

    async function signIn(page: Page): Promise<void> {
      await page.getByRole('textbox', { name: 'User name' }).fill('rosalind');
      await page.getByRole('textbox', { name: 'Password' }).fill(web.password);
      await page.getByRole('button', { name: 'Sign in' }).click();
    }

    const pathOf = (page: Page): string => {
      const { pathname, search } = new URL(page.url());
      return pathname + search;
    };

    test('signing in leads to the requested page, links and a reload work', async () => {
      const page = await openPage('/audit?event_type=rejected');
      await signIn(page);
      await page.getByRole('heading', { level: 1, name: 'Audit' }).waitFor();
      assert.equal(pathOf(page), '/gatehouse/audit?event_type=rejected');
      await page.getByRole('button', { name: 'Export as CSV' }).click();
      const download = page.getByRole('menuitem', { name: 'For spreadsheets, semicolons' });
      const href = (await download.getAttribute('href')) ?? '';
      await page.getByRole('button', { name: 'Export as CSV' }).click();
      await download.waitFor({ state: 'hidden' });
      assert.match(href, /^\/gatehouse\/api\/openportal-managed-project-audit\/export\//);
      assert.equal((await page.request.get(new URL(href, base).href)).status(), 200);
      const icon = await page.locator('img[src*="gate.svg"]').first().getAttribute('src');
      assert.equal(icon, '/gatehouse/gate.svg');

      await page.getByRole('link', { name: 'Desk', exact: true }).first().click();
      await page.getByRole('heading', { level: 1, name: 'Desk' }).waitFor();
      assert.match(pathOf(page), /^\/gatehouse\/?($|\?)/);
      await page.locator('a[href^="/gatehouse/awards/"]').first().click();
      await page.waitForURL(/\/gatehouse\/awards\//);
      const identifier = decodeURIComponent(pathOf(page)).split('/')[3] as string;
      await page.getByRole('main').getByText(identifier).first().waitFor();
      await page.reload();
      await page.getByRole('main').getByText(identifier).first().waitFor();

      const cookies = await page.context().cookies();
      assert.ok(cookies.some(({ name }) => name === 'gatehouse_session'));
      for (const { name, path } of cookies) assert.equal(path, '/gatehouse', name);
      await page.context().close();
      assert.deepEqual(web.consoleErrors, []);
    });

    test('events arrive without a reload', async () => {
      const page = await openPage('/sign-in');
      const stream = page.waitForRequest(`${base}/api/events/`);
      await signIn(page);
      const reply = await (await stream).response();
      assert.equal(reply?.status(), 200);
      assert.match(reply?.headers()['content-type'] ?? '', /text\/event-stream/);
      await page.context().close();
    });

    test('signing in at a provider returns to the page below the prefix', async () => {
      await provider.configure({ people: { ada: { preferred_username: `ada-${stripsPrefix}` } } });
      const page = await openPage('/audit');
      await page.getByRole('link', { name: /Example University/ }).click();
      await page.waitForURL(`${provider.issuer}/**`);
      await page.locator('input[name=login]').fill('ada');
      await page.locator('input[name=password]').fill('x');
      await page.locator('button[type=submit]').click();
      await page.waitForURL(`${base}/audit`);
      await page.getByRole('heading', { level: 1, name: 'Audit' }).waitFor();
      await page.context().close();
    });

    test('a visitor under another name than the public URL reads where to sign in', async () => {
      const page = await (await web.createContext()).newPage();
      const other = new URL(base);
      other.hostname = 'localhost';
      await page.goto(`${other.href}/sign-in`);
      await page
        .getByText(`You came by ${other.origin}, where signing in does not work.`)
        .waitFor();
      const link = page.getByRole('alert').getByRole('link', { name: base });
      assert.equal(await link.getAttribute('href'), base);
      await page.context().close();
    });

    test('URLs of the API, its documentation and the pages of a list lie below the prefix', async () => {
      const token = web.app.people.get('staff')?.token ?? '';
      const headers = { authorization: `Token ${token}` };
      const list = await fetch(`${base}/api/openportal-managed-projects/?page_size=1`, { headers });
      const [award] = (await list.json()) as { url?: string; project_template?: string }[];
      assert.match(list.headers.get('link') ?? '', new RegExp(`^<${base}/api/openportal-managed-`));
      assert.ok(JSON.stringify(award).includes(`${base}/api/`), JSON.stringify(award));
      const document = (await (await fetch(`${base}/api/schema/`)).json()) as {
        servers: { url: string }[];
      };
      assert.deepEqual(document.servers, [{ url: '/gatehouse' }]);
      const page = await openPage('/api/docs/');
      await page.locator('.opblock-tag').first().waitFor();
      await page.context().close();
      assert.deepEqual(web.consoleErrors, []);
    });
  });
}
