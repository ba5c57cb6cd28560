import { type Day, dayOf, graceDays } from '../../src/award/dates.ts';
import type { AwardDetails } from '../../src/award/details.ts';

export type PointKind = 'start' | 'today' | 'embargo' | 'end' | 'grace';

/** A day on the line of an award. */
export interface Point {
  kind: PointKind;
  day: Day;
  /** From the left, in percent. */
  at: number;
}

const dayMs = 86_400_000;
const timeOf = (day: Day): number => Date.parse(`${day}T00:00:00Z`);

/** The days of an award in their order, and where each stands on a line. */
export function pointsOf(
  { start_date, end_date, earliest_approve }: AwardDetails,
  today: Day,
): Point[] {
  const grace = end_date && dayOf(new Date(timeOf(end_date) + graceDays * dayMs));
  const days: [PointKind, Day | null | undefined][] = [
    ['start', start_date],
    ['today', today],
    ['embargo', earliest_approve?.slice(0, 10)],
    ['end', end_date],
    ['grace', grace],
  ];
  const known = days.flatMap(([kind, day]) => (day ? [{ kind, day, time: timeOf(day) }] : []));
  const times = known.map(({ time }) => time);
  const first = Math.min(...times);
  const length = Math.max(...times) - first || 1;
  return known
    .sort((one, other) => one.time - other.time)
    .map(({ kind, day, time }) => ({ kind, day, at: ((time - first) / length) * 100 }));
}

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** `today`, `in 12 days`, `3 months ago`: between days, whatever the hour. */
export function daysAway(day: Day, today: Day): string {
  const days = Math.round((timeOf(day) - timeOf(today)) / dayMs);
  if (Math.abs(days) < 60) return relative.format(days, 'day');
  if (Math.abs(days) < 730) return relative.format(Math.round(days / 30.44), 'month');
  return relative.format(Math.round(days / 365.25), 'year');
}
