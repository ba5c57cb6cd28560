import { createHash } from 'node:crypto';
import type { AwardAnswer } from '../award/award-decision.ts';
import { isDeeperThan, MAX_WRITABLE_DEPTH } from '../award/json-value.ts';
import { MAX_MESSAGE_LENGTH } from './job-answer.ts';
import type { JobResultStore, AwardResult } from '../managed-projects/receive-award.ts';

/** A job that changes an award. */
export interface AwardJob {
  id: string;
  /** Keeps two jobs apart that share an id by mistake; only its digest is stored. */
  command: string;
  identifier: string;
  offering: string;
}

/**
 * Stores what a job's work gave, in the transaction of that work, so that the same job never does
 * its work twice.
 */
export function createJobResultStore(
  { id: jobId, command, identifier, offering }: AwardJob,
  now: string,
): JobResultStore {
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
    async saveResult(trx, result) {
      const outcome = JSON.stringify({ ...result, answer: shortenAnswer(result.answer) });
      const row = { command_digest: digest, outcome, answered: now, identifier, offering };
      await trx
        .insertInto('answered_job')
        .values({ id: jobId, ...row })
        .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
        .execute();
    },
  };
}

/** Without what the answer to a job leaves out anyway. */
function shortenAnswer(answer: AwardAnswer): AwardAnswer {
  if (!('message' in answer)) return answer;
  return { ...answer, message: answer.message.slice(0, MAX_MESSAGE_LENGTH) };
}

/**
 * The text that a job's digest is made of: the details without the key of their template, so that
 * guesses of the key cannot be tried against the digest.
 */
export function redactTemplateKey(details: Record<string, unknown>, command: string): string {
  const { key: _, ...rest } = details;
  // Fields that are nested too deeply to be written count by their names: no message can use them.
  const writable = Object.entries(rest).map(([name, value]) => [
    name,
    isDeeperThan(value, MAX_WRITABLE_DEPTH) ? null : value,
  ]);
  return `${command} ${JSON.stringify(Object.fromEntries(writable))}`;
}
