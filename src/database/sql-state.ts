import pg from 'pg';

/** The SQLSTATEs that we handle. */
const SQL_STATES = {
  uniqueViolation: '23505',
  foreignKeyViolation: '23503',
  serializationFailure: '40001',
  deadlock: '40P01',
  queryCanceled: '57014',
  lockNotAvailable: '55P03',
  insufficientPrivilege: '42501',
  readOnly: '25006',
} as const;

/** Whether the unique constraint of this name was violated. */
export function isUniqueViolation(error: unknown, constraint: string): boolean {
  return getSqlState(error) === SQL_STATES.uniqueViolation && getConstraint(error) === constraint;
}

/** Whether a foreign key was violated: something refers to the row, or the row to nothing. */
export function isForeignKeyViolation(error: unknown): boolean {
  return getSqlState(error) === SQL_STATES.foreignKeyViolation;
}

/** Whether running the same transaction again may succeed. */
export function isRetryableError(error: unknown): boolean {
  const code = getSqlState(error);
  return code === SQL_STATES.serializationFailure || code === SQL_STATES.deadlock;
}

/** Whether a lock was not available within `lock_timeout`. */
export function isLockUnavailable(error: unknown): boolean {
  return getSqlState(error) === SQL_STATES.lockNotAvailable;
}

export function lacksPrivilege(error: unknown): boolean {
  return getSqlState(error) === SQL_STATES.insufficientPrivilege;
}

/** Whether the triggers of maintenance (migration 0028) refused a change. */
export function isRefusedByMaintenance(error: unknown): boolean {
  return getSqlState(error) === SQL_STATES.readOnly && getConstraint(error) === 'maintenance';
}

/** A statement took longer than `statement_timeout`, or an operator cancelled it. */
export function isCanceledStatement(error: unknown): boolean {
  return getSqlState(error) === SQL_STATES.queryCanceled;
}

/** Class 22: a value that PostgreSQL cannot store; 54: one too large for an index or the parser. */
export function isUnstorableInput(error: unknown): boolean {
  return /^(22|54)/.test(getSqlState(error) ?? '');
}

function getSqlState(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError ? error.code : undefined;
}

function getConstraint(error: unknown): string | undefined {
  return error instanceof pg.DatabaseError ? error.constraint : undefined;
}
