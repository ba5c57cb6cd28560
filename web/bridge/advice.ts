import type { BridgeStatus } from '../api/types.ts';
import { differencesOf } from './differences.ts';
import { durationInWords, skewInWords } from './words.ts';

/** Something that is wrong, and what to do about it. */
export interface Advice {
  isGrave: boolean;
  title: string;
  words: string;
}

/** From here on the clocks are worth setting; the bridge allows five seconds. */
export const skewToWarnOf = 2;
/** A caller gives up after half a minute. */
const longWait = 30;

/** What is wrong with a bridge, besides that it cannot be reached; empty where nothing is. */
export function adviceOn(status: BridgeStatus): Advice[] {
  if (status.bridge === 'no bridge') return [];
  return [...clocks(status), ...offerings(status), ...waiting(status)];
}

function clocks({ clock_skew_seconds: skew }: BridgeStatus): Advice[] {
  if (skew === null || Math.abs(skew) <= skewToWarnOf) return [];
  return [
    {
      isGrave: Math.abs(skew) >= 5,
      title: `The bridge’s clock is ${skewInWords(skew)}`,
      words:
        'It refuses what is signed more than five seconds beside its own time. Let both machines ' +
        'keep time by NTP.',
    },
  ];
}

function offerings(status: BridgeStatus): Advice[] {
  const { refused, foreign } = differencesOf(status.offerings);
  return [
    ...(refused.length === 0
      ? []
      : [
          {
            isGrave: true,
            title: `The bridge does not accept ${refused.join(', ')}`,
            words:
              'No award comes in for it. See whether the offering and the portal of its template ' +
              'are written as the network writes them, else ask whoever runs the bridge.',
          },
        ]),
    ...(foreign.length === 0
      ? []
      : [
          {
            isGrave: false,
            title: `The bridge also offers ${foreign.join(', ')}`,
            words: 'No template is of it, so what is asked for there is refused.',
          },
        ]),
  ];
}

function waiting(status: BridgeStatus): Advice[] {
  const { oldest_unanswered_job_seconds: job } = status;
  if (job === null || job <= longWait) return [];
  return [
    {
      isGrave: false,
      title: `A job has waited ${durationInWords(job)} for its answer`,
      words:
        'Whoever asked has given up by now, and asks again. Where this lasts, the service’s log ' +
        'says what holds it up.',
    },
  ];
}
