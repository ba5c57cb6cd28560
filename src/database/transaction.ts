import type { Kysely, Transaction } from 'kysely';
import type { Database } from './schema.ts';
import { isRetryableError } from './sql-state.ts';

const MAX_ATTEMPTS = 5;
/** For conflicts, of which each means that another transaction succeeded. */
const MAX_CONFLICT_ATTEMPTS = 100;

/** Thrown by the work of a transaction that must begin again: what it had read is no longer true. */
export class OvertakenError extends Error {}

/**
 * Runs `work` in one transaction and returns its result. After a deadlock, a serialization failure,
 * an OvertakenError or an error that `isConflict` recognises as lost to another transaction, `work` runs again from
 * the start, so it must have no effect outside the transaction.
 */
export async function runInTransaction<Result>(
  db: Kysely<Database>,
  work: (trx: Transaction<Database>) => Promise<Result>,
  isConflict: (error: unknown) => boolean = () => false,
): Promise<Result> {
  let attemptsLeft = MAX_ATTEMPTS;
  let conflictAttemptsLeft = MAX_CONFLICT_ATTEMPTS;
  for (;;) {
    try {
      return await runOnce(db, work);
    } catch (error) {
      if (error instanceof OvertakenError || isConflict(error)) conflictAttemptsLeft--;
      else if (isRetryableError(error)) attemptsLeft--;
      else throw error;
      if (attemptsLeft === 0 || conflictAttemptsLeft === 0) throw error;
    }
  }
}

/** Throws the error of `work` rather than that of a rollback that fails after it. */
async function runOnce<Result>(
  db: Kysely<Database>,
  work: (trx: Transaction<Database>) => Promise<Result>,
): Promise<Result> {
  let failure: { error: unknown } | null = null;
  try {
    return await db.transaction().execute(async (trx) => {
      try {
        return await work(trx);
      } catch (error) {
        failure = { error };
        throw error;
      }
    });
  } catch (error) {
    throw (failure ?? { error }).error;
  }
}

/**
 * Locks a row until the transaction ends, so that nothing changes what is read of it from now on. Rows
 * that refer to it may still be added: the check of a foreign key does not wait for this lock, and so
 * cannot close a circle with it (docs/decisions/0019, Locks).
 */
export async function lockRow(
  trx: Transaction<Database>,
  table: 'person' | 'customer' | 'project' | 'project_template' | 'resource',
  id: number,
): Promise<void> {
  await trx.selectFrom(table).select('id').where('id', '=', id).forNoKeyUpdate().execute();
}

/** The same for a row that is about to be deleted: no row that refers to it is added any more. */
export async function lockRowForDeletion(
  trx: Transaction<Database>,
  table: 'customer',
  id: number,
): Promise<void> {
  await trx.selectFrom(table).select('id').where('id', '=', id).forUpdate().execute();
}
