import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { BadInput } from '../award/bad-input.ts';
import { projectRoles } from '../award/award-enums.ts';
import { parseTemplateBody } from '../templates/parse-template-body.ts';
import { hashTemplateKey } from '../templates/template-key.ts';
import { readCopiedItems } from './copy-store.ts';
import type { ImportContext } from './import-context.ts';
import { loadLocalIds, saveRecords } from './import-records.ts';
import { keepOwnRows, planBatch, type PlannedItem } from './plan-batch.ts';
import type { WaldurItem } from './waldur-shapes.ts';

type Template = WaldurItem<'template'>;

/**
 * Makes the templates of Waldur, with their UUIDs, keys, patterns, limits and mappings. They name no
 * resource here: nothing reaches a machine before staff add one.
 */
export async function importTemplates(context: ImportContext): Promise<void> {
  for await (const batch of readCopiedItems(context.trx, context.source, 'template')) {
    // The salt of a key differs each time, so a key that was changed in Waldur is not seen.
    const digestOf = (item: Template) => ({ ...item, key: toKeyState(item.key) });
    const planned = await planBatch(context, 'template', batch, digestOf);
    await storeTemplates(
      context,
      await keepOwnRows(context, 'template', 'project_template', planned),
    );
  }
}

const toKeyState = (key: Template['key']): string | null =>
  typeof key === 'object' && key !== null ? 'set' : key;

async function storeTemplates(
  context: ImportContext,
  planned: readonly PlannedItem<'template'>[],
): Promise<void> {
  if (planned.length === 0) return;
  const customers = await loadLocalIds(
    context,
    'customer',
    planned.flatMap(({ item }) => [item.provider, item.customer]),
  );
  const taken = await loadTakenNames(context, planned);
  const rows: object[] = [];
  const stored: PlannedItem<'template'>[] = [];
  for (const template of planned) {
    const { item, key } = template;
    const name = `${item.name} of ${item.portal} on ${item.offering}`;
    const owner = taken.get(nameTemplate(item)) ?? key;
    if (owner !== key) {
      context.report.collide(`There is another template ${name} (${owner}).`);
      continue;
    }
    taken.set(nameTemplate(item), key);
    try {
      rows.push(toRow(context, item, customers));
    } catch (error) {
      if (!(error instanceof BadInput)) throw error;
      context.report.leaveOut('template', name, error.message);
      continue;
    }
    stored.push(template);
    noteAdjustments(context, item);
    context.report.add('template', template.record === null ? 'created' : 'changed');
  }
  await upsertTemplates(context, rows);
  await saveRecords(context, 'template', stored);
}

const nameTemplate = ({ portal, name, offering }: Template): string =>
  [portal, name, offering].join(' ');

async function loadTakenNames(
  { trx }: ImportContext,
  planned: readonly PlannedItem<'template'>[],
): Promise<Map<string, string>> {
  const { rows } = await sql<{ name: string; uuid: string }>`
    select concat_ws(' ', portal, name, offering) as name, uuid::text from project_template
    where concat_ws(' ', portal, name, offering)
      = any(${planned.map(({ item }) => nameTemplate(item))}::text[])`.execute(trx);
  return new Map(rows.map(({ name, uuid }) => [name, uuid]));
}

/** Throws BadInput for what no template may have here. */
function toRow(
  { portal: ourPortal, now }: ImportContext,
  item: Template,
  customers: ReadonlyMap<string, number>,
): object {
  const { uuid, name, portal, provider, customer } = item;
  const provider_id = customers.get(provider);
  const customer_id = customers.get(customer);
  if (provider_id === undefined) throw new BadInput('provider', 'It was left out.');
  if (customer_id === undefined) throw new BadInput('customer', 'It was left out.');
  const columns = parseTemplateBody(
    {
      name,
      portal,
      offering: item.offering ?? '',
      shortname: item.shortname ?? '',
      approval_limit: item.approval_limit,
      max_credit_limit: item.max_credit_limit,
      allocation_units_mapping: item.allocation_units_mapping as Record<string, string | number>,
      role_mapping: readRoleMapping(item),
    },
    ourPortal,
  );
  return { ...columns, uuid, provider_id, customer_id, ...toKey(item.key), created: now };
}

/** By name: the UUIDs of Waldur's roles mean nothing here. Words for roles of others are left out. */
function readRoleMapping({ role_mapping, role_mapping_data }: Template): Record<string, string> {
  const roles = Object.keys({ ...role_mapping, ...role_mapping_data }).map((word) => {
    const given = role_mapping?.[word];
    return [word, role_mapping_data?.[word]?.name ?? given] as const;
  });
  return Object.fromEntries(
    roles.filter((entry): entry is readonly [string, string] => isProjectRole(entry[1])),
  );
}

const isProjectRole = (role: unknown): boolean => projectRoles.some((known) => known === role);

/** A key that Waldur does not show becomes one that nobody knows: without any, everybody could ask. */
function toKey(key: Template['key']): { key_salt: string | null; key_digest: string | null } {
  if (key === null) return { key_salt: null, key_digest: null };
  if (typeof key === 'object') return { key_salt: key.salt, key_digest: key.digest };
  const { salt, digest } = hashTemplateKey(randomBytes(32).toString('hex'));
  return { key_salt: salt.toString('hex'), key_digest: digest.toString('hex') };
}

function noteAdjustments({ report }: ImportContext, item: Template): void {
  const { name, key, offerings_data, role_mapping, role_mapping_data } = item;
  if (key === 'unreadable') {
    report.adjust(
      'template',
      name,
      'Waldur does not show its key: set it again, or new awards are refused',
    );
  }
  const kept = readRoleMapping(item);
  const lost = Object.keys({ ...role_mapping, ...role_mapping_data }).filter(
    (word) => !(word in kept),
  );
  if (lost.length > 0) {
    report.adjust(
      'template',
      name,
      `without the roles ${lost.join(', ')}, which are no project roles here`,
    );
  }
  if (offerings_data.length > 0) {
    const names = offerings_data.map((offering) => offering.name).join(', ');
    report.adjust('template', name, `without its offerings (${names}): add the resources here`);
  }
}

async function upsertTemplates({ trx }: ImportContext, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  // Mappings are JSON texts already. A key that was set here stays while Waldur does not show its own.
  await sql`insert into project_template (uuid, name, offering, portal, provider_id, customer_id,
      key_salt, key_digest, shortname, approval_limit, max_credit_limit, allocation_units_mapping,
      role_mapping, role_mapping_given, created)
    select uuid, name, offering, portal, provider_id, customer_id, decode(key_salt, 'hex'),
      decode(key_digest, 'hex'), shortname, approval_limit, max_credit_limit,
      allocation_units_mapping::jsonb, role_mapping::jsonb, null, created
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (uuid uuid, name text,
      offering text, portal text, provider_id bigint, customer_id bigint, key_salt text,
      key_digest text, shortname text, approval_limit numeric, max_credit_limit numeric,
      allocation_units_mapping text, role_mapping text, created timestamptz)
    on conflict (uuid) do update set name = excluded.name, offering = excluded.offering,
      portal = excluded.portal, provider_id = excluded.provider_id,
      customer_id = excluded.customer_id, shortname = excluded.shortname,
      approval_limit = excluded.approval_limit, max_credit_limit = excluded.max_credit_limit,
      allocation_units_mapping = excluded.allocation_units_mapping,
      role_mapping = excluded.role_mapping, role_mapping_given = null`.execute(trx);
}
