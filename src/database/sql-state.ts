import pg from 'pg';

/** PostgreSQL's failures that mean something to us, by SQLSTATE, never by message. */
const state = {
  uniqueViolation: '23505',
  foreignKeyViolation: '23503',
  serializationFailure: '40001',
  deadlock: '40P01',
} as const;

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

function sqlState(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError ? error.code : undefined;
}

function constraintOf(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError ? error.constraint : undefined;
}
