import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { spawnSync } from 'node:child_process';
import { projectRoot } from '../support/gatehouse-process.ts';

/* `npm run lint:rooms` on a copy of the source with forbidden imports planted in it. */

/** File to plant → what it imports, and the rule that must refuse it. */
const forbidden = [
  ['src/http/planted.ts', '../bridge/bridge-connection.ts', 'foundations-know-no-feature'],
  [
    'src/database/embedded/planted.ts',
    '../../people/person-store.ts',
    'foundations-know-no-feature',
  ],
  ['src/people/planted.ts', '../projects/project-user-routes.ts', 'no-routes-of-others'],
  ['src/people/planted-too.ts', '../managed-projects/routes.ts', 'no-routes-of-others'],
  ['src/award/planted.ts', '../http/http-problem.ts', 'award-is-alone'],
  ['src/award/planted-too.ts', 'pg', 'award-is-alone'],
  ['src/projects/planted.ts', '../server.ts', 'nothing-below-imports-the-top'],
  ['web/desk/planted.ts', '../../src/http/http-problem.ts', 'pages-share-only-the-core'],
  ['src/database/migrations/planted.ts', '../schema.ts', 'migrations-stand-still'],
  ['src/audit/planted.ts', '../managed-projects/list-awards.ts', 'no-circle-of-folders'],
] as const;

interface Violation {
  from: string;
  to: string;
  rule: { name: string };
}

describe('an import that the rooms forbid fails, also one of types only', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-rooms-'));
  let violations: Violation[];
  before(() => {
    for (const part of ['src', 'web', '.dependency-cruiser.mjs', 'tsconfig.json', 'package.json']) {
      cpSync(path.join(projectRoot, part), path.join(folder, part), {
        recursive: true,
        filter: (file) => path.basename(file) !== 'dist',
      });
    }
    symlinkSync(path.join(projectRoot, 'node_modules'), path.join(folder, 'node_modules'));
    for (const [file, target] of forbidden) {
      const keyword = file.includes('too') ? 'import' : 'import type';
      writeFileSync(path.join(folder, file), `${keyword} * as planted from '${target}';\n`);
    }
    violations = runDependencyCruiser(folder);
  });
  after(() => rmSync(folder, { recursive: true }));

  for (const [file, target, rule] of forbidden) {
    test(`${file} → ${target}`, () => {
      // A circle is reported for the folder, the other rules for the file.
      const rules = violations
        .filter(({ from }) => from === file || from === path.posix.dirname(file))
        .map(({ rule: { name } }) => name);
      assert.ok(rules.includes(rule), `${rules}`);
    });
  }
});

function runDependencyCruiser(cwd: string): Violation[] {
  const program = path.join(projectRoot, 'node_modules', '.bin', 'depcruise');
  const { stdout } = spawnSync(process.execPath, [program, '--output-type', 'json', 'src', 'web'], {
    cwd,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  return (JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations;
}
