import { Temporal } from 'temporal-polyfill';
import { BadInput } from './bad-input.ts';

/** A day as `YYYY-MM-DD`; texts sort in the order of the days. */
export type Day = string;

/** How long a project may still be tidied up after its end, in days (docs/rules/awards.md, A1.4). */
export const GRACE_DAYS = 30;

const MIN_YEAR = 1970;
const MAX_YEAR = 2200;
/** Embargoes may lie beyond the years of days: openportal 0.94.0 accepts the year 3000. */
const MAX_INSTANT_YEAR = 9999;

/** Reads a day. Throws BadInput for anything but a real `YYYY-MM-DD` from 1970 to 2200. */
export function parseDay(text: unknown, field: string): Day {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) {
    throw new BadInput(field, 'A date is written YYYY-MM-DD.');
  }
  try {
    const { year } = Temporal.PlainDate.from(text, { overflow: 'reject' });
    if (year >= MIN_YEAR && year <= MAX_YEAR) return text;
  } catch {
    throw new BadInput(field, `There is no such day as ${text}.`);
  }
  throw new BadInput(field, `A year lies between ${MIN_YEAR} and ${MAX_YEAR}.`);
}

/** Reads an RFC 3339 time with its offset and gives it in UTC. Throws BadInput. */
export function parseInstant(text: unknown, field: string): string {
  const rule = 'A time is written as in RFC 3339, such as 2026-11-23T15:04:05Z.';
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}/.test(text)) {
    throw new BadInput(field, rule);
  }
  try {
    const instant = Temporal.Instant.from(text);
    const { year } = instant.toZonedDateTimeISO('UTC');
    if (year >= MIN_YEAR && year <= MAX_INSTANT_YEAR) return instant.toString();
  } catch {
    throw new BadInput(field, rule);
  }
  throw new BadInput(field, `A year lies between ${MIN_YEAR} and ${MAX_INSTANT_YEAR}.`);
}

/** Orders two RFC 3339 times. */
export function compareInstants(one: string, other: string): number {
  return Temporal.Instant.compare(one, other);
}

/**
 * The instant of an RFC 3339 time as a number in text, the same for every spelling. Finer digits are
 * cut: the official package writes nanoseconds, Waldur's client gives microseconds back.
 */
export function toEpochMicroseconds(time: string): string {
  return (Temporal.Instant.from(time).epochNanoseconds / 1000n).toString();
}

/** The day in UTC. */
export function toUtcDay(time: Date): Day {
  return time.toISOString().slice(0, 10);
}

/** Expired: the day after its end date and later. */
export function isExpired(end: Day | null, today: Day): boolean {
  return end !== null && end < today;
}

/** In grace: expired for no more than 30 days. */
export function isInGrace(end: Day | null, today: Day): boolean {
  return isExpired(end, today) && !isPastGrace(end, today);
}

/** The last day of the grace period of something that ends on this day. */
export function addGrace(end: Day): Day {
  return Temporal.PlainDate.from(end).add({ days: GRACE_DAYS }).toString();
}

/** Ended more than 30 days ago. */
export function isPastGrace(end: Day | null, today: Day): boolean {
  if (end === null || end >= today) return false;
  return addGrace(end) < today;
}

/** How many days lie between two days; negative where the second is earlier. */
export function countDays(from: Day, to: Day): number {
  return Temporal.PlainDate.from(from).until(to).days;
}
