import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import packed from '@sparticuz/chromium';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { hashPassword } from '../../src/access/passwords.ts';
import { fillDemo } from '../../src/demo/fill.ts';
import type { Provider } from '../../src/sign-on/providers.ts';
import { TestDesk } from './desk.ts';
import { root } from './process.ts';

const systemBrowsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const password = 'correct horse battery';
const screenshots = path.join(root, 'test-output', 'screenshots');
const axe = readFileSync(path.join(root, 'node_modules', 'axe-core', 'axe.min.js'), 'utf8');

/** A real Chromium: the system's where there is one, else the one that npm brought. */
export async function launchBrowser(): Promise<Browser> {
  const system = systemBrowsers.find((file) => existsSync(file));
  const executablePath = system ?? (await packed.executablePath());
  // The packed one's own arguments are for a cloud's functions: with a single process it ends when
  // the first context closes, and it would not mind where a page's scripts come from.
  const args = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'];
  return chromium.launch({ executablePath, args, headless: true });
}

export interface VisitOptions {
  colorScheme?: 'light' | 'dark';
  width?: number;
  height?: number;
}

/** A desk with the demonstration's data, and browsers that look at it. */
export class WebDesk {
  readonly desk: TestDesk;
  readonly browser: Browser;
  /** What the pages complained of in their consoles, which tests hold against them. */
  readonly complaints: string[] = [];

  private constructor(desk: TestDesk, browser: Browser) {
    this.desk = desk;
    this.browser = browser;
  }

  static async open({
    demo = true,
    port = 0,
    providers = [] as Provider[],
  } = {}): Promise<WebDesk> {
    const [desk, browser] = await Promise.all([
      TestDesk.open({}, { port, providers }),
      launchBrowser(),
    ]);
    desk.now = new Date();
    const web = new WebDesk(desk, browser);
    if (demo) {
      await fillDemo(desk.db, { portal: desk.portal, baseUrl: desk.url, now: desk.now });
      for (const username of ['rosalind', 'marek', 'help']) await web.givePassword(username);
    }
    await web.givePassword('staff');
    return web;
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.desk.close();
  }

  async givePassword(username: string): Promise<void> {
    await this.desk.db
      .updateTable('person')
      .set({ password_hash: await hashPassword(password) })
      .where('username', '=', username)
      .execute();
  }

  /** A browser of its own, where nobody is signed in. */
  async context(options: VisitOptions = {}): Promise<BrowserContext> {
    const { colorScheme = 'light', width = 1280, height = 900 } = options;
    return this.browser.newContext({
      baseURL: this.desk.url,
      viewport: { width, height },
      colorScheme,
      reducedMotion: 'reduce',
      locale: 'en-GB',
      timezoneId: 'Europe/London',
    });
  }

  /** A page of somebody who is signed in, in a browser of its own. */
  async visit(username: string, address = '/', options: VisitOptions = {}): Promise<Page> {
    const context = await this.context(options);
    const reply = await context.request.post('/api/session/', { data: { username, password } });
    if (!reply.ok()) throw new Error(`${username} cannot sign in: ${await reply.text()}`);
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    page.on('pageerror', (error) => this.complaints.push(`${page.url()}: ${error}`));
    page.on('console', (message) => {
      const isExpected = /Failed to load resource/.test(message.text());
      if (message.type() === 'error' && !isExpected) {
        this.complaints.push(`${page.url()}: ${message.text()}`);
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
export async function screenshot(page: Page, name: string): Promise<void> {
  mkdirSync(screenshots, { recursive: true });
  await page.screenshot({ path: path.join(screenshots, `${name}.png`), fullPage: true });
}

/** What axe finds wrong with a page, as lines; empty where it finds nothing. */
export async function axeFindings(page: Page): Promise<string[]> {
  await page.evaluate(axe);
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
export async function lookAt(
  web: WebDesk,
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
    const page = await web.visit(username, address, options);
    await ready(page);
    await screenshot(page, `${name}-${look}`);
    findings.push(...(await axeFindings(page)).map((finding) => `${look}: ${finding}`));
    const overflow = await page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    if (overflow > 1) findings.push(`${look}: the page is ${overflow} px wider than the window`);
    await page.context().close();
  }
  return findings;
}
