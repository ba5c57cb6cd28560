import { type Day, toUtcDay } from '../award/dates.ts';
import { addDays } from './date-range.ts';

/**
 * The first day whose figures still say whose they are, where they do so for this number of days
 * (GATEHOUSE_USAGE_PERSON_DAYS); null: all do.
 */
export function findFirstNamedDay(now: Date, usagePersonDays: number | null): Day | null {
  return usagePersonDays === null ? null : addDays(toUtcDay(now), -usagePersonDays);
}
