import { type Insertable, type RawBuilder, sql, type Transaction } from 'kysely';
import type { Actor } from '../administration/record.ts';
import { type Afterwards, auditing, type Performer, robot } from '../audit/record.ts';
import type { Decision, ProjectChange, StoredAward } from '../award/decision.ts';
import type { HeldAward } from '../award/facts.ts';
import { slugOf } from '../award/slug.ts';
import type { Database } from '../database/schema.ts';
import { runTogether } from '../database/together.ts';
import { tellingAwardingPortal } from '../delivery/outbox.ts';
import { membershipChanges } from '../projects/membership.ts';
import { isShortNameFree, takeShortName } from '../projects/short-names.ts';
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
  const caller = context.actor?.personId ?? robot;
  const changed = project ? await storeProject(trx, project, context.now) : null;
  const { identifier, destination, now } = context;
  const { via, address } = context.actor ?? byMessage;
  const decided = { by: caller, via, address, now };
  const statements = [
    ...(changed && members ? membershipChanges(changed.id, members, decided) : []),
    ...auditing(
      context,
      decision.audit,
      { robot, caller },
      now,
      afterwards(context, award, changed),
    ),
    ...tellingAwardingPortal({ identifier, destination }, decision.tell, now),
  ];
  const storing = award && storingAward(context, award, changed?.id ?? null, caller);
  if ((await runTogether(trx, statements, storing)) === 0) throw new LostRace();
  return changed ? changed.shortName : (context.held?.project?.shortName ?? null);
}

const byMessage = { via: 'award', address: '' } as const;

interface ChangedProject {
  id: number;
  shortName: string | null;
  credits: string | null;
}

/** What the audit says was so after the decision. */
function afterwards(
  { held }: DecisionContext,
  award: Decision['award'],
  changed: ChangedProject | null,
): Afterwards | null {
  if (award === undefined) return null;
  const version = (held?.version ?? 0) + 1;
  if (award.deleted) return { version, state: null, projectId: null, credits: null };
  const { state, attachment } = award;
  const project = attachment === 'none' ? null : (changed ?? held?.project ?? null);
  return { version, state, projectId: project?.id ?? null, credits: project?.credits ?? null };
}

async function storeProject(
  trx: Transaction<Database>,
  change: ProjectChange,
  now: string,
): Promise<ChangedProject> {
  const store = (shortName?: string): Promise<ChangedProject | null> =>
    change.kind === 'make'
      ? makeProject(trx, change, shortName, now)
      : changeProject(trx, change, shortName);
  const { shortnamePattern } = change;
  if (shortnamePattern) return takeShortName(trx, shortnamePattern, now, store);
  return (await store()) as ChangedProject;
}

/** null where another project has that short name. */
async function makeProject(
  trx: Transaction<Database>,
  change: Extract<ProjectChange, { kind: 'make' }>,
  shortName: string | undefined,
  now: string,
): Promise<ChangedProject | null> {
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
  const made = await trx
    .insertInto('project')
    .values(row)
    .onConflict((conflict) => conflict.column('short_name').doNothing())
    .returning('id')
    .executeTakeFirst();
  return made ? { id: made.id, shortName: shortName ?? null, credits: change.credits } : null;
}

/** null where another project has that short name. */
async function changeProject(
  trx: Transaction<Database>,
  change: Exclude<ProjectChange, { kind: 'make' }>,
  shortName: string | undefined,
): Promise<ChangedProject | null> {
  const isFree = shortName === undefined || (await isShortNameFree(trx, shortName));
  if (!isFree) return null;
  const set = {
    ...(shortName !== undefined && { short_name: shortName }),
    ...(change.kind === 'update' && columnsOf(change)),
  };
  const updated =
    Object.keys(set).length === 0
      ? trx
          .selectFrom('project')
          .select(['id', 'short_name', 'credits'])
          .where('id', '=', change.projectId)
      : trx
          .updateTable('project')
          .set(set)
          .where('id', '=', change.projectId)
          .returning(['id', 'short_name', 'credits']);
  const row = await updated.executeTakeFirstOrThrow();
  return { id: row.id, shortName: row.short_name, credits: row.credits };
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

/** Changes, makes or deletes the award. Returns no row where it is not as it was decided about. */
function storingAward(
  context: DecisionContext,
  award: NonNullable<Decision['award']>,
  projectId: number | null,
  caller: Performer,
): RawBuilder<unknown> {
  if (award.deleted) {
    return sql`delete from managed_project where ${isAsDecidedAbout(context)} returning id`;
  }
  const row = {
    state: award.state,
    details: JSON.stringify(award.details),
    earliest_approve: award.details.earliest_approve ?? null,
    ...reviewColumns(award.review, caller, context.now),
    ...(award.attachment === 'project' && { project_id: projectId }),
    ...(award.attachment === 'none' && { project_id: null }),
    ...(award.appliedAllocation !== undefined && { applied_allocation: award.appliedAllocation }),
  };
  if (context.held === null) return makingAward(context, row);
  const set = Object.entries(row).map(([column, value]) => sql`${sql.ref(column)} = ${value}`);
  return sql`update managed_project set ${sql.join([...set, sql`version = version + 1`])}
    where ${isAsDecidedAbout(context)} returning id`;
}

function isAsDecidedAbout({ held }: DecisionContext): RawBuilder<boolean> {
  return sql`id = ${held?.id ?? 0} and version = ${held?.version ?? 0}`;
}

function makingAward(
  { identifier, destination, origin, now }: DecisionContext,
  columns: Pick<Insertable<Database['managed_project']>, 'state' | 'details'>,
): RawBuilder<unknown> {
  if (origin === undefined) throw new Error('A new award needs its template.');
  const row: Insertable<Database['managed_project']> = {
    ...columns,
    identifier,
    destination,
    offering: origin.offering,
    portal: origin.awardingPortal,
    template_id: origin.templateId,
    created: now,
  };
  return sql`insert into managed_project (${sql.join(Object.keys(row).map((name) => sql.ref(name)))})
    values (${sql.join(Object.values(row))}) returning id`;
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
