import { siteTimeZone, toInstant, toSiteDay } from '../parts/site-time-zone.ts';

/**
 * The end of a role as a form has it: a day (YYYY-MM-DD), or empty for no end. The role lasts to the
 * end of that day in the site's time zone.
 */
export const toExpirationTime = (day: string): string | null =>
  day === '' ? null : toInstant(day, '23:59:59').toISOString();

/** The day on which a role ends, for a form; empty for a role without an end. */
export const toEndDay = (expirationTime: string | null): string =>
  expirationTime === null ? '' : toSiteDay(expirationTime);

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
