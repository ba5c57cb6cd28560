import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { generateTypes, readStoredTypes } from '../../web/api/generate-schema.ts';
import { generateIcons, readStoredIcons } from '../../web/parts/generate-icons.ts';
import { BrowserTestApp } from '../support/browser-test-app.ts';
import { projectRoot } from '../support/gatehouse-process.ts';

/* The generated types, the size of the first load, and no requests to other hosts. */

let web: BrowserTestApp;
before(async () => {
  web = await BrowserTestApp.open();
});
afterEach(() => web.closePages());
after(() => web.close());

test('has types that match the OpenAPI document', async () => {
  assert.equal(
    await generateTypes(),
    readStoredTypes(),
    'schema.gen.ts is stale: run npm run generate',
  );
});

test('has the icons that the pages import', () => {
  assert.equal(generateIcons(), readStoredIcons(), 'icons.gen.ts is stale: run npm run generate');
});

test('names its style sheet by the content that is left of it', () => {
  const folder = path.join(projectRoot, 'web', 'dist', 'assets');
  const [name, ...more] = readdirSync(folder).filter((file) => file.endsWith('.css'));
  assert.ok(name !== undefined && more.length === 0);
  const digest = createHash('sha256').update(readFileSync(path.join(folder, name)));
  assert.equal(name, `style-${digest.digest('base64url').slice(0, 8)}.css`);
});

test('keeps the rules of what is not disabled, which purging the style sheet drops', () => {
  const folder = path.join(projectRoot, 'web', 'dist', 'assets');
  const [name = ''] = readdirSync(folder).filter((file) => file.endsWith('.css'));
  const css = readFileSync(path.join(folder, name), 'utf8');
  // The rows of a history stand beside their symbols, not below them.
  assert.match(css, /\.m_43657ece:where\(:not\(\[data-opposite\]\)\)[^{]*\{padding-inline-start/);
  assert.ok(!css.includes('data-negation'));
});

test('loads the desk in less than 145 kB, compressed and with its first awards, from its own host', async () => {
  const page = await web.openPage('rosalind', 'about:blank', { isFirst: true });
  const urls: string[] = [];
  page.on('request', (request) => urls.push(request.url()));
  await page.goto('/');
  await page.locator('#root').getByRole('heading', { level: 1 }).waitFor();
  // What the document names; parts that are loaded when the browser is idle are not of the first load.
  const document = await (await page.context().request.get('/')).text();
  const named = [...document.matchAll(/<(?:link|script) [^>]*(?:href|src)="([^"]+)"/g)].map(
    ([, path]) => new URL(path ?? '', web.app.url).href,
  );
  assert.ok(named.length >= 3, document.slice(0, 2000));
  const bytes = await page.evaluate((urls) => {
    const entries = [
      ...performance.getEntriesByType('navigation'),
      ...performance.getEntriesByType('resource').filter(({ name }) => urls.includes(name)),
    ] as PerformanceResourceTiming[];
    return entries.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
  }, named);
  assert.ok(bytes > 100_000, `${bytes} bytes`);
  assert.ok(bytes < 145_000, `${bytes} bytes`);
  for (const url of urls) {
    if (url.startsWith('data:')) continue;
    assert.ok(url.startsWith(web.app.url), url);
  }
  // What was preloaded is what the scripts and the style sheet then use.
  const assets = urls.filter((url) => url.includes('/assets/'));
  assert.deepEqual(assets.toSorted(), [...new Set(assets)].toSorted());
});

test('shows navigation and rows within 1.5 s on a line of 50 kB/s, then the desk in their place', async () => {
  const page = await web.openPage('rosalind', 'about:blank', { isFirst: true });
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 20,
    downloadThroughput: 50_000,
    uploadThroughput: 50_000,
  });
  await page.addInitScript(() => {
    const look = (): void => {
      if (document.querySelector('#outline tbody tr') === null) requestAnimationFrame(look);
      else performance.mark('first-row');
    };
    look();
  });
  await page.goto('/', { waitUntil: 'commit' });
  await page.locator('#outline').getByRole('link', { name: 'Templates' }).waitFor();
  // Since the reply began: how long the service takes depends on what else this machine does.
  for (const [type, name] of [
    ['paint', 'first-contentful-paint'],
    ['mark', 'first-row'],
  ] as const) {
    const milliseconds = await page.evaluate<number>(`new Promise((done) =>
      new PerformanceObserver((list) => {
        const entry = list.getEntriesByName('${name}')[0];
        const { responseStart } = performance.getEntriesByType('navigation')[0];
        if (entry) done(entry.startTime - responseStart);
      }).observe({ type: '${type}', buffered: true }))`);
    assert.ok(milliseconds < 1500, `${name}: ${milliseconds} ms`);
  }
  await page.locator('#root').getByRole('heading', { name: 'Desk', level: 1 }).waitFor();
  assert.equal(await page.locator('#outline').count(), 0);
  assert.deepEqual(web.consoleErrors, []);
});
