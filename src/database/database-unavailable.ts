import pg from 'pg';

/**
 * SQLSTATEs after which the same statement may succeed later: 08 connection; 25006 read-only
 * standby; 25P03, 25P04 transaction timeout; 40 conflict with other transactions, after our retries;
 * 53 out of a resource; 55P03 lock not available; 57 cancelled, timed out, shutting down, starting;
 * 58 system error.
 */
const unavailableSqlStates = /^(08...|25006|25P0[34]|40(000|001|003|P01)|53...|55P03|57...|58...)$/;

/** With these, PostgreSQL ended the session or refused to start it. */
const fatalSeverities = new Set(['FATAL', 'PANIC']);

/** Error codes of the network, and of Node for a closed connection. */
const connectionErrorCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ENOTCONN',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'ENETRESET',
  'EADDRNOTAVAIL',
  'EMFILE',
  'ENFILE',
  'EPROTO',
  'ERR_STREAM_DESTROYED',
  'ERR_STREAM_WRITE_AFTER_END',
]);

/** Errors without a code, by their messages: of pg, its pool, its parser, Kysely's driver, and ours. */
const connectionErrorMessages = new RegExp(
  `^(${[
    'Connection terminated',
    'timeout expired',
    'timeout exceeded when trying to connect',
    'Query read timeout',
    'Client has encountered a connection error',
    'Client was closed',
    'None of the database hosts takes changes',
    'Received unexpected \\w+ message from backend',
    'Unknown authenticationOk message type',
    'The server does not support SSL connections',
    'There was an error establishing an SSL connection',
    'SASL: ',
    'Cannot use a pool after calling end on the pool',
    'Postgres connection has been discarded',
    'driver has already been destroyed',
  ].join('|')})`,
);

/**
 * Whether PostgreSQL or the connection to it failed, so that the same may succeed later. If a commit
 * failed so, it is unknown whether it took effect.
 */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof pg.DatabaseError) {
    // Without a code it comes from pg, for a message that could not be parsed.
    const { code, severity = '' } = error;
    return code === undefined || unavailableSqlStates.test(code) || fatalSeverities.has(severity);
  }
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code !== undefined) return connectionErrorCodes.has(code) || syscall === 'connect';
  return connectionErrorMessages.test(error.message);
}

/** Whether a change was refused because the database is a standby or set to read-only. */
export function isDatabaseReadOnly(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === '25006';
}
