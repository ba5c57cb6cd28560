import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Caller } from '../access/caller.ts';
import { visibleAwards } from '../access/visibility.ts';
import type { ReviewState } from '../award/vocabulary.ts';
import type { Database } from '../database/schema.ts';
import { containing } from '../http/filters.ts';
import { givenRow } from '../http/json-sql.ts';
import type { OrderBy } from '../http/ordering.ts';
import type { Page } from '../http/pages.ts';
import { templatesAsJson } from '../templates/store.ts';
import { keptCount } from './counts.ts';
import type { Address } from './facts.ts';
import { listedJson, singleJson, type Viewpoint } from './representation.ts';

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
  const { rows } = await sql<{ total: number }>`
    select ${counted(caller, filter, portal)} as total`.execute(db);
  return rows[0]?.total ?? 0;
}

function counted(caller: Caller, filter: AwardFilter, portal: string): RawBuilder<number> {
  if (isKept(filter)) return keptCount(caller, filter);
  return sql`(select count(*) from managed_project
    where ${visibleAwards(caller)} and ${matching(filter, portal)})`;
}

/** Whether the kept counts answer it. */
function isKept({ templateUuids: _, states: __, ...others }: AwardFilter): boolean {
  return Object.values(others).every((value) => value === undefined || value.length === 0);
}

/**
 * A page of awards that this caller may see, in an order made total by identifier, as JSON text;
 * and how many there are on all pages. One statement, so both are of one moment.
 */
export async function listAwards(
  db: Kysely<Database>,
  caller: Caller,
  filter: AwardFilter,
  viewpoint: Viewpoint,
  { order, page }: { order: OrderBy<OrderColumn>[]; page: Page },
): Promise<{ total: number; json: string }> {
  const { portal } = viewpoint;
  const sorted = sql.join([
    ...order.map(({ column, direction }) => sql`${orderColumns[column]} ${sql.raw(direction)}`),
    ...(order.length === 0 ? [orderColumns.created] : []),
    sql.ref('managed_project.identifier'),
    sql.ref('managed_project.id'),
  ]);
  // Which rows first, from an index alone; only those of the page are fetched.
  const chosen = sql`select managed_project.* from managed_project
    where managed_project.id = any(array(select managed_project.id from managed_project
      where ${visibleAwards(caller)} and ${matching(filter, portal)}
      order by ${sorted} ${partOf(page)}))`;
  const { rows } = await sql<{ total: number; json: string }>`
    ${withShown(chosen, caller, viewpoint)}
    select ${counted(caller, filter, portal)} as total,
      (select '[' || coalesce(string_agg(${listed}, ',' order by ${sorted}), '') || ']'
        from ${shownTables}) as json`.execute(db);
  return rows[0] as { total: number; json: string };
}

/**
 * As literals what has few values: PostgreSQL then sees that a plan kept for all values costs no
 * more than one made anew, and keeps it.
 */
function partOf({ size, offset }: Page): RawBuilder<unknown> {
  return offset === 0 ? sql`limit ${sql.lit(size)}` : sql`limit ${sql.lit(size)} offset ${offset}`;
}

const listed = sql.raw(listedJson);
const single = sql.raw(singleJson);

/** One award as JSON text with its stamp; null where there is none that this caller may see. */
export async function findAward(
  db: Kysely<Database>,
  address: Address,
  caller: Caller,
  viewpoint: Viewpoint,
): Promise<(AwardStamp & { json: string }) | null> {
  const chosen = sql`select managed_project.*, ${stamp} as stamp from managed_project
    left join person reviewer on reviewer.id = managed_project.reviewed_by
    where identifier = ${address.identifier} and destination = ${address.destination}
      and ${visibleAwards(caller)}`;
  const { rows } = await sql<AwardStamp & { json: string }>`
    ${withShown(chosen, caller, viewpoint)}
    select managed_project.stamp, project.end_date, ${single} as json
    from ${shownTables}`.execute(db);
  return rows[0] ?? null;
}

/** What the JSON of the chosen awards is made from: templates and customers once, however many. */
function withShown(chosen: RawBuilder<unknown>, caller: Caller, viewpoint: Viewpoint) {
  const templateIds = sql`select template_id from page`;
  return sql`with ${givenRow(viewpoint)}, page as materialized (${chosen}),
    template as materialized (${templatesAsJson(templateIds, caller)})`;
}

const shownTables = sql`page managed_project
  join template on template.id = managed_project.template_id
  left join person reviewer on reviewer.id = managed_project.reviewed_by
  left join project on project.id = managed_project.project_id
  left join customer on customer.id = project.customer_id
  cross join given`;

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
    identifier !== undefined && identifierContains(identifier),
    localIdentifier !== undefined &&
      sql`project_id in (select id from project
        where short_name || '.' || ${portal} ilike ${containing(localIdentifier)})`,
    ...projectUuids.map((uuid) => sql`project_id = (select id from project where uuid = ${uuid})`),
    ...templateUuids.map(
      (uuid) => sql`template_id = (select id from project_template where uuid = ${uuid})`,
    ),
    states.length > 0 && sql`state in (${sql.join(states.map((state) => sql.lit(state)))})`,
    query !== undefined && searched(query),
    notEmbargoedAt !== undefined &&
      sql`(earliest_approve is null or earliest_approve <= ${notEmbargoedAt})`,
  ].filter((condition) => condition !== false);
  return sql<SqlBool>`(${sql.join(conditions, sql` and `)})`;
}

/**
 * The index is asked only for what stands before the dot: a great many awards share the awarding
 * portal behind it, so the index would go through them all and find nothing by it.
 */
function identifierContains(text: string): RawBuilder<SqlBool> {
  const dot = text.indexOf('.');
  const telling = dot >= leastTelling ? text.slice(0, dot + 1) : text;
  const contains = sql<SqlBool>`identifier ilike ${containing(telling)}`;
  if (telling === text) return contains;
  return sql`(${contains} and identifier || '' ilike ${containing(text)})`;
}

/** Two letters and the end of their word are a trigram. */
const leastTelling = 2;

/** Each place that is searched through its own index: one "or" over them would use none. */
function searched(text: string): RawBuilder<SqlBool> {
  const pattern = containing(text);
  return sql`managed_project.id in (
    select id from managed_project where ${identifierContains(text)}
    union all select id from managed_project where name ilike ${pattern}
    union all select a.id from project_template t join managed_project a on a.template_id = t.id
      where t.name ilike ${pattern}
    union all select a.id from project p join managed_project a on a.project_id = p.id
      where p.name ilike ${pattern})`;
}
