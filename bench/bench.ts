import { type TestDatabase, testDatabase } from '../test/support/database.ts';
import { fill } from './data.ts';
import { measureDecisions } from './decisions.ts';
import { measureDisk } from './disk.ts';
import { atLeast, atMost, type Figure, figure } from './figures.ts';
import { measurePgbench } from './pgbench.ts';
import type { Growth } from './plot.ts';
import { inTurns } from './load.ts';
import { peakMemory, startService } from './processes.ts';
import { listStatements, measureFirstPage, measureReads } from './reads.ts';
import { measureReassertion } from './reassertion.ts';
import { measureStart } from './start.ts';

export interface Asked {
  /** How many awards, ascending; decisions and re-assertion are measured at the last. */
  sizes: number[];
  /** Of each measurement. */
  seconds: number;
  /** reads, decisions, reassertion, start, pages. */
  only: string[];
  /** How many held awards are sent again; as many as are held at most. */
  reassertions?: number;
}

export interface Result {
  figures: Figure[];
  growth: Growth[];
}

/** Measures what is asked for; `say` hears how far it is. */
export async function bench(asked: Asked, say: (line: string) => void): Promise<Result> {
  const growth: Growth[] = [];
  const figures: Figure[] = [];
  const wants = (what: string): boolean => asked.only.includes(what);
  const atEachSize = wants('reads') ? asked.sizes : asked.sizes.slice(-1);
  const atAnySize = ['reads', 'decisions', 'reassertion'].some(wants);
  let base: TestDatabase | null = null;
  let grown: Grown | null = null;
  for (const size of atAnySize ? atEachSize : []) {
    const isLast = size === asked.sizes.at(-1);
    const isBase = size === baseSize && !isLast;
    const database = await testDatabase();
    if (isBase) base = database;
    try {
      say(`${size} awards: filling`);
      await fill(database.url, size);
      if (wants('reads')) growth.push(await readsAt(database.url, size, asked, say));
      if (wants('reads') && isLast && base !== null) {
        say(`${size} awards: first pages`);
        grown = await firstPages(base.url, database.url, asked.seconds);
      }
      if (wants('reads') && isLast) {
        say(`${size} awards: pgbench`);
        figures.push(
          ...(await measurePgbench(
            database.url,
            await listStatements(database.url),
            asked.seconds,
          )),
        );
      }
      if (wants('reads') && isLast) figures.push(await measureDisk(database.url, size));
      if (wants('decisions') && isLast) {
        say(`${size} awards: decisions`);
        figures.push(await measureDecisions(database.url, size, asked.seconds));
      }
      if (wants('reassertion') && isLast) {
        say(`${size} awards: re-assertion`);
        const count = asked.reassertions ?? 10_000;
        figures.push(...(await measureReassertion(database.url, size, count)));
      }
    } finally {
      if (!isBase) await database.close();
    }
  }
  await base?.close();
  figures.unshift(...figuresOf(growth, grown));
  if (wants('start')) {
    say('start');
    figures.push(await measureStart());
  }
  if (wants('pages')) {
    say('pages');
    const { benchPages } = await import('./pages.ts');
    figures.push(...(await benchPages()));
  }
  return { figures, growth };
}

/** What latency at the largest size is compared with. */
const baseSize = 10_000;

/** Milliseconds that the first page takes on two desks. */
interface Grown {
  baseMs: number;
  largestMs: number;
}

/** In turns, so that what else the machine does meets both. */
async function firstPages(baseUrl: string, largestUrl: string, seconds: number): Promise<Grown> {
  const base = await startService(baseUrl);
  try {
    const largest = await startService(largestUrl);
    const [baseMs, largestMs] = await inTurns(
      () => measureFirstPage(base, seconds),
      () => measureFirstPage(largest, seconds),
    ).finally(largest.stop);
    return { baseMs, largestMs };
  } finally {
    await base.stop();
  }
}

const memory: { peakMb: number } = { peakMb: 0 };

async function readsAt(
  url: string,
  size: number,
  { seconds }: Asked,
  say: (line: string) => void,
): Promise<Growth> {
  say(`${size} awards: reads`);
  const service = await startService(url);
  try {
    let reads: Growth | undefined;
    memory.peakMb = await peakMemory(service.pid, async () => {
      reads = { size, ...(await measureReads(service, url, size, seconds)) };
    });
    return reads as Growth;
  } finally {
    await service.stop();
  }
}

/** The figures of reading at the largest size; latencies also against 10,000 awards. */
function figuresOf(growth: readonly Growth[], grown: Grown | null): Figure[] {
  const last = growth.at(-1);
  if (last === undefined) return [];
  const { baseMs, largestMs } = grown ?? {
    baseMs: last.firstPageMs,
    largestMs: last.firstPageMs,
  };
  const baseAt = `at ${(grown === null ? last.size : baseSize).toLocaleString('en')}`;
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
    figure(
      `list, 50 pending, 16 connections, ${at}`,
      '/s',
      last.list,
      floor(last.listFloor),
      atLeast(0.85),
    ),
    figure(`list, latency, ${at}`, 'ms', largestMs, { what: baseAt, value: baseMs }, atMost(1.3)),
    ...searches.map(([what, value]) => figure(`${what}, ${at}`, 'ms', value, firstPage, atMost(3))),
    figure(`one award, ${at}`, '/s', last.one, floor(last.oneFloor), atLeast(0.85)),
    figure(
      `one award, If-None-Match, ${at}`,
      '/s',
      last.oneKnown,
      floor(last.oneFloor),
      atLeast(1),
    ),
    figure(`memory of the service, reads, ${at}`, 'MB', memory.peakMb, null, atMost(250)),
  ];
}
