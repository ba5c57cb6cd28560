import { type RawBuilder, sql } from 'kysely';

/**
 * Agents begin to expire instructions when many more are under way for one instance. The worker that
 * changes projects and the collector of figures share them.
 */
const MAX_PER_RESOURCE = 10;
/** How many each leaves free where the other has something to do, so that neither waits for ever. */
const RESERVED = 3;

/** The lock under which both claim, so that their limits hold over all processes. */
export const claimLockSql = sql`pg_advisory_xact_lock(hashtextextended('gatehouse machines claim', 0))`;

const changingSql = (now: string): RawBuilder<number> => sql`(select count(*)
  from machine_project busy where busy.resource_id = resource.id and busy.lease_owner is not null
    and busy.lease_until > ${now}::timestamptz)`;

const collectingSql = (now: string): RawBuilder<number> => sql`(select count(*)
  from machine_project pair join usage_collection busy on busy.machine_project_id = pair.id
  where pair.resource_id = resource.id and busy.lease_until > ${now}::timestamptz)`;

const dueChangesSql = (now: string): RawBuilder<number> => sql`(select count(*) from (
  select from machine_project pair where pair.resource_id = resource.id
    and pair.due_at <= ${now}::timestamptz
    and (pair.lease_until is null or pair.lease_until <= ${now}::timestamptz)
  limit ${RESERVED}) waiting)`;

const dueCollectionsSql = (now: string): RawBuilder<number> => sql`(select count(*) from (
  select from usage_collection waiting join machine_project pair
    on pair.id = waiting.machine_project_id
  where pair.resource_id = resource.id and waiting.due_at <= ${now}::timestamptz
    and (waiting.lease_until is null or waiting.lease_until <= ${now}::timestamptz)
    and pair.seen in ('added', 'present', 'blocked')
  limit ${RESERVED}) waiting)`;

/** How many more projects of `resource` may be changed now. */
export const freeForChangesSql = (now: string): RawBuilder<number> => sql`greatest(0,
  ${MAX_PER_RESOURCE} - ${changingSql(now)}
    - greatest(${collectingSql(now)}, ${dueCollectionsSql(now)}))`;

/** Of how many more projects of `resource` figures may be collected now. */
export const freeForCollectionsSql = (now: string): RawBuilder<number> => sql`greatest(0,
  ${MAX_PER_RESOURCE} - ${collectingSql(now)}
    - greatest(${changingSql(now)}, ${dueChangesSql(now)}))`;
