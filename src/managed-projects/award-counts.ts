import { type Kysely, type RawBuilder, sql } from 'kysely';
import { canReadEverything, type Viewer } from '../http/caller.ts';
import { visibleTemplatesSql } from '../access/visibility-sql.ts';
import type { ReviewState } from '../award/enums.ts';
import type { Database } from '../database/schema.ts';

/** What the kept counts can tell apart. */
export interface CountFilter {
  /** All of these; more than one counts nothing. */
  templateUuids?: string[];
  states?: ReviewState[] | undefined;
}

/**
 * How many awards of each state this caller would find, from the counts that the database keeps
 * (migration 0005): exact in the reader's snapshot, without a look at the awards themselves.
 */
export async function countAwardsByState(
  db: Kysely<Database>,
  caller: Viewer,
  filter: CountFilter = {},
): Promise<Map<ReviewState, number>> {
  const { rows } = await sql<{ state: ReviewState; count: number }>`
    select state, sum(awards)::bigint as count ${matchingCountsSql(caller, filter)}
    group by state`.execute(db);
  return new Map(rows.map(({ state, count }) => [state, count]));
}

/** The same of all these states together, as an expression. */
export function awardCountSql(caller: Viewer, filter: CountFilter): RawBuilder<number> {
  return sql`(select coalesce(sum(awards), 0)::bigint ${matchingCountsSql(caller, filter)})`;
}

function matchingCountsSql(caller: Viewer, { templateUuids = [], states = [] }: CountFilter) {
  const chosen = sql.join(
    [
      sql`true`,
      ...templateUuids.map(
        (uuid) => sql`template_id = (select id from project_template where uuid = ${uuid})`,
      ),
      ...(states.length === 0
        ? []
        : [sql`state in (${sql.join(states.map((state) => sql.lit(state)))})`]),
    ],
    sql` and `,
  );
  return sql`from (${visibleCountsSql(caller)}) visible where ${chosen}`;
}

/** The counts of the templates that one sees all awards of, and one's own projects beside them. */
function visibleCountsSql(caller: Viewer) {
  if (canReadEverything(caller)) return sql`select template_id, state, awards from award_count`;
  const mine = sql`(select project_template.id from project_template
    where ${visibleTemplatesSql(caller)})`;
  return sql`
    select template_id, state, awards from award_count where template_id in ${mine}
    union all
    select template_id, state, 1 from managed_project
    where project_id in (select project_id from project_role where person_id = ${caller.personId})
      and template_id not in ${mine}`;
}
