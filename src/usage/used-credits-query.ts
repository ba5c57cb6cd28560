import { type Kysely, sql } from 'kysely';
import type { Database } from '../database/schema.ts';

/**
 * What each project on machines used on all resources, in credits (decimal) and in node seconds, by
 * `project_id`; with how many resources these are, and the node seconds that they grant.
 */
export function usedCreditsQuery(db: Kysely<Database>) {
  return db
    .selectFrom('machine_project as pair')
    .innerJoin('resource', 'resource.id', 'pair.resource_id')
    .leftJoin('usage_collection', 'usage_collection.machine_project_id', 'pair.id')
    .select([
      'pair.project_id',
      sql<number>`count(*)`.as('resources'),
      sql<string>`sum(pair.wanted_limit)`.as('granted_seconds'),
      sql<string>`coalesce(sum(usage_collection.used_seconds), 0)`.as('seconds'),
      sql<string>`coalesce(sum(usage_collection.used_seconds / resource.seconds_per_credit), 0)`.as(
        'credits',
      ),
    ])
    .groupBy('pair.project_id');
}
