/* Loads what a project used and stored, for its page. */

import Big from 'big.js';
import { type Kysely, sql } from 'kysely';
import { visibleFiguresSql } from '../access/visibility-sql.ts';
import { formatCredits } from '../award/assess-credits.ts';
import { type Day, toUtcDay } from '../award/dates.ts';
import type { Database } from '../database/schema.ts';
import type { Caller } from '../http/caller.ts';
import { addDays, type DateRange, listDays } from '../usage/date-range.ts';
import { loadStorage } from '../usage/storage-store.ts';
import { type DailyUsage, sumSeconds, UNKNOWN_USER } from '../usage/usage-figures.ts';
import { loadUsage } from '../usage/usage-store.ts';
import { loadReportUsers } from './load-report-users.ts';
import { listVolumes } from './project-volumes.ts';

interface UsageContext {
  db: Kysely<Database>;
  caller: Caller;
  now: Date;
}

interface ProjectRow {
  project_uuid: string;
  credits: string | null;
  start_date: Day | null;
  end_date: Day | null;
  resources: ResourceRow[];
}

/** The project on one resource. */
export interface ResourceRow {
  machineProjectId: number;
  resource: string;
  resource_name: string;
  /** Decimal text. */
  seconds_per_credit: string;
  granted_seconds: number;
  used_seconds: number;
  collected_at: string | null;
  problem: string | null;
  first_day: Day | null;
}

/** Credits are shown to the cent. */
const CREDIT_PLACES = 2;
/** What a page asks for without a range. */
const DEFAULT_DAYS = 366;

/**
 * What a project was granted, used and stored: in all, and day by day in a range, which without one is
 * the last 366 days since the first with figures (docs/rules/machines.md, M5.5). null where the caller may read none of it.
 */
export async function loadProjectUsage(
  context: UsageContext,
  projectUuid: string,
  range: Partial<DateRange>,
) {
  const project = await findProject(context, projectUuid);
  if (project === null) return null;
  const span = findRange(project, range, toUtcDay(context.now));
  const ids = project.resources.map(({ machineProjectId }) => machineProjectId);
  const names = new Map(ids.map((id) => [id, ''] as const));
  const [usage, users, storage] = await Promise.all([
    loadUsage(context.db, ids, span),
    loadReportUsers(context.db, context.caller, names),
    loadStorage(context.db, ids, span),
  ]);
  const machines = project.resources.map((resource) => ({
    secondsPerCredit: resource.seconds_per_credit,
    days: usage.get(resource.machineProjectId) ?? new Map<Day, DailyUsage>(),
    names: users.get(resource.machineProjectId)?.byLocalName ?? new Map<string, string>(),
  }));
  const { resources, credits, ...rest } = project;
  return {
    ...rest,
    ...computeCredits(credits, resources),
    from: span.from,
    to: span.to,
    resources: resources.map(({ machineProjectId: _, first_day: __, ...resource }) => resource),
    days: listDays(span).map((day) => toDay(day, machines)),
    volumes: listVolumes(resources, storage),
  };
}

async function findProject(
  { db, caller }: UsageContext,
  projectUuid: string,
): Promise<ProjectRow | null> {
  const { rows } = await sql<ProjectRow>`
    select project.uuid as project_uuid, project.credits::text as credits, project.start_date,
      project.end_date,
      (select coalesce(jsonb_agg(jsonb_build_object('machineProjectId', pair.id,
          'resource', resource.uuid, 'resource_name', resource.name,
          'seconds_per_credit', resource.seconds_per_credit::text,
          'granted_seconds', pair.wanted_limit,
          'used_seconds', coalesce(collection.used_seconds, 0),
          'collected_at', collection.collected_at, 'problem', collection.problem,
          'first_day', (select min(day) from usage_day where machine_project_id = pair.id))
          order by resource.name), '[]')
        from machine_project pair join resource on resource.id = pair.resource_id
        left join usage_collection collection on collection.machine_project_id = pair.id
        where pair.project_id = project.id) as resources
    from project
    where project.uuid = ${projectUuid}::uuid and ${visibleFiguresSql(caller)}`.execute(db);
  return rows[0] ?? null;
}

function findRange(project: ProjectRow, { from, to }: Partial<DateRange>, today: Day): DateRange {
  const last = to ?? today;
  const firstDays = project.resources.flatMap(({ first_day }) => first_day ?? []).sort();
  const first = firstDays.at(0) ?? project.start_date ?? last;
  const [, later = first] = [first, addDays(last, 1 - DEFAULT_DAYS)].sort();
  return { from: from ?? later, to: last };
}

/** All that was granted, used and is left in credits; what is left may be negative. */
function computeCredits(credits: string | null, resources: readonly ResourceRow[]) {
  const used = resources
    .reduce((sum, { used_seconds, seconds_per_credit }) => {
      return sum.plus(new Big(used_seconds).div(seconds_per_credit));
    }, new Big(0))
    .round(CREDIT_PLACES);
  return {
    granted_credits: formatCredits(credits ?? '0'),
    used_credits: formatCredits(used),
    left_credits: formatCredits(new Big(credits ?? '0').minus(used)),
  };
}

interface MachineUsage {
  secondsPerCredit: string;
  days: ReadonlyMap<Day, DailyUsage>;
  /** The UserIdentifier of each local name. */
  names: ReadonlyMap<string, string>;
}

/** The use of one day on all resources, by short name. */
function toDay(day: Day, machines: readonly MachineUsage[]) {
  const users: Record<string, number> = {};
  let credits = new Big(0);
  for (const { days, names, secondsPerCredit } of machines) {
    const usage = days.get(day);
    if (usage === undefined) continue;
    credits = credits.plus(new Big(sumSeconds(usage)).div(secondsPerCredit));
    for (const [localName, { seconds }] of usage.users) {
      const name = names.get(localName)?.split('.')[0] ?? UNKNOWN_USER;
      users[name] = (users[name] ?? 0) + seconds;
    }
  }
  const known = machines.filter(({ days }) => days.has(day));
  const isComplete = known.length > 0 && known.every(({ days }) => days.get(day)?.isComplete);
  return {
    day,
    is_complete: isComplete,
    has_figures: known.length > 0,
    used_credits: formatCredits(credits.round(CREDIT_PLACES)),
    users,
  };
}
