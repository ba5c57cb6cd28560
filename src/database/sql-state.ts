import pg from 'pg';

/** PostgreSQL's failures that mean something to us, by SQLSTATE, never by message. */
const SQL_STATES = {
  uniqueViolation: '23505',
  foreignKeyViolation: '23503',
  serializationFailure: '40001',
  deadlock: '40P01',
} as const;

/** Whether a unique constraint of this name was broken. */
export function isUniqueViolation(error: unknown, constraint: string): boolean {
  return getSqlState(error) === SQL_STATES.uniqueViolation && getConstraint(error) === constraint;
}

/** Whether something still refers to the row. */
export function isForeignKeyViolation(error: unknown): boolean {
  return getSqlState(error) === SQL_STATES.foreignKeyViolation;
}

/** Whether the same transaction may simply be run again. */
export function isRetryableError(error: unknown): boolean {
  const code = getSqlState(error);
  return code === SQL_STATES.serializationFailure || code === SQL_STATES.deadlock;
}

/** Class 22: a value that PostgreSQL cannot hold; 54: one too large for an index or the parser. */
export function isUnstorableInput(error: unknown): boolean {
  return /^(22|54)/.test(getSqlState(error) ?? '');
}

function getSqlState(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError ? error.code : undefined;
}

function getConstraint(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError ? error.constraint : undefined;
}
