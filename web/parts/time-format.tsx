/* Formats times and dates, absolute and relative to now. */

import { siteTimeZone, toSiteDay } from './site-time-zone.ts';

const secondMs = 1000;
const timeUnits: [name: Intl.RelativeTimeFormatUnit, milliseconds: number][] = [
  ['year', 365 * 86_400 * secondMs],
  ['month', 30 * 86_400 * secondMs],
  ['week', 7 * 86_400 * secondMs],
  ['day', 86_400 * secondMs],
  ['hour', 3_600 * secondMs],
  ['minute', 60 * secondMs],
];
const dateTimeFormat = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'medium',
  timeStyle: 'short',
  timeZone: siteTimeZone,
});
const zonedTimeFormat = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: siteTimeZone,
  timeZoneName: 'short',
});
const fullTimeFormat = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  timeZone: siteTimeZone,
  timeZoneName: 'short',
});
const dateFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });

/** A length of time in its largest whole unit: `4 days`. One instant has one age on every page. */
export function formatLength(milliseconds: number): string {
  const unit = timeUnits.find(([, unitMs]) => milliseconds >= unitMs);
  if (unit === undefined) return 'less than a minute';
  const [name, unitMs] = unit;
  const count = Math.floor(milliseconds / unitMs);
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}

/** An instant relative to `now`: `3 days ago`, `in 2 weeks`. */
export function formatRelativeTime(time: string, now = Date.now()): string {
  const distanceMs = Date.parse(time) - now;
  if (Math.abs(distanceMs) < 60 * secondMs) return 'just now';
  const length = formatLength(Math.abs(distanceMs));
  return distanceMs < 0 ? `${length} ago` : `in ${length}`;
}

/** An instant in the site's time zone. */
export const formatDateTime = (time: string): string => dateTimeFormat.format(new Date(time));

/** An instant with the name of the site's time zone: `27 Nov 2026, 11:34 CET`. */
export const formatZonedTime = (time: string): string => zonedTimeFormat.format(new Date(time));

/** An instant with its zone and age: `27 Nov 2026, 11:34 CET (in 3 days)`. */
export const formatZonedAge = (time: string): string =>
  `${formatZonedTime(time)} (${formatRelativeTime(time)})`;

/** Everything about an instant, for those who point at it: weekday, seconds, time zone. */
export const formatFullTime = (time: string): string => fullTimeFormat.format(new Date(time));

/** A day (YYYY-MM-DD), independent of the time zone; `–` for null. */
export const formatDate = (day: string | null): string =>
  day === null ? '–' : dateFormat.format(new Date(`${day.slice(0, 10)}T00:00:00Z`));

interface TimeProps {
  time: string;
  /** The current time in milliseconds since 1970; left out: when it is rendered. */
  now?: number;
}

/** An instant relative to now, with everything about it on hover. */
export function RelativeTime({ time, now }: TimeProps) {
  return (
    <time dateTime={time} title={formatFullTime(time)}>
      {formatRelativeTime(time, now)}
    </time>
  );
}

/** An instant in the site's time zone, with everything about it on hover. */
export function SiteTime({ time }: { time: string }) {
  return (
    <time dateTime={time} title={formatFullTime(time)}>
      {formatDateTime(time)}
    </time>
  );
}

/** The day of an instant in the site's time zone, with everything about it on hover. */
export function SiteDay({ time }: { time: string }) {
  return (
    <time dateTime={time} title={formatFullTime(time)}>
      {formatDate(toSiteDay(time))}
    </time>
  );
}

/** An instant with its age, `27 Nov 2026, 11:34 (3 days ago)`, and everything about it on hover. */
export function DateTime({ time, now }: TimeProps) {
  return (
    <time dateTime={time} title={formatFullTime(time)}>
      {formatDateTime(time)} ({formatRelativeTime(time, now)})
    </time>
  );
}
