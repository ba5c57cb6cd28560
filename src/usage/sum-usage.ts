import { type Kysely, sql } from 'kysely';
import type { Database } from '../database/schema.ts';

/** What a project has used on a resource in all. */
export interface UsedSeconds {
  /** Node seconds. */
  seconds: number;
  /** When figures were last collected, RFC 3339. */
  collectedAt: string;
}

/**
 * The use of several projects on resources, by `machine_project.id`; those whose figures were never
 * collected are left out.
 */
export async function sumUsage(
  db: Kysely<Database>,
  machineProjectIds: readonly number[],
): Promise<Map<number, UsedSeconds>> {
  if (machineProjectIds.length === 0) return new Map();
  const { rows } = await sql<UsedSeconds & { id: number }>`
    select collection.machine_project_id as id, collection.collected_at as "collectedAt",
      collection.used_seconds as seconds
    from usage_collection collection
    where collection.machine_project_id = any(${[...machineProjectIds]}::bigint[])
      and collection.collected_at is not null`.execute(db);
  return new Map(rows.map(({ id, ...used }) => [id, used]));
}
