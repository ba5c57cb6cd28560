import type { Kysely, Transaction } from 'kysely';
import type { Database } from './schema.ts';
import { isRetryableError } from './sql-state.ts';

const MAX_ATTEMPTS = 5;
/** Where each attempt that fails means that somebody else got what they wanted. */
const MAX_CONFLICT_ATTEMPTS = 100;

/**
 * Runs `work` in one transaction, all of it or none. A deadlock, or being overtaken as
 * `isOvertaken` knows it, is another transaction's doing: the work is run again from its
 * beginning, so it must do nothing outside the transaction.
 */
export async function runInTransaction<Result>(
  db: Kysely<Database>,
  work: (trx: Transaction<Database>) => Promise<Result>,
  isOvertaken: (error: unknown) => boolean = () => false,
): Promise<Result> {
  let left = MAX_ATTEMPTS;
  let leftOvertaken = MAX_CONFLICT_ATTEMPTS;
  for (;;) {
    try {
      return await runOnce(db, work);
    } catch (error) {
      if (isOvertaken(error)) leftOvertaken--;
      else if (isRetryableError(error)) left--;
      else throw error;
      if (left === 0 || leftOvertaken === 0) throw error;
    }
  }
}

/** Where the work fails, that is what is thrown, also where the rollback fails after it. */
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
 * Holds a row until the transaction ends, so that what is read of it afterwards is what the
 * change is made to.
 */
export async function lockRow(
  trx: Transaction<Database>,
  table: 'person' | 'customer' | 'project' | 'project_template',
  id: number,
): Promise<void> {
  await trx.selectFrom(table).select('id').where('id', '=', id).forUpdate().execute();
}
