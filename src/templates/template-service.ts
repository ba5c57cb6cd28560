/* Creates, changes and deletes project templates: permission, transaction and audit. */

import { isDeepStrictEqual } from 'node:util';
import type { Kysely, Transaction } from 'kysely';
import type { Type } from 'typebox';
import { type Actor, toActor } from '../admin-audit/actor.ts';
import { recordChange, recordDifference } from '../admin-audit/record-change.ts';
import { BadInput } from '../award/bad-input.ts';
import { findCustomer } from '../customers/customer-store.ts';
import type { Database } from '../database/schema.ts';
import { isForeignKeyViolation } from '../database/sql-state.ts';
import { lockRow, runInTransaction } from '../database/transaction.ts';
import { conflictError, notFoundError } from '../errors/refused-error.ts';
import type { Caller } from '../http/caller.ts';
import { parseResourceUrl, resourcePaths } from '../http/resource-urls.ts';
import type { AppContext } from '../http/app-context.ts';
import { parseOfferings, parseTemplateBody } from './parse-template-body.ts';
import type { TemplateBody } from './api-schema.ts';
import {
  requireOwnedProvider,
  requireProviderOwner,
  requireResourceRights,
} from './template-permissions.ts';
import type { TemplateRow } from './template-row.ts';
import * as store from './template-store.ts';

type ServiceContext = Pick<AppContext, 'db' | 'clock' | 'portal'>;

/** What else happens at a change of a template. */
export interface TemplateHooks {
  /** Called in the transaction, after the role mapping has changed. */
  afterRoleMappingChange: (
    trx: Transaction<Database>,
    templateId: number,
    change: { actor: Actor; now: Date },
  ) => Promise<void>;
  /**
   * Sets the resources of a template, by UUID, in the transaction of its change. Throws BadInput on
   * `offerings` for one that does not exist.
   */
  setResources: (
    trx: Transaction<Database>,
    templateId: number,
    uuids: readonly string[],
    change: { actor: Actor; now: Date },
  ) => Promise<void>;
  /** Called after a commit that may have changed which offerings the templates have. */
  afterOfferingsChange: () => void;
}

type WriteContext = ServiceContext & TemplateHooks;
type TemplateFields = Type.Static<typeof TemplateBody>;
type NewTemplate = Parameters<typeof store.insertTemplate>[1];

/** The template with this UUID. Throws RefusedError (`not_found`) where the caller sees none. */
export async function requireVisibleTemplate(
  { db }: Pick<AppContext, 'db'>,
  caller: Caller,
  uuid: string,
): Promise<TemplateRow> {
  const row = await store.findTemplate(db, uuid, caller);
  if (row === null) throw notFoundError();
  return row;
}

/**
 * Makes a template and returns its UUID; staff and owners of its provider. Throws BadInput,
 * RefusedError.
 */
export async function createTemplate(
  { db, clock, portal, setResources, afterOfferingsChange }: WriteContext,
  caller: Caller,
  fields: TemplateFields,
): Promise<string> {
  await requireOwnedProvider(db, caller, fields.provider);
  const offerings = parseOfferings(fields.offerings) ?? [];
  if (offerings.length > 0) requireResourceRights(caller);
  const values = {
    ...(await toNewTemplate({ db, portal }, caller, fields)),
    created: clock().toISOString(),
  };
  const created = await runInTransaction(db, async (trx) => {
    const { id, uuid } = await store.insertTemplate(trx, values);
    if (offerings.length > 0) {
      await setResources(trx, id, offerings, { actor: toActor(caller), now: clock() });
    }
    const row = await requireVisibleTemplate({ db: trx }, caller, uuid);
    await recordChange(trx, toActor(caller), {
      at: values.created,
      action: 'template.created',
      subject: { uuid, name: values.name },
      before: null,
      after: toTemplateAuditValues(row),
    });
    return uuid;
  });
  afterOfferingsChange();
  return created;
}

/** Sets every field of a template, absent ones to their defaults. Throws as `changeTemplate`. */
export async function replaceTemplate(
  context: WriteContext,
  caller: Caller,
  uuid: string,
  fields: TemplateFields,
): Promise<void> {
  const row = await requireWritableTemplate(context, caller, uuid);
  const columns = await toNewTemplate(context, caller, fields);
  await storeChange(context, caller, row, columns, parseOfferings(fields.offerings));
}

/**
 * Changes the given fields of a template; staff and owners of its provider. Throws BadInput, RefusedError (`conflict`) for
 * name, offering and portal while it has awards, which are found by them.
 */
export async function changeTemplate(
  context: WriteContext,
  caller: Caller,
  uuid: string,
  fields: Partial<TemplateFields>,
): Promise<void> {
  const row = await requireWritableTemplate(context, caller, uuid);
  const columns = {
    ...parseTemplateBody(fields, context.portal()),
    ...(await resolveCustomerIds(context.db, caller, fields)),
  };
  await storeChange(context, caller, row, columns, parseOfferings(fields.offerings));
}

/** Deletes a template; staff and owners of its provider. Throws RefusedError (`conflict`) while it has awards. */
export async function deleteTemplate(
  context: WriteContext,
  caller: Caller,
  uuid: string,
): Promise<void> {
  const row = await requireWritableTemplate(context, caller, uuid);
  try {
    await runInTransaction(context.db, async (trx) => {
      await store.deleteTemplate(trx, row.id);
      await recordChange(trx, toActor(caller), {
        at: context.clock().toISOString(),
        action: 'template.deleted',
        subject: { uuid, name: row.name },
        before: toTemplateAuditValues(row),
        after: null,
      });
    });
  } catch (error) {
    if (!isForeignKeyViolation(error)) throw error;
    throw conflictError(`${await describeUse(context.db, row.id)}.`);
  }
  context.afterOfferingsChange();
}

async function storeChange(
  { db, clock, afterRoleMappingChange, setResources, afterOfferingsChange }: WriteContext,
  caller: Caller,
  { id, uuid }: TemplateRow,
  columns: Parameters<typeof store.updateTemplate>[2],
  offerings: readonly string[] | undefined,
): Promise<void> {
  if (columns.provider_id !== undefined) {
    await requireProviderOwner(db, caller, columns.provider_id);
  }
  await runInTransaction(db, async (trx) => {
    await lockRow(trx, 'project_template', id);
    const before = await requireVisibleTemplate({ db: trx }, caller, uuid);
    if (!(await store.updateTemplate(trx, id, columns))) {
      const use = await describeUse(trx, id);
      throw conflictError(`${use}: its name, offering and portal cannot change.`);
    }
    if (offerings !== undefined && !hasResources(before, offerings)) {
      requireResourceRights(caller);
      await setResources(trx, id, offerings, { actor: toActor(caller), now: clock() });
    }
    const after = await requireVisibleTemplate({ db: trx }, caller, uuid);
    await recordDifference(trx, toActor(caller), {
      at: clock().toISOString(),
      action: 'template.changed',
      subject: { uuid, name: after.name },
      before: toTemplateAuditValues(before),
      after: { ...toTemplateAuditValues(after), ...(columns.key_digest && { key: 'changed' }) },
    });
    if (!isDeepStrictEqual(before.role_mapping, after.role_mapping)) {
      await afterRoleMappingChange(trx, id, { actor: toActor(caller), now: clock() });
    }
  });
  afterOfferingsChange();
}

async function describeUse(db: Kysely<Database>, templateId: number): Promise<string> {
  const count = await store.countTemplateAwards(db, templateId);
  return `Template is in use by ${count} ${count === 1 ? 'award' : 'awards'}`;
}

/** Whether a template has exactly these resources, in any order. */
function hasResources({ offerings }: TemplateRow, uuids: readonly string[]): boolean {
  return offerings.length === uuids.length && offerings.every(({ uuid }) => uuids.includes(uuid));
}

/** Callers who do not see the template get `not_found`, others who may not write it `forbidden`. */
async function requireWritableTemplate(
  context: ServiceContext,
  caller: Caller,
  uuid: string,
): Promise<TemplateRow> {
  const row = await requireVisibleTemplate(context, caller, uuid);
  await requireProviderOwner(context.db, caller, row.provider.id);
  return row;
}

/**
 * All columns but `created`. Without an approval limit every award waits for a reviewer, without a
 * maximum none is too large (docs/rules/api.md, R5.2).
 */
async function toNewTemplate(
  { db, portal }: Pick<AppContext, 'db' | 'portal'>,
  caller: Caller,
  fields: TemplateFields,
): Promise<Omit<NewTemplate, 'created'>> {
  const columns = parseTemplateBody(
    {
      approval_limit: '0',
      max_credit_limit: null,
      allocation_units_mapping: {},
      role_mapping: {},
      ...fields,
    },
    portal(),
  );
  const customers = await resolveCustomerIds(db, caller, fields);
  // The request's schema requires every field that the table does.
  return { ...columns, ...customers } as Omit<NewTemplate, 'created'>;
}

async function resolveCustomerIds(
  db: Kysely<Database>,
  caller: Caller,
  { provider, customer }: { provider?: string; customer?: string },
): Promise<{ provider_id?: number; customer_id?: number }> {
  return {
    ...(provider !== undefined && {
      provider_id: await resolveCustomerId(db, caller, provider, 'provider'),
    }),
    ...(customer !== undefined && {
      customer_id: await resolveCustomerId(db, caller, customer, 'customer'),
    }),
  };
}

/** The id of a customer that the caller sees: nobody makes projects in a customer of others. */
async function resolveCustomerId(
  db: Kysely<Database>,
  caller: Caller,
  url: string,
  field: string,
): Promise<number> {
  const uuid = parseResourceUrl(url, resourcePaths.customers, field);
  const customer = await findCustomer(db, uuid, caller);
  if (customer === null) throw new BadInput(field, 'There is no such customer.');
  return customer.id;
}

/** The values of a template that the administrative audit keeps; never its key. */
function toTemplateAuditValues(row: TemplateRow): Record<string, unknown> {
  const {
    id: _,
    uuid: __,
    role_mapping_given: ___,
    provider,
    customer,
    offerings,
    ...values
  } = row;
  const resources = offerings.map(({ name }) => name);
  return { ...values, resources, provider: provider.name, customer: customer.name };
}
