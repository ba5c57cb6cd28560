import type { ClientConfig } from 'pg';

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
): ClientConfig {
  const own = new URL(connectionString).searchParams.get('options') ?? '';
  const ours = mode.isPooled
    ? []
    : Object.entries({ ...sessionSettings, ...session }).map(formatOption);
  return {
    connectionString: withLibpqSslModes(connectionString),
    application_name: 'gatehouse',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    // Those of the connection URL come first, so ours win.
    options: [own, ...ours].join(' ').trim(),
  };
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
  for (const name of ['options', ...Object.keys(sessionSettings)]) url.searchParams.delete(name);
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
