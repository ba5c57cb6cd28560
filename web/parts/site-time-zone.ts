import { readPageSetting } from '../api/page-setting.ts';

/** The site's time zone (GATEHOUSE_TIME_ZONE), in which the pages show days and times. */
export const siteTimeZone: string = readPageSetting('site-time-zone') || 'UTC';

/** Whether the browser's clock shows other times than the site's, now or at other times of the year. */
export function differsFromBrowser(now = new Date()): boolean {
  const browserZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (browserZone === siteTimeZone) return false;
  return Array.from({ length: 12 }, (_, month) => new Date(now.getFullYear(), month, 15)).some(
    (time) => getOffsetMs(time, browserZone) !== getOffsetMs(time, siteTimeZone),
  );
}

/** How far the clock of a zone is ahead of UTC at an instant. */
function getOffsetMs(time: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(time);
  const get = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
  const shown = Date.UTC(
    get('year'),
    get('month') - 1,
    get('day'),
    get('hour'),
    get('minute'),
    get('second'),
  );
  return shown - Math.floor(time.getTime() / 1000) * 1000;
}

/** The instant of a time (`23:59:59.999`) on a day (YYYY-MM-DD) in the site's time zone. */
export function toInstant(day: string, time: string, timeZone = siteTimeZone): Date {
  const asUtc = Date.parse(`${day}T${time}Z`);
  const guess = asUtc - getOffsetMs(new Date(asUtc), timeZone);
  // Where the offset changes in between, the one at the guess is right.
  return new Date(asUtc - getOffsetMs(new Date(guess), timeZone));
}

const dayFormat = new Intl.DateTimeFormat('en-CA', {
  timeZone: siteTimeZone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The day (YYYY-MM-DD) of an instant in the site's time zone. */
export const toSiteDay = (time: Date | string): string => dayFormat.format(new Date(time));
