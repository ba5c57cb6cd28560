/* Formats times and dates, absolute and relative to now. */

import { Text, Tooltip } from '@mantine/core';

const secondMs = 1000;
const timeUnits: [name: Intl.RelativeTimeFormatUnit, milliseconds: number][] = [
  ['year', 365 * 86_400 * secondMs],
  ['month', 30 * 86_400 * secondMs],
  ['week', 7 * 86_400 * secondMs],
  ['day', 86_400 * secondMs],
  ['hour', 3_600 * secondMs],
  ['minute', 60 * secondMs],
];
const relativeTimeFormat = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const dateTimeFormat = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'medium',
  timeStyle: 'short',
});
const dateFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });

/** An instant relative to `now`: `3 days ago`, `in 2 weeks`. */
export function formatRelativeTime(time: string, now = Date.now()): string {
  const distanceMs = Date.parse(time) - now;
  const unit = timeUnits.find(([, unitMs]) => Math.abs(distanceMs) >= unitMs);
  if (unit === undefined) return 'just now';
  const [name, unitMs] = unit;
  return relativeTimeFormat.format(Math.round(distanceMs / unitMs), name);
}

/** The time since an instant: `4 days`. */
export function formatElapsedTime(time: string, now = Date.now()): string {
  const elapsedMs = Math.max(0, now - Date.parse(time));
  const unit = timeUnits.find(([, unitMs]) => elapsedMs >= unitMs);
  if (unit === undefined) return '< 1 minute';
  const [name, unitMs] = unit;
  const count = Math.floor(elapsedMs / unitMs);
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}

/** An instant in the reader's time zone. */
export const formatDateTime = (time: string): string => dateTimeFormat.format(new Date(time));

/** A day (YYYY-MM-DD), independent of the time zone; `–` for null. */
export const formatDate = (day: string | null): string =>
  day === null ? '–' : dateFormat.format(new Date(`${day.slice(0, 10)}T00:00:00Z`));

/** An instant relative to now, with date and time on hover. */
export function RelativeTime({ time }: { time: string }) {
  return (
    <Tooltip label={formatDateTime(time)}>
      <Text span inherit component="time" dateTime={time}>
        {formatRelativeTime(time)}
      </Text>
    </Tooltip>
  );
}
