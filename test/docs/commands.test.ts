import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

/* Commands, files and settings that the operators' documents name exist. */

const root = path.join(import.meta.dirname, '..', '..');
const read = (name: string): string => readFileSync(path.join(root, name), 'utf8');
const pages = ['docs/operators.md', 'docs/privacy.md', 'docs/releasing.md', 'docs/support.md'];
const text = pages.map(read).join('\n');
const program = read('src/main.ts');
const collect = (pattern: RegExp, from: string): Set<string> =>
  new Set([...from.matchAll(pattern)].map(([, found]) => found as string));

test('every command of gatehouse and its options exist', () => {
  const commands = collect(/\bcommand\('([\w-]+)'\)/g, program);
  const options = collect(/\.option\(\s*'(--[\w-]+)/g, program);
  const lines = [
    ...text.matchAll(/(?:npx gatehouse|run --rm gatehouse|src\/main\.ts) ([^`\n|#]+)/g),
  ];
  assert.ok(lines.length > 20, `${lines.length} commands`);
  for (const [, words = ''] of lines) {
    const [first = '', second = ''] = words.trim().split(/\s+/);
    const isGroup = new RegExp(`command\\('${first}'\\)[^;]*;\\n\\n${first}\\n`).test(program);
    assert.ok(commands.has(first) || first.startsWith('--'), words);
    if (isGroup) assert.ok(commands.has(second), words);
    for (const [option] of words.matchAll(/(?<= )--[a-z-]+/g)) {
      assert.ok(options.has(option), words);
    }
  }
});

test('every script of npm exists', () => {
  const { scripts } = JSON.parse(read('package.json'));
  const named = collect(/npm run ([\w:-]+)/g, text);
  assert.ok(named.size > 2);
  assert.deepEqual(
    [...named].filter((name) => !(name in scripts)),
    [],
  );
});

test('every file exists', () => {
  const named = collect(/(?:^|[\s`(])((?:deploy|src|test)\/[\w./-]+)/g, text);
  assert.ok(named.size > 10);
  assert.deepEqual(
    [...named].filter((name) => !existsSync(path.join(root, name))),
    [],
  );
});
