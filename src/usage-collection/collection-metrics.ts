import { type Kysely, sql } from 'kysely';
import { Gauge, type Registry } from 'prom-client';
import type { Database } from '../database/schema.ts';

interface CollectionRow {
  resource: string;
  oldest: number;
  problems: number;
}

/** How fresh the figures are, by resource. Returns a function that updates them, for each scrape. */
export function registerCollectionMetrics(
  register: Registry,
  { db, clock }: { db: Kysely<Database>; clock: () => Date },
): () => Promise<void> {
  const gauge = (name: string, help: string): Gauge =>
    new Gauge({ name, help, labelNames: ['resource'], registers: [register] });
  const age = gauge(
    'gatehouse_usage_age_seconds',
    'Age of the oldest figures of a project that is on a resource',
  );
  const problems = gauge(
    'gatehouse_usage_problems',
    'Projects on a resource whose figures could not be collected the last time',
  );
  return async () => {
    const rows = await loadRows(db, clock());
    age.reset();
    problems.reset();
    for (const row of rows) {
      age.set({ resource: row.resource }, row.oldest);
      problems.set({ resource: row.resource }, row.problems);
    }
  };
}

/** A project that was never collected is as old as its first question. */
async function loadRows(db: Kysely<Database>, now: Date): Promise<CollectionRow[]> {
  const { rows } = await sql<CollectionRow>`
    select resource.name as resource,
      count(*) filter (where collection.problem is not null)::float8 as problems,
      greatest(0, max(extract(epoch from ${now.toISOString()}::timestamptz
        - coalesce(collection.collected_at, collection.problem_at, collection.due_at)
      )))::float8 as oldest
    from usage_collection collection
    join machine_project pair on pair.id = collection.machine_project_id
    join resource on resource.id = pair.resource_id
    where pair.seen in ('added', 'present', 'blocked') and resource.is_enabled
    group by resource.name`.execute(db);
  return rows;
}
