import { sql } from 'kysely';
import { parseCredits } from '../award/assess-credits.ts';
import { BadInput } from '../award/bad-input.ts';
import { parseDay } from '../award/dates.ts';
import { toSlug } from '../award/slug.ts';
import { readCopiedItems } from './copy-store.ts';
import type { ImportContext } from './import-context.ts';
import { loadLocalIds, saveRecords } from './import-records.ts';
import { keepOwnRows, planBatch, type PlannedItem } from './plan-batch.ts';
import { loadProjectNames, type ProjectNames } from './project-names.ts';

type PlannedProject = PlannedItem<'project'>;

/** Makes the projects of Waldur, with their UUIDs and short names; removed ones are removed here. */
export async function importProjects(context: ImportContext): Promise<void> {
  const names = await loadProjectNames(context);
  for await (const batch of readCopiedItems(context.trx, context.source, 'project')) {
    // The short name comes from other lists than the project.
    const planned = await planBatch(context, 'project', batch, (item) => [
      item,
      names.get(item.uuid) ?? null,
    ]);
    const kept = await keepOwnRows(context, 'project', 'project', planned);
    await storeProjects(context, kept, names);
  }
}

async function storeProjects(
  context: ImportContext,
  planned: readonly PlannedProject[],
  names: ProjectNames,
): Promise<void> {
  if (planned.length === 0) return;
  const customers = await loadLocalIds(
    context,
    'customer',
    planned.map(({ item }) => item.customer_uuid),
  );
  const kept = await refuseTakenNames(context, planned, names);
  const rows: object[] = [];
  const stored: PlannedProject[] = [];
  for (const project of kept) {
    const row = toRow(context, project, customers, names.get(project.key) ?? null);
    if (row === null) continue;
    rows.push(row);
    stored.push(project);
    context.report.add('project', project.record === null ? 'created' : 'changed');
  }
  await upsertProjects(context, rows);
  await saveRecords(context, 'project', stored);
}

/** Without the projects whose short name another one has, or whose short name differs here. */
async function refuseTakenNames(
  { trx, report }: ImportContext,
  planned: readonly PlannedProject[],
  names: ProjectNames,
): Promise<PlannedProject[]> {
  const keys = planned.map(({ key }) => key);
  const wanted = keys.flatMap((key) => names.get(key) ?? []);
  const { rows } = await sql<{ uuid: string; name: string; short_name: string | null }>`
    select uuid::text, name, short_name from project
    where short_name = any(${wanted}::text[]) or uuid = any(${keys}::uuid[])`.execute(trx);
  const owners = new Map(rows.map((row) => [row.short_name, row]));
  const present = new Map(rows.map((row) => [row.uuid, row.short_name]));
  return planned.filter(({ key, item }) => {
    const name = names.get(key) ?? null;
    const owner = name === null ? undefined : owners.get(name);
    if (owner !== undefined && owner.uuid !== key) {
      report.collide(
        `The short name ${name} of the project ${item.name} is that of the project ${owner.name} here.`,
      );
      return false;
    }
    const here = present.get(key) ?? null;
    if (here !== null && name !== null && here !== name) {
      report.collide(
        `The project ${item.name} has the short name ${here} here and ${name} in Waldur.`,
      );
      return false;
    }
    return true;
  });
}

function toRow(
  { report }: ImportContext,
  { key, item }: PlannedProject,
  customers: ReadonlyMap<string, number>,
  shortName: string | null,
): object | null {
  const customerId = customers.get(item.customer_uuid);
  const { name, description, backend_id, is_removed, created, slug } = item;
  try {
    if (customerId === undefined) throw new BadInput('customer', 'It was left out.');
    const credits =
      item.project_credit === null ? null : parseCredits(item.project_credit, 'project_credit');
    return {
      ...{ uuid: key, customer_id: customerId, name, description, backend_id, is_removed, created },
      slug: slug === '' ? toSlug(name) : slug,
      short_name: shortName,
      start_date: parseOptionalDay(item.start_date, 'start_date'),
      end_date: parseOptionalDay(item.end_date, 'end_date'),
      credits,
    };
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    report.leaveOut('project', `${name} (${key})`, error.message);
    return null;
  }
}

const parseOptionalDay = (value: string | null, field: string): string | null =>
  value === null || value === '' ? null : parseDay(value, field);

/** The credits of a managed project follow its award (import-awards.ts). */
async function upsertProjects({ trx }: ImportContext, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`insert into project (uuid, customer_id, name, slug, short_name, description, start_date,
      end_date, credits, backend_id, is_removed, created)
    select uuid, customer_id, name, slug, short_name, description, start_date, end_date, credits,
      backend_id, is_removed, created
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (uuid uuid, customer_id bigint,
      name text, slug text, short_name text, description text, start_date date, end_date date,
      credits numeric, backend_id text, is_removed boolean, created timestamptz)
    on conflict (uuid) do update set customer_id = excluded.customer_id, name = excluded.name,
      slug = excluded.slug, short_name = coalesce(excluded.short_name, project.short_name),
      description = excluded.description, start_date = excluded.start_date,
      end_date = excluded.end_date, backend_id = excluded.backend_id,
      is_removed = excluded.is_removed,
      credits = case when exists (select from managed_project where project_id = project.id)
        then project.credits else excluded.credits end`.execute(trx);
}
