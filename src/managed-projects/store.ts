import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Caller, Seer } from '../access/caller.ts';
import { reviewsAward, visibleAwards } from '../access/visibility.ts';
import type { ReviewState } from '../award/vocabulary.ts';
import { kept, type Places } from '../database/kept.ts';
import type { Database } from '../database/schema.ts';
import { containing } from '../http/filters.ts';
import { type Given, givenRow, withinJson } from '../http/json-sql.ts';
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

function counted(
  caller: Seer,
  filter: AwardFilter,
  portal: string | RawBuilder<string>,
): RawBuilder<number> {
  if (isKept(filter)) return keptCount(caller, filter);
  return sql`(select count(*) from managed_project
    where ${visibleAwards(caller)} and ${matching(filter, portal)})`;
}

/** Whether the kept counts answer it. */
function isKept({ templateUuids: _, states: __, ...others }: AwardFilter): boolean {
  return Object.values(others).every((value) => value === undefined || value.length === 0);
}

interface ListAsked {
  order: OrderBy<OrderColumn>[];
  page: Page;
}

interface ListRow {
  total: number;
  json: string;
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
  asked: ListAsked,
): Promise<ListRow> {
  const { personId, isStaff, isSupport } = caller;
  const { order, page } = asked;
  const values = { ...givenOf(viewpoint), personId, offset: page.offset };
  const { states, ...others } = filter;
  const form = { isStaff, isSupport, states, order, size: page.size, isFirst: page.offset === 0 };
  const isUsual = isKept(others) && !others.templateUuids?.length;
  const [row] = isUsual
    ? await listOfStates(db, values, form)
    : (await listStatement(placed(values), { ...form, ...filter }).execute(db)).rows;
  return row as ListRow;
}

type ListValues = Given & { personId: number; offset: number };

type ListForm = Sees &
  AwardFilter &
  Pick<ListAsked, 'order'> &
  Pick<Page, 'size'> & { isFirst: boolean };

/** What the desk asks for all day: an order and states, nothing else. */
const listOfStates = kept<ListValues, ListForm, ListRow>((places, form) =>
  listStatement(places, form),
);

/** As what stands for values, the values themselves. */
function placed<Values extends object>(values: Values): Places<Values> {
  const places = Object.entries(values).map(([name, value]) => [name, sql.val(value)]);
  return Object.fromEntries(places) as Places<Values>;
}

function listStatement(places: Places<ListValues>, form: ListForm): RawBuilder<ListRow> {
  const { order, size, isFirst, isStaff, isSupport, ...filter } = form;
  const { personId, portal, offset } = places;
  const caller = { isStaff, isSupport, personId };
  const found = sql`managed_project where ${visibleAwards(caller)} and ${matching(filter, portal)}`;
  const total = counted(caller, filter, portal);
  const sorted = sortedBy(order);
  // Which rows first, from an index alone; only those of the page are fetched.
  const ids = isFirst
    ? sql`select managed_project.id from ${found} order by ${sorted} limit ${sql.lit(size)}`
    : sql`select id from (${fromNearerEnd(found, order, { size, offset })}) nearer`;
  const chosen = sql`select managed_project.* from managed_project
    where managed_project.id = any(array(${ids}))`;
  return sql<ListRow>`
    ${withShown(chosen, caller, places, total)}
    select found.total,
      (select '[' || coalesce(string_agg(${listed}, ',' order by ${sorted}), '') || ']'
        from ${shownTables}) as json
    from found`;
}

/** The order asked for, else that of arrival, made total. */
function sortedBy(order: OrderBy<OrderColumn>[], isReversed = false): RawBuilder<unknown> {
  const by = ({ column, direction }: OrderBy<OrderColumn>) =>
    isReversed === (direction === 'asc')
      ? sql`${orderColumns[column]} desc`
      : sql`${orderColumns[column]} asc`;
  const asked = order.length === 0 ? [{ column: 'created', direction: 'asc' } as const] : order;
  const own = isReversed ? sql`desc` : sql`asc`;
  return sql.join([
    ...asked.map(by),
    sql`managed_project.identifier ${own}`,
    sql`managed_project.id ${own}`,
  ]);
}

/** The ids of a page that is not the first, counted from whichever end of the list is nearer. */
function fromNearerEnd(
  found: RawBuilder<unknown>,
  order: OrderBy<OrderColumn>[],
  { size, offset }: { size: number; offset: RawBuilder<number> },
): RawBuilder<unknown> {
  const all = sql`select managed_project.id from ${found} order by`;
  // Nothing is read for a limit of 0.
  return sql`(${all} ${sortedBy(order)}
      limit (select case when 2 * ${offset}::bigint <= total then ${sql.lit(size)} else 0 end
        from found)
      offset ${offset}::bigint)
    union all (${all} ${sortedBy(order, true)}
      limit (select case when 2 * ${offset}::bigint <= total then 0
        else greatest(0, least(${sql.lit(size)}, total - ${offset}::bigint)) end from found)
      offset (select greatest(0, total - ${offset}::bigint - ${sql.lit(size)}) from found))`;
}

function givenOf({ base, portal, today }: Viewpoint): Given {
  return { base: withinJson(base), portal, today };
}

const listed = sql.raw(listedJson);
const single = sql.raw(singleJson);

/** One award as JSON text with its stamp; null where there is none that this caller may see. */
export async function findAward(
  db: Kysely<Database>,
  { identifier, destination }: Address,
  { personId, isStaff, isSupport }: Caller,
  viewpoint: Viewpoint,
): Promise<(AwardStamp & { json: string }) | null> {
  const values = { identifier, destination, personId, ...givenOf(viewpoint) };
  const [award] = await awardAt(db, values, { isStaff, isSupport });
  return award ?? null;
}

type SeenAt = Address & { personId: number };
type Sees = Pick<Caller, 'isStaff' | 'isSupport'>;

const awardAt = kept<SeenAt & Given, Sees, AwardStamp & { json: string }>((places, sees) => {
  const { identifier, destination, personId } = places;
  const caller = { ...sees, personId };
  const chosen = sql`select managed_project.*, ${stamp} as stamp from managed_project
    left join person reviewer on reviewer.id = managed_project.reviewed_by
    where identifier = ${identifier} and destination = ${destination}
      and ${visibleAwards(caller)}`;
  return sql`
    ${withShown(chosen, caller, places)}
    select managed_project.stamp, project.end_date, ${single} as json
    from ${shownTables}`;
});

/**
 * What the JSON of the chosen awards is made from: templates and customers once, however many; and
 * how many awards were found.
 */
function withShown(
  chosen: RawBuilder<unknown>,
  caller: Seer,
  given: Places<Given>,
  total: RawBuilder<number> = sql`1`,
) {
  const templateIds = sql`select template_id from page`;
  return sql`with ${givenRow(given)}, found as materialized (select ${total} as total),
    page as materialized (${chosen}),
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
  { identifier, destination }: Address,
  caller: Caller | null,
): Promise<AwardStamp | null> {
  const { isStaff, isSupport, personId } = caller ?? everybody;
  const values = { identifier, destination, personId };
  const [row] = await stampAt(db, values, { isStaff, isSupport });
  return row ?? null;
}

const everybody = { isStaff: true, isSupport: true, personId: 0 };

const stampAt = kept<SeenAt, Sees, AwardStamp>(
  ({ identifier, destination, personId }, sees) => sql`
    select ${stamp} as stamp, project.end_date from managed_project
    left join person reviewer on reviewer.id = managed_project.reviewed_by
    left join project on project.id = managed_project.project_id
    where identifier = ${identifier} and destination = ${destination}
      and ${visibleAwards({ ...sees, personId })}`,
);

/** Whether this caller is a reviewer of an award; null where there is none that they may see. */
export async function isReviewer(
  db: Kysely<Database>,
  { identifier, destination }: Address,
  { personId, isStaff, isSupport }: Caller,
): Promise<boolean | null> {
  const values = { identifier, destination, personId };
  const [row] = await reviewsAt(db, values, { isStaff, isSupport });
  return row?.reviews ?? null;
}

const reviewsAt = kept<SeenAt, Sees, { reviews: boolean }>(
  ({ identifier, destination, personId }, sees) => sql`
    select ${reviewsAward(personId)} as reviews
    from managed_project join project_template t on t.id = managed_project.template_id
    where identifier = ${identifier} and destination = ${destination}
      and ${visibleAwards({ ...sees, personId })}`,
);

// A row's xmin is the transaction that wrote it last.
const stamp = sql<string>`concat_ws('.', managed_project.id, managed_project.version,
  managed_project.xmin, reviewer.uuid, reviewer.full_name,
  (select concat_ws('.', p.xmin, c.xmin) from project p
    join customer c on c.id = p.customer_id where p.id = managed_project.project_id),
  (select concat_ws('.', t.xmin, provider.xmin, c.xmin) from project_template t
    join customer provider on provider.id = t.provider_id
    join customer c on c.id = t.customer_id where t.id = managed_project.template_id))`;

function matching(filter: AwardFilter, portal: string | RawBuilder<string>): RawBuilder<SqlBool> {
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
