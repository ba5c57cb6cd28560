const dayMs = 86_400_000;
const dayPattern = /^\d{4}-\d{2}-\d{2}$/;

/** Days in UTC, both ends inclusive. */
export interface DayRange {
  from: string;
  to: string;
}

/** `2026-01-01:2026-03-31`, one day, `today`, `yesterday` or `this_week`; nothing for the rest. */
export function parseDayRange(text: string, nowMs: number): DayRange | undefined {
  const today = formatDay(nowMs);
  if (text === 'today') return { from: today, to: today };
  if (text === 'yesterday') return singleDay(formatDay(nowMs - dayMs));
  if (text === 'this_week') return getWeek(nowMs);
  const [from = '', to = from, ...more] = text.split(':');
  return isDay(from) && isDay(to) && more.length === 0 ? { from, to } : undefined;
}

export function listDays({ from, to }: DayRange): string[] {
  const days: string[] = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += dayMs) days.push(formatDay(at));
  return days;
}

export function formatDay(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

/** The first and the last moment of a day, in milliseconds; the second is the next day's first. */
export function getDayBounds(day: string): { startMs: number; endMs: number } {
  const startMs = Date.parse(day);
  return { startMs, endMs: startMs + dayMs };
}

/** From the first moment of a range to the first one after it, in milliseconds. */
export function getRangeBounds({ from, to }: DayRange): { startMs: number; endMs: number } {
  return { startMs: Date.parse(from), endMs: Date.parse(to) + dayMs };
}

function getWeek(nowMs: number): DayRange {
  const sinceMonday = (new Date(nowMs).getUTCDay() + 6) % 7;
  const monday = nowMs - sinceMonday * dayMs;
  return { from: formatDay(monday), to: formatDay(monday + 6 * dayMs) };
}

function singleDay(day: string): DayRange {
  return { from: day, to: day };
}

export function isDay(text: string): boolean {
  const time = dayPattern.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(time) && formatDay(time) === text;
}
