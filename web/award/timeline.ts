import { type Day, toUtcDay, GRACE_DAYS } from '../../src/award/dates.ts';
import { formatLength } from '../parts/time-format.tsx';
import { toSiteDay } from '../parts/site-time-zone.ts';
import type { AwardDetails } from '../api/types.ts';

export type TimelinePointKind = 'start' | 'today' | 'embargo' | 'end' | 'grace';

/** A day on the timeline of an award. */
export interface TimelinePoint {
  kind: TimelinePointKind;
  day: Day;
  /** Distance from the left end, in percent. */
  leftPercent: number;
}

const msPerDay = 86_400_000;
const dayToMs = (day: Day): number => Date.parse(`${day}T00:00:00Z`);

/** The days of an award in order, with their places on the timeline. */
export function computeTimelinePoints(
  { start_date, end_date, earliest_approve }: AwardDetails,
  today: Day,
): TimelinePoint[] {
  const grace = end_date && toUtcDay(new Date(dayToMs(end_date) + GRACE_DAYS * msPerDay));
  const days: [TimelinePointKind, Day | null | undefined][] = [
    ['start', start_date],
    ['today', today],
    ['embargo', earliest_approve && toSiteDay(earliest_approve)],
    ['end', end_date],
    ['grace', grace],
  ];
  const points = days.flatMap(([kind, day]) => (day ? [{ kind, day, time: dayToMs(day) }] : []));
  const times = points.map(({ time }) => time);
  const first = Math.min(...times);
  const length = Math.max(...times) - first || 1;
  return points
    .sort((a, b) => a.time - b.time)
    .map(({ kind, day, time }) => ({ kind, day, leftPercent: ((time - first) / length) * 100 }));
}

/** The distance of a day from today: `today`, `in 12 days`, `3 months ago`. */
export function formatDayDistance(day: Day, today: Day): string {
  const distanceMs = dayToMs(day) - dayToMs(today);
  if (distanceMs === 0) return 'today';
  const length = formatLength(Math.abs(distanceMs));
  return distanceMs < 0 ? `${length} ago` : `in ${length}`;
}
