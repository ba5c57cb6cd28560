/* Reads projects on resources, and blocks, unblocks and checks them for staff. */

import { type Kysely, sql, type Transaction } from 'kysely';
import { type Actor, toActor } from '../admin-audit/actor.ts';
import { recordChange } from '../admin-audit/record-change.ts';
import type { Database } from '../database/schema.ts';
import { lockRow, runInTransaction } from '../database/transaction.ts';
import { conflictError, notFoundError } from '../errors/refused-error.ts';
import { type Caller, canReadEverything, requireStaff } from '../http/caller.ts';
import type { AppContext } from '../http/app-context.ts';
import { requireVisibleProject } from '../projects/project-service.ts';
import { sumUsage } from '../usage/sum-usage.ts';
import { updateWanted } from '../wanted-state/update-wanted.ts';
import { findPortalNameProblem, findProjectNameProblem } from '../wanted-state/machine-names.ts';
import { toMachineJson } from './machine-json.ts';
import * as store from './machine-store.ts';
import { loadPairs, type Pair, toSeenFactsAsStored, toWantedFacts } from './reconcile/load-pair.ts';
import { planInstructions } from './reconcile/plan-instructions.ts';

type ServiceContext = Pick<AppContext, 'db' | 'clock' | 'portal'>;

/**
 * A project on its resources, for everybody who sees the project. Accounts that nobody here knows
 * are for staff and support. Throws RefusedError.
 */
export async function loadMachinesOfProject(
  { db, clock, portal }: ServiceContext,
  caller: Caller,
  projectUuid: string,
) {
  const project = await requireVisibleProject({ db }, caller, projectUuid);
  const rows = await store.listMachinesOfProject(db, project.id);
  const ids = rows.map(({ id }) => id);
  const observed = rows.filter(({ mode }) => mode === 'observe').map(({ id }) => id);
  const [members, used, pairs] = await Promise.all([
    store.listMachineMembers(db, ids),
    sumUsage(db, ids),
    observed.length > 0 ? loadPairs(db, observed) : [],
  ]);
  return rows.map((row) => {
    const pair = pairs.find(({ id }) => id === row.id);
    const visibleMembers = members.filter(
      ({ machine_project_id, user }) =>
        machine_project_id === row.id && (user !== null || canReadEverything(caller)),
    );
    return toMachineJson(row, {
      members: visibleMembers,
      used: used.get(row.id) ?? null,
      wouldDo: pair ? planPair(pair, portal(), clock()) : null,
    });
  });
}

/** What an observed row would get. */
function planPair(pair: Pair, portal: string, now: Date): string[] {
  const { projectShortName, destination } = pair;
  const isNamed = findProjectNameProblem(projectShortName) === null;
  if (!isNamed || findPortalNameProblem(projectShortName ?? '', portal) !== null) return [];
  const can = { isAdded: pair.capabilities?.is_added === true };
  const target = { destination, portal, projectShortName };
  return planInstructions(toWantedFacts(pair, now), toSeenFactsAsStored(pair), can, target);
}

/** Which row of a project an action of staff is about. */
export interface MachineReference {
  projectUuid: string;
  resourceUuid: string;
}

/** Nobody logs in to the project on the resource, and nothing starts, until it is unblocked; staff only. Throws RefusedError. */
export function blockMachine(
  context: ServiceContext,
  caller: Caller,
  reference: MachineReference,
  comment: string,
): Promise<void> {
  return changeMachine(context, caller, reference, async (trx, pair, change) => {
    if (pair.blockedAt !== null) throw conflictError('Staff blocked it already.');
    const at = change.now.toISOString();
    await sql`update machine_project set blocked_by = ${caller.personId},
      blocked_at = ${at}::timestamptz, block_comment = ${comment} where id = ${pair.id}`.execute(
      trx,
    );
    return { action: 'machine.blocked', after: { comment } };
  });
}

/** Ends a block of staff; staff only. Throws RefusedError. */
export function unblockMachine(
  context: ServiceContext,
  caller: Caller,
  reference: MachineReference,
): Promise<void> {
  return changeMachine(context, caller, reference, async (trx, pair) => {
    if (pair.blockedAt === null) throw conflictError('Staff did not block it.');
    await sql`update machine_project set blocked_by = null, blocked_at = null,
      block_comment = null where id = ${pair.id}`.execute(trx);
    return { action: 'machine.unblocked', after: null };
  });
}

/** Compares the project with the machine now, and tries again what failed; staff only. Throws RefusedError. */
export function checkMachineNow(
  context: ServiceContext,
  caller: Caller,
  reference: MachineReference,
): Promise<void> {
  return changeMachine(context, caller, reference, async (trx, pair, { now }) => {
    const at = now.toISOString();
    // An instruction of which nobody knows the outcome shares its failure with an early retry.
    await sql`update machine_project set check_requested = true,
      due_at = case when last_error_kind = 'unknown_outcome'
        then greatest(${at}::timestamptz, last_error_at + interval '130 seconds')
        else ${at}::timestamptz end
      where id = ${pair.id}`.execute(trx);
    return { action: 'machine.check_requested', after: null };
  });
}

/** Finds the row for a caller who sees the project. Throws RefusedError. */
export async function requireMachine(
  db: Kysely<Database>,
  caller: Caller,
  { projectUuid, resourceUuid }: MachineReference,
): Promise<{ id: number; projectId: number; name: string; blockedAt: string | null }> {
  const project = await requireVisibleProject({ db }, caller, projectUuid);
  const { rows } = await sql<{ id: number; name: string; blockedAt: string | null }>`
    select pair.id, coalesce(project.short_name, project.uuid::text) || ' on ' || resource.name as name,
      pair.blocked_at as "blockedAt"
    from machine_project pair
    join project on project.id = pair.project_id
    join resource on resource.id = pair.resource_id
    where pair.project_id = ${project.id} and resource.uuid = ${resourceUuid}::uuid`.execute(db);
  const [row] = rows;
  if (row === undefined) throw notFoundError();
  return { ...row, projectId: project.id };
}

type MachineChange = (
  trx: Transaction<Database>,
  pair: { id: number; blockedAt: string | null },
  change: { now: Date; actor: Actor },
) => Promise<{ action: `machine.${string}`; after: Record<string, unknown> | null }>;

async function changeMachine(
  { db, clock }: ServiceContext,
  caller: Caller,
  reference: MachineReference,
  change: MachineChange,
): Promise<void> {
  await requireVisibleProject({ db }, caller, reference.projectUuid);
  requireStaff(caller);
  await runInTransaction(db, async (trx) => {
    const found = await requireMachine(trx, caller, reference);
    await lockRow(trx, 'project', found.projectId);
    const pair = await requireMachine(trx, caller, reference);
    const actor = toActor(caller);
    const now = clock();
    const { action, after } = await change(trx, pair, { now, actor });
    await recordChange(trx, actor, {
      at: now.toISOString(),
      action,
      subject: { uuid: reference.projectUuid, name: pair.name },
      before: null,
      after,
    });
    await updateWanted(trx, [found.projectId], { now, actor });
  });
}
