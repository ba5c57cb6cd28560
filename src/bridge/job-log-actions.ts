/* What staff decide about jobs: to post an answer again, or to give a job up. */

import { type Kysely, sql, type Updateable } from 'kysely';
import { toActor } from '../admin-audit/actor.ts';
import { recordChange } from '../admin-audit/record-change.ts';
import type { Database } from '../database/schema.ts';
import { runInTransaction } from '../database/transaction.ts';
import { conflictError, notFoundError } from '../errors/refused-error.ts';
import type { AppContext } from '../http/app-context.ts';
import { type Caller, requireStaff } from '../http/caller.ts';
import { deadOutcomes } from './job-outcomes.ts';
import { findJob, type JobRow } from './job-log-queries.ts';

type JobActionContext = Pick<AppContext, 'db' | 'clock'>;

/** How long an answer is posted again; as long as a job usually lives. */
const RETRY_MS = 120_000;

/**
 * Has the stored answer of a dead job posted again; staff only. Its work is not done again: a message
 * that an awarding portal has given up on may be older than what it sent since. Throws RefusedError.
 */
export async function retryJob(
  context: JobActionContext,
  caller: Caller,
  uuid: string,
): Promise<void> {
  await decideAboutJob(context, caller, uuid, 'job.retried', ({ state, result, outcome }, now) => {
    if (state === 'open') throw conflictError('This job is still tried again, every few seconds.');
    if (result !== 'undelivered' || outcome === null) {
      throw conflictError(
        'There is no answer that could be posted again. The awarding portal has to ask again.',
      );
    }
    // It was received long ago, so the next look for overdue jobs, within seconds, queues it.
    const expires = new Date(now.getTime() + RETRY_MS).toISOString();
    return { closed: null, result: null, decided: null, expires };
  });
}

/** Ends a job that is open or dead without an answer; staff only. Throws RefusedError. */
export async function giveUpJob(
  context: JobActionContext,
  caller: Caller,
  uuid: string,
): Promise<void> {
  await decideAboutJob(context, caller, uuid, 'job.given_up', ({ state }, now) => {
    if (state === 'answered') throw conflictError('This job was answered.');
    if (state === 'given_up') throw conflictError('This job was given up already.');
    const decided = now.toISOString();
    return {
      decided,
      ...(state === 'open' && { closed: decided, result: 'given_up' as const, sealed: null }),
    };
  });
}

/** Gives up every job that is dead now, with one audit entry; staff only. Returns how many. */
export async function giveUpDeadJobs(
  { db, clock }: JobActionContext,
  caller: Caller,
): Promise<number> {
  requireStaff(caller);
  const at = clock().toISOString();
  return runInTransaction(db, async (trx) => {
    const { numUpdatedRows } = await trx
      .updateTable('bridge_job')
      .set({ decided: at })
      .where('result', 'in', deadOutcomes)
      .where('decided', 'is', null)
      .executeTakeFirst();
    const count = Number(numUpdatedRows);
    if (count === 0) return 0;
    await recordChange(trx, toActor(caller), {
      at,
      action: 'job.all_given_up',
      subject: { uuid: null, name: `${count} dead ${count === 1 ? 'job' : 'jobs'}` },
      before: null,
      after: null,
    });
    return count;
  });
}

type LockedJob = Awaited<ReturnType<typeof lockJob>>;
type JobAction = 'job.retried' | 'job.given_up';

/** Changes a job as `toChange` says of the locked one, or throws as it does; records it; staff only. */
async function decideAboutJob(
  { db, clock }: JobActionContext,
  caller: Caller,
  uuid: string,
  action: JobAction,
  toChange: (job: LockedJob, now: Date) => Updateable<Database['bridge_job']>,
): Promise<void> {
  requireStaff(caller);
  const now = clock();
  await runInTransaction(db, async (trx) => {
    const job = await lockJob(trx, uuid);
    await trx.updateTable('bridge_job').set(toChange(job, now)).where('id', '=', uuid).execute();
    await recordDecision(trx, caller, action, job, now);
  });
}

async function lockJob(trx: Kysely<Database>, uuid: string) {
  await sql`select from bridge_job where id = ${uuid} for update`.execute(trx);
  const job = await findJob(trx, uuid);
  if (job === null) throw notFoundError();
  return job;
}

async function recordDecision(
  trx: Kysely<Database>,
  caller: Caller,
  action: JobAction,
  { uuid, instruction, subject, asked_by, state, result }: JobRow,
  now: Date,
): Promise<void> {
  const name = [instruction ?? 'unknown instruction', subject].filter(Boolean).join(' ');
  await recordChange(trx, toActor(caller), {
    at: now.toISOString(),
    action,
    subject: { uuid, name },
    before: { state, ...(result !== null && { outcome: result }), asked_by },
    after: null,
  });
}
