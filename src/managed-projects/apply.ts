import { type Insertable, sql, type Transaction } from 'kysely';
import { recordAudit } from '../audit/record.ts';
import type { Decision, ProjectChange, StoredAward } from '../award/decision.ts';
import type { HeldAward } from '../award/facts.ts';
import { slugOf } from '../award/slug.ts';
import type { Database } from '../database/schema.ts';
import { tellAwardingPortal } from '../delivery/outbox.ts';
import { applyMembership } from '../projects/membership.ts';
import { takeShortName } from '../projects/short-names.ts';
import { LostRace } from './lost-race.ts';

/** Which award a decision is about, and who makes it. */
export interface DecisionContext {
  identifier: string;
  destination: string;
  /** The award as it was decided about; null where the decision makes it. */
  held: HeldAward | null;
  /** What a new award begins with. */
  origin?: { offering: string; awardingPortal: string; templateId: number };
  /** The person who decides; null for the robot. */
  callerId: number | null;
  now: string;
}

/**
 * Stores all of a decision in the caller's transaction: project, award, members, audit, outbox.
 * Returns the short name of the award's project, null where it has none.
 * Throws LostRace when the award is no longer the one that was decided about.
 */
export async function applyDecision(
  trx: Transaction<Database>,
  context: DecisionContext,
  decision: Decision,
): Promise<string | null> {
  const { award, project, members } = decision;
  const robotId = await robot(trx);
  const callerId = context.callerId ?? robotId;
  const changed = project ? await storeProject(trx, project, context.now) : null;
  if (award?.deleted) await deleteAward(trx, context);
  else if (award) await storeAward(trx, context, award, changed?.id ?? null, { robotId, callerId });
  if (changed && members) await applyMembership(trx, changed.id, members, context.now);
  const performers = { robot: robotId, caller: callerId };
  await recordAudit(trx, context, decision.audit, performers, context.now);
  await tellAwardingPortal(
    trx,
    { identifier: context.identifier, destination: context.destination },
    decision.tell,
    context.now,
  );
  return changed ? changed.shortName : (context.held?.project?.shortName ?? null);
}

async function robot(trx: Transaction<Database>): Promise<number> {
  const row = await trx
    .selectFrom('person')
    .select('id')
    .where('is_robot', '=', true)
    .executeTakeFirstOrThrow();
  return row.id;
}

interface ChangedProject {
  id: number;
  shortName: string | null;
}

async function storeProject(
  trx: Transaction<Database>,
  change: ProjectChange,
  now: string,
): Promise<ChangedProject> {
  const shortName = change.shortnamePattern
    ? await takeShortName(trx, change.shortnamePattern, now)
    : undefined;
  if (change.kind === 'make') return makeProject(trx, change, shortName, now);
  const set = {
    ...(shortName !== undefined && { short_name: shortName }),
    ...(change.kind === 'update' && columnsOf(change)),
  };
  const updated =
    Object.keys(set).length === 0
      ? trx.selectFrom('project').select(['id', 'short_name']).where('id', '=', change.projectId)
      : trx
          .updateTable('project')
          .set(set)
          .where('id', '=', change.projectId)
          .returning(['id', 'short_name']);
  const row = await updated.executeTakeFirstOrThrow();
  return { id: row.id, shortName: row.short_name };
}

async function makeProject(
  trx: Transaction<Database>,
  change: Extract<ProjectChange, { kind: 'make' }>,
  shortName: string | undefined,
  now: string,
): Promise<ChangedProject> {
  const row: Insertable<Database['project']> = {
    uuid: change.uuid,
    customer_id: change.customerId,
    name: change.name,
    slug: slugOf(change.name),
    short_name: shortName ?? null,
    description: change.description,
    start_date: change.startDate,
    end_date: change.endDate,
    credits: change.credits,
    created: now,
  };
  const { id } = await trx
    .insertInto('project')
    .values(row)
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id, shortName: shortName ?? null };
}

function columnsOf(change: Extract<ProjectChange, { kind: 'update' }>) {
  return {
    ...(change.name !== undefined && { name: change.name }),
    ...(change.description !== undefined && { description: change.description }),
    ...(change.startDate !== undefined && { start_date: change.startDate }),
    ...(change.endDate !== undefined && { end_date: change.endDate }),
    ...(change.credits !== undefined && { credits: change.credits }),
    ...(change.isRemoved !== undefined && { is_removed: change.isRemoved }),
  };
}

async function storeAward(
  trx: Transaction<Database>,
  context: DecisionContext,
  award: StoredAward,
  projectId: number | null,
  people: { robotId: number; callerId: number },
): Promise<void> {
  const row = {
    state: award.state,
    details: JSON.stringify(award.details),
    earliest_approve: award.details.earliest_approve ?? null,
    ...reviewColumns(award.review, people, context.now),
    ...(award.attachment === 'project' && { project_id: projectId }),
    ...(award.attachment === 'none' && { project_id: null }),
    ...(award.appliedAllocation !== undefined && { applied_allocation: award.appliedAllocation }),
  };
  if (context.held === null) return insertAward(trx, context, row);
  const { numUpdatedRows } = await trx
    .updateTable('managed_project')
    .set({ ...row, version: sql`version + 1` })
    .where('id', '=', context.held.id)
    .where('state', '=', context.held.state)
    .where('version', '=', context.held.version)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new LostRace();
}

async function insertAward(
  trx: Transaction<Database>,
  context: DecisionContext,
  row: Pick<Insertable<Database['managed_project']>, 'state' | 'details'>,
): Promise<void> {
  const { origin } = context;
  if (origin === undefined) throw new Error('A new award needs its template.');
  await trx
    .insertInto('managed_project')
    .values({
      ...row,
      identifier: context.identifier,
      destination: context.destination,
      offering: origin.offering,
      portal: origin.awardingPortal,
      template_id: origin.templateId,
      created: context.now,
    })
    .execute();
}

function reviewColumns(
  review: StoredAward['review'],
  people: { robotId: number; callerId: number },
  now: string,
) {
  switch (review.by) {
    case 'unchanged':
      return { review_comment: review.comment };
    case 'nobody':
      return { review_comment: review.comment, reviewed_at: null, reviewed_by: null };
    default:
      return {
        review_comment: review.comment,
        reviewed_at: now,
        reviewed_by: review.by === 'robot' ? people.robotId : people.callerId,
      };
  }
}

async function deleteAward(trx: Transaction<Database>, { held }: DecisionContext): Promise<void> {
  const { numDeletedRows } = await trx
    .deleteFrom('managed_project')
    .where('id', '=', held?.id ?? 0)
    .where('version', '=', held?.version ?? 0)
    .executeTakeFirst();
  if (numDeletedRows === 0n) throw new LostRace();
}
