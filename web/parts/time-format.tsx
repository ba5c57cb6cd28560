import { Text, Tooltip } from '@mantine/core';

const secondMs = 1000;
const timeUnits: [Intl.RelativeTimeFormatUnit, number][] = [
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

/** `3 days ago`, `in 2 weeks`. */
export function formatRelativeTime(time: string, now = Date.now()): string {
  const distance = Date.parse(time) - now;
  const found = timeUnits.find(([, size]) => Math.abs(distance) >= size);
  if (found === undefined) return 'just now';
  return relativeTimeFormat.format(Math.round(distance / found[1]), found[0]);
}

/** `4 days`: how long ago, as an amount. */
export function formatElapsedTime(time: string, now = Date.now()): string {
  const distance = Math.max(0, now - Date.parse(time));
  const found = timeUnits.find(([, size]) => distance >= size);
  if (found === undefined) return 'a moment';
  const count = Math.floor(distance / found[1]);
  return `${count} ${found[0]}${count === 1 ? '' : 's'}`;
}

/** A moment in the reader's own time zone. */
export const formatDateTime = (time: string): string => dateTimeFormat.format(new Date(time));

/** A day (YYYY-MM-DD), which is the same everywhere. */
export const formatDate = (day: string | null): string =>
  day === null ? '–' : dateFormat.format(new Date(`${day.slice(0, 10)}T00:00:00Z`));

/** A moment as its distance from now; the moment itself on hover. */
export function RelativeTime({ time }: { time: string }) {
  return (
    <Tooltip label={formatDateTime(time)}>
      <Text span inherit component="time" dateTime={time}>
        {formatRelativeTime(time)}
      </Text>
    </Tooltip>
  );
}
