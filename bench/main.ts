import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startTestPostgres } from '../test/support/test-postgres.ts';
import { formatFigureTable } from './figures.ts';
import { plotReads } from './plot-reads.ts';
import type { BenchmarkResult } from './run-benchmarks.ts';
import { killAllProcesses } from './server-processes.ts';
import { writeFigureTable } from './write-scale-docs.ts';

const HELP = `npm run bench -- …
  --sizes LIST    numbers of awards; default 1000,10000,100000,1000000
  --seconds N     duration of each measurement; default 4
  --projects N    projects on a machine, for machines and usage; default 10000
  --only LIST     some of reads,flood,deliveries,decisions,reassertion,start,pages,machines,usage,
                  install; default all but install, which downloads the packages of two commits
  --against REV   instead, compare this build with that of a revision, in turns; REV may also be a
                  folder with a checkout and its packages; --only: some of
                  disk,bytes,desk,outline,slow-line,list,list-database,list-service,callers,
                  award,unchanged,short-search,approve,memory,award-disk,reassertion,bursts; default all. Of --sizes, the
                  last is used
  --json FILE     where to write the results; default bench/results/latest.json
  --write-docs    write the table to docs/scale.md and the plots to docs/images/`;

/* `npm run bench`: measures this machine; a figure that misses its target is no failure. */
const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '1000,10000,100000,1000000' },
    seconds: { type: 'string', default: '4' },
    projects: { type: 'string', default: '10000' },
    only: { type: 'string' },
    against: { type: 'string' },
    json: { type: 'string', default: path.join(import.meta.dirname, 'results', 'latest.json') },
    'write-docs': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
const allBenchmarks = [
  'reads',
  'flood',
  'deliveries',
  'decisions',
  'reassertion',
  'start',
  'pages',
  'machines',
  'usage',
];
let interrupt: (error: Error) => void = () => undefined;
const interrupted = new Promise<never>((_, reject) => {
  interrupt = reject;
});
// It may reject before anything awaits it.
interrupted.catch(() => undefined);
if (values.help) console.log(HELP);
else await main();

async function main(): Promise<void> {
  const server = await startTestPostgres({ isDurable: true });
  // Ctrl-C also ends child processes, so the measurement fails and the clean-up below follows.
  let isInterrupted = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      isInterrupted = true;
      interrupt(new Error('Interrupted.'));
    });
  }
  try {
    Object.assign(process.env, server.env);
    const result = await Promise.race([runSelected(), interrupted]);
    const cpu = cpus();
    const report = {
      date: new Date().toISOString(),
      machine: `${cpu.length} × ${cpu[0]?.model ?? 'unknown'}, Node ${process.version}`,
      ...result,
    };
    mkdirSync(path.dirname(values.json), { recursive: true });
    writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
    console.log(formatFigureTable(report.figures));
    console.log(`\n${report.date}, ${report.machine}\n${values.json}`);
    if (values['write-docs'] && values.against === undefined) {
      writeFigureTable(report);
      plotReads(report.growth);
    }
  } catch (error) {
    if (!isInterrupted) throw error;
    process.exitCode = 130;
  } finally {
    if (isInterrupted) killAllProcesses();
    await server.close();
    if (isInterrupted) process.exit();
  }
}

/** Runs what the options select. Not before the environment names the test server. */
async function runSelected(): Promise<BenchmarkResult> {
  const only = values.only?.split(',');
  const sizes = values.sizes.split(',').map(parsePositiveNumber);
  const seconds = parsePositiveNumber(values.seconds);
  if (values.against !== undefined) {
    const { runComparisons } = await import('./run-comparisons.ts');
    return runComparisons(values.against, only, { size: sizes.at(-1) ?? 0, seconds }, logProgress);
  }
  const { runBenchmarks } = await import('./run-benchmarks.ts');
  const options = {
    sizes,
    seconds,
    projects: parsePositiveNumber(values.projects),
    benchmarks: only ?? allBenchmarks,
  };
  return runBenchmarks(options, logProgress);
}

function logProgress(line: string): void {
  console.error(`${new Date().toISOString().slice(11, 19)} ${line}`);
}

function parsePositiveNumber(text: string): number {
  const number = Number(text);
  if (!(number > 0)) throw new Error(`A number above zero is required, not ${text}.`);
  return number;
}
