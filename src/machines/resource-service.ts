/* Creates, changes and deletes resources: permission, transaction and audit. */

import { sql, type Transaction } from 'kysely';
import { toActor } from '../admin-audit/actor.ts';
import { recordChange, recordDifference } from '../admin-audit/record-change.ts';
import type { Database } from '../database/schema.ts';
import { isForeignKeyViolation } from '../database/sql-state.ts';
import { lockRow, runInTransaction } from '../database/transaction.ts';
import { conflictError, forbiddenError, notFoundError } from '../errors/refused-error.ts';
import { type Caller, canReadEverything, requireStaff } from '../http/caller.ts';
import type { AppContext } from '../http/app-context.ts';
import { lockPairsSql } from '../wanted-state/lock-pairs-sql.ts';
import { updateWantedOfResource } from '../wanted-state/update-wanted.ts';
import { parseResourceBody, type ResourceFields } from './parse-resource-body.ts';
import * as store from './resource-store.ts';

type ServiceContext = Pick<AppContext, 'db' | 'clock' | 'portal'>;

/** Staff and support read resources. Throws RefusedError. */
export async function requireResource(
  { db }: Pick<AppContext, 'db'>,
  caller: Caller,
  uuid: string,
): Promise<store.ResourceRow> {
  if (!canReadEverything(caller)) throw forbiddenError();
  const row = await store.findResource(db, uuid);
  if (row === null) throw notFoundError();
  return row;
}

/** The same for what only staff may do. */
export async function requireWritableResource(
  context: Pick<AppContext, 'db'>,
  caller: Caller,
  uuid: string,
): Promise<store.ResourceRow> {
  requireStaff(caller);
  return requireResource(context, caller, uuid);
}

/** Makes a resource, which is observed, and returns its UUID; staff only. Throws BadInput, RefusedError. */
export async function createResource(
  { db, clock, portal }: ServiceContext,
  caller: Caller,
  fields: ResourceFields & { name: string; destination: string },
): Promise<string> {
  requireStaff(caller);
  const created = clock().toISOString();
  const columns = {
    seconds_per_credit: '3600',
    volumes: '[]',
    mode: 'observe' as const,
    is_enabled: true,
    ...parseResourceBody(fields, portal()),
    created,
  } as Parameters<typeof store.insertResource>[1];
  if (columns.mode === 'active') {
    throw conflictError('A new resource is observed: create it so, check it, then switch it on.');
  }
  return runInTransaction(db, async (trx) => {
    const uuid = await store.insertResource(trx, columns);
    const row = await requireResource({ db: trx }, caller, uuid);
    await recordChange(trx, toActor(caller), {
      at: created,
      action: 'resource.created',
      subject: { uuid, name: row.name },
      before: null,
      after: toAuditValues(row),
    });
    return uuid;
  });
}

/**
 * Changes the given fields of a resource; staff only. What is wanted on it follows at once. Its
 * destination stays while projects have a place on it, as their accounts are there; a new one is not
 * checked yet. Throws BadInput, RefusedError.
 */
export async function changeResource(
  { db, clock, portal }: ServiceContext,
  caller: Caller,
  uuid: string,
  fields: ResourceFields,
): Promise<void> {
  const row = await requireWritableResource({ db }, caller, uuid);
  const columns = parseResourceBody(fields, portal());
  await runInTransaction(db, async (trx) => {
    const before = await lockResource(trx, caller, row);
    const moves = columns.destination !== undefined && columns.destination !== before.destination;
    if (moves && before.projects > 0) {
      throw conflictError(`${before.projects} projects are on this resource: it cannot move.`);
    }
    await store.updateResource(trx, row.id, columns);
    if (moves) await store.clearCheck(trx, row.id);
    const after = await requireResource({ db: trx }, caller, uuid);
    if (moves || before.mode !== 'active') requireCheckBeforeUse(after);
    const actor = toActor(caller);
    await recordDifference(trx, actor, {
      at: clock().toISOString(),
      action: 'resource.changed',
      subject: { uuid, name: after.name },
      before: toAuditValues(before),
      after: toAuditValues(after),
    });
    await updateWantedOfResource(trx, row.id, { now: clock(), actor });
    if (after.mode !== before.mode) await requestChecks(trx, row.id, clock());
  });
}

/**
 * A wrong destination answers nothing for 120 s, and meanwhile the same instruction to the right place
 * fails too: nothing is sent before a check has found the way. Throws RefusedError.
 */
function requireCheckBeforeUse({ mode, checked_at, check_problem }: store.ResourceRow): void {
  if (mode !== 'active') return;
  if (checked_at === null) {
    throw conflictError(
      'This destination has not been checked: observe it, check it, then switch it on.',
    );
  }
  if (check_problem === null) return;
  throw conflictError(
    `The last check failed (${check_problem}): check it again, then switch it on.`,
  );
}

/** Deletes a resource that no template names and no project has a place on; staff only. Throws RefusedError. */
export async function deleteResource(
  { db, clock }: ServiceContext,
  caller: Caller,
  uuid: string,
): Promise<void> {
  const row = await requireWritableResource({ db }, caller, uuid);
  try {
    await runInTransaction(db, async (trx) => {
      await trx
        .deleteFrom('instruction')
        .where('resource_id', '=', row.id)
        .where('machine_project_id', 'is', null)
        .execute();
      await trx.deleteFrom('unknown_project').where('resource_id', '=', row.id).execute();
      await trx.deleteFrom('resource').where('id', '=', row.id).execute();
      await recordChange(trx, toActor(caller), {
        at: clock().toISOString(),
        action: 'resource.deleted',
        subject: { uuid, name: row.name },
        before: toAuditValues(row),
        after: null,
      });
    });
  } catch (error) {
    if (!isForeignKeyViolation(error)) throw error;
    throw conflictError(
      `Resource is in use by ${row.templates} templates and ${row.projects} projects.`,
    );
  }
}

/** Asks for a comparison of every project on the resource. */
async function requestChecks(
  trx: Transaction<Database>,
  resourceId: number,
  now: Date,
): Promise<void> {
  await sql`
    with pair as materialized (${lockPairsSql(sql`resource_id = ${resourceId}`)})
    update machine_project set check_requested = true, due_at = ${now.toISOString()}::timestamptz
    where id in (select id from pair)`.execute(trx);
}

async function lockResource(
  trx: Transaction<Database>,
  caller: Caller,
  { id, uuid }: store.ResourceRow,
): Promise<store.ResourceRow> {
  await lockRow(trx, 'resource', id);
  return requireResource({ db: trx }, caller, uuid);
}

function toAuditValues(row: store.ResourceRow): Record<string, unknown> {
  const { name, destination, seconds_per_credit, volumes, mode, is_enabled } = row;
  return { name, destination, seconds_per_credit, volumes, mode, is_enabled };
}
