import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { projectRoot, readProjectFile, readRules, rulePages } from './rules.ts';

/* Code and documents cite rules by the path of their page, and only rules and sections that exist. */

const folders = ['src', 'web', 'test', 'bench', 'chaos', 'docs', '*.md'];
const texts = execFileSync('git', ['ls-files', ...folders], { cwd: projectRoot, encoding: 'utf8' })
  .split('\n')
  .filter((file) => /\.(ts|tsx|md)$/.test(file) && !isOmitted(file))
  .filter((file) => existsSync(path.join(projectRoot, file)))
  .map((file) => ({ file, text: readProjectFile(file) }));

/**
 * Migrations never change once they have landed. The findings cite documents of other projects.
 * Generated files hold drawings, whose commands look like numbers of rules.
 */
function isOmitted(file: string): boolean {
  return (
    /^(src\/database\/migrations|findings)\//.test(file) || /rule-citations|\.gen\.ts$/.test(file)
  );
}

/** What each text has that matches: the first group where there is one, after the file's name. */
function listMatches(pattern: RegExp, from = texts): { file: string; match: string }[] {
  return from.flatMap(({ file, text }) =>
    [...text.matchAll(pattern)].map(([all, group]) => ({ file, match: group ?? all })),
  );
}

test('citations name the page by its path', () => {
  const outside = texts.filter(({ file }) => !file.startsWith('docs/rules/'));
  const bareNames = /(?<!docs\/rules\/|[\w-])(?:awards|openportal|api|machines)\.md\b/g;
  // The guide for operators, beside the page of rules.
  const withoutGuide = outside.map(({ file, text }) => ({
    file,
    text: text.replaceAll(/(?:docs\/|\.\.\/)machines\.md/g, ''),
  }));
  assert.deepEqual(listMatches(bareNames, withoutGuide), []);
});

test('no section sign but for an RFC', () => {
  assert.deepEqual(listMatches(/(?<!RFC \d{1,5} )§.*/g), []);
});

test('every cited rule exists', () => {
  const numbers = readRules().map(({ number }) => number);
  const known = new Set([...numbers, ...numbers.map((number) => number.split('.')[0])]);
  const cited = [
    ...listMatches(/(?<![\w.-])([AORM]\d+\.\d+)(?![\w.]*\d)/g),
    ...listMatches(/docs\/rules\/\w+\.md, ([AORM]\d+)\b(?!\.)/g),
  ];
  assert.ok(cited.length > 100, `${cited.length} citations`);
  assert.deepEqual(
    cited.filter(({ match }) => !known.has(match)),
    [],
  );
});

test('every cited section exists', () => {
  const titles = new Map(rulePages.map((page) => [page, readTitles(page)]));
  // A citation may go over the end of a comment's line.
  const flat = texts.map(({ file, text }) => ({
    file,
    text: text.replaceAll(/\n\s*(?:\*|\/\/)? ?/g, ' '),
  }));
  const missing = listMatches(/(docs\/rules\/\w+\.md, (?:[A-Z][a-z][A-Za-z ]+|\d+))/g, flat).filter(
    ({ match }) => {
      const [page = '', section = ''] = match.split(', ');
      return !titles.get(page)?.some((title) => title.startsWith(section.trim()));
    },
  );
  assert.deepEqual(missing, []);
});

/** The titles of a page's sections, and the numbers that some of them begin with. */
function readTitles(page: string): string[] {
  return [...readProjectFile(page).matchAll(/^#+ (?:(\d+)\. )?(.+)$/gm)].flatMap(
    ([, number = '', title = '']) => (number === '' ? [title] : [number, title]),
  );
}
