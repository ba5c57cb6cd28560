import { getDestination, getIdentifier, staffToken, getSearchWord } from './bench-data.ts';
import type { Statement } from './baseline-server.ts';
import { measureAlternately, measureThroughput, measureLatency } from './http-load.ts';
import { type ServerProcess, startBaselineServer } from './server-processes.ts';
import { captureStatements } from './capture-statements.ts';

const AWARDS_PATH = '/api/openportal-managed-projects/';
const LIST_PATH = `${AWARDS_PATH}?state=pending&page_size=50`;

/** What was measured of reading at one size: requests/s, and milliseconds of one at a time. */
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

/** Measures the reads of staff; each measurement takes `seconds`, those against a floor several turns of them. */
export async function measureReads(
  service: ServerProcess,
  databaseUrl: string,
  size: number,
  seconds: number,
): Promise<ReadMeasurements> {
  const number = Math.floor(size / 3);
  const one = `${AWARDS_PATH}${getIdentifier(number)}/${getDestination(number)}/`;
  const headers = { 'if-none-match': await fetchEtag(service.url + one) };
  const many = (path: string, more = {}): Promise<number> =>
    measureThroughput({
      url: service.url + path,
      token: staffToken,
      connections: 16,
      seconds,
      ...more,
    });
  const alone = (path: string, method: 'GET' | 'HEAD' = 'GET'): Promise<number> =>
    measureLatency({ url: service.url + path, token: staffToken, method }, seconds);
  const againstFloor = async (path: string): Promise<[number, number]> => {
    const floor = await startBaselineServer(databaseUrl, {
      statements: await captureStatements(databaseUrl, path),
    });
    const load = { url: floor.url, token: staffToken, connections: 16, seconds };
    return measureAlternately(
      () => many(path),
      () => measureThroughput(load),
    ).finally(floor.stop);
  };
  const [listRate, listFloor] = await againstFloor(LIST_PATH);
  const [oneRate, oneFloor] = await againstFloor(one);
  return {
    list: listRate,
    listBaseline: listFloor,
    one: oneRate,
    oneNotModified: await many(one, { headers }),
    oneBaseline: oneFloor,
    firstPageMs: await measureFirstPage(service, seconds),
    searchMs: await alone(`${AWARDS_PATH}?query=${getSearchWord(number)}&page_size=50`),
    identifierMs: await alone(`${AWARDS_PATH}?identifier=${getIdentifier(number)}&page_size=50`),
    countMs: await alone(LIST_PATH, 'HEAD'),
    deepPageMs: await alone(`${LIST_PATH}&page=${getDeepPageNumber(size)}`),
    byNameMs: await alone(`${LIST_PATH}&o=details__name`),
  };
}

/** How long the first page takes, asked for alone: milliseconds. */
export function measureFirstPage(service: ServerProcess, seconds: number): Promise<number> {
  return measureLatency({ url: service.url + LIST_PATH, token: staffToken }, seconds);
}

/** Page 1,000, or the last there is: one award in sixteen waits. */
function getDeepPageNumber(size: number): number {
  return Math.min(1000, Math.max(1, Math.floor(size / 16 / 50)));
}

async function fetchEtag(url: string): Promise<string> {
  const reply = await fetch(url, { headers: { authorization: `Token ${staffToken}` } });
  const etag = reply.headers.get('etag');
  if (etag === null) throw new Error(`${url}: ${reply.status}`);
  return etag;
}
