import {
  getDestination,
  getIdentifier,
  reviewerTokens,
  staffToken,
  staffTokens,
} from './bench-data.ts';
import type { BuildFigure } from './compare-builds.ts';
import { approveAll, listApprovableNumbers } from './decision-benchmark.ts';
import { measureDiskUsage } from './disk-benchmark.ts';
import { type Figure, targetAtLeast, targetAtMost } from './figures.ts';
import type { FilledBuild, FilledBuilds } from './filled-builds.ts';
import { type LoadOptions, measureLatency, measureThroughput } from './http-load.ts';
import { readDatabaseProcessorMs, readProcessorMs } from './processor-time.ts';
import { measurePeakMemory } from './server-processes.ts';

const AWARDS_PATH = '/api/openportal-managed-projects/';
const LIST_PATH = `${AWARDS_PATH}?state=pending&page_size=50`;
const ROUNDS = 5;
const PAGES_PER_SECOND = 200;
const MAX_SECONDS = 120;

/** The speed of the service (issue 23), each figure on a database that the build has filled. */
export function createServiceFigures(builds: FilledBuilds, seconds: number): BuildFigure[] {
  const figure = (
    key: string,
    name: string,
    unit: string,
    target: Figure['target'],
    measure: (filled: FilledBuild) => Promise<number>,
  ): BuildFigure => ({
    key,
    name,
    unit,
    rounds: ROUNDS,
    target,
    measure: async (build) => measure(await builds.get(build)),
  });
  const measureReads =
    (path: (filled: FilledBuild) => string, tokens = oneToken) =>
    (filled: FilledBuild) =>
      measureThroughput(createReadLoad(filled, path(filled), seconds, tokens));
  const toList = (): string => LIST_PATH;
  return [
    figure(
      'list',
      'list, 50 pending, 16 connections',
      '/s',
      targetAtLeast(2),
      measureReads(toList),
    ),
    figure(
      'list-database',
      'processor time of PostgreSQL for a page',
      'ms',
      targetAtMost(0.4),
      (filled) => measureProcessorTime(filled, seconds, 'database'),
    ),
    figure('list-service', 'processor time of the service for a page', 'ms', null, (filled) =>
      measureProcessorTime(filled, seconds, 'service'),
    ),
    ...callers.flatMap(([who, tokens]) => [
      figure('callers', `list, 50 pending, ${who}`, '/s', null, measureReads(toList, tokens)),
      figure('callers', `processor time of PostgreSQL for a page, ${who}`, 'ms', null, (filled) =>
        measureProcessorTime(filled, seconds, 'database', tokens),
      ),
      figure('callers', `one award, ${who}`, '/s', null, measureReads(getAwardPath, tokens)),
    ]),
    figure(
      'callers',
      'list, 50 pending, 16 people of staff, as browsers ask',
      '/s',
      null,
      (filled) =>
        measureThroughput({
          ...createReadLoad(filled, LIST_PATH, seconds, staffTokens),
          headers: { 'accept-encoding': 'gzip, deflate, br' },
        }),
    ),
    figure(
      'award',
      'one award, 16 connections',
      '/s',
      targetAtLeast(1.5),
      measureReads(getAwardPath),
    ),
    figure('unchanged', 'one award, If-None-Match', '/s', targetAtLeast(1.5), async (filled) => {
      const etag = await fetchEtag(filled);
      const load = createReadLoad(filled, getAwardPath(filled), seconds);
      return measureThroughput({ ...load, headers: { 'if-none-match': etag } });
    }),
    figure('short-search', 'search of one to three letters, slowest', 'ms', null, (filled) =>
      measureShortSearch(filled, seconds),
    ),
    figure(
      'approve',
      'approve, 16 reviewers',
      '/s',
      targetAtLeast(1.4),
      createApprovalMeasurement(seconds),
    ),
    figure('memory', 'memory of the service while it lists', 'MB', targetAtMost(0.7), (filled) =>
      measurePeakMemory(filled.service.pid, () =>
        measureThroughput(createReadLoad(filled, LIST_PATH, seconds)),
      ),
    ),
    {
      ...figure(
        'award-disk',
        'disk of an award',
        'KB',
        targetAtMost(1.5),
        async (filled) => (await measureDiskUsage(filled.database.url, filled.size)).value,
      ),
      rounds: 1,
    },
  ];
}

/** Sixteen connections of one person of staff. */
const oneToken: readonly string[] = [staffToken];

/** Sixteen connections of as many people: staff see the same, reviewers what is theirs. */
const callers = [
  ['16 people of staff', staffTokens],
  ['16 reviewers', reviewerTokens],
] as const;

function createReadLoad(
  { service }: FilledBuild,
  path: string,
  seconds: number,
  tokens = oneToken,
): LoadOptions {
  return { url: service.url + path, token: staffToken, tokens, connections: 16, seconds };
}

function getAwardPath({ size }: FilledBuild): string {
  const number = Math.floor(size / 3);
  return `${AWARDS_PATH}${getIdentifier(number)}/${getDestination(number)}/`;
}

/** Each round approves awards of its build that no earlier round has approved. */
function createApprovalMeasurement(seconds: number): (filled: FilledBuild) => Promise<number> {
  const remaining = new WeakMap<FilledBuild, number[]>();
  return (filled) => {
    const numbers = remaining.get(filled) ?? listApprovableNumbers(filled.size);
    remaining.set(filled, numbers);
    const share = Math.floor(listApprovableNumbers(filled.size).length / ROUNDS);
    return approveAll(filled.service, numbers.splice(0, share), Math.max(seconds, MIN_SECONDS));
  };
}

/** Long enough for each reviewer to complete several approvals on a busy machine. */
const MIN_SECONDS = 5;

async function fetchEtag(filled: FilledBuild): Promise<string> {
  const headers = { authorization: `Token ${staffToken}` };
  const reply = await fetch(filled.service.url + getAwardPath(filled), { headers });
  const etag = reply.headers.get('etag');
  if (etag === null) throw new Error(`One award: ${reply.status}`);
  return etag;
}

/** Milliseconds of processor for one page of the list, of the service or of its connections. */
async function measureProcessorTime(
  filled: FilledBuild,
  seconds: number,
  of: 'database' | 'service',
  tokens = oneToken,
): Promise<number> {
  const read = async (): Promise<number> =>
    of === 'service'
      ? readProcessorMs(filled.service.pid)
      : readDatabaseProcessorMs(filled.database);
  // A number of pages, not of seconds, so that the time divides exactly.
  const pages = Math.ceil(PAGES_PER_SECOND * seconds);
  const load = { ...createReadLoad(filled, LIST_PATH, MAX_SECONDS, tokens), requests: pages };
  // The first requests open the connections.
  await measureThroughput(load);
  const before = await read();
  await measureThroughput(load);
  return ((await read()) - before) / pages;
}

const shortSearches = ['u', 'uk', 'ing', 'eds', 'p1'];

/** The slowest median of the searches, one request at a time. */
async function measureShortSearch({ service }: FilledBuild, seconds: number): Promise<number> {
  const times: number[] = [];
  for (const text of shortSearches) {
    const url = `${service.url}${AWARDS_PATH}?query=${text}&page_size=50`;
    times.push(await measureLatency({ url, token: staffToken }, seconds / shortSearches.length));
  }
  return Math.max(...times);
}
