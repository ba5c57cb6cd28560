import { createHash } from 'node:crypto';
import type { JobResultStore, AwardResult } from '../managed-projects/receive-award.ts';

/**
 * Remembers what a job came to, in the transaction of its work, so that the same job never does
 * its work twice. The command's digest keeps two jobs apart that share an id by mistake.
 */
export function createJobResultStore(jobId: string, command: string, now: string): JobResultStore {
  const digest = createHash('sha256').update(command).digest();
  return {
    async findResult(trx) {
      const row = await trx
        .selectFrom('answered_job')
        .select(['outcome', 'command_digest'])
        .where('id', '=', jobId)
        .executeTakeFirst();
      return row?.command_digest.equals(digest) ? (row.outcome as AwardResult) : null;
    },
    async saveResult(trx, settled) {
      const row = { command_digest: digest, outcome: JSON.stringify(settled), answered: now };
      await trx
        .insertInto('answered_job')
        .values({ id: jobId, ...row })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
        .execute();
    },
  };
}

/**
 * The command without the secret of its template, so that nothing kept can be tried against
 * guesses of it.
 */
export function redactTemplateKey(details: Record<string, unknown>, rest: string): string {
  const { key: _, ...kept } = details;
  return `${rest} ${JSON.stringify(kept)}`;
}
