/* Believable use and storage of a demo project, the same every time for the same days. */

import { type Day, toUtcDay } from '../award/dates.ts';
import { listDays } from '../usage/date-range.ts';
import type { AcceptedStorageReport } from '../usage/parse-storage-report.ts';
import type { DailyUsage } from '../usage/usage-figures.ts';

/** A project on a resource, with the short names of its members there. */
export interface DemoPair {
  id: number;
  resourceId: number;
  shortName: string;
  startDate: string;
  /** Node seconds. */
  limit: number;
  members: string[];
}

/** A snapshot each week is enough for a line. */
const STORAGE_STEP_DAYS = 7;
const TERABYTE = 1024 ** 4;
const LIMIT_BYTES = { projects: 5 * TERABYTE, scratch: 20 * TERABYTE };

/** What the members used each day since the start: less at weekends, from 30 to 110 % of the grant. */
export function createDemoUsage(pair: DemoPair, now: Date): Map<Day, DailyUsage> {
  const today = toUtcDay(now);
  const days = listDays({ from: pair.startDate, to: today });
  const mean = (pair.limit * (0.3 + (pair.id % 9) / 10)) / Math.max(1, days.length);
  return new Map(days.map((day, index) => [day, createDay(pair, mean, day, index, day < today)]));
}

function createDay(
  pair: DemoPair,
  mean: number,
  day: Day,
  index: number,
  isComplete: boolean,
): DailyUsage {
  const weekday = new Date(day).getUTCDay();
  const activity = weekday === 0 || weekday === 6 ? 0.4 : 1.2;
  // Each person uses half as much as the one before.
  const allShares = pair.members.reduce((sum, _, place) => sum + 1 / 2 ** place, 0);
  const users = pair.members.map((name, place) => {
    const seconds = mean * activity * vary(index, place) * (1 / 2 ** place / allShares);
    const jobs = Math.ceil(seconds / 7200);
    const usage = {
      seconds: Math.round(seconds),
      jobs,
      waitSeconds: jobs * 240,
      components: new Map([['cpu', Math.round(seconds) * 4]]),
    };
    return [`${name}.${pair.shortName}`, usage] as const;
  });
  const jobs = users.reduce((sum, [, usage]) => sum + usage.jobs, 0);
  return { isComplete, users: new Map(users), jobs, waitSeconds: jobs * 240, extra: {} };
}

/** What the volumes stored each week, growing with time. */
export function createDemoStorage(pair: DemoPair, now: Date): AcceptedStorageReport[] {
  const days = listDays({ from: pair.startDate, to: toUtcDay(now) });
  const taken = days.filter((_, index) => index % STORAGE_STEP_DAYS === 0);
  return taken.map((day, index) => {
    const share = (index + 1) / (taken.length + 4);
    return {
      code: 'accepted',
      takenAt: day < toUtcDay(now) ? `${day}T12:00:00.000Z` : now.toISOString(),
      projectQuotas: new Map(
        Object.entries(LIMIT_BYTES).map(([volume, limitBytes], place) => [
          volume,
          { limitBytes, usedBytes: Math.round(limitBytes * share * vary(index, place) * 0.7) },
        ]),
      ),
      userQuotas: new Map(),
      localNames: new Map(),
    };
  });
}

/** From 0.6 to 1.4, without a pattern that the eye sees. */
function vary(index: number, place: number): number {
  return 0.6 + (((index * 7919 + place * 104_729) % 97) / 96) * 0.8;
}
