import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Caller } from '../access/caller.ts';
import { visibleAwards } from '../access/visibility.ts';
import type { ReviewState } from '../award/vocabulary.ts';
import type { Database } from '../database/schema.ts';
import { containing } from '../http/filters.ts';
import type { OrderBy } from '../http/ordering.ts';
import type { Page } from '../http/pages.ts';
import { type ProjectRow, projectRows } from '../projects/store.ts';
import { type TemplateRow, templateRows } from '../templates/store.ts';
import { countByState } from './counts.ts';
import type { Address } from './facts.ts';

/** An award with all that its representation shows. */
export interface AwardRow {
  id: number;
  identifier: string;
  destination: string;
  state: ReviewState;
  details: Record<string, unknown>;
  created: string;
  reviewed_at: string | null;
  review_comment: string | null;
  template_id: number;
  /** Differs whenever anything that the representation shows has changed, but for its counts. */
  stamp: string;
  project_id: number | null;
  reviewer_uuid: string | null;
  reviewer_name: string | null;
  project: ProjectRow | null;
  template: TemplateRow;
}

/** An award in a list: its details as PostgreSQL writes them, JSON text. */
export type ListedAward = Omit<AwardRow, 'details' | 'stamp'> & { details: string };

/** What a list is asked for (api.md, Filters). */
export interface AwardFilter {
  identifier?: string | undefined;
  localIdentifier?: string | undefined;
  /** All of these; more than one finds nothing. */
  projectUuids?: string[];
  templateUuids?: string[];
  states?: ReviewState[] | undefined;
  query?: string | undefined;
  /** Leaves out what cannot be approved at this time yet. */
  notEmbargoedAt?: string | undefined;
}

const orderColumns = {
  created: sql.ref('managed_project.created'),
  state: sql.ref('managed_project.state'),
  identifier: sql.ref('managed_project.identifier'),
  details__name: sql.ref('managed_project.name'),
  project_template__name: sql`(select t.name from project_template t
    where t.id = managed_project.template_id)`,
  project__customer__name: sql`(select c.name from project p join customer c
    on c.id = p.customer_id where p.id = managed_project.project_id)`,
  project_template__offering: sql.ref('managed_project.offering'),
} satisfies Record<string, RawBuilder<unknown>>;

export type OrderColumn = keyof typeof orderColumns;
export const orderNames = Object.fromEntries(
  Object.keys(orderColumns).map((name) => [name, name]),
) as Record<OrderColumn, OrderColumn>;

/** How many awards this caller would find. */
export async function countAwards(
  db: Kysely<Database>,
  caller: Caller,
  filter: AwardFilter,
  portal: string,
): Promise<number> {
  if (isKept(filter)) {
    const counts = await countByState(db, caller, filter);
    return [...counts.values()].reduce((sum, count) => sum + count, 0);
  }
  const { count } = await db
    .selectFrom('managed_project')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where(visibleAwards(caller))
    .where(matching(filter, portal))
    .executeTakeFirstOrThrow();
  return count;
}

/** Whether the kept counts answer it. */
function isKept({ templateUuids: _, states: __, ...others }: AwardFilter): boolean {
  return Object.values(others).every((value) => value === undefined || value.length === 0);
}

/** A page of awards that this caller may see, in an order made total by identifier. */
export async function listAwards(
  db: Kysely<Database>,
  caller: Caller,
  filter: AwardFilter,
  portal: string,
  { order, page }: { order: OrderBy<OrderColumn>[]; page: Page },
): Promise<ListedAward[]> {
  const sorted = sql.join([
    ...order.map(({ column, direction }) => sql`${orderColumns[column]} ${sql.raw(direction)}`),
    ...(order.length === 0 ? [orderColumns.created] : []),
    sql.ref('managed_project.identifier'),
    sql.ref('managed_project.id'),
  ]);
  // Which rows first, from an index alone; only those of the page are fetched.
  const ids = sql<number>`array(select managed_project.id from managed_project
    where ${visibleAwards(caller)} and ${matching(filter, portal)}
    order by ${sorted} limit ${page.size} offset ${page.offset})`;
  const rows = await selectAwards(db)
    .select(sql<string>`details::text`.as('details'))
    .where(sql<SqlBool>`managed_project.id = any(${ids})`)
    .orderBy(sorted)
    .execute();
  return complete(db, rows, caller);
}

/** One award, or null where there is none that this caller may see; null sees all. */
export async function findAward(
  db: Kysely<Database>,
  address: Address,
  caller: Caller | null,
): Promise<AwardRow | null> {
  const rows = await selectAwards(db)
    .select(['details', stamp.as('stamp')])
    .where('identifier', '=', address.identifier)
    .where('destination', '=', address.destination)
    .where(caller === null ? sql<SqlBool>`true` : visibleAwards(caller))
    .execute();
  const [row] = await complete(db, rows, caller);
  return row ?? null;
}

/** What an ETag is made of, without all that the award shows. */
export interface AwardStamp {
  stamp: string;
  /** Of its project: on the day after, the award is shown in grace. */
  end_date: string | null;
}

/** The stamp of one award, or null where there is none that this caller may see; null sees all. */
export async function findStamp(
  db: Kysely<Database>,
  address: Address,
  caller: Caller | null,
): Promise<AwardStamp | null> {
  const row = await db
    .selectFrom('managed_project')
    .leftJoin('person as reviewer', 'reviewer.id', 'managed_project.reviewed_by')
    .leftJoin('project', 'project.id', 'managed_project.project_id')
    .select([stamp.as('stamp'), 'project.end_date'])
    .where('identifier', '=', address.identifier)
    .where('destination', '=', address.destination)
    .where(caller === null ? sql<SqlBool>`true` : visibleAwards(caller))
    .executeTakeFirst();
  return row ?? null;
}

/**
 * Whether this caller is a reviewer of an award; null where there is none that they may see.
 * Reviewers: owner or manager in the provider and owner in the customer (awards.md).
 */
export async function isReviewer(
  db: Kysely<Database>,
  address: Address,
  caller: Caller,
): Promise<boolean | null> {
  const { personId } = caller;
  const row = await db
    .selectFrom('managed_project')
    .innerJoin('project_template as t', 't.id', 'managed_project.template_id')
    .select(
      sql<boolean>`exists (select from customer_role where person_id = ${personId}
          and customer_id = t.provider_id)
        and exists (select from customer_role where person_id = ${personId}
          and customer_id = t.customer_id and role = 'CUSTOMER.OWNER')`.as('reviews'),
    )
    .where('identifier', '=', address.identifier)
    .where('destination', '=', address.destination)
    .where(visibleAwards(caller))
    .executeTakeFirst();
  return row?.reviews ?? null;
}

// A row's xmin is the transaction that wrote it last.
const stamp = sql<string>`concat_ws('.', managed_project.id, managed_project.version,
  managed_project.xmin, reviewer.uuid, reviewer.full_name,
  (select concat_ws('.', p.xmin, c.xmin) from project p
    join customer c on c.id = p.customer_id where p.id = managed_project.project_id),
  (select concat_ws('.', t.xmin, provider.xmin, c.xmin) from project_template t
    join customer provider on provider.id = t.provider_id
    join customer c on c.id = t.customer_id where t.id = managed_project.template_id))`;

function selectAwards(db: Kysely<Database>) {
  return db
    .selectFrom('managed_project')
    .leftJoin('person as reviewer', 'reviewer.id', 'managed_project.reviewed_by')
    .select([
      'managed_project.id',
      'identifier',
      'destination',
      'state',
      'managed_project.created',
      'reviewed_at',
      'review_comment',
      'template_id',
      'project_id',
      'reviewer.uuid as reviewer_uuid',
      'reviewer.full_name as reviewer_name',
    ]);
}

type BareRow = Pick<AwardRow, 'template_id' | 'project_id'>;

/** Adds projects and templates: one query each, however many awards. */
async function complete<Row extends BareRow>(
  db: Kysely<Database>,
  rows: Row[],
  caller: Caller | null,
): Promise<(Row & Pick<AwardRow, 'project' | 'template'>)[]> {
  const projectIds = rows.flatMap((row) => row.project_id ?? []);
  const projects = await projectRows(db, projectIds);
  const templateIds = [...new Set(rows.map((row) => row.template_id))];
  const templates = await templateRows(db, templateIds, caller);
  return rows.map((row) => ({
    ...row,
    project: (row.project_id && projects.get(row.project_id)) || null,
    template: templates.get(row.template_id) as TemplateRow,
  }));
}

function matching(filter: AwardFilter, portal: string): RawBuilder<SqlBool> {
  const {
    identifier,
    localIdentifier,
    projectUuids = [],
    templateUuids = [],
    states = [],
    query,
    notEmbargoedAt,
  } = filter;
  const conditions = [
    sql`true`,
    identifier !== undefined && sql`identifier ilike ${containing(identifier)}`,
    localIdentifier !== undefined &&
      sql`project_id in (select id from project
        where short_name || '.' || ${portal} ilike ${containing(localIdentifier)})`,
    ...projectUuids.map((uuid) => sql`project_id = (select id from project where uuid = ${uuid})`),
    ...templateUuids.map(
      (uuid) => sql`template_id = (select id from project_template where uuid = ${uuid})`,
    ),
    states.length > 0 && sql`state in (${sql.join(states)})`,
    query !== undefined && searched(containing(query)),
    notEmbargoedAt !== undefined &&
      sql`(earliest_approve is null or earliest_approve <= ${notEmbargoedAt})`,
  ].filter((condition) => condition !== false);
  return sql<SqlBool>`(${sql.join(conditions, sql` and `)})`;
}

/** Each place that is searched through its own index: one "or" over them would use none. */
function searched(pattern: string): RawBuilder<SqlBool> {
  return sql`managed_project.id in (
    select id from managed_project where identifier ilike ${pattern}
    union all select id from managed_project where name ilike ${pattern}
    union all select a.id from project_template t join managed_project a on a.template_id = t.id
      where t.name ilike ${pattern}
    union all select a.id from project p join managed_project a on a.project_id = p.id
      where p.name ilike ${pattern})`;
}
