import { type Kysely, type SqlBool, sql } from 'kysely';
import { BATCH_ROWS, deleteBatch } from '../database/delete-batch.ts';
import type { Database } from '../database/schema.ts';
import { isUnderLegalHoldSql } from '../database/legal-hold-sql.ts';
import { deadOutcomes } from './job-outcomes.ts';

/** When what is stored of jobs may go; RFC 3339. */
export interface JobPurge {
  /** Answers of queries that were closed before: a bridge that asks again gets a new one. */
  answersBefore: string;
  /** Jobs that were closed before. */
  jobsBefore: string;
  /** Results of jobs that changed an award and were answered before. */
  resultsBefore: string;
}

const jobIsHeldSql = isUnderLegalHoldSql({
  identifier: 'bridge_job.subject',
  offering: 'bridge_job.offering',
});
const resultIsHeldSql = isUnderLegalHoldSql({
  identifier: 'answered_job.identifier',
  offering: 'answered_job.offering',
});

/**
 * Deletes what is stored of old jobs. Dead jobs stay until staff have decided about them. The result of
 * a job stays at least as long as the job: while a bridge still hands a job over, its row is young, and
 * its work must not be done a second time (docs/decisions/0026-jobs-that-people-see.md). What is about an
 * award under legal hold stays.
 */
export async function purgeJobs(
  db: Kysely<Database>,
  { answersBefore, jobsBefore, resultsBefore }: JobPurge,
): Promise<void> {
  await sql`
    update bridge_job set outcome = null where id in (
      select id from bridge_job
      where result = 'complete' and outcome is not null and closed < ${answersBefore}
        and not ${jobIsHeldSql}
      limit ${BATCH_ROWS})`.execute(db);
  await deleteBatch(
    db,
    'bridge_job',
    sql<SqlBool>`closed < ${jobsBefore}
      and (decided is not null or result <> all(${[...deadOutcomes]}::text[]))
      and not ${jobIsHeldSql}`,
  );
  await deleteBatch(
    db,
    'answered_job',
    sql<SqlBool>`answered < ${resultsBefore}
      and not exists (select from bridge_job where bridge_job.id = answered_job.id)
      and not ${resultIsHeldSql}`,
  );
}
