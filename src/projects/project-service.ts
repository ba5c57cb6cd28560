/* Creates, changes and removes projects: permission, transaction and audit. */

import type { Transaction } from 'kysely';
import type { Type } from 'typebox';
import { type Actor, toActor } from '../admin-audit/actor.ts';
import { recordChange, recordDifference } from '../admin-audit/record-change.ts';
import { BadInput } from '../award/bad-input.ts';
import { formatCredits } from '../award/assess-credits.ts';
import { toSlug } from '../award/slug.ts';
import { findCustomer } from '../customers/customer-store.ts';
import type { Database } from '../database/schema.ts';
import { lockRow, runInTransaction } from '../database/transaction.ts';
import { conflictError, forbiddenError, notFoundError } from '../errors/refused-error.ts';
import type { Caller } from '../http/caller.ts';
import { parseResourceUrl, resourcePaths } from '../http/resource-urls.ts';
import type { AppContext } from '../http/app-context.ts';
import { updateWanted } from '../wanted-state/update-wanted.ts';
import { parseProjectBody } from './parse-project-body.ts';
import * as store from './project-store.ts';
import type { ProjectBody } from './api-schema.ts';

type ServiceContext = Pick<AppContext, 'db' | 'clock'>;
type ProjectFields = Type.Static<typeof ProjectBody>;
type ProjectColumns = Parameters<typeof store.updateProject>[2];

/** The project with this UUID. Throws RefusedError (`not_found`) where the caller sees none. */
export async function requireVisibleProject(
  { db }: Pick<AppContext, 'db'>,
  caller: Caller,
  uuid: string,
  options?: { unmanaged: boolean },
): Promise<store.ProjectRow> {
  const row = await store.findProject(db, uuid, caller, options);
  if (row === null) throw notFoundError();
  return row;
}

/**
 * Makes a project and returns its UUID; staff and owners of its customer, credits by staff only.
 * Throws BadInput, RefusedError.
 */
export async function createProject(
  { db, clock }: ServiceContext,
  caller: Caller,
  fields: ProjectFields,
): Promise<string> {
  const customerUuid = parseResourceUrl(fields.customer, resourcePaths.customers, 'customer');
  const customer = await findCustomer(db, customerUuid, caller);
  if (customer === null) throw new BadInput('customer', 'There is no such customer.');
  if (!(await store.canWriteProjects(db, customer.id, caller))) throw forbiddenError();
  if (fields.credits != null && !caller.isStaff) throw forbiddenError();
  const columns = parseProjectBody(fields, null);
  const name = fields.name.trim();
  const created = clock().toISOString();
  return runInTransaction(db, async (trx) => {
    const uuid = await store.insertProject(trx, {
      ...columns,
      name,
      slug: toSlug(fields.name),
      customer_id: customer.id,
      created,
    });
    await recordChange(trx, toActor(caller), {
      at: created,
      action: 'project.created',
      subject: { uuid, name },
      before: null,
      after: toProjectAuditValues(await requireVisibleProject({ db: trx }, caller, uuid)),
    });
    return uuid;
  });
}

/**
 * Changes the given fields of a project; staff and owners of its customer, credits by staff only and
 * only where no award manages the project. Throws BadInput, RefusedError.
 */
export async function changeProject(
  context: ServiceContext,
  caller: Caller,
  uuid: string,
  fields: Partial<ProjectFields>,
): Promise<void> {
  const { id } = await requireWritableProject(context, caller, uuid);
  await storeChange(context, caller, { id, uuid }, async (trx, current) => {
    requireSameCustomer(fields.customer, current);
    const { credits, ...columns } = parseProjectBody(fields, current);
    if (credits === undefined || !isCreditChange(credits, current)) return columns;
    if (!caller.isStaff) throw forbiddenError();
    if (await store.isManagedByAward(trx, id)) {
      throw conflictError('The credits of this project follow its award.');
    }
    return { ...columns, credits };
  });
}

/** What else happens in the transaction of a change of a project. */
export interface ProjectHooks {
  /** Called before a project is locked and marked as removed. */
  beforeRemoval: (
    trx: Transaction<Database>,
    projectId: number,
    change: { actor: Actor; now: Date },
  ) => Promise<void>;
}

/** Marks a project as removed; staff and owners of its customer. Throws RefusedError. */
export async function removeProject(
  context: ServiceContext,
  caller: Caller,
  uuid: string,
  { beforeRemoval }: ProjectHooks,
): Promise<void> {
  const { id } = await requireWritableProject(context, caller, uuid);
  const change = { actor: toActor(caller), now: context.clock() };
  await storeChange(
    context,
    caller,
    { id, uuid },
    async () => ({ is_removed: true }),
    (trx) => beforeRemoval(trx, id, change),
  );
}

/**
 * Stores a change with its audit entry. `beforeLock` runs first; `chooseColumns` decides under the lock that decisions about
 * awards take as well, so that neither overwrites the other.
 */
async function storeChange(
  { db, clock }: ServiceContext,
  caller: Caller,
  { id, uuid }: { id: number; uuid: string },
  chooseColumns: (trx: Transaction<Database>, current: store.ProjectRow) => Promise<ProjectColumns>,
  beforeLock: (trx: Transaction<Database>) => Promise<void> = async () => undefined,
): Promise<void> {
  await runInTransaction(db, async (trx) => {
    await beforeLock(trx);
    await lockRow(trx, 'project', id);
    const before = await requireVisibleProject({ db: trx }, caller, uuid);
    const columns = await chooseColumns(trx, before);
    await store.updateProject(trx, id, columns);
    const after = await requireVisibleProject({ db: trx }, caller, uuid);
    await updateWanted(trx, [id], { now: clock(), actor: toActor(caller) });
    await recordDifference(trx, toActor(caller), {
      at: clock().toISOString(),
      action: columns.is_removed === true ? 'project.removed' : 'project.changed',
      subject: { uuid, name: after.name },
      before: toProjectAuditValues(before),
      after: toProjectAuditValues(after),
    });
  });
}

/** Callers who do not see the project get `not_found`, others who may not change it `forbidden`. */
async function requireWritableProject(
  context: ServiceContext,
  caller: Caller,
  uuid: string,
): Promise<store.ProjectRow> {
  const row = await requireVisibleProject(context, caller, uuid);
  if (!(await store.canWriteProjects(context.db, row.customer_id, caller))) throw forbiddenError();
  return row;
}

function requireSameCustomer(customer: string | undefined, row: store.ProjectRow): void {
  if (customer === undefined) return;
  if (parseResourceUrl(customer, resourcePaths.customers, 'customer') !== row.customer_uuid) {
    throw new BadInput('customer', 'A project cannot move to another customer.');
  }
}

/** A client may send back the credits that it read. */
function isCreditChange(credits: string | null, row: store.ProjectRow): boolean {
  return credits !== (row.credits === null ? null : formatCredits(row.credits));
}

/** The values of a project that the administrative audit keeps. */
function toProjectAuditValues(row: store.ProjectRow): Record<string, unknown> {
  const { name, description, start_date, end_date, credits, backend_id, is_removed } = row;
  const values = { name, description, start_date, end_date, credits, backend_id, is_removed };
  return { ...values, customer: row.customer_name };
}
