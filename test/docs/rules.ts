import { readFileSync } from 'node:fs';
import path from 'node:path';

/* Reads docs/rules: the rules on its pages and the table of their tests. */

export const projectRoot = path.join(import.meta.dirname, '..', '..');

/** The text of a file, by its path in the repository. */
export function readProjectFile(file: string): string {
  return readFileSync(path.join(projectRoot, file), 'utf8');
}

/** The pages that hold rules. */
export const rulePages = ['awards', 'openportal', 'api', 'machines', 'mail'].map(
  (name) => `docs/rules/${name}.md`,
);

export interface Rule {
  /** Such as `A3.1`. */
  number: string;
  isBuilt: boolean;
}

/** The rules of all pages. One begins a list item: `* **A3.1** …`, or `* **A9.8** (not built) …`. */
export function readRules(): Rule[] {
  const item = /^\* \*\*([AORMN]\d+\.\d+)\*\* (\(not built\))?/gm;
  return rulePages.flatMap((page) =>
    [...readProjectFile(page).matchAll(item)].map(([, number = '', mark]) => ({
      number,
      isBuilt: mark === undefined,
    })),
  );
}

export interface TestedRule {
  number: string;
  /** The test file; null for a rule that is not built. */
  file: string | null;
  /** A part of the name of the test or of its group. */
  fragment: string;
}

/** The rows of docs/rules/tests.md. */
export function readTestTable(): TestedRule[] {
  const row = /^\| ([AORMN]\d+\.\d+) \| (?:`([^`]+)`|not built) \| ?(.*?) ?\|$/gm;
  return [...readProjectFile('docs/rules/tests.md').matchAll(row)].map(
    ([, number = '', file = null, fragment = '']) => ({ number, file, fragment }),
  );
}

/** The names of tests and of their groups in the source of a test file. */
export function parseTestNames(source: string): string[] {
  const call =
    /\b(?:test|describe|it|suite)\(\s*(?:'((?:\\.|[^'\\])*)'|"((?:\\.|[^"\\])*)"|`([^`]*)`)/g;
  return [...source.matchAll(call)].map(([, single, double, template]) =>
    (single ?? double ?? template ?? '').replaceAll(/\\(.)/g, '$1'),
  );
}
