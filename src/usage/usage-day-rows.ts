import type { Day } from '../award/dates.ts';
import type { DailyUsage, UserUsage } from './usage-figures.ts';

/** A row of usage_day as it is read, with names in the place of their numbers. */
export interface UsageDayRow {
  machine_project_id: number;
  day: Day;
  is_complete: boolean;
  names: string[];
  /** 64 bits come as text. */
  seconds: (string | number)[];
  jobs: number[];
  wait_seconds: (string | number)[];
  components: Record<string, (number | null)[]> | null;
  total_jobs: number;
  total_wait_seconds: number | string;
  extra: Record<string, unknown> | null;
}

/** A row of usage_day as it is written. */
export type NewUsageDayRow = Omit<UsageDayRow, 'machine_project_id'>;

export function toDailyUsage(row: UsageDayRow): DailyUsage {
  const parts = Object.entries(row.components ?? {});
  const users = row.names.map((name, index) => {
    const own = parts.flatMap(([part, seconds]) => {
      const used = seconds[index];
      return used === null || used === undefined ? [] : [[part, used] as const];
    });
    const usage: UserUsage = {
      seconds: Number(row.seconds[index]),
      jobs: row.jobs[index] ?? 0,
      waitSeconds: Number(row.wait_seconds[index]),
      components: new Map(own),
    };
    return [name, usage] as const;
  });
  return {
    isComplete: row.is_complete,
    users: new Map(users),
    jobs: row.total_jobs,
    waitSeconds: Number(row.total_wait_seconds),
    extra: row.extra ?? {},
  };
}

export function toUsageDayRow(day: Day, usage: DailyUsage): NewUsageDayRow {
  const people = [...usage.users].sort(([one], [other]) => (one < other ? -1 : 1));
  const parts = new Set(people.flatMap(([, { components }]) => [...components.keys()]));
  const components = [...parts].sort().map((part) => {
    const seconds = people.map(([, own]) => own.components.get(part) ?? null);
    return [part, seconds] as const;
  });
  const hasExtra = Object.keys(usage.extra).length > 0;
  return {
    day,
    is_complete: usage.isComplete,
    names: people.map(([name]) => name),
    seconds: people.map(([, { seconds }]) => seconds),
    jobs: people.map(([, { jobs }]) => jobs),
    wait_seconds: people.map(([, { waitSeconds }]) => waitSeconds),
    components: components.length > 0 ? Object.fromEntries(components) : null,
    total_jobs: usage.jobs,
    total_wait_seconds: usage.waitSeconds,
    extra: hasExtra ? { ...usage.extra } : null,
  };
}
