import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { ReplyBuffer } from '../../src/http/reply-buffer.ts';

/* The memory of a reply goes to another one only when nobody reads it any more. */

function write(text: string): ReplyBuffer {
  const buffer = new ReplyBuffer();
  buffer.writeText(text);
  return buffer;
}

/** Writes as many replies as could take memory that was given back. */
function writeOthers(): void {
  for (let n = 0; n < 20; n++) write('other '.repeat(1000));
}

const page = 'award '.repeat(1000);

test('what several replies share stays until the last of them is sent', () => {
  const shared = write(page);
  shared.share(3);
  const { bytes } = shared;
  for (let sent = 0; sent < 2; sent++) {
    shared.release();
    writeOthers();
    assert.equal(bytes.toString(), page);
  }
  shared.release();
  writeOthers();
  assert.notEqual(bytes.toString(), page, 'the memory was not used again');
});

test('what is being compressed stays although all who asked for it have left', async () => {
  for (const [encoding, read] of [
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ] as const) {
    const left = write(page);
    const compressing = left.compress(encoding);
    left.release();
    writeOthers();
    assert.equal(read(await compressing).toString(), page, encoding);
  }
});

test('each encoding is written once for all replies', async () => {
  const shared = write(page);
  shared.share(2);
  assert.equal(await shared.compress('br'), await shared.compress('br'));
  assert.notDeepEqual(await shared.compress('gzip'), await shared.compress('br'));
});
