/* The resources that the projects of a template get. */

import { type Kysely, sql, type Transaction } from 'kysely';
import type { Type } from 'typebox';
import { type Actor, toActor } from '../admin-audit/actor.ts';
import { recordDifference } from '../admin-audit/record-change.ts';
import { BadInput } from '../award/bad-input.ts';
import type { Database } from '../database/schema.ts';
import { lockRow, runInTransaction } from '../database/transaction.ts';
import type { AppContext } from '../http/app-context.ts';
import type { Caller } from '../http/caller.ts';
import { requireStaff } from '../http/caller.ts';
import { parseUuid } from '../http/resource-urls.ts';
import { requireVisibleTemplate } from '../templates/template-service.ts';
import { updateWantedOfTemplate } from '../wanted-state/update-wanted.ts';
import type { TemplateResourcesBody } from './resource-api-schema.ts';

type ServiceContext = Pick<AppContext, 'db' | 'clock'>;

export interface TemplateResourceRow {
  resource: string;
  resource_name: string;
  quota_mapping: Record<string, string>;
}

/** The resources that projects of a template get, by name. */
export function listTemplateResources(
  db: Kysely<Database>,
  templateId: number,
): Promise<TemplateResourceRow[]> {
  return db
    .selectFrom('template_resource')
    .innerJoin('resource', 'resource.id', 'template_resource.resource_id')
    .select(['resource.uuid as resource', 'resource.name as resource_name', 'quota_mapping'])
    .where('template_id', '=', templateId)
    .orderBy('resource.name')
    .execute();
}

/**
 * Sets the resources that projects of a template get; staff only. Its running projects follow in the
 * same transaction. Throws BadInput, RefusedError.
 */
export async function replaceTemplateResources(
  { db, clock }: ServiceContext,
  caller: Caller,
  uuid: string,
  fields: Type.Static<typeof TemplateResourcesBody>,
): Promise<void> {
  const template = await requireVisibleTemplate({ db }, caller, uuid);
  requireStaff(caller);
  const wanted = fields.resources.map(({ resource, quota_mapping = {} }) => ({
    resource: parseUuid(resource, 'resource'),
    quota_mapping,
  }));
  if (new Set(wanted.map(({ resource }) => resource)).size < wanted.length) {
    throw new BadInput('resource', 'Each resource is named once.');
  }
  await runInTransaction(db, async (trx) => {
    await lockRow(trx, 'project_template', template.id);
    const before = await listTemplateResources(trx, template.id);
    const actor = toActor(caller);
    await storeTemplateResources(trx, template.id, wanted, {
      actor,
      now: clock(),
      field: 'resource',
    });
    const after = await listTemplateResources(trx, template.id);
    await recordDifference(trx, actor, {
      at: clock().toISOString(),
      action: 'template.changed',
      subject: { uuid, name: template.name },
      before: { resources: before },
      after: { resources: after },
    });
  });
}

/**
 * Sets the resources of a template by UUID, in the transaction of its change; one that stays keeps its
 * quotas. Throws BadInput on `offerings`.
 */
export async function setTemplateResources(
  trx: Transaction<Database>,
  templateId: number,
  uuids: readonly string[],
  change: { actor: Actor; now: Date },
): Promise<void> {
  const before = await listTemplateResources(trx, templateId);
  const quotas = new Map(before.map(({ resource, quota_mapping }) => [resource, quota_mapping]));
  const wanted = uuids.map((resource) => ({
    resource,
    quota_mapping: quotas.get(resource) ?? {},
  }));
  await storeTemplateResources(trx, templateId, wanted, { ...change, field: 'offerings' });
}

/** Replaces the resources; the template's running projects follow. `field` is the one to blame. */
async function storeTemplateResources(
  trx: Transaction<Database>,
  templateId: number,
  resources: readonly Omit<TemplateResourceRow, 'resource_name'>[],
  { actor, now, field }: { actor: Actor; now: Date; field: string },
): Promise<void> {
  const wanted = JSON.stringify(resources);
  const { rows: unknown } = await sql<{ uuid: string }>`
    select wanted.resource as uuid
    from jsonb_to_recordset(${wanted}::jsonb) as wanted (resource uuid)
    where not exists (select from resource where uuid = wanted.resource)`.execute(trx);
  if (unknown[0]) throw new BadInput(field, `There is no resource ${unknown[0].uuid}.`);
  await trx.deleteFrom('template_resource').where('template_id', '=', templateId).execute();
  await sql`insert into template_resource (template_id, resource_id, quota_mapping)
    select ${templateId}::bigint, resource.id, wanted.quota_mapping
    from jsonb_to_recordset(${wanted}::jsonb) as wanted (resource uuid, quota_mapping jsonb)
    join resource on resource.uuid = wanted.resource`.execute(trx);
  await updateWantedOfTemplate(trx, templateId, { now, actor });
}
