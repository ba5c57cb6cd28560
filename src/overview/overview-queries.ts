import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Caller } from '../http/caller.ts';
import {
  visibleAuditEntriesSql,
  visibleAwardsSql,
  visibleTemplatesSql,
} from '../access/visibility-sql.ts';
import { formatCredits } from '../award/assess-credits.ts';
import { type AwardState, awardStates } from '../award/award-enums.ts';
import type { Database } from '../database/schema.ts';
import { countAwardsByState } from '../managed-projects/award-counts.ts';
import { usedCreditsQuery } from '../usage/used-credits-query.ts';

const daysIntervalSql = (count: number): string => `interval '${count} days'`;

/** Days since an award began to wait this time, the shortest wait first. */
const ageBands = [
  { label: 'under 1 day', from: 0, to: 1 },
  { label: '1–3 days', from: 1, to: 3 },
  { label: '3–7 days', from: 3, to: 7 },
  { label: '1–4 weeks', from: 7, to: 28 },
  { label: 'over 4 weeks', from: 28, to: null },
] as const;

/** What the figures are about: awards that the caller sees, of one awarding portal where it is named. */
export interface OverviewScope {
  caller: Caller;
  portal: string | undefined;
}

/** The decisions of this week and the weeks before, in the site's time zone. */
export interface OverviewPeriod {
  now: Date;
  timeZone: string;
  weeks: number;
}

/** Counts the awards of each state. */
export async function countStates(db: Kysely<Database>, { caller, portal }: OverviewScope) {
  const counts = await countAwardsByState(db, caller, { portals: portal ? [portal] : [] });
  const entries = awardStates.map((state) => [state, counts.get(state) ?? 0] as const);
  return Object.fromEntries(entries) as Record<AwardState, number>;
}

/** Counts pending awards by how long they have waited this time (docs/rules/awards.md, A2.2). */
export async function countPendingByAge(db: Kysely<Database>, scope: OverviewScope, now: Date) {
  const time = now.toISOString();
  const columns = ageBands.map(({ from, to }, index) => {
    const oldest =
      to === null
        ? sql`true`
        : sql`waiting_since > ${time}::timestamptz - ${sql.raw(daysIntervalSql(to))}`;
    const youngest =
      from === 0
        ? sql`true`
        : sql`waiting_since <= ${time}::timestamptz - ${sql.raw(daysIntervalSql(from))}`;
    return sql<number>`count(*) filter (where ${oldest} and ${youngest})`.as(`age_${index}`);
  });
  const row: Record<string, number> = await db
    .selectFrom('managed_project')
    .select(columns)
    .where('state', '=', 'pending')
    .where(inScopeSql(scope))
    .executeTakeFirstOrThrow();
  return ageBands.map(({ label }, index) => ({ label, count: row[`age_${index}`] ?? 0 }));
}

const inScopeSql = ({ caller, portal }: OverviewScope): RawBuilder<SqlBool> =>
  portal === undefined
    ? visibleAwardsSql(caller)
    : sql`(${visibleAwardsSql(caller)} and managed_project.portal = ${portal})`;

/** The beginning of the present week, without a zone. */
const thisWeekSql = ({ now, timeZone }: OverviewPeriod) =>
  sql`date_trunc('week', ${now.toISOString()}::timestamptz at time zone ${timeZone})`;

/** Counts the decisions of each week, in the audit that the caller may read. */
export async function countDecisionsByWeek(
  db: Kysely<Database>,
  { caller, portal }: OverviewScope,
  period: OverviewPeriod,
) {
  const { timeZone, weeks } = period;
  const thisWeek = thisWeekSql(period);
  const ofPortal =
    portal === undefined ? sql`true` : sql`split_part(identifier, '.', 2) = ${portal}`;
  const { rows } = await sql<{ week: string; approved: number; rejected: number }>`
    with weeks as (
      select generate_series(${thisWeek} - (${weeks}::integer - 1) * interval '1 week', ${thisWeek},
        interval '1 week') as week)
    select to_char(weeks.week, 'YYYY-MM-DD') as week,
      count(*) filter (where event_type = 'approved') as approved,
      count(*) filter (where event_type = 'rejected') as rejected
    from weeks left join audit_entry on event_type in ('approved', 'rejected') and action <> 'refused'
      and "timestamp" >= weeks.week at time zone ${timeZone}
      and "timestamp" < (weeks.week + interval '1 week') at time zone ${timeZone}
      and ${ofPortal} and ${visibleAuditEntriesSql(caller)}
    group by weeks.week order by weeks.week`.execute(db);
  return rows;
}

/** How long awards had waited when a person decided about them: half of them, and nine of ten. */
export async function measureTimeToDecision(
  db: Kysely<Database>,
  scope: OverviewScope,
  period: OverviewPeriod,
) {
  const start = sql`(${thisWeekSql(period)} - (${period.weeks}::integer - 1) * interval '1 week')
    at time zone ${period.timeZone}`;
  const { rows } = await sql<{
    decisions: number;
    median_seconds: number | null;
    p90_seconds: number | null;
  }>`
    select count(*) as decisions,
      percentile_cont(0.5) within group (order by waited) as median_seconds,
      percentile_cont(0.9) within group (order by waited) as p90_seconds
    from (select extract(epoch from reviewed_at - waited_since)::double precision as waited
      from managed_project join person reviewer on reviewer.id = managed_project.reviewed_by
      where waited_since is not null and reviewed_at >= ${start} and reviewed_at >= waited_since
        and not reviewer.is_robot and state in ('approved', 'rejected')
        and ${inScopeSql(scope)}) decision`.execute(db);
  return rows[0] ?? { decisions: 0, median_seconds: null, p90_seconds: null };
}

/** The awarding portals of the templates that the caller sees, by name. */
export async function listPortals(db: Kysely<Database>, caller: Caller): Promise<string[]> {
  const rows = await db
    .selectFrom('project_template')
    .select('portal')
    .distinct()
    .where(visibleTemplatesSql(caller))
    .orderBy('portal')
    .execute();
  return rows.map(({ portal }) => portal);
}

/** Sums what the projects of approved awards were granted and used, by template, the most first. */
export async function sumCreditsByTemplate(db: Kysely<Database>, scope: OverviewScope) {
  const rows = await selectCredits(db, scope)
    .select(['t.uuid as template_uuid', 't.name as template', 't.offering', 't.portal'])
    .groupBy('t.id')
    .orderBy('credits', 'desc')
    .orderBy('t.id')
    .limit(20)
    .execute();
  return rows.map(formatSums);
}

/** The same by awarding portal, at most twenty. */
export async function sumCreditsByPortal(db: Kysely<Database>, scope: OverviewScope) {
  const rows = await selectCredits(db, scope)
    .select('t.portal')
    .groupBy('t.portal')
    .orderBy('credits', 'desc')
    .orderBy('t.portal')
    .limit(20)
    .execute();
  return rows.map(formatSums);
}

/** The same of one template: null where it has no approved award that the caller sees. */
export async function sumCreditsOfTemplate(db: Kysely<Database>, caller: Caller, uuid: string) {
  const row = await selectCredits(db, { caller, portal: undefined })
    .where('t.uuid', '=', uuid)
    .groupBy('t.id')
    .executeTakeFirst();
  return row === undefined ? null : formatSums(row);
}

function selectCredits(db: Kysely<Database>, scope: OverviewScope) {
  return db
    .selectFrom('managed_project')
    .innerJoin('project', 'project.id', 'managed_project.project_id')
    .innerJoin('project_template as t', 't.id', 'managed_project.template_id')
    .leftJoin(usedCreditsQuery(db).as('used'), 'used.project_id', 'project.id')
    .select((eb) => [
      sql<string>`coalesce(sum(project.credits), 0)`.as('credits'),
      sql<string>`round(coalesce(sum(used.credits), 0), 2)`.as('used_credits'),
      sql<number>`coalesce(sum(used.seconds), 0)::bigint`.as('used_seconds'),
      // Each of several resources grants the whole, so that their sum would say too much.
      sql<
        number | null
      >`case max(used.resources) when 1 then sum(used.granted_seconds)::bigint end`.as(
        'granted_seconds',
      ),
      eb.fn.countAll<number>().as('awards'),
    ])
    .where('state', '=', 'approved')
    .where(inScopeSql(scope));
}

const formatSums = <Sums extends { credits: string; used_credits: string }>(sums: Sums): Sums => ({
  ...sums,
  credits: formatCredits(sums.credits),
  used_credits: formatCredits(sums.used_credits),
});
