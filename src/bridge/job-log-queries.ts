/* The bridge's jobs as staff and support read them. */

import { type Kysely, type SqlBool, sql } from 'kysely';
import type { Database } from '../database/schema.ts';
import { contains, equals, since, type SqlCondition, until, words } from '../http/list-filters.ts';
import type { OrderBy } from '../http/order-parameter.ts';
import type { Page } from '../http/pagination.ts';
import { errorKindList } from '../openportal/command-result.ts';
import { deadOutcomes, jobOutcomes } from './job-outcomes.ts';

export const jobStates = ['open', 'answered', 'dead', 'given_up'] as const;
/** `dead`: it ended without an answer that the bridge accepted, and nobody has decided yet. */
export type JobState = (typeof jobStates)[number];

export interface JobRow {
  uuid: string;
  state: JobState;
  asked_by: string | null;
  offering: string | null;
  instruction: string | null;
  subject: string | null;
  received: string;
  expires: string;
  answered: string | null;
  closed: string | null;
  result: string | null;
  failed_attempts: number;
  last_attempt: string | null;
  last_error: string | null;
  /** JSON of the stored result, where it is an error. */
  error_outcome: string | null;
}

// Written out, as in the index of dead jobs.
const isDeadSql = sql<SqlBool>`(job.result in (${sql.join(deadOutcomes.map((word) => sql.lit(word)))})
  and job.decided is null)`;

/** The condition of each state on `bridge_job job`, by columns that an index has. */
export const jobStateConditions: Record<JobState, SqlCondition> = {
  open: sql`job.closed is null`,
  answered: sql`(job.closed is not null and job.decided is null and not ${isDeadSql})`,
  dead: isDeadSql,
  given_up: sql`(job.closed is not null and job.decided is not null)`,
};

export const jobFilters = {
  state: words(
    jobStates,
    'What became of the job.',
    (states: readonly string[]) =>
      sql<SqlBool>`(${sql.join(
        states.map((state) => jobStateConditions[state as JobState]),
        sql` or `,
      )})`,
  ),
  outcome: words(
    jobOutcomes,
    'How it ended.',
    (outcomes: readonly string[]) => sql<SqlBool>`job.result = any(${[...outcomes]}::text[])`,
  ),
  instruction: equals('job.instruction'),
  query: contains('job.subject', 'job.asked_by', 'job.offering'),
  received_after: since('job.received'),
  received_before: until('job.received'),
};

export const jobOrder = { received: 'job.received', closed: 'job.closed' };

export async function countJobs(db: Kysely<Database>, condition: SqlCondition): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from bridge_job job where ${condition}`.execute(db);
  return rows[0]?.count ?? 0;
}

/** A page of jobs, newest first without an order. */
export async function listJobs(
  db: Kysely<Database>,
  condition: SqlCondition,
  order: readonly OrderBy<string>[],
  page: Page,
): Promise<JobRow[]> {
  const by = [
    ...order.map(({ column, direction }) => sql`${sql.ref(column)} ${sql.raw(direction)}`),
    sql`job.received desc, job.id desc`,
  ];
  const { rows } = await sql<JobRow>`
    select ${columnsSql} from bridge_job job where ${condition}
    order by ${sql.join(by)} limit ${page.size} offset ${page.offset}`.execute(db);
  return rows;
}

/** A job with the JSON of its stored result; null where there is no such job. */
export async function findJob(
  db: Kysely<Database>,
  uuid: string,
): Promise<(JobRow & { outcome: string | null }) | null> {
  const { rows } = await sql<JobRow & { outcome: string | null }>`
    select ${columnsSql}, job.outcome from bridge_job job where job.id = ${uuid}`.execute(db);
  return rows[0] ?? null;
}

const columnsSql = sql`job.id as uuid, case ${sql.join(
  jobStates.map((state) => sql`when ${jobStateConditions[state]} then ${sql.lit(state)}`),
  sql` `,
)} end as state, job.asked_by, job.offering, job.instruction, job.subject, job.received,
  job.expires, job.answered, job.closed, job.result, job.failed_attempts, job.last_attempt,
  job.last_error, case when job.result = any(${[...errorKindList]}::text[]) then job.outcome end
    as error_outcome`;
