import { type RawBuilder, sql, type Transaction } from 'kysely';
import { type AwardFacts, awardAnnouncementsSql } from '../announcements/announcement-sql.ts';
import { type AwardSnapshot, auditInsertSql, robotId } from '../audit/audit-insert-sql.ts';
import type { AwardDecision } from '../award/award-decision.ts';
import { displayName } from '../award/award-details.ts';
import type { ExistingAward } from '../award/existing-award.ts';
import type { Database } from '../database/schema.ts';
import { executeAsSingleStatement } from '../database/single-statement.ts';
import { outboxInsertSql } from '../outbox/outbox-insert-sql.ts';
import { projectUpsertSql, projectSelectSql } from '../projects/project-upsert-sql.ts';
import { membershipChangesSql } from '../projects/membership-sql.ts';
import { updateWanted } from '../wanted-state/update-wanted.ts';
import { awardWriteSql } from './award-write-sql.ts';
import { ConcurrentChangeError } from './concurrent-change-error.ts';
import type { DecisionContext } from './decision-context.ts';

/**
 * Stores a decision in the caller's transaction: project, award, members, audit and outbox, all in
 * one statement. Where the project has or may get a place on a machine, three more bring what is wanted there in
 * line with it. Returns the short name of the award's project, null where it has none. Throws
 * ConcurrentChangeError when the award has another version than the one that was decided about,
 * and the error that isShortNameTaken recognises.
 */
export async function storeDecision(
  trx: Transaction<Database>,
  context: DecisionContext,
  decision: AwardDecision,
): Promise<string | null> {
  const { award, project, members } = decision;
  const { identifier, destination, now, existing, actor } = context;
  const caller = actor?.personId ?? robotId;
  const { via, clientIp } = actor ?? robotActor;
  const projectId = project && sql<number>`(select id from project_now)`;
  const written = {
    ...(project
      ? projectUpsertSql(project, now)
      : existing?.project && projectSelectSql(existing.project.id)),
    ...(award && { award_now: awardWriteSql(context, award, projectId ?? null, caller) }),
  };
  const [audit] = auditInsertSql(
    context,
    decision.audit,
    { robot: robotId, caller },
    now,
    createAwardSnapshot(context, award, written),
  );
  const membership =
    projectId && members
      ? membershipChangesSql(projectId, members, {
          ...{ identifier, destination, performer: caller },
          ...{ via, clientIp, now },
        })
      : { named: {}, others: [] };
  const namedQueries = {
    ...written,
    ...(audit && { audit_now: sql`${audit} returning id, action` }),
    ...membership.named,
  };
  const others = [
    ...outboxInsertSql({ identifier, destination }, decision.notifications, now),
    ...awardAnnouncementsSql(
      toAwardFacts(context, decision, projectId),
      'audit_now',
      decision.audit,
      now,
    ),
    ...membership.others,
  ];
  const isStored = award ? sql`exists (select from award_now)` : sql`true`;
  const hasProject = project ? sql`exists (select from project_now)` : sql`true`;
  const shortName = written.project_now ? sql`(select short_name from project_now)` : sql`null`;
  const machinesProjectId = written.project_now
    ? projectOnMachinesSql(existing?.template.id ?? context.origin?.templateId ?? 0)
    : sql`null::bigint`;
  const result = sql<StoreResultRow>`select ${isStored} as is_stored, ${hasProject} as has_project,
    ${shortName} as short_name, ${machinesProjectId} as machines_project_id`;
  const stored = await executeAsSingleStatement(trx, namedQueries, others, result);
  if (!stored.has_project) throw new Error('The project of the decision does not exist.');
  if (!stored.is_stored) throw new ConcurrentChangeError();
  if (stored.machines_project_id !== null) {
    const wantedActor = actor ?? { ...robotActor, personId: null };
    await updateWanted(trx, [stored.machines_project_id], {
      now: new Date(now),
      actor: wantedActor,
    });
  }
  return stored.short_name;
}

function toAwardFacts(
  { identifier, destination, existing, origin }: DecisionContext,
  { award, project }: AwardDecision,
  projectId: RawBuilder<number> | undefined,
): AwardFacts {
  const details = award === undefined || award.deleted ? existing?.details : award.details;
  const state = award === undefined || award.deleted ? null : award.state;
  return {
    identifier,
    destination,
    name: displayName({ name: details?.name ?? null, identifier }),
    templateId: existing?.template.id ?? origin?.templateId ?? 0,
    projectId: projectId ?? existing?.project?.id ?? null,
    beginsToWait: state === 'pending' && existing?.state !== 'pending',
    createsProject: project?.kind === 'make',
  };
}

interface StoreResultRow {
  is_stored: boolean;
  has_project: boolean;
  short_name: string | null;
  machines_project_id: number | null;
}

/** The project of the decision where a machine has it, or its template names a resource. */
function projectOnMachinesSql(templateId: number): RawBuilder<unknown> {
  return sql`(select id from project_now where
    exists (select from machine_project where machine_project.project_id = project_now.id)
    or exists (select from template_resource where template_id = ${templateId}))`;
}

const robotActor = { via: 'award', clientIp: '' } as const;

/** The award after the decision, for the audit. */
function createAwardSnapshot(
  { existing }: DecisionContext,
  award: AwardDecision['award'],
  { project_now }: { project_now?: RawBuilder<unknown> },
): AwardSnapshot | null {
  if (award === undefined) return createUnchangedSnapshot(existing, project_now);
  const version = (existing?.version ?? 0) + 1;
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

/** A decision that changes only the project, such as its members, leaves the award's version. */
function createUnchangedSnapshot(
  existing: ExistingAward | null,
  projectNow: RawBuilder<unknown> | undefined,
): AwardSnapshot | null {
  if (existing === null || projectNow === undefined) return null;
  const { version, state } = existing;
  return {
    version,
    state,
    projectId: sql`(select id from project_now)`,
    credits: sql`(select credits from project_now)`,
  };
}
