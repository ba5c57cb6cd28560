import { getDestination, getIdentifier, staffToken, getSearchWord } from './bench-data.ts';
import type { Statement } from './baseline-server.ts';
import { measureAlternately, measureThroughput, measureLatency } from './http-load.ts';
import { type ServerProcess, startBaselineServer } from './server-processes.ts';
import { captureStatements } from './capture-statements.ts';

const AWARDS_PATH = '/api/openportal-managed-projects/';
const LIST_PATH = `${AWARDS_PATH}?state=pending&page_size=50`;

/** Reads at one size: requests per second, and (`…Ms`) milliseconds of one request at a time. */
export interface ReadMeasurements {
  list: number;
  listBaseline: number;
  one: number;
  oneNotModified: number;
  oneBaseline: number;
  firstPageMs: number;
  searchMs: number;
  identifierMs: number;
  countMs: number;
  deepPageMs: number;
  byNameMs: number;
}

/** The statements of the list, as the service sends them. */
export const captureListStatements = (databaseUrl: string): Promise<Statement[]> =>
  captureStatements(databaseUrl, LIST_PATH);

/** Measures reads of staff; each measurement takes `seconds`, with a baseline a multiple of that. */
export async function measureReads(
  service: ServerProcess,
  databaseUrl: string,
  size: number,
  seconds: number,
): Promise<ReadMeasurements> {
  const number = Math.floor(size / 3);
  const one = `${AWARDS_PATH}${getIdentifier(number)}/${getDestination(number)}/`;
  const headers = { 'if-none-match': await fetchEtag(service.url + one) };
  const measureRate = (path: string, more = {}): Promise<number> =>
    measureThroughput({
      url: service.url + path,
      token: staffToken,
      connections: 16,
      seconds,
      ...more,
    });
  const measureMs = (path: string, method: 'GET' | 'HEAD' = 'GET'): Promise<number> =>
    measureLatency({ url: service.url + path, token: staffToken, method }, seconds);
  const measureWithBaseline = async (path: string): Promise<[number, number]> => {
    const baseline = await startBaselineServer(databaseUrl, {
      statements: await captureStatements(databaseUrl, path),
    });
    const load = { url: baseline.url, token: staffToken, connections: 16, seconds };
    return measureAlternately(
      () => measureRate(path),
      () => measureThroughput(load),
    ).finally(baseline.stop);
  };
  const [listRate, listBaseline] = await measureWithBaseline(LIST_PATH);
  const [oneRate, oneBaseline] = await measureWithBaseline(one);
  return {
    list: listRate,
    listBaseline,
    one: oneRate,
    oneNotModified: await measureRate(one, { headers }),
    oneBaseline,
    firstPageMs: await measureFirstPage(service, seconds),
    searchMs: await measureMs(`${AWARDS_PATH}?query=${getSearchWord(number)}&page_size=50`),
    identifierMs: await measureMs(
      `${AWARDS_PATH}?identifier=${getIdentifier(number)}&page_size=50`,
    ),
    countMs: await measureMs(LIST_PATH, 'HEAD'),
    deepPageMs: await measureMs(`${LIST_PATH}&page=${getDeepPageNumber(size)}`),
    byNameMs: await measureMs(`${LIST_PATH}&o=details__name`),
  };
}

/** Milliseconds of the first page of the list, with one request at a time. */
export function measureFirstPage(service: ServerProcess, seconds: number): Promise<number> {
  return measureLatency({ url: service.url + LIST_PATH, token: staffToken }, seconds);
}

/** Page 1,000, or the last one if there are fewer: one award in sixteen is pending. */
function getDeepPageNumber(size: number): number {
  return Math.min(1000, Math.max(1, Math.floor(size / 16 / 50)));
}

async function fetchEtag(url: string): Promise<string> {
  const reply = await fetch(url, { headers: { authorization: `Token ${staffToken}` } });
  const etag = reply.headers.get('etag');
  if (etag === null) throw new Error(`${url}: ${reply.status}`);
  return etag;
}
