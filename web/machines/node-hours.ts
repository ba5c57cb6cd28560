const hourFormat = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });
const percentFormat = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 });

/** A number of hours, or of credits in a plot, as `1,250.5`: with at most two decimal places. */
export const formatHours = (hours: number): string => hourFormat.format(hours);

/** Node seconds as `1,250.5 node hours`. */
export function formatNodeHours(seconds: number): string {
  const hours = formatHours(seconds / 3600);
  return `${hours} node ${hours === '1' ? 'hour' : 'hours'}`;
}

/** A part of a whole as `97.5%`; an empty text where the whole is 0. */
export function formatPercent(part: number, whole: number): string {
  return whole === 0 ? '' : percentFormat.format(part / whole);
}
