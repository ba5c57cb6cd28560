import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { createDatabase } from '../../src/database/connection-pool.ts';
import type { App } from '../../src/http/app-context.ts';
import { createServer } from '../../src/server.ts';

/* Issue 4: the pages are served by the same process. */

let folder: string;
let app: App;
let bare: App;

const serverWith = (pagesDir: string) =>
  createServer({
    db: createDatabase('postgres://nobody:x@127.0.0.1:1/none'),
    clock: () => new Date(),
    portal: () => 'brics',
    bridge: null,
    publicUrl: null,
    log: false,
    pagesDir,
  });

before(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-pages-'));
  mkdirSync(path.join(folder, 'assets'));
  writeFileSync(
    path.join(folder, 'index.html'),
    '<!doctype html><title>Gatehouse</title><style nonce=""></style><!--outline--><nav></nav><!--/outline-->',
  );
  writeFileSync(path.join(folder, 'assets', 'a-1.js'), 'plain');
  writeFileSync(path.join(folder, 'assets', 'a-1.js.br'), 'packed');
  writeFileSync(path.join(folder, '.built-from'), 'secret');
  app = await serverWith(folder);
  bare = await serverWith(path.join(folder, 'nowhere'));
});
after(async () => {
  await app.close();
  await bare.close();
  rmSync(folder, { recursive: true, force: true });
});

const page = { accept: 'text/html,application/xhtml+xml' };

describe('the pages', () => {
  for (const url of [
    '/',
    '/awards/p1.ukri/ukri.brics.isambard-ai',
    '/audit?o=-timestamp',
    '/sign-in',
  ]) {
    test(`${url} is the document of all pages, not cached`, async () => {
      const reply = await app.inject({ url, headers: page });
      assert.equal(reply.statusCode, 200);
      assert.match(reply.body, /<title>Gatehouse/);
      assert.match(String(reply.headers['content-type']), /text\/html/);
      assert.equal(reply.headers['cache-control'], 'no-store');
    });
  }

  test('has an outline for readers with a session, not where somebody signs in', async () => {
    const headers = { ...page, cookie: 'gatehouse_session=anything' };
    const hasOutline = async (url: string, more: object = headers): Promise<boolean> =>
      (await app.inject({ url, headers: { ...page, ...more } })).body.includes('<nav>');
    assert.equal(await hasOutline('/?state=all'), true);
    assert.equal(await hasOutline('/audit'), true);
    assert.equal(await hasOutline('/sign-in?next=/'), false);
    assert.equal(await hasOutline('/reset'), false);
    assert.equal(await hasOutline('/', page), false);
  });

  test('allows the styles of the document with a new nonce each time', async () => {
    const replies = await Promise.all([1, 2].map(() => app.inject({ url: '/', headers: page })));
    const nonces = replies.map(({ body, headers }) => {
      const nonce = /<style nonce="([^"]+)">/.exec(body)?.[1];
      assert.ok(String(headers['content-security-policy']).includes(`'nonce-${nonce}'`));
      return nonce;
    });
    assert.notEqual(nonces[0], nonces[1]);
  });

  for (const [accepted, encoding] of [
    ['gzip, deflate, br', 'br'],
    ['br;q=0, gzip;q=0.5', 'gzip'],
    ['identity', undefined],
    [undefined, undefined],
  ] as const) {
    test(`the document is compressed for who accepts ${accepted}: ${encoding}`, async () => {
      const headers = { ...page, ...(accepted && { 'accept-encoding': accepted }) };
      const reply = await app.inject({ url: '/', headers });
      assert.equal(reply.headers['content-encoding'], encoding);
      const decode = { br: brotliDecompressSync, gzip: gunzipSync };
      const content = encoding ? decode[encoding](reply.rawPayload) : reply.rawPayload;
      assert.match(String(content), /<title>Gatehouse/);
    });
  }

  test('assets are cached for ever and sent compressed', async () => {
    const headers = { 'accept-encoding': 'br, gzip' };
    const reply = await app.inject({ url: '/assets/a-1.js', headers });
    assert.equal(reply.body, 'packed');
    assert.equal(reply.headers['content-encoding'], 'br');
    assert.match(String(reply.headers['cache-control']), /immutable/);
    assert.equal((await app.inject('/assets/a-1.js')).body, 'plain');
  });

  for (const url of [
    '/assets/none.js',
    '/api/nothing/',
    '/api-auth/x',
    '/health/none',
    '/assets/..%2f..%2f..%2fpackage.json',
    '/API/customers/',
  ]) {
    test(`${url} is no page`, async () => {
      const reply = await app.inject({ url, headers: page });
      assert.equal(reply.statusCode, 404);
      assert.deepEqual(reply.json(), { detail: 'Not found.' });
    });
  }

  test('serves only built files, and only for reading', async () => {
    assert.doesNotMatch((await app.inject('/.built-from')).body, /secret/);
    const post = await app.inject({ method: 'POST', url: '/', headers: page });
    assert.equal(post.statusCode, 404);
    const json = await app.inject({ url: '/audit', headers: { accept: 'application/json' } });
    assert.equal(json.statusCode, 404);
  });

  test('are not in the OpenAPI document', async () => {
    const { paths } = (await app.inject('/api/schema/')).json();
    assert.ok(Object.keys(paths).every((path) => /^\/(api|api-auth|health|metrics)/.test(path)));
  });

  test('replies 503 with what to do if they are not built', async () => {
    const reply = await bare.inject({ url: '/', headers: page });
    assert.deepEqual(
      [reply.statusCode, reply.body],
      [503, 'The pages are not built. Start with npm start.\n'],
    );
  });
});
