import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

/* docs/security.md stays true: its files are there, and every check of levels 1 and 2 has a row. */

const root = path.join(import.meta.dirname, '..', '..');
const text = readFileSync(path.join(root, 'docs', 'security.md'), 'utf8');

test('every file that it names exists', () => {
  const named = [...text.matchAll(/`((?:src|test|web|docs|bin)\/[^`\s]+)`/g)].map(
    ([, name]) => name as string,
  );
  assert.ok(new Set(named).size > 80, `${new Set(named).size} files`);
  const gone = [...new Set(named)].filter((name) => !existsSync(path.join(root, name)));
  assert.deepEqual(gone, []);
});

/**
 * How many checks each section of ASVS 5.0 has at levels 1 and 2. The numbers of each section run
 * from 1: the levels rise with them.
 */
const sections: Record<string, number[]> = {
  1: [2, 9, 11, 3, 2],
  2: [3, 3, 4, 1],
  3: [0, 2, 4, 6, 5, 0, 2],
  4: [3, 1, 2, 4],
  5: [1, 3, 2, 3],
  6: [3, 11, 3, 4, 5, 3, 0, 3],
  7: [3, 4, 2, 5, 2, 2],
  8: [2, 3, 1, 1],
  9: [3, 4],
  10: [2, 2, 4, 11, 5, 2, 3],
  11: [2, 3, 3, 3, 1, 1],
  12: [3, 2, 4],
  13: [1, 5, 2, 5],
  14: [2, 4, 3],
  15: [3, 3, 7],
  16: [1, 5, 4, 3, 3],
  17: [1, 4, 2],
};

test('every check of levels 1 and 2 has one row', () => {
  const wanted = Object.entries(sections).flatMap(([chapter, counts]) =>
    counts.flatMap((count, section) =>
      Array.from({ length: count }, (_, index) => `${chapter}.${section + 1}.${index + 1}`),
    ),
  );
  const rows = [...text.matchAll(/^\| (\d+\.\d+\.\d+) \| ([12]) \| (.+) \| (.+) \|$/gm)];
  assert.deepEqual(
    rows.map(([, number]) => number),
    wanted,
  );
});

test('every open check is in the list of open points', () => {
  const list = /## 4\. What is open([\s\S]*?)## 5\./.exec(text)?.[1] ?? '';
  const open = [...text.matchAll(/^\| (\d+\.\d+\.\d+) \|.*\*\*open\*\*.*$/gm)].map(
    ([, number]) => number as string,
  );
  assert.ok(open.length > 0);
  for (const number of open) assert.ok(list.includes(`**${number}**`), number);
  for (const [, number] of list.matchAll(/\*\*(\d+\.\d+\.\d+)\*\*/g)) {
    assert.ok(open.includes(number as string), `${number} is open in its row too`);
  }
});
