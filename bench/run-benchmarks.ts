import { type TestDatabase, createTestDatabase } from '../test/support/test-database.ts';
import { fillDatabase } from './bench-data.ts';
import { measureDecisions } from './decision-benchmark.ts';
import { measureDeliveries } from './delivery-benchmark.ts';
import { measureDiskUsage } from './disk-benchmark.ts';
import { targetAtLeast, targetAtMost, type Figure, createFigure } from './figures.ts';
import { measureFlood } from './flood-benchmark.ts';
import { measurePgbench } from './pgbench-benchmark.ts';
import type { ReadsAtSize } from './plot-reads.ts';
import { measureAlternately } from './http-load.ts';
import { measurePeakMemory, startService } from './server-processes.ts';
import { captureListStatements, measureFirstPage, measureReads } from './read-benchmark.ts';
import { measureInstallation } from './install-benchmark.ts';
import { measureReassertion } from './reassertion-benchmark.ts';
import { measureMachines } from './machine-benchmark.ts';
import { measureUsageReports } from './usage-benchmark.ts';
import { measureStartup } from './startup-benchmark.ts';

export interface BenchmarkOptions {
  /** Numbers of awards, ascending; decisions and re-assertion are measured only with the last. */
  sizes: number[];
  /** Duration of each measurement. */
  seconds: number;
  /** Some of reads, flood, deliveries, decisions, reassertion, start, pages, machines, usage, install. */
  benchmarks: string[];
  /** Projects on a machine, for machines and usage. */
  projects?: number;
  /** How many approved awards are sent again, at most. */
  maxReassertions?: number;
  /** How many events are sent to webhooks; 10,000 by default. */
  maxEvents?: number;
  /** How many mails are sent meanwhile; 2,000 by default. */
  maxMails?: number;
}

export interface BenchmarkResult {
  figures: Figure[];
  growth: ReadsAtSize[];
}

/** Runs the selected benchmarks; `say` is called with the progress. */
export async function runBenchmarks(
  options: BenchmarkOptions,
  say: (line: string) => void,
): Promise<BenchmarkResult> {
  const growth: ReadsAtSize[] = [];
  const figures: Figure[] = [];
  const wants = (what: string): boolean => options.benchmarks.includes(what);
  const atEachSize = wants('reads') ? options.sizes : options.sizes.slice(-1);
  const atAnySize = ['reads', 'flood', 'deliveries', 'decisions', 'reassertion'].some(wants);
  let base: TestDatabase | null = null;
  let grown: FirstPageLatency | null = null;
  for (const size of atAnySize ? atEachSize : []) {
    const isLast = size === options.sizes.at(-1);
    const isBase = size === REFERENCE_SIZE && !isLast;
    const database = await createTestDatabase();
    if (isBase) base = database;
    try {
      say(`${size} awards: filling`);
      await fillDatabase(database.url, size);
      if (wants('reads')) growth.push(await measureReadsAtSize(database.url, size, options, say));
      if (wants('reads') && isLast && base !== null) {
        say(`${size} awards: first pages`);
        grown = await compareFirstPages(base.url, database.url, options.seconds);
      }
      if (wants('reads') && isLast) {
        say(`${size} awards: pgbench`);
        figures.push(
          ...(await measurePgbench(
            database.url,
            await captureListStatements(database.url),
            options.seconds,
          )),
        );
      }
      if (wants('reads') && isLast) figures.push(await measureDiskUsage(database.url, size));
      if (wants('flood') && isLast) {
        say(`${size} awards: flood`);
        figures.push(await measureFlood(database.url, size, options.seconds));
      }
      if (wants('deliveries') && isLast) {
        say(`${size} awards: deliveries`);
        figures.push(
          ...(await measureDeliveries(database, {
            events: options.maxEvents ?? 10_000,
            mails: options.maxMails ?? 2000,
          })),
        );
      }
      if (wants('decisions') && isLast) {
        say(`${size} awards: decisions`);
        figures.push(await measureDecisions(database.url, size, options.seconds));
      }
      if (wants('reassertion') && isLast) {
        say(`${size} awards: re-assertion`);
        const count = options.maxReassertions ?? 10_000;
        figures.push(...(await measureReassertion(database.url, size, count)));
      }
    } finally {
      if (!isBase) await database.close();
    }
  }
  await base?.close();
  figures.unshift(...toReadFigures(growth, grown));
  const { projects = 10_000 } = options;
  if (wants('machines')) {
    say(`${projects} projects: machines`);
    figures.push(...(await measureMachines(projects, options.seconds)));
  }
  if (wants('usage')) {
    say(`${projects} projects: usage`);
    figures.push(...(await measureUsageReports(projects)));
  }
  if (wants('start')) {
    say('start');
    figures.push(await measureStartup());
  }
  if (wants('install')) {
    say('install');
    figures.push(...(await measureInstallation()));
  }
  if (wants('pages')) {
    say('pages');
    const { measurePageLoad } = await import('./page-load-benchmark.ts');
    figures.push(...(await measurePageLoad()));
  }
  return { figures, growth };
}

/** Latency at the largest size is compared with that at this size. */
const REFERENCE_SIZE = 10_000;

/** Milliseconds of the first page with two numbers of awards. */
interface FirstPageLatency {
  referenceMs: number;
  largestMs: number;
}

/** Measured alternately, so that other load on the machine affects both. */
async function compareFirstPages(
  baseUrl: string,
  largestUrl: string,
  seconds: number,
): Promise<FirstPageLatency> {
  const base = await startService(baseUrl);
  try {
    const largest = await startService(largestUrl);
    const [baseMs, largestMs] = await measureAlternately(
      () => measureFirstPage(base, seconds),
      () => measureFirstPage(largest, seconds),
    ).finally(largest.stop);
    return { referenceMs: baseMs, largestMs };
  } finally {
    await base.stop();
  }
}

const readMemory: { peakMb: number } = { peakMb: 0 };

async function measureReadsAtSize(
  url: string,
  size: number,
  { seconds }: BenchmarkOptions,
  say: (line: string) => void,
): Promise<ReadsAtSize> {
  say(`${size} awards: reads`);
  const service = await startService(url);
  try {
    let reads: ReadsAtSize | undefined;
    readMemory.peakMb = await measurePeakMemory(service.pid, async () => {
      reads = { size, ...(await measureReads(service, url, size, seconds)) };
    });
    return reads as ReadsAtSize;
  } finally {
    await service.stop();
  }
}

/** The figures of reads at the largest size; the latency also compared with REFERENCE_SIZE. */
function toReadFigures(growth: readonly ReadsAtSize[], grown: FirstPageLatency | null): Figure[] {
  const last = growth.at(-1);
  if (last === undefined) return [];
  const { referenceMs: baseMs, largestMs } = grown ?? {
    referenceMs: last.firstPageMs,
    largestMs: last.firstPageMs,
  };
  const baseAt = `at ${(grown === null ? last.size : REFERENCE_SIZE).toLocaleString('en')}`;
  const at = `at ${last.size.toLocaleString('en')}`;
  const floor = (value: number) => ({ what: 'floor', value });
  const firstPage = { what: 'first page', value: last.firstPageMs };
  const searches = [
    ['search', last.searchMs],
    ['identifier contains', last.identifierMs],
    ['count', last.countMs],
    ['page 1,000 deep', last.deepPageMs],
    ['ordered by award name', last.byNameMs],
  ] as const;
  return [
    createFigure(
      `list, 50 pending, 16 connections, ${at}`,
      '/s',
      last.list,
      floor(last.listBaseline),
      targetAtLeast(0.85),
    ),
    createFigure(
      `list, latency, ${at}`,
      'ms',
      largestMs,
      { what: baseAt, value: baseMs },
      targetAtMost(1.3),
    ),
    ...searches.map(([what, value]) =>
      createFigure(`${what}, ${at}`, 'ms', value, firstPage, targetAtMost(3)),
    ),
    createFigure(`one award, ${at}`, '/s', last.one, floor(last.oneBaseline), targetAtLeast(0.85)),
    createFigure(
      `one award, If-None-Match, ${at}`,
      '/s',
      last.oneNotModified,
      floor(last.oneBaseline),
      targetAtLeast(1),
    ),
    createFigure(
      `memory of the service, reads, ${at}`,
      'MB',
      readMemory.peakMb,
      null,
      targetAtMost(250),
    ),
  ];
}
