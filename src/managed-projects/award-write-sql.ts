import { type RawBuilder, sql } from 'kysely';
import { type Performer, robotId } from '../audit/audit-insert-sql.ts';
import type { AwardChange, Review, StoredAward } from '../award/award-decision.ts';
import { measureDetails } from '../award/printed-size.ts';
import { describeWaitingReason, type WaitingReason } from '../award/waiting-reason.ts';
import { toWireDetails } from '../award/wire-details.ts';
import { insertSql, updateSql } from '../database/insert-update-sql.ts';
import type { StoredWaitingReason } from '../database/award-schema.ts';
import type { DecisionContext } from './decision-context.ts';

/**
 * The statement that changes, creates or deletes the award of a decision. It returns the award's
 * id, and no row where the award has another version than the one that was decided about.
 * `projectId` finds the project of the decision; null where it has none.
 */
export function awardWriteSql(
  context: DecisionContext,
  award: AwardChange,
  projectId: RawBuilder<number> | null,
  caller: Performer,
): RawBuilder<unknown> {
  if (award.deleted) {
    return sql`delete from managed_project where ${isUnchangedSql(context)} returning id`;
  }
  const { now, existing } = context;
  const columns = {
    ...toAwardColumns(award, projectId, now),
    ...toReviewColumns(award.review, caller, now),
  };
  if (existing === null) {
    const waitingSince = award.state === 'pending' ? now : null;
    return awardInsertSql(context, { ...columns, waiting_since: waitingSince });
  }
  const update = updateSql('managed_project', {
    ...columns,
    waiting_since: award.state === 'pending' ? continuedWaitSql(now) : null,
    ...(award.rememberProject && { previous_project_id: sql`project_id` }),
    version: sql`version + 1`,
  });
  return sql`${update} where ${isUnchangedSql(context)} returning id`;
}

/** An award that is pending already goes on waiting; any other begins to wait now. */
function continuedWaitSql(now: string): RawBuilder<unknown> {
  return sql`case when state = 'pending' then waiting_since else ${now}::timestamptz end`;
}

function toAwardColumns(award: StoredAward, projectId: RawBuilder<number> | null, now: string) {
  const { state, details, attachment, messageProblem } = award;
  return {
    state,
    details: JSON.stringify(toWireDetails(details)),
    details_bytes: measureDetails(details),
    earliest_approve: details.earliest_approve ?? null,
    waiting_reasons: JSON.stringify(award.waitingReasons.map(toStoredReason)),
    ...(attachment === 'project' && { project_id: projectId, previous_project_id: null }),
    ...(attachment === 'none' && { project_id: null }),
    ...(award.grantedAllocation !== undefined && { applied_allocation: award.grantedAllocation }),
    ...(award.refusedAllocation !== undefined && { refused_allocation: award.refusedAllocation }),
    ...(messageProblem !== undefined && {
      message_problem: messageProblem,
      message_problem_at: messageProblem === null ? null : now,
    }),
  };
}

function toStoredReason(reason: WaitingReason): StoredWaitingReason {
  return { ...reason, text: describeWaitingReason(reason) };
}

function toReviewColumns({ by, comment }: Review, caller: Performer, now: string) {
  switch (by) {
    case 'unchanged':
      return { review_comment: comment };
    case 'nobody':
      return { review_comment: comment, reviewed_at: null, reviewed_by: null };
    case 'robot':
      return { review_comment: comment, reviewed_at: now, reviewed_by: robotId };
    case 'caller':
      return { review_comment: comment, reviewed_at: now, reviewed_by: caller };
  }
}

function isUnchangedSql({ existing }: DecisionContext): RawBuilder<boolean> {
  return sql`id = ${existing?.id ?? 0} and version = ${existing?.version ?? 0}`;
}

type AwardColumns = ReturnType<typeof toAwardColumns> & ReturnType<typeof toReviewColumns>;

function awardInsertSql(
  { identifier, destination, origin, now }: DecisionContext,
  columns: AwardColumns & { waiting_since: string | null },
): RawBuilder<unknown> {
  if (origin === undefined) throw new Error('A new award needs its template.');
  const insert = insertSql('managed_project', {
    ...columns,
    identifier,
    destination,
    offering: origin.offering,
    portal: origin.awardingPortal,
    template_id: origin.templateId,
    created: now,
  });
  return sql`${insert} returning id`;
}
