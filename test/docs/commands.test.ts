import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, test } from 'node:test';
import { blockDecisions, commandDecisions, type NamedTest } from './command-decisions.ts';
import { parseTestNames } from './rules.ts';
import { findShellBlock, readShellBlocks, splitCommands } from './shell-blocks.ts';

/* Commands, files and settings that the operators' documents name exist. */

const root = path.join(import.meta.dirname, '..', '..');
const read = (name: string): string => readFileSync(path.join(root, name), 'utf8');
const pages = ['docs/operators.md', 'docs/privacy.md', 'docs/releasing.md', 'docs/support.md'];
const text = pages.map(read).join('\n');
const program = read('src/main.ts') + read('src/commands/add-account-commands.ts');
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
    const isGroup = new RegExp(`command\\('${first}'\\)[^;]*;\\n\\n *${first}\\n`).test(program);
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

describe('every shell command of the documents', () => {
  const isDecided = (command: string, key: string): boolean =>
    key.endsWith('…') ? command.startsWith(key.slice(0, -1)) : command === key;
  const allPages = Object.keys(commandDecisions);

  /** The commands of a page outside the blocks that a test runs as they are printed. */
  function listOtherCommands(page: string): string[] {
    const run = blockDecisions
      .filter(([ofPage]) => ofPage === page)
      .map(([, words]) => findShellBlock(page, words));
    return readShellBlocks(page)
      .filter((block) => !run.includes(block))
      .flatMap(splitCommands);
  }

  test('is run by a named test, or on paper with the reason (test/docs/command-decisions.ts)', () => {
    for (const page of allPages) {
      const keys = Object.keys(commandDecisions[page] ?? {});
      const undecided = listOtherCommands(page).filter(
        (command) => !keys.some((key) => isDecided(command, key)),
      );
      assert.deepEqual(undecided, [], `${page}: say which test runs these, or why none does`);
    }
  });

  test('has no decision about a command that is gone', () => {
    for (const [page, decisions] of Object.entries(commandDecisions)) {
      const commands = listOtherCommands(page);
      const stale = Object.keys(decisions).filter(
        (key) => !commands.some((command) => isDecided(command, key)),
      );
      assert.deepEqual(stale, [], page);
    }
  });

  test('has a test that exists', () => {
    const decisions = Object.values(commandDecisions).flatMap((page) => Object.values(page));
    const tests = [
      ...blockDecisions.map(([, , named]) => named),
      ...decisions.filter((decision): decision is NamedTest => !('onPaper' in decision)),
    ];
    const missing = tests.filter(
      ([file, title]) => !parseTestNames(read(file)).some((name) => name.includes(title)),
    );
    assert.deepEqual(missing, []);
  });

  test('of documents that have more of them is in the table too', () => {
    const others = globSync(['*.md', 'docs/*.md'], { cwd: root }).filter(
      (page) => !allPages.includes(page) && page !== 'CONTRIBUTING.md',
    );
    assert.deepEqual(
      others.filter((page) => readShellBlocks(page).length > 0),
      [],
    );
  });
});

test("the README's list of commands is complete", () => {
  const groups = collect(/const (\w+) = program\s*\.command\(/g, program);
  const table = /## Commands\n([\s\S]*?)\n## /.exec(read('README.md'))?.[1] ?? '';
  const listed = collect(/^\| `([\w-]+(?: (?!-)[a-z][\w-]*)?)/gm, table);
  const all = [
    ...program.matchAll(/(\w+)\s*\.command\('([\w-]+)'\)(?:[^;]*?\.command\('([\w-]+)'\))?/g),
  ]
    .map(([, owner = '', name = '', inner]) => {
      if (inner !== undefined) return `${name} ${inner}`;
      return owner === 'program' ? name : `${owner} ${name}`;
    })
    .filter((name) => !groups.has(name));
  assert.ok(all.length > 20, `${all.length}`);
  assert.deepEqual([...listed].toSorted(), all.toSorted());
});

test('each version in the changelog says how to upgrade', () => {
  const [, ...versions] = read('CHANGELOG.md').split(/^## /m);
  assert.ok(versions.length > 0);
  for (const section of versions) {
    const [title = ''] = section.split('\n');
    const [, upgrade = ''] = /^### Upgrade\n\n(.+)/m.exec(section) ?? [];
    assert.match(upgrade, /\w/, `"### Upgrade" of ${title}`);
  }
});

describe('docs/operators.md', () => {
  const guide = read('docs/operators.md');

  test('has the connections that the code opens, and adds them up', () => {
    const constant = (file: string, pattern: RegExp): number =>
      Number(pattern.exec(read(file))?.[1] ?? Number.NaN);
    const parts = [
      constant('src/database/connection-pool.ts', /max: options\.max \?\? (\d+)/),
      constant('src/service/database-pools.ts', /JOB_CONNECTIONS = (\d+)/),
      constant('src/service/database-pools.ts', /SEARCH_CONNECTIONS = (\d+)/),
      constant('src/bridge/job-queue.ts', /MAX_CONNECTIONS = (\d+)/),
      constant('src/commands/scheduled-backups.ts', /name: 'backups', max: (\d+)/),
    ];
    const [, ...numbers] =
      /at most (\d+) connections: (\d+) for [^,]+, (\d+) for [^,]+, (\d+) for [^,]+, (\d+) for [^,]+, and (\d+) while/.exec(
        guide,
      ) ?? [];
    const sum = parts.reduce((total, part) => total + part, 0);
    assert.deepEqual(numbers.map(Number), [sum, ...parts]);
    assert.match(guide, new RegExp(`${sum * 3 + 21 + 3} with two replicas`));
  });

  test('quotes messages in "Symptoms" as the code has them', () => {
    const section = /## Symptoms\n([\s\S]*)/.exec(guide)?.[1] ?? '';
    const rows = [...section.matchAll(/^\| (.+?) \| .+ \|$/gm)].map(([, first = '']) => first);
    assert.ok(rows.length >= 22, `${rows.length} rows`);
    const sources = globSync('src/**/*.ts', { cwd: root }).map(read);
    // A message is in quotes with spaces; paths and commands are in quotes too.
    const messages = rows.flatMap((row) =>
      [...row.matchAll(/`([^`]* [^`]*)`/g)]
        .map(([, quoted = '']) => quoted)
        .filter((quoted) => !quoted.startsWith('gatehouse ')),
    );
    assert.ok(messages.length >= 7, `${messages.length} messages`);
    for (const message of messages) {
      // What differs each time: names, ports, addresses.
      const parts = message.split(/…|\b\d[\d.]*\b/).map((part) => part.trim());
      assert.ok(
        sources.some((source) => parts.every((part) => source.includes(part))),
        message,
      );
    }
  });
});
