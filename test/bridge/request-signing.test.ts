import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import {
  buildAuthorization,
  buildCanonicalText,
  type SignatureVersion,
} from '../../src/bridge/request-signing.ts';

/* Issue 3, 2: signing, as vectors/signatures.json has it. */

interface Vector {
  version: SignatureVersion;
  method: string;
  function: string;
  body: string;
  nonce: string;
  canonical: string;
  authorization: string;
}

const file = path.join(import.meta.dirname, '..', 'support', 'bridge', 'signatures.json');
const vectors = JSON.parse(readFileSync(file, 'utf8')) as {
  key_hex: string;
  date: string;
  cases: Vector[];
};
const key = Buffer.from(vectors.key_hex, 'hex');

const callOf = (vector: Vector) => ({
  method: vector.method.toUpperCase() as 'GET' | 'POST',
  endpoint: vector.function,
  body: vector.body,
  date: vectors.date,
  nonce: vector.nonce,
});

describe('every vector', () => {
  for (const [index, vector] of vectors.cases.entries()) {
    const { version } = vector;
    test(`${index}: version ${version} ${vector.method} ${vector.function} ${vector.body}`, () => {
      assert.equal(buildCanonicalText(callOf(vector), version), vector.canonical);
      assert.equal(buildAuthorization(callOf(vector), version, key), vector.authorization);
    });
  }

  test('there are some of each version, and with text beyond ASCII', () => {
    for (const version of [1, 2]) {
      assert.ok(vectors.cases.some((vector) => vector.version === version));
    }
    // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is what is meant
    assert.ok(vectors.cases.some(({ body }) => /[^\u0000-\u007f]/.test(body)));
  });
});
