import { performance } from 'node:perf_hooks';
import { sql } from 'kysely';
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { launchBrowser } from '../test/support/browser-test-app.ts';
import { createTestDatabase } from '../test/support/test-database.ts';
import { type Build, buildMissingPages, selectDatabaseUrl } from './builds.ts';
import type { BuildFigure } from './compare-builds.ts';
import { targetAtMost } from './figures.ts';
import { waitForRest } from './processor-time.ts';
import { startService } from './server-processes.ts';

const PASSWORD = 'bench-password-0123456789';
const DESK = '/?state=all';
/** Bytes per second of a slow line. */
const SLOW_LINE = 50_000;

/** The speed of the pages (issue 20, point 20): a first visit to the desk with the demo's 60 awards. */
export const pageFigures: readonly BuildFigure[] = [
  {
    key: 'bytes',
    name: 'first load of the desk, without its data',
    unit: 'kB',
    rounds: 1,
    target: targetAtMost(0.6),
    measure: (build) => visitDesk(build, measureBytes),
  },
  {
    key: 'desk',
    name: 'desk with 50 rows usable, CPU slowed 4 times',
    unit: 'ms',
    rounds: 5,
    target: targetAtMost(0.5),
    measure: (build) => visitDesk(build, measureTimeToKey),
  },
  {
    key: 'outline',
    name: 'something useful to see at 50 kB/s (1,500 ms at most)',
    unit: 'ms',
    rounds: 3,
    target: targetAtMost(0.25),
    limit: 1500,
    measure: (build) => visitDesk(build, measureFirstPaint),
  },
  {
    key: 'slow-line',
    name: 'desk with 50 rows at 50 kB/s',
    unit: 'ms',
    rounds: 3,
    target: null,
    measure: (build) => visitDesk(build, measureSlowRows),
  },
];

interface Visit {
  page: Page;
  session: CDPSession;
  url: string;
}

/** Measures a visit with an empty cache, signed in, with a service of the build of its own. */
async function visitDesk(
  build: Build,
  measure: (visit: Visit) => Promise<number>,
): Promise<number> {
  buildMissingPages(build);
  const database = await createTestDatabase();
  await using resources = new AsyncDisposableStack();
  resources.defer(() => database.close());
  // The build makes its own layout.
  await sql`drop schema public cascade`.execute(database.db);
  await sql`create schema public`.execute(database.db);
  const settings = { GATEHOUSE_ADMIN_PASSWORD: PASSWORD };
  const service = await startService(selectDatabaseUrl(build, database.url), settings, build.root, [
    'serve',
    '--demo',
  ]);
  resources.defer(() => service.stop());
  const browser = await launchBrowser();
  resources.defer(() => browser.close());
  const context = await signIn(browser, service.url);
  // The demo goes on after its start: projects are made on its clusters and figures collected.
  await waitForRest(service.pid);
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  return await measure({ page, session, url: service.url });
}

/** A browser context with a session of the first account and an empty cache. */
async function signIn(browser: Browser, url: string): Promise<BrowserContext> {
  const first = await browser.newContext({ baseURL: url });
  const page = await first.newPage();
  const reply = await page.goto('/sign-in');
  if (!reply?.ok()) throw new Error(`/sign-in answered ${reply?.status()}.`);
  const status = await page.evaluate(
    async (body) => {
      const headers = { 'content-type': 'application/json' };
      return (await fetch('/api/session/', { method: 'POST', headers, body })).status;
    },
    JSON.stringify({ username: 'admin', password: PASSWORD }),
  );
  if (status >= 300) throw new Error(`/api/session/ answered ${status}.`);
  // The service answers its first requests more slowly.
  await page.goto(DESK);
  await waitForRows(page);
  const storageState = await first.storageState();
  await first.close();
  return browser.newContext({
    baseURL: url,
    storageState,
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
  });
}

const waitForRows = (page: Page): Promise<void> => page.locator('tbody tr').nth(49).waitFor();

/** Bytes on the wire, headers included, of everything but the API until the rows are there. */
async function measureBytes({ page, session, url }: Visit): Promise<number> {
  await session.send('Network.enable');
  const paths = new Map<string, string>();
  let bytes = 0;
  session.on('Network.requestWillBeSent', ({ requestId, request }) => {
    paths.set(requestId, new URL(request.url, url).pathname);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (!paths.get(requestId)?.startsWith('/api/')) bytes += encodedDataLength;
  });
  await page.goto(DESK);
  // Those that the scripts render: the document may have rows before it has everything.
  await page.locator('#root tbody tr').nth(49).waitFor();
  return bytes / 1000;
}

/** Until the first row reacts to a key. */
async function measureTimeToKey({ page, session }: Visit): Promise<number> {
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const start = performance.now();
  await page.goto(DESK, { waitUntil: 'commit' });
  await page.locator('tbody tr').first().waitFor();
  await page.keyboard.press('j');
  // Rows that did not react would not be usable.
  await page.locator('tbody tr[aria-current="true"]').waitFor();
  await page.evaluate(
    'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))',
  );
  return performance.now() - start;
}

async function slowDown(session: CDPSession): Promise<void> {
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 20,
    downloadThroughput: SLOW_LINE,
    uploadThroughput: SLOW_LINE,
  });
}

/** Until the browser draws the first text: the navigation, in both builds. */
async function measureFirstPaint({ page, session }: Visit): Promise<number> {
  await slowDown(session);
  await page.goto(DESK, { waitUntil: 'commit' });
  await page.getByRole('link', { name: 'Templates' }).first().waitFor();
  return page.evaluate<number>(`new Promise((done) =>
    new PerformanceObserver((list) => {
      const entry = list.getEntriesByName('first-contentful-paint')[0];
      if (entry) done(entry.startTime);
    }).observe({ type: 'paint', buffered: true }))`);
}

async function measureSlowRows({ page, session }: Visit): Promise<number> {
  await slowDown(session);
  const start = performance.now();
  await page.goto(DESK, { waitUntil: 'commit' });
  await waitForRows(page);
  return performance.now() - start;
}
