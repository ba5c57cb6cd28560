import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { Actor } from '../administration/record.ts';
import { type Afterwards, auditing, type Performer, robot } from '../audit/record.ts';
import type { Decision, StoredAward } from '../award/decision.ts';
import type { HeldAward } from '../award/facts.ts';
import { inserting, updating } from '../database/columns.ts';
import type { Database } from '../database/schema.ts';
import { runTogether } from '../database/together.ts';
import { tellingAwardingPortal } from '../delivery/outbox.ts';
import { changingProject, keepingProject } from '../projects/changes.ts';
import { membershipChanges } from '../projects/membership.ts';
import { LostRace } from './lost-race.ts';

/** Which award a decision is about, and who makes it. */
export interface DecisionContext {
  identifier: string;
  destination: string;
  /** The award as it was decided about; null where the decision makes it. */
  held: HeldAward | null;
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
export async function applyDecision(
  trx: Transaction<Database>,
  context: DecisionContext,
  decision: Decision,
): Promise<string | null> {
  const { award, project, members } = decision;
  const { identifier, destination, now, held, actor } = context;
  const caller = actor?.personId ?? robot;
  const { via, address } = actor ?? byMessage;
  const projectId = project && sql<number>`(select id from project_now)`;
  const named = {
    ...(project ? changingProject(project, now) : held?.project && keepingProject(held.project.id)),
    ...(award && { award_now: storingAward(context, award, projectId ?? null, caller) }),
  };
  const others = [
    ...(projectId && members
      ? membershipChanges(projectId, members, { by: caller, via, address, now })
      : []),
    ...auditing(context, decision.audit, { robot, caller }, now, afterwards(context, award, named)),
    ...tellingAwardingPortal({ identifier, destination }, decision.tell, now),
  ];
  const isStored = award ? sql`exists (select from award_now)` : sql`true`;
  const hasProject = project ? sql`exists (select from project_now)` : sql`true`;
  const shortName = named.project_now ? sql`(select short_name from project_now)` : sql`null`;
  const result = sql<Stored>`select ${isStored} as is_stored, ${hasProject} as has_project,
    ${shortName} as short_name`;
  const stored = await runTogether(trx, named, others, result);
  if (!stored.has_project) throw new Error('The project to be changed is not there.');
  if (!stored.is_stored) throw new LostRace();
  return stored.short_name;
}

interface Stored {
  is_stored: boolean;
  has_project: boolean;
  short_name: string | null;
}

const byMessage = { via: 'award', address: '' } as const;

/** What the audit says was so after the decision. */
function afterwards(
  { held }: DecisionContext,
  award: Decision['award'],
  { project_now }: { project_now?: RawBuilder<unknown> },
): Afterwards | null {
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
function storingAward(
  context: DecisionContext,
  award: NonNullable<Decision['award']>,
  projectId: RawBuilder<number> | null,
  caller: Performer,
): RawBuilder<unknown> {
  if (award.deleted) {
    return sql`delete from managed_project where ${isAsDecidedAbout(context)} returning id`;
  }
  const row = columnsOf(award, projectId, caller, context.now);
  if (context.held === null) return makingAward(context, row);
  const changed = updating('managed_project', { ...row, version: sql`version + 1` });
  return sql`${changed} where ${isAsDecidedAbout(context)} returning id`;
}

function columnsOf(
  award: StoredAward,
  projectId: RawBuilder<number> | null,
  caller: Performer,
  now: string,
) {
  return {
    state: award.state,
    details: JSON.stringify(award.details),
    earliest_approve: award.details.earliest_approve ?? null,
    ...reviewColumns(award.review, caller, now),
    ...(award.attachment === 'project' && { project_id: projectId }),
    ...(award.attachment === 'none' && { project_id: null }),
    ...(award.appliedAllocation !== undefined && { applied_allocation: award.appliedAllocation }),
  };
}

function isAsDecidedAbout({ held }: DecisionContext): RawBuilder<boolean> {
  return sql`id = ${held?.id ?? 0} and version = ${held?.version ?? 0}`;
}

function makingAward(
  { identifier, destination, origin, now }: DecisionContext,
  columns: ReturnType<typeof columnsOf>,
): RawBuilder<unknown> {
  if (origin === undefined) throw new Error('A new award needs its template.');
  const made = inserting('managed_project', {
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

function reviewColumns(review: StoredAward['review'], caller: Performer, now: string) {
  switch (review.by) {
    case 'unchanged':
      return { review_comment: review.comment };
    case 'nobody':
      return { review_comment: review.comment, reviewed_at: null, reviewed_by: null };
    default:
      return {
        review_comment: review.comment,
        reviewed_at: now,
        reviewed_by: review.by === 'robot' ? robot : caller,
      };
  }
}
