/**
 * The end of a role as a form has it: a day (YYYY-MM-DD), or empty for no end. The role lasts to the
 * end of that day, in UTC like all dates of this service.
 */
export const toExpirationTime = (day: string): string | null =>
  day === '' ? null : `${day}T23:59:59Z`;

/** The day on which a role ends, for a form; empty for a role without an end. */
export const toEndDay = (expirationTime: string | null): string =>
  expirationTime === null ? '' : expirationTime.slice(0, 10);

/** What is wrong with a day that is typed as the end of a role; null where nothing is. */
export function checkEndDay(day: string, now = new Date()): string | null {
  if (day === '' || day >= now.toISOString().slice(0, 10)) return null;
  return 'The end must not be in the past.';
}

/** How the field of a form is called and explained. */
export const endDayField = {
  label: 'Until',
  description: 'The last day of the role (UTC). Empty: it does not end.',
};
