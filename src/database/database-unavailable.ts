import pg from 'pg';

/**
 * SQLSTATEs of a PostgreSQL that cannot do now what it could do at another time:
 * 08 connection; 25006 a standby; 25P03, 25P04 a transaction took too long; 40 others were in the
 * way, more often than we try; 53 out of something; 55P03 a lock not to be had; 57 cancelled, out
 * of time, shutting down, starting; 58 its machine.
 */
const unavailableSqlStates = /^(08...|25006|25P0[34]|40(000|001|003|P01)|53...|55P03|57...|58...)$/;

/** A session that PostgreSQL ends, or does not begin, whatever for. */
const fatalSeverities = new Set(['FATAL', 'PANIC']);

/** What the network says, and Node of a connection that is no more. */
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

/** Errors without a code, by their words: of pg, its pool, its parts, and of Kysely's driver. */
const connectionErrorMessages = new RegExp(
  `^(${[
    'Connection terminated',
    'timeout expired',
    'timeout exceeded when trying to connect',
    'Query read timeout',
    'Client has encountered a connection error',
    'Client was closed',
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
 * Whether PostgreSQL, or the way to it, is what failed: the same may succeed later. After a
 * failed commit it is unknown whether it was done.
 */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof pg.DatabaseError) {
    // Without a code it is no answer of PostgreSQL: what came could not be read.
    const { code, severity = '' } = error;
    return code === undefined || unavailableSqlStates.test(code) || fatalSeverities.has(severity);
  }
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code !== undefined) return connectionErrorCodes.has(code) || syscall === 'connect';
  return connectionErrorMessages.test(error.message);
}
