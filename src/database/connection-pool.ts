import { type CompiledQuery, Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { StartError } from '../errors/start-error.ts';
import { QueryTimeoutClient } from './query-timeout-client.ts';
import type { Database } from './schema.ts';

/** Older servers return some rows differently and lack some of the SQL we use. */
const MIN_POSTGRES_MAJOR = 15;

/** PostgreSQL ends statements sooner (`statement_timeout`), so later than this it is unreachable. */
const QUERY_TIMEOUT_MS = 40_000;

export interface PoolOptions {
  /** The most connections. */
  max?: number;
  /** The longest message of PostgreSQL that is read, in bytes; 64 MiB by default. */
  maxMessageBytes?: number;
  /** PostgreSQL settings of every session, beside those of all pools or instead of them. */
  session?: Readonly<Record<string, string>>;
  /** Wait for results as long as PostgreSQL takes. */
  disableQueryTimeout?: boolean;
  /** Called when a connection fails between two statements. */
  onError?: (error: Error) => void;
  /** Called for each statement that was run. */
  onQuery?: (query: CompiledQuery) => void;
}

/**
 * Opens a pool of connections. Values are returned as text without loss: times with six digits and
 * Z, dates as YYYY-MM-DD, numeric as decimal text.
 */
export function createDatabase(
  connectionString: string,
  options: PoolOptions = {},
): Kysely<Database> {
  const pool = new pg.Pool({
    Client: QueryTimeoutClient,
    connectionString,
    max: options.max ?? 20,
    connectionTimeoutMillis: 10_000,
    query_timeout: options.disableQueryTimeout ? 0 : QUERY_TIMEOUT_MS,
    keepAlive: true,
    ...(options.maxMessageBytes !== undefined && { maxMessageBytes: options.maxMessageBytes }),
    options: buildSessionOptions(connectionString, options.session),
    types: { getTypeParser },
  });
  const onError = options.onError ?? (() => undefined);
  // The pool handles errors of idle connections only. An unhandled one of a connection that a
  // transaction holds between two statements would end the process when PostgreSQL restarts.
  pool.on('connect', (client) => client.on('error', onError));
  pool.on('error', () => undefined);
  const { onQuery } = options;
  return new Kysely<Database>({
    dialect: new PostgresDialect({ pool }),
    ...(onQuery && { log: ({ query }) => onQuery(query) }),
  });
}

/** Throws StartError if the server cannot be reached or is older than PostgreSQL 15. */
export async function checkServerVersion(db: Kysely<Database>): Promise<void> {
  const { rows } = await sql<{ number: string; version: string }>`
    select current_setting('server_version_num') as number,
      current_setting('server_version') as version`
    .execute(db)
    .catch((error: Error) => {
      throw new StartError(`The database cannot be reached: ${error.message || String(error)}`);
    });
  const [row] = rows;
  if (row === undefined || Number(row.number) < MIN_POSTGRES_MAJOR * 10_000) {
    throw new StartError(
      `PostgreSQL ${MIN_POSTGRES_MAJOR} or newer is needed; this one is ${row?.version ?? 'unknown'}.`,
    );
  }
}

/** The settings of every session; those in the connection URL come first, so ours win. */
function buildSessionOptions(connectionString: string, more: PoolOptions['session'] = {}): string {
  const own = new URL(connectionString).searchParams.get('options') ?? '';
  const settings = {
    TimeZone: 'UTC',
    DateStyle: 'ISO',
    statement_timeout: '30s',
    idle_in_transaction_session_timeout: '60s',
    application_name: 'gatehouse',
    ...more,
  };
  const ours = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
  return [own, ...ours].join(' ').trim();
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
  if (day === undefined) throw new Error('The database returned a time that is not in UTC.');
  return `${day}T${time}.${fraction.padEnd(6, '0')}Z`;
}

function parseBigint(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error('The database returned a number above 2^53.');
  return value;
}
