import { BadInput } from '../award/bad-input.ts';
import { type Day, parseDay, toUtcDay } from '../award/dates.ts';

/** Days in UTC, both ends inclusive; one that ends before it begins has no day at all. */
export interface DateRange {
  from: Day;
  to: Day;
}

/** openportal 0.94.0 refuses more (docs/rules/openportal.md, O2.10). */
const MAX_RANGE_DAYS = 1830;
const DAY_MS = 86_400_000;

const words: Readonly<Record<string, (today: Day) => DateRange>> = {
  today: (today) => createDayRange(today),
  this_day: (today) => createDayRange(today),
  yesterday: (today) => createDayRange(addDays(today, -1)),
  tomorrow: (today) => createDayRange(addDays(today, 1)),
  this_week: (today) => getWeek(today),
  last_week: (today) => getWeek(addDays(today, -7)),
  this_month: (today) => getMonth(getYear(today), getMonthIndex(today)),
  last_month: (today) => getMonth(getYear(today), getMonthIndex(today) - 1),
  this_year: (today) => getCalendarYear(getYear(today)),
  last_year: (today) => getCalendarYear(getYear(today) - 1),
};

/**
 * Reads a DateRange: `2026-01-01:2026-03-31`, one day, or a word such as `this_week` in any case, as
 * of `today`. Throws BadInput, also for more than 1830 days and for years beyond 1970 to 2200.
 */
export function parseDateRange(text: string, today: Day, field = 'range'): DateRange {
  const word = text.toLowerCase();
  const fromWord = Object.hasOwn(words, word) ? words[word] : undefined;
  if (fromWord) return fromWord(today);
  const [first = '', last = first, ...more] = text.split(':');
  if (more.length > 0) {
    throw new BadInput(field, 'A range is two days with a colon between them, a day or a word.');
  }
  const range = { from: parseDay(first, field), to: parseDay(last, field) };
  if (countDays(range) > MAX_RANGE_DAYS) {
    throw new BadInput(field, `A range has at most ${MAX_RANGE_DAYS} days.`);
  }
  return range;
}

/** How many days a range has; 0 for a reversed one. */
export function countDays({ from, to }: DateRange): number {
  return Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1);
}

/** The days of a range in order. */
export function listDays(range: DateRange): Day[] {
  return Array.from({ length: countDays(range) }, (_, index) => addDays(range.from, index));
}

/** The part of a range that lies on or before a day. */
export function endRangeAt({ from, to }: DateRange, day: Day): DateRange {
  return { from, to: to < day ? to : day };
}

export function addDays(day: Day, days: number): Day {
  return toUtcDay(new Date(Date.parse(day) + days * DAY_MS));
}

/** Monday to Sunday. */
function getWeek(day: Day): DateRange {
  const daysSinceMonday = (new Date(day).getUTCDay() + 6) % 7;
  const monday = addDays(day, -daysSinceMonday);
  return { from: monday, to: addDays(monday, 6) };
}

/** Months count from 0; -1 is the last December. */
function getMonth(year: number, month: number): DateRange {
  const from = toUtcDay(new Date(Date.UTC(year, month, 1)));
  return { from, to: toUtcDay(new Date(Date.UTC(year, month + 1, 0))) };
}

function getCalendarYear(year: number): DateRange {
  return { from: `${year}-01-01`, to: `${year}-12-31` };
}

function createDayRange(day: Day): DateRange {
  return { from: day, to: day };
}

function getYear(day: Day): number {
  return Number(day.slice(0, 4));
}

function getMonthIndex(day: Day): number {
  return Number(day.slice(5, 7)) - 1;
}
