import { type Kysely, sql } from 'kysely';

/**
 * What people see of the bridge's jobs and of the outbox: what a job asked for, why an attempt failed,
 * what is no longer tried and waits for somebody to decide, and the notifications that were delivered.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  // The command itself stays encrypted: these are its parts without the details of an award.
  `alter table bridge_job
    add asked_by text,
    add offering text,
    add instruction text,
    add subject text,
    add failed_attempts integer not null default 0,
    add last_attempt timestamptz,
    add last_error text,
    add decided timestamptz`,
  'create index bridge_job_received on bridge_job (received)',
  `create index bridge_job_dead on bridge_job (closed)
    where result in ('expired', 'undelivered', 'lost') and decided is null`,
  // The answers that are forgotten a day after they were posted.
  `create index bridge_job_answer on bridge_job (closed)
    where result = 'complete' and outcome is not null`,
  'create index answered_job_answered on answered_job (answered)',

  `alter table outbox
    add first_refused timestamptz,
    add dead timestamptz`,

  `create table delivery_log (
    id bigint primary key,
    kind text not null,
    event text not null,
    identifier text not null,
    destination text not null,
    recipient text not null,
    created timestamptz not null,
    attempts integer not null,
    last_error text,
    finished timestamptz not null,
    outcome text not null check (outcome in ('delivered', 'given_up'))
  )`,
  'create index delivery_log_finished on delivery_log (finished)',
];
