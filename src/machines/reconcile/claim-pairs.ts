import { type Kysely, sql } from 'kysely';
import { planEachTime } from '../../database/plan-each-time.ts';
import type { Database } from '../../database/schema.ts';
import { lockPairsSql } from '../../wanted-state/lock-pairs-sql.ts';
import { claimLockSql, freeForChangesSql } from '../instruction-slots.ts';

/** A lease ends this long after its last renewal, so that others take over from a killed process. */
export const LEASE_SECONDS = 60;

export interface ClaimOptions {
  /** This process. */
  owner: string;
  now: Date;
  /** The most rows to take. */
  limit: number;
}

/**
 * Rows that are due and free, as many of a resource as it has room for (`instruction-slots.ts`). A
 * project is under way on one only of resources whose destinations end alike: agents take the same
 * instruction to both for one.
 */
const dueRowsSql = (now: string) => sql`
  select due.id, due.project_id, resource.last_part,
    row_number() over (partition by due.project_id, resource.last_part order by due.id) as place
  from resource
  cross join lateral (
    select pair.id, pair.project_id from machine_project pair
    where pair.resource_id = resource.id and pair.due_at <= ${now}::timestamptz
      and (pair.lease_until is null or pair.lease_until <= ${now}::timestamptz)
      and not exists (select from machine_project other
        join resource alike on alike.id = other.resource_id
        where other.project_id = pair.project_id and other.id <> pair.id
          and other.lease_until > ${now}::timestamptz and alike.last_part = resource.last_part)
    order by pair.due_at
    limit ${freeForChangesSql(now)}) due
  where resource.is_enabled`;

/**
 * Takes rows that are due and not being changed, for this process alone, and returns their ids. One statement where
 * nothing is due. Claims of all replicas are made one after another, so that their limits hold.
 */
export async function claimPairs(
  db: Kysely<Database>,
  { owner, now, limit }: ClaimOptions,
): Promise<number[]> {
  const at = now.toISOString();
  const { rows: due } = await sql`${planEachTime}
    select from (${dueRowsSql(at)}) due limit 1`.execute(db);
  if (due.length === 0) return [];
  const until = new Date(now.getTime() + LEASE_SECONDS * 1000).toISOString();
  return db.transaction().execute(async (trx) => {
    await sql`select ${claimLockSql}`.execute(trx);
    const { rows } = await sql<{ id: number }>`
      ${planEachTime} with due as materialized (${dueRowsSql(at)}),
      free as materialized (${lockPairsSql(sql`id in (select id from due where place = 1
        limit ${limit})`)} skip locked)
      update machine_project set lease_owner = ${owner}::uuid, lease_until = ${until}::timestamptz
      where id in (select id from free)
      returning id`.execute(trx);
    return rows.map(({ id }) => id);
  });
}

/** Keeps these rows, as far as this process still holds them. Returns how many. */
export async function renewLeases(
  db: Kysely<Database>,
  owner: string,
  pairIds: readonly number[],
  now: Date,
): Promise<number> {
  const until = new Date(now.getTime() + LEASE_SECONDS * 1000).toISOString();
  const held = sql`id = any(${pairIds}::bigint[]) and lease_owner = ${owner}::uuid
    and lease_until > ${now.toISOString()}::timestamptz`;
  const { numAffectedRows } = await sql`
    ${planEachTime} with held as materialized (${lockPairsSql(held)})
    update machine_project set lease_until = ${until}::timestamptz
    where id in (select id from held)`.execute(db);
  return Number(numAffectedRows ?? 0n);
}

/** Gives up a row as it is; it stays due. */
export async function releaseLease(
  db: Kysely<Database>,
  owner: string,
  pairId: number,
): Promise<void> {
  await sql`update machine_project set lease_owner = null, lease_until = null
    where id = ${pairId} and lease_owner = ${owner}::uuid`.execute(db);
}
