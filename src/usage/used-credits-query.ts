import { type Kysely, sql } from 'kysely';
import type { Database } from '../database/schema.ts';

/**
 * What each project that has figures used on all resources, in credits (decimal) and in node seconds,
 * by `project_id`.
 */
export function usedCreditsQuery(db: Kysely<Database>) {
  return db
    .selectFrom('machine_project as pair')
    .innerJoin('resource', 'resource.id', 'pair.resource_id')
    .innerJoin('usage_collection', 'usage_collection.machine_project_id', 'pair.id')
    .select([
      'pair.project_id',
      sql<string>`sum(usage_collection.used_seconds)`.as('seconds'),
      sql<string>`sum(usage_collection.used_seconds / resource.seconds_per_credit)`.as('credits'),
    ])
    .groupBy('pair.project_id');
}
