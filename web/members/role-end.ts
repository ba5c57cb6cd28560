import { siteTimeZone, toInstant, toSiteDay } from '../parts/site-time-zone.ts';

/**
 * The end of a role by the day (YYYY-MM-DD) that a form has, or null for an empty one. The role lasts
 * to the end of that day in the site's time zone; a `stored` end on that day stays as it is.
 */
export function toExpirationTime(day: string, stored: string | null = null): string | null {
  if (day === '') return null;
  if (stored !== null && toEndDay(stored) === day) return stored;
  return toInstant(day, '23:59:59').toISOString();
}

/**
 * The day on which a role ends, for a form; empty for a role without an end. The last second of a day
 * of UTC stands for that day also where the site's next day has begun then.
 */
export function toEndDay(expirationTime: string | null): string {
  if (expirationTime === null) return '';
  const utc = new Date(expirationTime).toISOString();
  return utc.startsWith('T23:59:59', 10) ? utc.slice(0, 10) : toSiteDay(expirationTime);
}

/** What is wrong with a day that is typed as the end of a role; null where nothing is. */
export function checkEndDay(day: string, now = new Date()): string | null {
  if (day === '' || day >= toSiteDay(now)) return null;
  return 'The end must not be in the past.';
}

/** How the field of a form is called and explained. */
export const endDayField = {
  label: 'Until',
  description: `The last day of the role (${siteTimeZone}). Empty: it does not end.`,
};
