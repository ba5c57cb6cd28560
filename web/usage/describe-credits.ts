import Big from 'big.js';
import { formatNodeHours } from '../machines/node-hours.ts';
import { formatCredits } from '../parts/credits-bar.tsx';

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

/** `120 of 500 credits used, 24 %, 120 node hours`; without the hours where the seconds are left out. */
export function describeUsed({ granted, used }: UsedCredits, seconds?: number): string {
  const share = formatShare(used, granted);
  const text = `${formatCredits(used)} of ${formatCredits(granted)} credits used`;
  const hours = seconds === undefined ? [] : [formatNodeHours(seconds)];
  return [text, ...(share === '–' ? [] : [share]), ...hours].join(', ');
}

/** The color of a bar of used credits: it changes where the audit gets an event. */
export function chooseUseColor(percent: number): string {
  if (percent >= 100) return 'red';
  return percent >= 80 ? 'orange' : 'gate';
}
