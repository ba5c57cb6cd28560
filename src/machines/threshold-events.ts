/* Events of projects that used most of their credits, or that end soon. */

import { type Kysely, sql, type Transaction } from 'kysely';
import { scheduleActor } from '../admin-audit/actor.ts';
import { type AdminChange, recordChanges } from '../admin-audit/record-change.ts';
import { formatCredits } from '../award/assess-credits.ts';
import { type Day, toUtcDay } from '../award/dates.ts';
import type { Database } from '../database/schema.ts';
import { runInTransaction } from '../database/transaction.ts';
import { usedCreditsQuery } from '../usage/used-credits-query.ts';

type Threshold = 'usage_80' | 'usage_100' | 'end_30' | 'end_7';

interface ReachedThreshold {
  threshold: Threshold;
  projectId: number;
  uuid: string;
  name: string;
  /** Decimal text. */
  granted: string;
  used: string;
  endDate: Day | null;
}

/** So that the entries of one statement stay below its 65,535 parameters. */
const BATCH_SIZE = 500;

/** One that is reached at the same time and says less is left out of the audit. */
const saysMore: Partial<Record<Threshold, Threshold>> = { usage_80: 'usage_100', end_30: 'end_7' };

/**
 * Writes an entry to the administrative audit for each project with a running award that used 80 or
 * 100 % of its credits, or that ends within 30 or 7 days: `project.usage_threshold_reached` and
 * `project.end_approaching` (docs/rules/machines.md, M4.8). Each once, until the project is no longer
 * past the threshold, such as after a top-up. Replicas may run it at once. Returns how many entries.
 */
export async function recordThresholds(db: Kysely<Database>, now: Date): Promise<number> {
  let count = 0;
  for (;;) {
    const reached = await runInTransaction(db, async (trx) => {
      await forgetThresholds(trx, now);
      const rows = await storeThresholds(trx, now);
      const changes = toChanges(rows, now);
      await recordChanges(trx, scheduleActor, changes);
      count += changes.length;
      return rows;
    });
    if (reached.length < BATCH_SIZE) return count;
  }
}

async function forgetThresholds(trx: Transaction<Database>, now: Date): Promise<void> {
  await sql`delete from project_threshold stored where not exists (
    select from ${pastThresholdsSql(trx, now)} past
    where past."projectId" = stored.project_id and past.threshold = stored.threshold)`.execute(trx);
}

async function storeThresholds(trx: Transaction<Database>, now: Date): Promise<ReachedThreshold[]> {
  const { rows } = await sql<ReachedThreshold>`
    with past as materialized (
      select past.* from ${pastThresholdsSql(trx, now)} past
      where not exists (select from project_threshold stored
        where stored.project_id = past."projectId" and stored.threshold = past.threshold)
      order by past."projectId", past.threshold limit ${BATCH_SIZE}),
    stored as (
      insert into project_threshold (project_id, threshold, reached)
      select "projectId", threshold, ${now.toISOString()}::timestamptz from past
      on conflict do nothing
      returning project_id, threshold)
    select past.* from past
    join stored on stored.project_id = past."projectId" and stored.threshold = past.threshold
    order by past."projectId", past.threshold`.execute(trx);
  return rows;
}

/** The thresholds that projects with a running award are past. */
function pastThresholdsSql(trx: Transaction<Database>, now: Date) {
  const today = toUtcDay(now);
  return sql`(
    select project.id as "projectId", past.threshold, project.uuid, project.name,
      coalesce(project.credits, 0)::text as granted,
      round(coalesce(used.credits, 0), 2)::text as used, project.end_date as "endDate"
    from project
    left join ${usedCreditsQuery(trx)} used on used.project_id = project.id
    cross join lateral (values
      ('usage_80', project.credits > 0 and used.credits >= project.credits * 0.8),
      ('usage_100', project.credits > 0 and used.credits >= project.credits),
      ('end_30', project.end_date <= ${today}::date + 30 and ${isKnownLongerSql(30)}),
      ('end_7', project.end_date <= ${today}::date + 7 and ${isKnownLongerSql(7)})
    ) past (threshold, is_past)
    where past.is_past and not project.is_removed
      and exists (select from managed_project award where award.project_id = project.id
        and (award.state = 'approved'
          or award.state = 'pending' and award.applied_allocation is not null)))`;
}

/** Whether the project existed this long before its end; else its people know when it ends. */
function isKnownLongerSql(days: number) {
  return sql`(project.created at time zone 'UTC')::date <= project.end_date - ${days}::int`;
}

function toChanges(rows: readonly ReachedThreshold[], now: Date): AdminChange[] {
  const reached = new Set(rows.map(({ projectId, threshold }) => `${projectId} ${threshold}`));
  return rows.flatMap((row): AdminChange[] => {
    const { threshold, projectId, uuid, name, endDate } = row;
    const isLess = reached.has(`${projectId} ${saysMore[threshold]}`);
    const isEnd = threshold === 'end_30' || threshold === 'end_7';
    if (isLess || (isEnd && (endDate ?? '') < toUtcDay(now))) return [];
    const entry = { at: now.toISOString(), subject: { uuid, name }, before: null };
    if (isEnd) {
      const days = threshold === 'end_30' ? 30 : 7;
      return [{ ...entry, action: 'project.end_approaching', after: { days, end_date: endDate } }];
    }
    const after = {
      percent: threshold === 'usage_80' ? 80 : 100,
      credits: formatCredits(row.granted),
      used_credits: formatCredits(row.used),
    };
    return [{ ...entry, action: 'project.usage_threshold_reached', after }];
  });
}
