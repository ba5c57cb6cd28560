import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Day } from '../award/dates.ts';
import { planEachTime } from '../database/plan-each-time.ts';
import type { Database } from '../database/schema.ts';
import { runInTransaction } from '../database/transaction.ts';
import { claimLockSql, freeForCollectionsSql } from '../machines/instruction-slots.ts';

/** A project on a resource whose figures are due. */
export interface Collection {
  machineProjectId: number;
  resourceId: number;
  destination: string;
  projectShortName: string;
  /** No use before this day is asked for. */
  firstDay: Day;
  /** The most days to ask for at once. */
  maxDays: number;
  failures: number;
  /** RFC 3339; null before the first time. */
  collectedAt: string | null;
  /** Since when its members have been blocked at the end, RFC 3339; null where they are not. */
  blockedSince: string | null;
}

/** How far back figures are asked for when a project is first seen (docs/rules/machines.md, M5.1). */
const FIRST_DAYS_BACK = 80;
/** Longer than an instruction is waited for, so that nobody collects the same twice at once. */
const LEASE_SECONDS = 900;

/** Begins a collection for each project that a machine has and that has none yet. */
export async function beginCollections(db: Kysely<Database>, now: Date): Promise<void> {
  const at = now.toISOString();
  await sql`
    ${planEachTime} insert into usage_collection (machine_project_id, first_day, due_at)
    select pair.id, (${at}::timestamptz at time zone 'UTC')::date - ${FIRST_DAYS_BACK}::integer, ${at}
    from machine_project pair
    where pair.seen in ('added', 'present', 'blocked')
      and not exists (select from usage_collection where machine_project_id = pair.id)
    order by pair.id
    on conflict do nothing`.execute(db);
}

/**
 * As `dueRowsSql` of the worker that changes projects: of one project, figures are collected on one only
 * of resources whose destinations end alike.
 */
const dueSql = (now: string, limit: RawBuilder<number>) => sql`
  select due.id,
    row_number() over (partition by due.project_id, resource.last_part order by due.id) as place
  from resource cross join lateral (
    select collection.machine_project_id as id, pair.project_id, collection.due_at
    from usage_collection collection
    join machine_project pair on pair.id = collection.machine_project_id
    join project on project.id = pair.project_id
    where pair.resource_id = resource.id and collection.due_at <= ${now}::timestamptz
      and (collection.lease_until is null or collection.lease_until <= ${now}::timestamptz)
      and pair.seen in ('added', 'present', 'blocked') and project.short_name is not null
      and not exists (select from machine_project other
        join resource alike on alike.id = other.resource_id
        join usage_collection busy on busy.machine_project_id = other.id
        where other.project_id = pair.project_id and other.id <> pair.id
          and busy.lease_until > ${now}::timestamptz and alike.last_part = resource.last_part)
    order by collection.due_at
    limit ${limit}) due
  where resource.is_enabled`;

/**
 * Takes collections that are due, for this process alone, as many of a resource as it has room for.
 * One statement where nothing is due.
 */
export async function claimCollections(
  db: Kysely<Database>,
  { now, limit }: { now: Date; limit: number },
): Promise<Collection[]> {
  const at = now.toISOString();
  const { rows: due } = await sql`${planEachTime}
    select from (${dueSql(at, sql<number>`1`)}) due limit 1`.execute(db);
  if (due.length === 0) return [];
  // It locks several rows in any order, so that it may meet another that does (forget-usage-people.ts).
  return runInTransaction(db, async (trx) => {
    await sql`select ${claimLockSql}`.execute(trx);
    const { rows } = await sql<Collection>`
      ${planEachTime} with due as materialized (select id from
        (${dueSql(at, freeForCollectionsSql(at))}) one where place = 1 limit ${limit})
      update usage_collection collection
      set lease_until = ${at}::timestamptz + make_interval(secs => ${LEASE_SECONDS})
      from due, machine_project pair, resource, project
      where collection.machine_project_id = due.id and pair.id = due.id
        and resource.id = pair.resource_id and project.id = pair.project_id
      returning pair.id as "machineProjectId", resource.id as "resourceId", resource.destination,
        project.short_name as "projectShortName", collection.first_day as "firstDay",
        collection.max_days as "maxDays", collection.failures,
        collection.collected_at as "collectedAt",
        case when pair.seen = 'blocked' then pair.seen_at end as "blockedSince"`.execute(trx);
    return rows;
  });
}
