import pg from 'pg';

/** PostgreSQL's failures that mean something to us, by SQLSTATE, never by message. */
const state = {
  uniqueViolation: '23505',
  foreignKeyViolation: '23503',
  serializationFailure: '40001',
  deadlock: '40P01',
} as const;

/** 08: connection; 53: out of something; 57P: shutting down, starting; 25006: standby. */
const unavailableStates = /^(08...|53...|57P0[1-4]|57014|25006|25P0[34]|55P03|58...)$/;
const unavailableCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND']);

/** Whether a unique constraint of this name was broken. */
export function breaksUnique(error: unknown, constraint: string): boolean {
  return sqlState(error) === state.uniqueViolation && constraintOf(error) === constraint;
}

/** Whether something still refers to the row. */
export function isStillReferenced(error: unknown): boolean {
  return sqlState(error) === state.foreignKeyViolation;
}

/** Whether the same transaction may simply be run again. */
export function isRetryable(error: unknown): boolean {
  const code = sqlState(error);
  return code === state.serializationFailure || code === state.deadlock;
}

/** Class 22: a value that PostgreSQL cannot hold; 54: one too large for an index or the parser. */
export function isUnstorableInput(error: unknown): boolean {
  return /^(22|54)/.test(sqlState(error) ?? '');
}

export function isDatabaseUnavailable(error: unknown): boolean {
  const code = sqlState(error);
  if (code !== undefined) return unavailableStates.test(code);
  const system = error instanceof Error && 'code' in error ? String(error.code) : '';
  return (
    unavailableCodes.has(system) ||
    (error instanceof Error &&
      /^(Connection terminated|timeout (exceeded|expired)|Client (has encountered|was closed))/.test(
        error.message,
      ))
  );
}

function sqlState(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError ? error.code : undefined;
}

function constraintOf(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError ? error.constraint : undefined;
}
