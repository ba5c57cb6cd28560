import { type CompiledQuery, Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { Temporal } from 'temporal-polyfill';
import type { Database } from './schema.ts';
import { getTracing } from '../tracing/tracing.ts';
import { SessionClient } from './session-client.ts';
import { TracedClient } from './traced-client.ts';
import { buildClientConfig, directSession, type SessionMode } from './session-settings.ts';

/** PostgreSQL ends statements sooner (`statement_timeout`), so later than this it is unreachable. */
const QUERY_TIMEOUT_MS = 40_000;
/** A new connection prepares and plans each statement again, so a desk must not lose them at each rest. */
const IDLE_TIMEOUT_MS = 60_000;

export interface PoolOptions {
  /** Names the pool in the metrics; `requests` by default. */
  name?: string;
  /** The most connections. */
  max?: number;
  /** The longest message of PostgreSQL that is read, in bytes; 64 MiB by default. */
  maxMessageBytes?: number;
  /** PostgreSQL settings of every session, beside those of all pools or instead of them. */
  session?: Readonly<Record<string, string>>;
  /** Have no statement prepared, such as those of a queue (plan-each-time.ts). */
  preparesNothing?: boolean;
  /** Wait for results as long as PostgreSQL takes. */
  disableQueryTimeout?: boolean;
  /** Called when a connection fails between two statements. */
  onError?: (error: Error) => void;
  /** Called for each statement that was run. */
  onQuery?: (query: CompiledQuery) => void;
  /** How connections get our session settings (detect-session.ts); direct by default. */
  sessionMode?: SessionMode;
}

/**
 * Opens a pool of connections. Values are returned as text without loss: times with six digits and
 * Z, dates as YYYY-MM-DD, numeric as decimal text.
 */
export function createDatabase(
  connectionString: string,
  options: PoolOptions = {},
): Kysely<Database> {
  const pool = createPool(connectionString, options);
  const { onQuery } = options;
  return new Kysely<Database>({
    dialect: new PostgresDialect({ pool }),
    ...(onQuery && { log: ({ query }) => onQuery(query) }),
  });
}

/** The connections of `createDatabase` without its query builder. */
export function createPool(connectionString: string, options: PoolOptions = {}): pg.Pool {
  const { session = {} } = options;
  const mode = options.sessionMode ?? directSession;
  const sessionMode = mode.isPooled
    ? { ...mode, perTransaction: { ...mode.perTransaction, ...session } }
    : mode;
  const settings = {
    ...buildClientConfig(connectionString, sessionMode, session),
    Client: getTracing() === null ? SessionClient : TracedClient,
    sessionMode,
    preparesNothing: options.preparesNothing ?? false,
    max: options.max ?? 20,
    idleTimeoutMillis: IDLE_TIMEOUT_MS,
    query_timeout: options.disableQueryTimeout ? 0 : QUERY_TIMEOUT_MS,
    ...(options.maxMessageBytes !== undefined && { maxMessageBytes: options.maxMessageBytes }),
    types: { getTypeParser },
  };
  const pool = new pg.Pool(settings);
  const onError = options.onError ?? (() => undefined);
  // The pool handles errors of idle connections only. An unhandled one of a connection that a
  // transaction holds between two statements would end the process when PostgreSQL restarts.
  pool.on('connect', (client) => client.on('error', onError));
  pool.on('error', () => undefined);
  forgetEndedPools();
  openPools.add({ name: options.name ?? 'requests', pool });
  return pool;
}

interface NamedPool {
  name: string;
  pool: pg.Pool;
}

const openPools = new Set<NamedPool>();

/** The pools of this process that were not ended. */
export function listOpenPools(): NamedPool[] {
  forgetEndedPools();
  return [...openPools];
}

function forgetEndedPools(): void {
  for (const open of openPools) if (open.pool.ending) openPools.delete(open);
}

const typeParsers: Record<number, (text: string) => unknown> = {
  [pg.types.builtins.TIMESTAMPTZ]: parseTimestamp,
  [pg.types.builtins.DATE]: (text) => text,
  [pg.types.builtins.NUMERIC]: (text) => text,
  [pg.types.builtins.INT8]: parseBigint,
};

function getTypeParser(oid: number, format?: 'text' | 'binary') {
  return typeParsers[oid] ?? pg.types.getTypeParser(oid, format as 'text');
}

/** `2026-11-23 15:04:05.1+00` is `2026-11-23T15:04:05.100000Z`. */
function parseTimestamp(text: string): string {
  const [, day, time, fraction = ''] = /^(\S+) ([\d:]{8})(?:\.(\d+))?\+00$/.exec(text) ?? [];
  if (day === undefined) return convertToUtc(text);
  return `${day}T${time}.${fraction.padEnd(6, '0')}Z`;
}

/** A pooler may have dropped our time zone, so any offset is read. */
function convertToUtc(text: string): string {
  return Temporal.Instant.from(text).toString({ smallestUnit: 'microsecond' });
}

function parseBigint(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error('The database returned a number above 2^53.');
  return value;
}
