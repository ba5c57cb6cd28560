import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import {
  parseTestNames,
  projectRoot,
  readProjectFile,
  readRules,
  readTestTable,
  type TestedRule,
} from './rules.ts';

/* docs/rules: every rule has a test that exists, in docs/rules/tests.md. */

const rules = readRules();
const table = readTestTable();

test('the pages have rules, each number once', () => {
  const numbers = rules.map(({ number }) => number);
  assert.ok(numbers.length > 100, `${numbers.length} rules`);
  assert.deepEqual(numbers, [...new Set(numbers)]);
});

test('every rule is in the table, and every row has a rule', () => {
  const inTable = new Set(table.map(({ number }) => number));
  const onPages = new Set(rules.map(({ number }) => number));
  assert.deepEqual([...onPages.difference(inTable)], [], 'rules without a row');
  assert.deepEqual([...inTable.difference(onPages)], [], 'rows without a rule');
});

test('every rule that is built has a test, and no other has one', () => {
  const tested = new Set(table.filter(({ file }) => file !== null).map(({ number }) => number));
  const wrong = rules.filter(({ number, isBuilt }) => tested.has(number) !== isBuilt);
  assert.deepEqual(wrong, []);
});

test('every test in the table exists under its name', () => {
  assert.deepEqual(
    table.filter((row) => row.file !== null && !testExists(row)),
    [],
  );
});

function testExists({ file, fragment }: TestedRule): boolean {
  if (file === null || fragment === '') return false;
  if (!existsSync(path.join(projectRoot, file))) return false;
  return parseTestNames(readProjectFile(file)).some((name) => name.includes(fragment));
}
