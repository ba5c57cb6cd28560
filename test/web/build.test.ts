import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { generateTypes, readStoredTypes } from '../../web/api/generate-schema.ts';
import { generateIcons, readStoredIcons } from '../../web/parts/generate-icons.ts';
import { BrowserTestApp } from '../support/browser-test-app.ts';
import { projectRoot } from '../support/gatehouse-process.ts';

/* The generated types, the size of the first load, and no requests to other hosts. */

let web: BrowserTestApp;
before(async () => {
  web = await BrowserTestApp.open();
});
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

test('loads the desk in less than 135 kB, compressed, from its own host alone', async () => {
  const page = await web.openPage('rosalind', 'about:blank');
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const urls = new Map<string, string>();
  let bytes = 0;
  session.on('Network.requestWillBeSent', ({ requestId, request }) => {
    urls.set(requestId, request.url);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const { pathname } = new URL(urls.get(requestId) ?? web.app.url);
    if (!pathname.startsWith('/api/')) bytes += encodedDataLength;
  });
  await page.goto('/');
  await page.getByRole('heading', { level: 1 }).waitFor();
  assert.ok(bytes > 50_000, `${bytes} bytes`);
  assert.ok(bytes < 135_000, `${bytes} bytes`);
  for (const url of urls.values()) {
    if (url.startsWith('data:')) continue;
    assert.ok(url.startsWith(web.app.url), url);
  }
});

test('shows the navigation within 1.5 s on a line of 50 kB/s, then the desk in its place', async () => {
  const page = await web.openPage('rosalind', 'about:blank');
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 20,
    downloadThroughput: 50_000,
    uploadThroughput: 50_000,
  });
  await page.goto('/', { waitUntil: 'commit' });
  await page.locator('#outline').getByRole('link', { name: 'Templates' }).waitFor();
  const firstPaintMs = await page.evaluate<number>(`new Promise((done) =>
    new PerformanceObserver((list) => {
      const entry = list.getEntriesByName('first-contentful-paint')[0];
      if (entry) done(entry.startTime);
    }).observe({ type: 'paint', buffered: true }))`);
  assert.ok(firstPaintMs < 1500, `${firstPaintMs} ms`);
  assert.equal(await page.getByRole('heading', { level: 1 }).count(), 0);
  await page.getByRole('heading', { name: 'Desk', level: 1 }).waitFor();
  assert.equal(await page.locator('#outline').count(), 0);
  assert.deepEqual(web.consoleErrors, []);
});
