import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { Actor } from '../admin-audit/actor.ts';
import {
  type AwardSnapshot,
  auditInsertSql,
  type Performer,
  robotId,
} from '../audit/audit-insert-sql.ts';
import type { Decision, DecidedAward } from '../award/decision.ts';
import type { ExistingAward } from '../award/existing-award.ts';
import { insertSql, updateSql } from '../database/insert-update-sql.ts';
import type { Database } from '../database/schema.ts';
import { executeAsSingleStatement } from '../database/single-statement.ts';
import { outboxInsertSql } from '../outbox/outbox-insert-sql.ts';
import { projectUpsertSql, projectSelectSql } from '../projects/project-upsert-sql.ts';
import { membershipChangesSql } from '../projects/membership-sql.ts';
import { ConcurrentChangeError } from './concurrent-change-error.ts';

/** Which award a decision is about, and who makes it. */
export interface DecisionContext {
  identifier: string;
  destination: string;
  /** The award as it was decided about; null where the decision makes it. */
  existing: ExistingAward | null;
  /** What a new award begins with. */
  origin?: { offering: string; awardingPortal: string; templateId: number };
  /** The person who decides, and from where; null for the robot, by the award's message. */
  actor: Actor | null;
  now: string;
}

/**
 * Stores all of a decision in the caller's transaction: project, award, members, audit, outbox, in
 * one statement. Returns the short name of the award's project, null where it has none.
 * Throws LostRace when the award is no longer the one that was decided about, and the error that
 * isNameTaken knows.
 */
export async function storeDecision(
  trx: Transaction<Database>,
  context: DecisionContext,
  decision: Decision,
): Promise<string | null> {
  const { award, project, members } = decision;
  const { identifier, destination, now, existing: held, actor } = context;
  const caller = actor?.personId ?? robotId;
  const { via, clientIp: address } = actor ?? messageActor;
  const projectId = project && sql<number>`(select id from project_now)`;
  const named = {
    ...(project
      ? projectUpsertSql(project, now)
      : held?.project && projectSelectSql(held.project.id)),
    ...(award && { award_now: awardWriteSql(context, award, projectId ?? null, caller) }),
  };
  const others = [
    ...(projectId && members
      ? membershipChangesSql(projectId, members, { performer: caller, via, clientIp: address, now })
      : []),
    ...auditInsertSql(
      context,
      decision.audit,
      { robot: robotId, caller },
      now,
      createAwardSnapshot(context, award, named),
    ),
    ...outboxInsertSql({ identifier, destination }, decision.notifications, now),
  ];
  const isStored = award ? sql`exists (select from award_now)` : sql`true`;
  const hasProject = project ? sql`exists (select from project_now)` : sql`true`;
  const shortName = named.project_now ? sql`(select short_name from project_now)` : sql`null`;
  const result = sql<StoreResultRow>`select ${isStored} as is_stored, ${hasProject} as has_project,
    ${shortName} as short_name`;
  const stored = await executeAsSingleStatement(trx, named, others, result);
  if (!stored.has_project) throw new Error('The project to be changed is not there.');
  if (!stored.is_stored) throw new ConcurrentChangeError();
  return stored.short_name;
}

interface StoreResultRow {
  is_stored: boolean;
  has_project: boolean;
  short_name: string | null;
}

const messageActor = { via: 'award', clientIp: '' } as const;

/** What the audit says was so after the decision. */
function createAwardSnapshot(
  { existing: held }: DecisionContext,
  award: Decision['award'],
  { project_now }: { project_now?: RawBuilder<unknown> },
): AwardSnapshot | null {
  if (award === undefined) return null;
  const version = (held?.version ?? 0) + 1;
  if (award.deleted) return { version, state: null, projectId: null, credits: null };
  const { state, attachment } = award;
  if (attachment === 'none' || project_now === undefined)
    return { version, state, projectId: null, credits: null };
  return {
    version,
    state,
    projectId: sql`(select id from project_now)`,
    credits: sql`(select credits from project_now)`,
  };
}

/** Changes, makes or deletes the award. Returns no row where it is not as it was decided about. */
function awardWriteSql(
  context: DecisionContext,
  award: NonNullable<Decision['award']>,
  projectId: RawBuilder<number> | null,
  caller: Performer,
): RawBuilder<unknown> {
  if (award.deleted) {
    return sql`delete from managed_project where ${isUnchangedSql(context)} returning id`;
  }
  const row = toAwardColumns(award, projectId, caller, context.now);
  if (context.existing === null) return awardInsertSql(context, row);
  const changed = updateSql('managed_project', { ...row, version: sql`version + 1` });
  return sql`${changed} where ${isUnchangedSql(context)} returning id`;
}

function toAwardColumns(
  award: DecidedAward,
  projectId: RawBuilder<number> | null,
  caller: Performer,
  now: string,
) {
  return {
    state: award.state,
    details: JSON.stringify(award.details),
    earliest_approve: award.details.earliest_approve ?? null,
    ...toReviewColumns(award.review, caller, now),
    ...(award.attachment === 'project' && { project_id: projectId }),
    ...(award.attachment === 'none' && { project_id: null }),
    ...(award.appliedAllocation !== undefined && { applied_allocation: award.appliedAllocation }),
  };
}

function isUnchangedSql({ existing: held }: DecisionContext): RawBuilder<boolean> {
  return sql`id = ${held?.id ?? 0} and version = ${held?.version ?? 0}`;
}

function awardInsertSql(
  { identifier, destination, origin, now }: DecisionContext,
  columns: ReturnType<typeof toAwardColumns>,
): RawBuilder<unknown> {
  if (origin === undefined) throw new Error('A new award needs its template.');
  const made = insertSql('managed_project', {
    ...columns,
    identifier,
    destination,
    offering: origin.offering,
    portal: origin.awardingPortal,
    template_id: origin.templateId,
    created: now,
  });
  return sql`${made} returning id`;
}

function toReviewColumns(review: DecidedAward['review'], caller: Performer, now: string) {
  switch (review.by) {
    case 'unchanged':
      return { review_comment: review.comment };
    case 'nobody':
      return { review_comment: review.comment, reviewed_at: null, reviewed_by: null };
    default:
      return {
        review_comment: review.comment,
        reviewed_at: now,
        reviewed_by: review.by === 'robot' ? robotId : caller,
      };
  }
}
