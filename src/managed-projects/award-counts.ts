import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely';
import { canReadEverything, type Viewer } from '../http/caller.ts';
import { visibleTemplatesSql } from '../access/visibility-sql.ts';
import type { ReviewState } from '../award/award-enums.ts';
import type { Database } from '../database/schema.ts';

/** The filters that the stored counts can answer. */
export interface CountFilter {
  /** An award must have every one, so more than one counts nothing. */
  templateUuids?: string[];
  states?: ReviewState[] | undefined;
  /** Awarding portals, and offerings: one of them. */
  portals?: readonly string[] | undefined;
  offerings?: readonly string[] | undefined;
}

/**
 * Counts the awards of each state that the caller may see, from the counts that the database keeps
 * (migration 0005): exact in the reader's snapshot, without reading the awards.
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

/** The sum of these states as an SQL expression. */
export function awardCountSql(caller: Viewer, filter: CountFilter): RawBuilder<number> {
  return sql`(select coalesce(sum(awards), 0)::bigint ${matchingCountsSql(caller, filter)})`;
}

/** Awards of templates of one of these portals and one of these offerings. */
export function templateFilterSql({
  portals = [],
  offerings = [],
}: Pick<CountFilter, 'portals' | 'offerings'>): RawBuilder<SqlBool>[] {
  // A template's portal and offering are those of its awards: they cannot change while it has any.
  const chosen = (column: 'portal' | 'offering', words: readonly string[]) =>
    words.length === 0
      ? []
      : [
          sql<SqlBool>`template_id in (select id from project_template
          where ${sql.ref(column)} in (${sql.join(words)}))`,
        ];
  return [...chosen('portal', portals), ...chosen('offering', offerings)];
}

function matchingCountsSql(caller: Viewer, filter: CountFilter) {
  const { templateUuids = [], states = [] } = filter;
  const conditions = sql.join(
    [
      sql`true`,
      ...templateUuids.map(
        (uuid) => sql`template_id = (select id from project_template where uuid = ${uuid})`,
      ),
      ...templateFilterSql(filter),
      ...(states.length === 0
        ? []
        : [sql`state in (${sql.join(states.map((state) => sql.lit(state)))})`]),
    ],
    sql` and `,
  );
  return sql`from (${visibleCountsSql(caller)}) visible where ${conditions}`;
}

/** Counts of templates whose awards the caller sees all of, plus awards of the caller's projects. */
function visibleCountsSql(caller: Viewer) {
  if (canReadEverything(caller)) return sql`select template_id, state, awards from award_count`;
  const ownTemplates = sql`(select project_template.id from project_template
    where ${visibleTemplatesSql(caller)})`;
  return sql`
    select template_id, state, awards from award_count where template_id in ${ownTemplates}
    union all
    select template_id, state, 1 from managed_project
    where project_id in (select project_id from project_role where person_id = ${caller.personId})
      and template_id not in ${ownTemplates}`;
}
