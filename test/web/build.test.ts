import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { generateTypes, readStoredTypes } from '../../web/api/generate-schema.ts';
import { BrowserTestApp } from '../support/browser-test-app.ts';

/* Issue 4: the client's types, the first load, and nothing from elsewhere. */

let web: BrowserTestApp;
before(async () => {
  web = await BrowserTestApp.open();
});
after(() => web.close());

test('the types of the client are those of the OpenAPI document as it is', async () => {
  assert.equal(await generateTypes(), readStoredTypes(), 'run npm run generate');
});

test('the first load of the desk is under 300 kB, compressed, and from here alone', async () => {
  const page = await web.openPage('rosalind', 'about:blank');
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const addresses = new Map<string, string>();
  let bytes = 0;
  session.on('Network.requestWillBeSent', ({ requestId, request }) => {
    addresses.set(requestId, request.url);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const { pathname } = new URL(addresses.get(requestId) ?? web.app.url);
    if (!pathname.startsWith('/api/')) bytes += encodedDataLength;
  });
  await page.goto('/');
  await page.getByRole('heading', { level: 1 }).waitFor();
  assert.ok(bytes > 50_000, `${bytes} bytes`);
  assert.ok(bytes < 300_000, `${bytes} bytes`);
  for (const address of addresses.values()) {
    if (address.startsWith('data:')) continue;
    assert.ok(address.startsWith(web.app.url), address);
  }
});
