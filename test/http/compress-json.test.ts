import assert from 'node:assert/strict';
import http from 'node:http';
import { after, before, describe, test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { awardDetails, TestApp } from '../support/test-app.ts';

/* Issue 17, 8: JSON is compressed where it pays; what is streamed is not. */

let app: TestApp;
const list = '/api/openportal-managed-projects/?page_size=50';

before(async () => {
  app = await TestApp.open();
  await app.createTemplateWithCustomers();
  for (let n = 0; n < 50; n++) {
    const details = { ...awardDetails, name: `Award ${n}`, allocation: `${n + 1}00 NHR` };
    await app.sendInstruction('create_project', details, `p${n}.ukri`);
  }
});
after(() => app.close());

interface RawReply {
  status: number;
  headers: http.IncomingHttpHeaders;
  body: Buffer;
}

/** fetch() would undo the encoding. An event stream is read up to its first bytes. */
function get(path: string, encoding: string | null, method = 'GET'): Promise<RawReply> {
  const headers = {
    authorization: `Token ${app.people.get('staff')?.token}`,
    ...(encoding !== null && { 'accept-encoding': encoding }),
  };
  return new Promise((resolve, reject) => {
    const request = http.request(app.url + path, { method, headers }, (reply) => {
      const chunks: Buffer[] = [];
      const done = () =>
        resolve({
          status: reply.statusCode ?? 0,
          headers: reply.headers,
          body: Buffer.concat(chunks),
        });
      reply.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        if (reply.headers['content-type']?.startsWith('text/event-stream')) {
          done();
          request.destroy();
        }
      });
      reply.on('end', done);
    });
    request.on('error', reject);
    request.end();
  });
}

describe('JSON on the wire', () => {
  test('a page of 50 awards takes at most 0.15 of its bytes with br and gzip', async () => {
    const plain = await get(list, null);
    assert.equal(plain.headers['content-encoding'], undefined);
    assert.equal(JSON.parse(plain.body.toString()).length, 50);
    for (const [encoding, decode] of [
      ['br', brotliDecompressSync],
      ['gzip', gunzipSync],
    ] as const) {
      const small = await get(list, encoding);
      assert.equal(small.headers['content-encoding'], encoding);
      assert.deepEqual(decode(small.body), plain.body);
      const share = small.body.length / plain.body.length;
      assert.ok(share <= 0.15, `${encoding}: ${share.toFixed(3)}`);
      assert.equal(small.headers['x-result-count'], '50');
    }
  });

  test('a browser gets br, and a client that refuses both gets the plain text', async () => {
    assert.equal((await get(list, 'gzip, deflate, br')).headers['content-encoding'], 'br');
    assert.equal((await get(list, 'identity')).headers['content-encoding'], undefined);
  });

  test('Vary names the encoding whether the reply is compressed or not', async () => {
    for (const [path, encoding] of [
      [list, 'br'],
      [list, null],
      ['/api/version/', 'br'],
    ] as const) {
      assert.match(String((await get(path, encoding)).headers.vary), /accept-encoding/i, path);
    }
  });

  test('a small reply, a count and an error are sent as they are', async () => {
    const version = await get('/api/version/', 'br');
    assert.equal(version.headers['content-encoding'], undefined);
    assert.ok(JSON.parse(version.body.toString()).version);
    const count = await get(list, 'br', 'HEAD');
    assert.equal(count.headers['content-encoding'], undefined);
    assert.equal(count.headers['x-result-count'], '50');
    assert.equal((await get('/api/projects/?page=9', 'br')).status, 404);
  });

  test('an ETag still answers If-None-Match and If-Match', async () => {
    const one = await get(app.getAwardPath('p1.ukri'), 'br');
    assert.equal(one.headers['content-encoding'], 'br');
    const etag = String(one.headers.etag);
    const again = await app.get(app.getAwardPath('p1.ukri'), {
      headers: { 'if-none-match': etag },
    });
    assert.equal(again.status, 304);
  });

  test('the event stream is never compressed', async () => {
    const stream = await get('/api/events/', 'br, gzip');
    assert.equal(stream.headers['content-encoding'], undefined);
    assert.match(stream.body.toString(), /hello/);
  });
});
