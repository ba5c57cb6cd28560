import type { ProjectUsage } from '../api/types.ts';

/** The credits used up to a day; `pace` continues them at the mean of the days so far. */
export interface CumulativeDay {
  day: string;
  used: number | null;
  pace: number | null;
}

export interface CumulativeUse {
  days: CumulativeDay[];
  /** Credits a day, the mean since the start or the first day with figures. */
  perDay: number;
  /** The credits that are used by the end at this pace; null without an end, or after it. */
  atEnd: number | null;
  /** The day on which the grant is used up at this pace; null where it is not before the end. */
  usedUpOn: string | null;
}

const DAY_MS = 86_400_000;
/** Without an end the pace is drawn for this long. */
const OPEN_END_DAYS = 30;
/** So that a plot of an award of many years stays fast. */
const MAX_PACE_POINTS = 120;

/** Adds up the use of a project day by day, and continues it at today's pace to the end. */
export function summarizeCumulativeUse(usage: ProjectUsage): CumulativeUse {
  const inRange = usage.days.reduce((sum, { used_credits }) => sum + Number(used_credits), 0);
  const total = Number(usage.used_credits);
  let used = Math.max(0, total - inRange);
  const days = usage.days.map(({ day, used_credits }): CumulativeDay => {
    used += Number(used_credits);
    return { day, used, pace: null };
  });
  const first = [usage.start_date ?? usage.from, usage.from].sort()[0] ?? usage.from;
  const perDay = total / Math.max(1, countDays(first, usage.to) + 1);
  const today = days.at(-1);
  if (today !== undefined) today.pace = total;
  const daysLeft = usage.end_date === null ? null : countDays(usage.to, usage.end_date);
  const isRunning = daysLeft === null || daysLeft > 0;
  const paceDays = isRunning ? (daysLeft ?? OPEN_END_DAYS) : 0;
  return {
    days: [...days, ...listPace(usage.to, paceDays, { total, perDay })],
    perDay,
    atEnd: daysLeft !== null && daysLeft > 0 ? total + perDay * daysLeft : null,
    usedUpOn: isRunning ? findLastDay(usage, { total, perDay, daysLeft }) : null,
  };
}

interface Pace {
  total: number;
  perDay: number;
}

function listPace(today: string, count: number, { total, perDay }: Pace): CumulativeDay[] {
  const step = Math.max(1, Math.ceil(count / MAX_PACE_POINTS));
  const offsets = Array.from(
    { length: Math.floor(count / step) },
    (_, index) => step * (index + 1),
  );
  if (count > 0 && offsets.at(-1) !== count) offsets.push(count);
  return offsets.map((offset) => ({
    day: addDays(today, offset),
    used: null,
    pace: total + perDay * offset,
  }));
}

function findLastDay(
  { granted_credits, to }: ProjectUsage,
  { total, perDay, daysLeft }: Pace & { daysLeft: number | null },
): string | null {
  const left = Number(granted_credits) - total;
  if (left <= 0 || perDay <= 0) return null;
  const days = Math.ceil(left / perDay);
  return daysLeft !== null && days > daysLeft ? null : addDays(to, days);
}

const countDays = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);
