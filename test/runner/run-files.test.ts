import assert from 'node:assert/strict';
import { globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { groupFiles, separateExclusive, slowFiles } from '../support/runner/file-groups.ts';
import { type RunOptions, runFiles } from '../support/runner/run-files.ts';
import { runFailedAgain } from '../support/runner/second-run.ts';
import type { TestEvent } from '../support/runner/worker-messages.ts';

/* Test files that share a process: each is reported as if it had one of its own. */

const folder = mkdtempSync(path.join(tmpdir(), 'gatehouse-runner-'));
after(() => rmSync(folder, { recursive: true }));

/** Writes a test file; returns its path. */
function write(name: string, code: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, `import { after, before, beforeEach, test } from 'node:test';\n${code}`);
  return file;
}

/** Runs files in one process; returns for each event `pass` or `fail`, the name and the error. */
async function runAll(files: string[], more: Partial<RunOptions> = {}) {
  const events: TestEvent[] = [];
  const summaries = await runFiles(files, {
    cwd: folder,
    workers: 1,
    execArgv: [],
    timeoutMs: 60_000,
    fileTimeoutMs: 60_000,
    testNamePatterns: [],
    signal: new AbortController().signal,
    onEvent: (event) => events.push(event),
    ...more,
  });
  const lines = events
    .filter(({ type }) => type === 'test:pass' || type === 'test:fail')
    .map(({ type, data }) => {
      const error = data.details.error;
      const cause = error === undefined ? '' : ` (${(error.cause ?? error).message})`;
      return `${type.slice('test:'.length)} ${path.basename(data.name)}${cause}`;
    });
  return { lines, successes: summaries.map(({ success }) => success), summaries };
}

const good = write('good.mjs', `test('good', () => {});`);

test('a failed test is reported with its error, and fails its file alone', async () => {
  const bad = write('bad.mjs', `test('bad', () => { throw new Error('broken'); });`);
  const { lines, successes, summaries } = await runAll([bad, good]);
  assert.deepEqual(lines, ['fail bad (broken)', 'pass good']);
  assert.deepEqual(successes, [false, true]);
  assert.deepEqual(
    summaries.map(({ file }) => file),
    [bad, good],
  );
});

test('a file that ends the process fails by its name, and the next file runs', async () => {
  const exit = write('exit.mjs', `test('exits', () => process.exit(0));`);
  const { lines, successes, summaries } = await runAll([exit, good]);
  assert.deepEqual(lines, [
    'fail exit.mjs (The process of the file ended with code 0.)',
    'pass good',
  ]);
  assert.deepEqual(successes, [false, true]);
  assert.equal(summaries[0]?.counts.tests, 1);
});

test('a file that leaves something open fails by its time limit', async () => {
  const hang = write('hang.mjs', `test('begins', () => { setInterval(() => {}, 100); });`);
  const { lines, successes } = await runAll([hang, good], { fileTimeoutMs: 3000 });
  const failure = 'fail hang.mjs (The file did not end within 3 s.)';
  assert.deepEqual(lines, ['pass begins', failure, 'pass good']);
  assert.deepEqual(successes, [false, true]);
});

test('a test that hangs fails by its own time limit', async () => {
  const slow = write(
    'slow.mjs',
    `test('waits', () => new Promise((done) => setTimeout(done, 1000)));`,
  );
  const { lines } = await runAll([slow, good], { timeoutMs: 300 });
  assert.deepEqual(lines, ['fail waits (test timed out after 300ms)', 'pass good']);
});

test('an error outside the tests fails the file', async () => {
  const load = write('load.mjs', `test('defined', () => {});\nthrow new Error('on loading');`);
  const late = write(
    'late.mjs',
    `test('over', () => { setTimeout(() => { throw new Error('late'); }, 50); });`,
  );
  const code = write('code.mjs', `test('sets', () => { process.exitCode = 4; });`);
  const { lines, successes } = await runAll([load, late, code, good]);
  assert.match(String(lines[1]), /^fail load\.mjs \(The file cannot be loaded: Error: on loading/);
  assert.deepEqual(lines.toSpliced(1, 1), [
    'pass defined',
    'pass over',
    'fail late.mjs (There was an error outside the tests: see the lines above.)',
    'pass sets',
    'fail code.mjs (The file set the exit code 4.)',
    'pass good',
  ]);
  assert.deepEqual(successes, [false, false, false, true]);
});

test('an error of a promise that nobody awaits fails its file', async () => {
  const stray = write(
    'stray.mjs',
    `const pause = () => new Promise((done) => setTimeout(done, 50));
    test('strays', async () => {
      void pause().then(() => { throw new Error('stray'); });
      await pause();
      await pause();
    });`,
  );
  const { successes } = await runAll([stray, good]);
  assert.deepEqual(successes, [false, true]);
});

test('a hook that fails after the tests fails the file', async () => {
  const hook = write(
    'hook.mjs',
    `after(() => { throw new Error('left'); }); test('fine', () => {});`,
  );
  const { lines, successes, summaries } = await runAll([hook, good]);
  assert.deepEqual(lines, ['pass fine', 'fail hook.mjs (left)', 'pass good']);
  assert.deepEqual(successes, [false, true]);
  assert.equal(summaries[0]?.counts.tests, 2);
});

test('files share modules, but no hooks', async () => {
  write('shared.mjs', 'export const seen = [];');
  const shared = `import { seen } from './shared.mjs';\n`;
  const hooks = `before(() => seen.push('before'));
    beforeEach(() => seen.push('each'));
    after(() => seen.push('after'));`;
  const first = write(
    'first.mjs',
    `${shared}${hooks} test('first', () => { seen.push('test'); });`,
  );
  const second = write(
    'second.mjs',
    `${shared} test('second', () => { throw new Error(seen.join(' ')); });`,
  );
  const { lines } = await runAll([first, second]);
  assert.deepEqual(lines, ['pass first', 'fail second (before each test after)']);
});

test('runs only the tests of a name', async () => {
  const two = write('two.mjs', `test('one of two', () => {}); test('other', () => {});`);
  const { lines, successes } = await runAll([two, good], { testNamePatterns: ['of two'] });
  assert.deepEqual(lines, ['pass one of two']);
  assert.deepEqual(successes, [true, true]);
});

test('files that run at the same time are reported one after another', async () => {
  const wait = 'new Promise((done) => setTimeout(done, 100))';
  const [a, b] = ['a', 'b'].map((name) =>
    write(`${name}.mjs`, `test('${name}1', () => ${wait}); test('${name}2', () => ${wait});`),
  ) as [string, string];
  const { lines } = await runAll([a, b], { workers: 2 });
  assert.deepEqual(lines, ['pass a1', 'pass a2', 'pass b1', 'pass b2']);
});

test('a few files that fail run once more alone, and are named whatever comes of it', async () => {
  const bad = write('always.mjs', `test('bad', () => { throw new Error('broken'); });`);
  const once = write(
    'once.mjs',
    `import { existsSync, writeFileSync } from 'node:fs';
    test('fails once', () => {
      const mark = new URL('once.mark', import.meta.url);
      if (existsSync(mark)) return;
      writeFileSync(mark, '');
      throw new Error('slow');
    });`,
  );
  const { summaries } = await runAll([good, bad, once]);
  const ran: string[] = [];
  const second = await runFailedAgain(summaries, folder, async (file) => {
    ran.push(file);
    return (await runAll([file])).summaries[0] as (typeof summaries)[number];
  });
  assert.deepEqual(ran, [bad, once]);
  assert.deepEqual(
    second.summaries.map(({ success }) => success),
    [true, false, true],
  );
  assert.deepEqual(second.lines, [
    'failed again alone: always.mjs',
    'UNSTABLE, passed alone: once.mjs',
  ]);
});

test('many files that fail do not run again', async () => {
  const bad = [1, 2, 3, 4].map((number) =>
    write(`many${number}.mjs`, `test('bad', () => { throw new Error('broken'); });`),
  );
  const { summaries } = await runAll(bad);
  const second = await runFailedAgain(summaries, folder, () => assert.fail('ran again'));
  assert.deepEqual([second.summaries, second.lines], [summaries, []]);
});

test('every file runs once with the slow ones; without them, what is named as slow is left out', () => {
  const root = path.join(import.meta.dirname, '..', '..');
  const slow = Object.values(slowFiles).flat();
  const withSlow = groupFiles(root, { withSlow: true });
  const everyFile = globSync('test/**/*.test.ts', { cwd: root });
  assert.deepEqual(withSlow.groups.flat().toSorted(), everyFile.toSorted());
  assert.equal(withSlow.leftOut, 0);

  const { groups, leftOut } = groupFiles(root, { withSlow: false });
  const left = everyFile.filter((file) => !groups.flat().includes(file));
  // A name that is written wrong, or twice, would be one of a file that is not there.
  assert.deepEqual(left.toSorted(), slow.toSorted());
  assert.equal(leftOut, slow.length);
});

test('a file that is sensitive to timing runs alone, also when it is named', () => {
  const [chaos, other] = ['test/chaos/run-chaos.test.ts', 'test/award/review.test.ts'] as const;
  assert.deepEqual(separateExclusive([chaos, other]), [[other], [chaos]]);
  const last = groupFiles(path.join(import.meta.dirname, '..', '..'), { withSlow: true }).groups.at(
    -1,
  );
  assert.deepEqual(last, [chaos]);
});
