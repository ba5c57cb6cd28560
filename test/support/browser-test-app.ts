import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import packed from '@sparticuz/chromium';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { hashPassword } from '../../src/access/password-hashing.ts';
import { createDemoData } from '../../src/demo/create-demo-data.ts';
import type { OpenIdProviderConfig } from '../../src/sign-on/provider-config.ts';
import { TestApp } from './test-app.ts';
import { projectRoot } from './gatehouse-process.ts';

const systemBrowsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const password = 'correct horse battery';
const screenshotFolder = path.join(projectRoot, 'test-output', 'screenshots');
const axeSource = readFileSync(
  path.join(projectRoot, 'node_modules', 'axe-core', 'axe.min.js'),
  'utf8',
);

/** A real Chromium: the system's where there is one, else the one that npm brought. */
export async function launchBrowser(): Promise<Browser> {
  const system = systemBrowsers.find((file) => existsSync(file));
  const executablePath = system ?? (await packed.executablePath());
  // The packed one's own arguments are for a cloud's functions: with a single process it ends when
  // the first context closes, and it would not mind where a page's scripts come from.
  const args = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'];
  return chromium.launch({ executablePath, args, headless: true });
}

export interface PageOptions {
  colorScheme?: 'light' | 'dark';
  width?: number;
  height?: number;
}

/** A desk with the demonstration's data, and browsers that look at it. */
export class BrowserTestApp {
  readonly app: TestApp;
  readonly browser: Browser;
  /** What the pages complained of in their consoles, which tests hold against them. */
  readonly consoleErrors: string[] = [];

  private constructor(desk: TestApp, browser: Browser) {
    this.app = desk;
    this.browser = browser;
  }

  static async open({
    demo = true,
    port = 0,
    providers = [] as OpenIdProviderConfig[],
  } = {}): Promise<BrowserTestApp> {
    const [desk, browser] = await Promise.all([
      TestApp.open({}, { port, providers }),
      launchBrowser(),
    ]);
    desk.now = new Date();
    const web = new BrowserTestApp(desk, browser);
    if (demo) {
      await createDemoData(desk.db, { portal: desk.portal, baseUrl: desk.url, now: desk.now });
      for (const username of ['rosalind', 'marek', 'help']) await web.setPassword(username);
    }
    await web.setPassword('staff');
    return web;
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.app.close();
  }

  async setPassword(username: string): Promise<void> {
    await this.app.db
      .updateTable('person')
      .set({ password_hash: await hashPassword(password) })
      .where('username', '=', username)
      .execute();
  }

  /** A browser of its own, where nobody is signed in. */
  async createContext(options: PageOptions = {}): Promise<BrowserContext> {
    const { colorScheme = 'light', width = 1280, height = 900 } = options;
    return this.browser.newContext({
      baseURL: this.app.url,
      viewport: { width, height },
      colorScheme,
      reducedMotion: 'reduce',
      locale: 'en-GB',
      timezoneId: 'Europe/London',
    });
  }

  /** A page of somebody who is signed in, in a browser of its own. */
  async openPage(username: string, address = '/', options: PageOptions = {}): Promise<Page> {
    const context = await this.createContext(options);
    const reply = await context.request.post('/api/session/', { data: { username, password } });
    if (!reply.ok()) throw new Error(`${username} cannot sign in: ${await reply.text()}`);
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    page.on('pageerror', (error) => this.consoleErrors.push(`${page.url()}: ${error}`));
    page.on('console', (message) => {
      const isExpected = /Failed to load resource/.test(message.text());
      if (message.type() === 'error' && !isExpected) {
        this.consoleErrors.push(`${page.url()}: ${message.text()}`);
      }
    });
    await page.goto(address);
    return page;
  }

  get password(): string {
    return password;
  }
}

/** Keeps a picture of the whole page under test-output/screenshots/. */
export async function saveScreenshot(page: Page, name: string): Promise<void> {
  mkdirSync(screenshotFolder, { recursive: true });
  await page.screenshot({ path: path.join(screenshotFolder, `${name}.png`), fullPage: true });
}

/** What axe finds wrong with a page, as lines; empty where it finds nothing. */
export async function findAxeViolations(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const runner = (
      globalThis as unknown as { axe: { run: (options: object) => Promise<Results> } }
    ).axe;
    interface Results {
      violations: {
        id: string;
        help: string;
        nodes: { html: string; failureSummary?: string }[];
      }[];
    }
    const { violations } = await runner.run({ resultTypes: ['violations'] });
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${help}: ${html} ${failureSummary ?? ''}`),
    );
  });
}

/**
 * Waits for a screen, then looks at it in every way: axe in light and dark, and pictures of both
 * themes and of a phone. Returns what axe found.
 */
export async function checkScreen(
  web: BrowserTestApp,
  username: string,
  address: string,
  name: string,
  ready: (page: Page) => Promise<unknown>,
): Promise<string[]> {
  const findings: string[] = [];
  for (const [look, options] of [
    ['light', {}],
    ['dark', { colorScheme: 'dark' }],
    ['phone', { width: 390, height: 844 }],
  ] as const) {
    const page = await web.openPage(username, address, options);
    await ready(page);
    await saveScreenshot(page, `${name}-${look}`);
    findings.push(...(await findAxeViolations(page)).map((finding) => `${look}: ${finding}`));
    const overflow = await page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    if (overflow > 1) findings.push(`${look}: the page is ${overflow} px wider than the window`);
    await page.context().close();
  }
  return findings;
}
