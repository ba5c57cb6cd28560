import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';

/** What a later test would inherit; a page of which one was called is closed, not used again. */
const lastingPageCalls = [
  'addInitScript',
  'addLocatorHandler',
  'exposeBinding',
  'exposeFunction',
  'route',
  'routeFromHAR',
  'routeWebSocket',
  'setExtraHTTPHeaders',
] as const;
const lastingContextCalls = [
  'addInitScript',
  'exposeBinding',
  'exposeFunction',
  'grantPermissions',
  'newCDPSession',
  'route',
  'routeFromHAR',
  'routeWebSocket',
  'setExtraHTTPHeaders',
  'setOffline',
] as const;

const listenedEvents = [
  'close',
  'console',
  'dialog',
  'domcontentloaded',
  'download',
  'framenavigated',
  'load',
  'pageerror',
  'popup',
  'request',
  'requestfailed',
  'requestfinished',
  'response',
  'websocket',
] as const;

const RESET_TIMEOUT_MS = 5000;

/** A page of a file's tests, and whether the next test can have it. */
interface PooledPage {
  page: Page;
  /** The options that it has for good, as a text. */
  lastingOptions: string;
  isLasting: boolean;
}

/** Size and colours are set anew for each test; all other options are those of the context. */
function toLastingOptions(options: BrowserContextOptions): string {
  const { viewport, colorScheme, reducedMotion, ...lasting } = options;
  return JSON.stringify(Object.entries(lasting).sort());
}

/**
 * Pages that one test after another uses, each alone and as if it were new: the second time, a page
 * takes 0.4 instead of 0.7 s of processor, since its process has compiled the scripts. Between two
 * tests its cookies, storage, size and listeners go. What cannot be undone ends the page: routes,
 * scripts that run first, emulated networks.
 */
export class PagePool {
  readonly #browser: Browser;
  #free: PooledPage[] = [];
  readonly #taken = new Map<BrowserContext, PooledPage>();

  constructor(browser: Browser) {
    this.#browser = browser;
  }

  /** A page with these options. */
  async take(options: BrowserContextOptions): Promise<Page> {
    const lastingOptions = toLastingOptions(options);
    const free = this.#free.findLast((one) => one.lastingOptions === lastingOptions);
    this.#free = this.#free.filter((one) => one !== free);
    const page = free?.page ?? (await (await this.#browser.newContext(options)).newPage());
    if (free !== undefined) {
      const { colorScheme, reducedMotion, viewport } = options;
      await page.emulateMedia({
        media: null,
        ...(colorScheme !== undefined && { colorScheme }),
        ...(reducedMotion !== undefined && { reducedMotion }),
      });
      if (viewport) await page.setViewportSize(viewport);
    }
    const entry: PooledPage = { page, lastingOptions, isLasting: false };
    watchCalls(entry);
    this.#taken.set(page.context(), entry);
    return page;
  }

  /** Empties the pages of the pool for the next test, and closes all other ones. */
  async release(contexts: BrowserContext[]): Promise<void> {
    await Promise.all(contexts.map((context) => this.#releaseContext(context)));
  }

  async #releaseContext(context: BrowserContext): Promise<void> {
    if (this.#free.some(({ page }) => page.context() === context)) return;
    const entry = this.#taken.get(context);
    this.#taken.delete(context);
    if (entry !== undefined && !entry.isLasting && (await empty(entry.page))) {
      this.#free.push(entry);
    } else {
      await context.close();
    }
  }
}

/** Notes calls whose effect a later test would inherit. */
function watchCalls(entry: PooledPage): void {
  const { page } = entry;
  for (const [target, names] of [
    [page, lastingPageCalls],
    [page.context(), lastingContextCalls],
  ] as const) {
    for (const name of names) {
      // biome-ignore lint/suspicious/noExplicitAny: methods of every shape, called as they were
      const methods = target as any;
      const call = Object.getPrototypeOf(target)[name];
      methods[name] = (...args: unknown[]): unknown => {
        entry.isLasting = true;
        return call.apply(target, args);
      };
    }
    const { clock } = target;
    Object.defineProperty(target, 'clock', {
      configurable: true,
      get: () => {
        entry.isLasting = true;
        return clock;
      },
    });
  }
}

/** Removes what a test left in a page; false if that failed, for example as its service has ended. */
async function empty(page: Page): Promise<boolean> {
  const context = page.context();
  try {
    for (const event of listenedEvents) page.removeAllListeners(event);
    context.removeAllListeners('page');
    // Of forms that ask before they are left.
    page.on('dialog', (dialog) => void dialog.accept());
    for (const other of context.pages()) if (other !== page) await other.close();
    await context.clearCookies();
    // A reply of the same origin without scripts, which could write into the storage again.
    const reply = await page.goto('/health/live', { timeout: RESET_TIMEOUT_MS });
    if (reply?.status() !== 200) return false;
    await page.evaluate('localStorage.clear(); sessionStorage.clear()');
    page.removeAllListeners('dialog');
    return true;
  } catch {
    return false;
  }
}
