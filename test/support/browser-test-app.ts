import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import packed from '@sparticuz/chromium';
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';
import type { Kysely } from 'kysely';
import { createSession } from '../../src/access/start-and-end-sessions.ts';
import { hashPassword } from '../../src/access/password-hashing.ts';
import type { Database } from '../../src/database/schema.ts';
import { createDemoData } from '../../src/demo/create-demo-data.ts';
import type { OpenIdProviderConfig } from '../../src/sign-on/provider-config.ts';
import { findPlainInstants } from './find-plain-instants.ts';
import { projectRoot } from './gatehouse-process.ts';
import { PagePool } from './page-pool.ts';
import { TestApp, type TestBridgeFactory } from './test-app.ts';
import { createFilledTestDatabase, type TestDatabase } from './test-database.ts';

/** As Chromium names itself, for the sessions that tests begin without the sign-in form. */
const USER_AGENT =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/153.0.0.0 Safari/537.36';

const systemBrowsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const password = 'correct horse battery';
const screenshotFolder = path.join(projectRoot, 'test-output', 'screenshots');
const axeSource = readFileSync(
  path.join(projectRoot, 'node_modules', 'axe-core', 'axe.min.js'),
  'utf8',
);

/** Starts Chromium: the system's if there is one, else that of the npm package. */
export async function launchBrowser(): Promise<Browser> {
  const system = systemBrowsers.find((file) => existsSync(file));
  const executablePath = system ?? (await packed.executablePath());
  // Not the package's own arguments, which are for cloud functions: they run one process, which ends
  // with the first context, and switch off the checks of where scripts come from.
  const args = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'];
  return chromium.launch({ executablePath, args, headless: true });
}

export interface PageOptions {
  colorScheme?: 'light' | 'dark';
  width?: number;
  height?: number;
  /** The zone of the browser's clock. */
  timezoneId?: string;
}

/** The service, by default with demo data, and a browser for it. */
export class BrowserTestApp {
  readonly app: TestApp;
  readonly browser: Browser;
  /** Errors in the consoles of the pages; tests expect none. */
  readonly consoleErrors: string[] = [];
  readonly #pages: PagePool;

  private constructor(app: TestApp, browser: Browser) {
    this.app = app;
    this.browser = browser;
    this.#pages = new PagePool(browser);
  }

  static async open({
    demo = true,
    port = 0,
    providers = [] as OpenIdProviderConfig[],
    timeZone = 'UTC',
    createBridge = undefined as TestBridgeFactory | undefined,
  } = {}): Promise<BrowserTestApp> {
    const database = await createFilledTestDatabase(
      demo ? 'demo' : 'staff',
      demo ? fillWithDemoData : fillWithStaff,
    );
    const [app, browser] = await Promise.all([
      TestApp.open(
        {},
        { port, providers, database, timeZone, ...(createBridge && { createBridge }) },
      ),
      launchBrowser(),
    ]);
    app.now = new Date();
    return new BrowserTestApp(app, browser);
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.app.close();
  }

  /**
   * Closes or empties all pages after a test: each would go on fetching and rendering what others
   * change.
   */
  async closePages(): Promise<void> {
    const contexts = this.browser.contexts();
    // What a page had under way fails now, which is no fault of the page.
    for (const page of contexts.flatMap((context) => context.pages())) {
      page.removeAllListeners('pageerror').removeAllListeners('console');
    }
    await this.#pages.release(contexts);
  }

  /** The same for one page and what it opened. */
  async closePage(page: Page): Promise<void> {
    await this.#pages.release([page.context()]);
  }

  /** Gives an account the password of all accounts here. */
  setPassword(username: string): Promise<void> {
    return setPassword(this.app.db, username);
  }

  /** A browser context without a session, in which nothing has been loaded yet. */
  async createContext(options: PageOptions = {}): Promise<BrowserContext> {
    return this.browser.newContext(this.#describeContext(options));
  }

  #describeContext({
    colorScheme = 'light',
    width = 1280,
    height = 900,
    timezoneId = 'Europe/London',
  }: PageOptions): BrowserContextOptions {
    return {
      baseURL: this.app.url,
      viewport: { width, height },
      // A quarter of the pixels, since painting takes a tenth of a load; sizes in CSS are the same.
      deviceScaleFactor: process.env.SCREENSHOTS ? 1 : 0.5,
      colorScheme,
      reducedMotion: 'reduce',
      locale: 'en-GB',
      timezoneId,
    };
  }

  /**
   * Signs in and opens a page, in a browser context of its own. `isFirst`: nothing of the pages has
   * been loaded in it yet; otherwise their scripts may come from the browser's cache.
   */
  async openPage(
    username: string,
    url = '/',
    { isFirst = false, ...options }: PageOptions & { isFirst?: boolean } = {},
  ): Promise<Page> {
    const page = isFirst
      ? await (await this.createContext(options)).newPage()
      : await this.#pages.take(this.#describeContext(options));
    const value = await this.#createSession(username);
    const attributes = { url: this.app.url, httpOnly: true, sameSite: 'Strict' } as const;
    await page.context().addCookies([{ name: 'gatehouse_session', value, ...attributes }]);
    page.setDefaultTimeout(20_000);
    page.on('pageerror', (error) => this.consoleErrors.push(`${page.url()}: ${error}`));
    page.on('console', (message) => {
      const isExpected = /Failed to load resource/.test(message.text());
      if (message.type() === 'error' && !isExpected) {
        this.consoleErrors.push(`${page.url()}: ${message.text()}`);
      }
    });
    await page.goto(url);
    return page;
  }

  /** A session as after signing in with the password, which would take the time of a hash. */
  async #createSession(username: string): Promise<string> {
    const { db, now } = this.app;
    const person = await db
      .selectFrom('person')
      .select('id')
      .where('username', '=', username)
      .executeTakeFirstOrThrow();
    const session = { personId: person.id, now, clientIp: '127.0.0.1', userAgent: USER_AGENT };
    return (await createSession(db, session)).key;
  }

  get password(): string {
    return password;
  }
}

/** An empty service with a staff account that can sign in. */
async function fillWithStaff({ db }: TestDatabase): Promise<void> {
  const account = { username: 'staff', first_name: 'staff', last_name: 'Tester', is_staff: true };
  const created = new Date().toISOString();
  const { id } = await db
    .insertInto('person')
    .values({ ...account, date_joined: created })
    .returning('id')
    .executeTakeFirstOrThrow();
  // So that the pages do not ask for one; test/web/short-name.test.ts tests that.
  await db
    .insertInto('person_short_name')
    .values({ short_name: 'staff', person_id: id, created })
    .execute();
  await setPassword(db, 'staff');
}

async function fillWithDemoData(database: TestDatabase): Promise<void> {
  await fillWithStaff(database);
  const { db } = database;
  await createDemoData(db, { portal: 'brics', baseUrl: 'http://localhost', now: new Date() });
  for (const username of ['rosalind', 'marek', 'help']) await setPassword(db, username);
}

async function setPassword(db: Kysely<Database>, username: string): Promise<void> {
  await db
    .updateTable('person')
    .set({ password_hash: await hashPassword(password) })
    .where('username', '=', username)
    .execute();
}

/**
 * Saves a picture of the whole page in test-output/screenshots/, for people to look at, if
 * SCREENSHOTS is set: no test compares them, and they take a tenth of the time.
 */
export async function saveScreenshot(page: Page, name: string): Promise<void> {
  if (!process.env.SCREENSHOTS) return;
  mkdirSync(screenshotFolder, { recursive: true });
  await page.screenshot({ path: path.join(screenshotFolder, `${name}.png`), fullPage: true });
}

/** The accessibility violations that axe finds in a page, as lines; of all rules or those on colours. */
export async function findAxeViolations(
  page: Page,
  rules: 'all' | 'colours' = 'all',
): Promise<string[]> {
  // Half a megabyte of script, which stays until the page is left.
  if (!(await page.evaluate('"axe" in globalThis'))) await page.evaluate(axeSource);
  return page.evaluate(async (isOnlyColours) => {
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
    const { violations } = await runner.run({
      resultTypes: ['violations'],
      ...(isOnlyColours && {
        runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
      }),
    });
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${help}: ${html} ${failureSummary ?? ''}`),
    );
  }, rules === 'colours');
}

/**
 * Opens a screen in light, dark and at the width of a phone; runs axe on each and saves a picture.
 * Returns what axe found, times without the full one on hover, buttons of tables that are out of
 * sight, and whether the page is wider than the window.
 */
export async function checkScreen(
  web: BrowserTestApp,
  username: string,
  url: string,
  name: string,
  ready: (page: Page) => Promise<unknown>,
): Promise<string[]> {
  const page = await web.openPage(username, url);
  await ready(page);
  // The rows of the first reply make room for those of the scripts, and not while axe runs.
  await page.locator('.first-desk').waitFor({ state: 'detached' });
  const findings = await checkLooks(page, name);
  await web.closePage(page);
  return findings;
}

/** Checks an open page in light, dark and at the width of a phone, as `checkScreen` does. */
export async function checkLooks(page: Page, name: string): Promise<string[]> {
  const looks = [
    ['light', () => page.emulateMedia({ colorScheme: 'light' })],
    ['dark', () => page.emulateMedia({ colorScheme: 'dark' })],
    ['phone', () => page.setViewportSize({ width: 390, height: 844 })],
  ] as const;
  const findings: string[] = [];
  for (const [look, apply] of looks) {
    await apply();
    await waitForRendering(page);
    await saveScreenshot(page, `${name}-${look}`);
    // The dark theme is the same page in other colours.
    const violations = await findAxeViolations(page, look === 'dark' ? 'colours' : 'all');
    findings.push(...violations.map((violation) => `${look}: ${violation}`));
    if (look !== 'dark') {
      const instants = await findPlainInstants(page);
      findings.push(...instants.map((text) => `${look}: no full time on hover: ${text}`));
    }
    const overflow = await page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    if (overflow > 1) findings.push(`${look}: the page is ${overflow} px wider than the window`);
    findings.push(
      ...(await findHiddenButtons(page)).map((text) => `${look}: out of sight: ${text}`),
    );
  }
  return findings;
}

/** The buttons of tables that are seen only after scrolling sideways. */
const findHiddenButtons = (page: Page): Promise<string[]> =>
  page.evaluate<string[]>(`[...document.querySelectorAll('main table button')]
    .filter((button) => button.getBoundingClientRect().right > innerWidth)
    .map((button) => button.textContent || button.ariaLabel)`);

/**
 * Waits until a change of the colour scheme or the window has been rendered and painted. Colours that
 * fade ignore that the tests want reduced motion; animations that never end are not waited for.
 */
async function waitForRendering(page: Page): Promise<void> {
  await page.evaluate(`(async () => {
    const nextFrame = () => new Promise((done) => requestAnimationFrame(done));
    await nextFrame();
    await nextFrame();
    const fading = document.getAnimations().filter((it) => it instanceof CSSTransition);
    await Promise.allSettled(fading.map(({ finished }) => finished));
    await nextFrame();
  })()`);
}
