import Big from 'big.js';
import { formatNodeHours } from '../machines/node-hours.ts';
import { formatCredits } from '../parts/credit-format.ts';

/** Credits that were granted and used, decimal text. */
export interface UsedCredits {
  granted: string;
  used: string;
}

/** A part of the granted credits as `42.5 %`; `–` where nothing was granted. */
export function formatShare(part: string, granted: string): string {
  const whole = new Big(granted);
  if (whole.eq(0)) return '–';
  return `${new Big(part).times(100).div(whole).round(1).toFixed()} %`;
}

/** What is left of granted credits, decimal text; negative where more was used. */
export function subtractCredits({ granted, used }: UsedCredits): string {
  return new Big(granted).minus(used).toFixed(2);
}

/** Node seconds that were granted and used; what was granted is unknown on several resources. */
export interface UsedSeconds {
  granted: number | null;
  used: number;
}

/** The seconds of a sum; undefined where nothing of it is or was on a machine. */
export const toUsedSeconds = (sum: {
  granted_seconds: number | null;
  used_seconds: number;
}): UsedSeconds | undefined =>
  sum.granted_seconds === null && sum.used_seconds === 0
    ? undefined
    : { granted: sum.granted_seconds, used: sum.used_seconds };

/**
 * `380 left, 76 %, 380 node hours; 120 of 500 credits used, 24 %, 120 node hours`; without the hours
 * where they are unknown. What is left comes first, as narrow columns cut the end.
 */
export function describeUsed(credits: UsedCredits, seconds?: UsedSeconds): string {
  const { granted, used } = credits;
  const text = `${formatCredits(used)} of ${formatCredits(granted)} credits used`;
  return `${describeLeft(credits, seconds)}; ${addShareAndHours(text, used, granted, seconds?.used)}`;
}

/** `380 left, 76 %, 380 node hours`, or `20 more used than granted`. */
function describeLeft(credits: UsedCredits, seconds?: UsedSeconds): string {
  const left = subtractCredits(credits);
  if (left.startsWith('-')) return `${formatCredits(left.slice(1))} more used than granted`;
  const ofGrant = seconds?.granted ?? null;
  const hours = ofGrant === null || seconds === undefined ? undefined : ofGrant - seconds.used;
  return addShareAndHours(`${formatCredits(left)} left`, left, credits.granted, hours);
}

function addShareAndHours(text: string, part: string, granted: string, seconds?: number): string {
  const share = formatShare(part, granted);
  const hours = seconds === undefined ? [] : [formatNodeHours(seconds)];
  return [text, ...(share === '–' ? [] : [share]), ...hours].join(', ');
}

/** The color of a bar of used credits: it changes where the audit gets an event. */
export function chooseUseColor(percent: number): string {
  if (percent >= 100) return 'red';
  return percent >= 80 ? 'orange' : 'gate';
}
