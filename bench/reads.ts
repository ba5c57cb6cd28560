import { destinationOf, identifierOf, staffToken, wordOf } from './data.ts';
import type { Statement } from './floor.ts';
import { inTurns, measure, measureLatency } from './load.ts';
import { type Server, startFloor } from './processes.ts';
import { statementsOf } from './statements.ts';

const awards = '/api/openportal-managed-projects/';
const list = `${awards}?state=pending&page_size=50`;

/** What was measured of reading at one size: requests/s, and milliseconds of one at a time. */
export interface Reads {
  list: number;
  listFloor: number;
  one: number;
  oneKnown: number;
  oneFloor: number;
  firstPageMs: number;
  searchMs: number;
  identifierMs: number;
  countMs: number;
  deepPageMs: number;
  byNameMs: number;
}

/** The statements of the list, as the service sends them. */
export const listStatements = (databaseUrl: string): Promise<Statement[]> =>
  statementsOf(databaseUrl, list);

/** Measures the reads of staff; each measurement takes `seconds`, those against a floor several turns of them. */
export async function measureReads(
  service: Server,
  databaseUrl: string,
  size: number,
  seconds: number,
): Promise<Reads> {
  const number = Math.floor(size / 3);
  const one = `${awards}${identifierOf(number)}/${destinationOf(number)}/`;
  const headers = { 'if-none-match': await etagOf(service.url + one) };
  const many = (path: string, more = {}): Promise<number> =>
    measure({ url: service.url + path, token: staffToken, connections: 16, seconds, ...more });
  const alone = (path: string, method: 'GET' | 'HEAD' = 'GET'): Promise<number> =>
    measureLatency({ url: service.url + path, token: staffToken, method }, seconds);
  const againstFloor = async (path: string): Promise<[number, number]> => {
    const floor = await startFloor(databaseUrl, {
      statements: await statementsOf(databaseUrl, path),
    });
    const load = { url: floor.url, token: staffToken, connections: 16, seconds };
    return inTurns(
      () => many(path),
      () => measure(load),
    ).finally(floor.stop);
  };
  const [listRate, listFloor] = await againstFloor(list);
  const [oneRate, oneFloor] = await againstFloor(one);
  return {
    list: listRate,
    listFloor,
    one: oneRate,
    oneKnown: await many(one, { headers }),
    oneFloor,
    firstPageMs: await measureFirstPage(service, seconds),
    searchMs: await alone(`${awards}?query=${wordOf(number)}&page_size=50`),
    identifierMs: await alone(`${awards}?identifier=${identifierOf(number)}&page_size=50`),
    countMs: await alone(list, 'HEAD'),
    deepPageMs: await alone(`${list}&page=${deepPage(size)}`),
    byNameMs: await alone(`${list}&o=details__name`),
  };
}

/** How long the first page takes, asked for alone: milliseconds. */
export function measureFirstPage(service: Server, seconds: number): Promise<number> {
  return measureLatency({ url: service.url + list, token: staffToken }, seconds);
}

/** Page 1,000, or the last there is: one award in sixteen waits. */
function deepPage(size: number): number {
  return Math.min(1000, Math.max(1, Math.floor(size / 16 / 50)));
}

async function etagOf(url: string): Promise<string> {
  const reply = await fetch(url, { headers: { authorization: `Token ${staffToken}` } });
  const etag = reply.headers.get('etag');
  if (etag === null) throw new Error(`${url}: ${reply.status}`);
  return etag;
}
