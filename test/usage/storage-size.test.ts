import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { BadInput } from '../../src/award/bad-input.ts';
import { formatStorageSize, parseStorageSize } from '../../src/usage/storage-size.ts';

suite('M5.3 a size of base 1024', () => {
  const sizes: [string, number, string][] = [
    ['0 B', 0, '0 B'],
    ['1023 B', 1023, '1023 B'],
    ['1024 B', 1024, '1.00 KB'],
    ['1024.00 MB', 1024 ** 3, '1.00 GB'],
    ['1.5GB', 1.5 * 1024 ** 3, '1.50 GB'],
    ['5.00 TB', 5 * 1024 ** 4, '5.00 TB'],
    ['5 tb', 5 * 1024 ** 4, '5.00 TB'],
    ['4096.00 PB', 2 ** 62, '4096.00 PB'],
  ];
  for (const [text, bytes, written] of sizes) {
    test(text, () => {
      assert.equal(parseStorageSize(text, 'limit'), bytes);
      assert.equal(formatStorageSize(bytes), written);
    });
  }

  for (const value of ['', '5', 'TB', '-1 TB', '5 TiB', '1e3 GB', '5  TB', '4097 PB', 5, null]) {
    test(`refuses ${JSON.stringify(value)}`, () => {
      assert.throws(() => parseStorageSize(value, 'limit'), BadInput);
    });
  }
});
