import { Text, Tooltip } from '@mantine/core';

const second = 1000;
const units: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365 * 86_400 * second],
  ['month', 30 * 86_400 * second],
  ['week', 7 * 86_400 * second],
  ['day', 86_400 * second],
  ['hour', 3_600 * second],
  ['minute', 60 * second],
];
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
const date = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });

/** `3 days ago`, `in 2 weeks`. */
export function ago(time: string, now = Date.now()): string {
  const distance = Date.parse(time) - now;
  const found = units.find(([, size]) => Math.abs(distance) >= size);
  if (found === undefined) return 'just now';
  return relative.format(Math.round(distance / found[1]), found[0]);
}

/** `4 days`: how long ago, as an amount. */
export function span(time: string, now = Date.now()): string {
  const distance = Math.max(0, now - Date.parse(time));
  const found = units.find(([, size]) => distance >= size);
  if (found === undefined) return 'a moment';
  const count = Math.floor(distance / found[1]);
  return `${count} ${found[0]}${count === 1 ? '' : 's'}`;
}

/** A moment in the reader's own time zone. */
export const formatMoment = (time: string): string => moment.format(new Date(time));

/** A day (YYYY-MM-DD), which is the same everywhere. */
export const formatDay = (day: string | null): string =>
  day === null ? '–' : date.format(new Date(`${day.slice(0, 10)}T00:00:00Z`));

/** A moment as its distance from now; the moment itself on hover. */
export function When({ time }: { time: string }) {
  return (
    <Tooltip label={formatMoment(time)}>
      <Text span inherit component="time" dateTime={time}>
        {ago(time)}
      </Text>
    </Tooltip>
  );
}
