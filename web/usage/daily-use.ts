import type { ProjectUsage } from '../api/types.ts';

/** The use of each day by person, for a plot and its table. */
export interface DailyUse {
  /** Who used the most comes first; `others` are the rest together. */
  people: string[];
  /** Node hours by person; every day of the range. */
  days: { day: string; hours: Record<string, number> }[];
}

/** More colours could not be told apart. */
const MAX_PEOPLE = 8;
const OTHERS = 'others';

/** Sums the use of each day by person, in node hours. */
export function summarizeDailyUse({ days }: Pick<ProjectUsage, 'days'>): DailyUse {
  const totals = new Map<string, number>();
  for (const { users } of days) {
    for (const [name, seconds] of Object.entries(users)) {
      totals.set(name, (totals.get(name) ?? 0) + seconds);
    }
  }
  const names = [...totals].sort(([, one], [, other]) => other - one).map(([name]) => name);
  const isTooMany = names.length > MAX_PEOPLE;
  const shown = isTooMany ? names.slice(0, MAX_PEOPLE - 1) : names;
  return {
    people: isTooMany ? [...shown, OTHERS] : shown,
    days: days.map(({ day, users }) => ({ day, hours: toHours(users, shown) })),
  };
}

function toHours(users: Record<string, number>, shown: readonly string[]): Record<string, number> {
  const seconds: Record<string, number> = {};
  for (const [name, used] of Object.entries(users)) {
    const key = shown.includes(name) ? name : OTHERS;
    seconds[key] = (seconds[key] ?? 0) + used;
  }
  return Object.fromEntries(Object.entries(seconds).map(([name, used]) => [name, used / 3600]));
}
