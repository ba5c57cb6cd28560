import type { ClientConfig } from 'pg';
import { PrimaryFinder, splitDatabaseHosts } from './database-hosts.ts';

/**
 * Startup parameters of every connection. A pooler in transaction mode tracks these for each client
 * (PgBouncer does so by default), so they hold behind one too.
 */
export const startupSettings = {
  TimeZone: 'UTC',
  DateStyle: 'ISO, MDY',
  standard_conforming_strings: 'on',
} as const;

/**
 * What else our statements rely on, whatever the role, the database or the server set: conflicts are
 * seen at `read committed`, and no statement, lock or forgotten transaction lasts for ever. A pooler
 * in transaction mode refuses or ignores these as startup parameters.
 */
export const sessionSettings = {
  default_transaction_isolation: 'read committed',
  statement_timeout: '30s',
  lock_timeout: '0',
  idle_in_transaction_session_timeout: '1min',
} as const;

/** How connections get the settings. */
export interface SessionMode {
  /** Whether a pooler hands each transaction to another session of the server. */
  isPooled: boolean;
  /** Settings that each transaction makes itself; empty where sessions have them. */
  perTransaction: Readonly<Record<string, string>>;
}

/** A connection to PostgreSQL itself: its session keeps what it was started with. */
export const directSession: SessionMode = { isPooled: false, perTransaction: {} };

/** The configuration of `pg` for a connection in this mode; `session` adds to our settings or replaces them. */
export function buildClientConfig(
  connectionString: string,
  mode: SessionMode,
  session: Readonly<Record<string, string>> = {},
): ClientConfig & { primaryFinder?: PrimaryFinder } {
  const hosts = splitDatabaseHosts(connectionString);
  const [first = connectionString] = hosts;
  const own = new URL(first).searchParams.get('options') ?? '';
  const ours = mode.isPooled
    ? []
    : Object.entries({ ...sessionSettings, ...session }).map(formatOption);
  return {
    connectionString: withLibpqSslModes(first),
    ...(hosts.length > 1 && { primaryFinder: getPrimaryFinder(connectionString, hosts) }),
    application_name: 'gatehouse',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    // Those of the connection URL come first, so ours win.
    options: [own, ...ours].join(' ').trim(),
  };
}

/** One for all pools of a URL: what one connection finds out, the others need not. */
const primaryFinders = new Map<string, PrimaryFinder>();

function getPrimaryFinder(connectionString: string, hosts: readonly string[]): PrimaryFinder {
  const existing = primaryFinders.get(connectionString);
  if (existing !== undefined) return existing;
  const configs = hosts.map((host) => ({
    connectionString: withLibpqSslModes(host),
    application_name: 'gatehouse (looks for the primary)',
  }));
  const finder = new PrimaryFinder(configs);
  primaryFinders.set(connectionString, finder);
  return finder;
}

/** Spaces separate options, so those of a value are escaped. */
function formatOption([name, value]: [string, string]): string {
  return `-c ${name}=${value.replaceAll(' ', '\\ ')}`;
}

/**
 * Has `sslmode` mean what it means to psql: `require` encrypts without checking the certificate,
 * unless `sslrootcert` names the authority. Without this, pg reads `require` as `verify-full`.
 */
function withLibpqSslModes(connectionString: string): string {
  const url = new URL(connectionString);
  if (!url.searchParams.has('uselibpqcompat')) url.searchParams.set('uselibpqcompat', 'true');
  // From here, pg would prefer them to ours.
  for (const name of ['options', 'target_session_attrs', ...Object.keys(sessionSettings)])
    url.searchParams.delete(name);
  return url.href;
}

const beginPattern = /^\s*(begin|start\s+transaction)\b([^;]*)/i;

/** Whether a text begins a transaction. */
export function isBegin(text: string): boolean {
  return beginPattern.test(text);
}

/** The text with the mode's settings made right after its `begin`. */
export function addTransactionSettings(text: string, { perTransaction }: SessionMode): string {
  const isolation = perTransaction.default_transaction_isolation;
  const settings = Object.entries(perTransaction)
    // The transaction has begun: its own isolation was given with `begin`.
    .filter(([name]) => name !== 'default_transaction_isolation')
    .map(([name, value]) => `; set local ${name} = '${value}'`)
    .join('');
  return text.replace(beginPattern, (_begin, verb: string, characteristics: string) => {
    const hasIsolation = isolation === undefined || /isolation/i.test(characteristics);
    const added = hasIsolation ? '' : ` isolation level ${isolation}`;
    return `${verb}${added}${characteristics}${settings}`;
  });
}
