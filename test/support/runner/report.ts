import path from 'node:path';
import { PassThrough, type Readable } from 'node:stream';
import * as reporters from 'node:test/reporters';
import type { Summary, TestEvent } from './worker-messages.ts';

const MAX_LISTED_FILES = 12;

/** Writes what happens in the tests to the standard output, in the form of a reporter of Node's. */
export class Report {
  readonly #root: string;
  readonly #events = new PassThrough({ objectMode: true });
  readonly #written: Promise<void>;
  #topLevelTests = 0;

  /** `reporter` is spec, tap or dot; files are named from `root` on. */
  constructor(root: string, reporter: string) {
    this.#root = root;
    this.#written = write(this.#events.compose(createReporter(reporter)));
  }

  add({ type, data }: TestEvent): void {
    const isResult = type === 'test:pass' || type === 'test:fail';
    // Each file counts its tests from 1.
    const numbered = isResult && data.nesting === 0 && { testNumber: ++this.#topLevelTests };
    this.#events.write({ type, data: { ...data, ...numbered } });
  }

  /** Ends with the slowest files if there are several, and with the totals of all. */
  async end(summaries: readonly Summary[]): Promise<void> {
    this.add({ type: 'test:plan', data: { nesting: 0, count: this.#topLevelTests } });
    if (summaries.length > 1) this.addLines(this.#listSlowest(summaries));
    this.addLines(addUp(summaries).map(([name, count]) => `${name} ${count}`));
    this.#events.end();
    await this.#written;
  }

  /** Adds lines of information. */
  addLines(lines: readonly string[]): void {
    for (const message of lines) {
      this.add({ type: 'test:diagnostic', data: { nesting: 0, message, level: 'info' } });
    }
  }

  #listSlowest(summaries: readonly Summary[]): string[] {
    const slowest = summaries.toSorted((a, b) => b.duration_ms - a.duration_ms);
    const lines = slowest.slice(0, MAX_LISTED_FILES).map(({ file = '', duration_ms: ms }) => {
      return `${(ms / 1000).toFixed(1).padStart(7)} s  ${path.relative(this.#root, file)}`;
    });
    return [`the slowest of ${summaries.length} files:`, ...lines];
  }
}

function createReporter(name: string) {
  switch (name) {
    case 'spec':
      return new reporters.spec();
    case 'tap':
      return reporters.tap;
    case 'dot':
      return reporters.dot;
    default:
      throw new Error('--test-reporter is spec, tap or dot.');
  }
}

async function write(output: Readable): Promise<void> {
  for await (const text of output) process.stdout.write(text);
}

/** The totals of all files, in the form in which Node's runner prints them. */
function addUp(summaries: readonly Summary[]): [name: string, count: number][] {
  const total = (name: keyof Summary['counts']): number =>
    summaries.reduce((sum, { counts }) => sum + counts[name], 0);
  const others = total('cancelled') + total('skipped') + total('todo');
  return [
    ['tests', total('tests')],
    ['pass', total('passed')],
    ['fail', total('tests') - total('passed') - others],
    ['cancelled', total('cancelled')],
    ['skipped', total('skipped')],
    ['todo', total('todo')],
  ];
}
