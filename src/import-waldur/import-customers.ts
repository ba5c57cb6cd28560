import { sql } from 'kysely';
import { toSlug } from '../award/slug.ts';
import { readCopiedItems } from './copy-store.ts';
import type { ImportContext } from './import-context.ts';
import { saveRecords } from './import-records.ts';
import { keepOwnRows, planBatch, type PlannedItem } from './plan-batch.ts';

/** Makes the customers of Waldur, with their UUIDs. */
export async function importCustomers(context: ImportContext): Promise<void> {
  for await (const batch of readCopiedItems(context.trx, context.source, 'customer')) {
    const planned = await planBatch(context, 'customer', batch);
    const kept = await keepOwnRows(context, 'customer', 'customer', planned);
    await storeCustomers(context, kept);
  }
}

async function storeCustomers(
  context: ImportContext,
  planned: readonly PlannedItem<'customer'>[],
): Promise<void> {
  if (planned.length === 0) return;
  const slugs = await chooseSlugs(context, planned);
  const rows = planned.map(({ key, item }) => ({ ...item, slug: slugs.get(key) ?? item.slug }));
  await sql`insert into customer
      (uuid, name, slug, native_name, abbreviation, description, email, created)
    select uuid, name, slug, native_name, abbreviation, description, email, created
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (uuid uuid, name text, slug text,
      native_name text, abbreviation text, description text, email text, created timestamptz)
    on conflict (uuid) do update set name = excluded.name, slug = excluded.slug,
      native_name = excluded.native_name, abbreviation = excluded.abbreviation,
      description = excluded.description, email = excluded.email`.execute(context.trx);
  for (const { record } of planned) {
    context.report.add('customer', record === null ? 'created' : 'changed');
  }
  await saveRecords(context, 'customer', planned);
}

/** Slugs are unique here. Where one is taken, the customer gets it with a part of its UUID. */
async function chooseSlugs(
  { trx, report }: ImportContext,
  planned: readonly PlannedItem<'customer'>[],
): Promise<Map<string, string>> {
  const wanted = planned.map(({ key, item }) => ({
    key,
    name: item.name,
    slug: item.slug === '' ? toSlug(item.name) : item.slug,
  }));
  const rows = await trx
    .selectFrom('customer')
    .select(['slug', 'uuid'])
    .where(
      'slug',
      'in',
      wanted.map(({ slug }) => slug),
    )
    .execute();
  const owners = new Map(rows.map(({ slug, uuid }) => [slug, uuid]));
  const slugs = new Map<string, string>();
  for (const { key, name, slug } of wanted) {
    const owner = owners.get(slug) ?? key;
    const chosen = owner === key ? slug : `${slug}-${key.slice(0, 8)}`;
    owners.set(slug, owner);
    slugs.set(key, chosen);
    if (chosen !== slug) report.adjust('customer', name, `its slug is ${chosen}: ${slug} is taken`);
  }
  return slugs;
}
