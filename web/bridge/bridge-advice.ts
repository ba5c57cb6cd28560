import type { BridgeStatus } from '../api/types.ts';
import { compareOfferings } from './compare-offerings.ts';
import { formatDuration, formatClockSkew } from './status-labels.ts';

/** Something that is wrong, and what to do about it. */
export interface Advice {
  isSevere: boolean;
  title: string;
  text: string;
}

/** From here on the clocks are worth setting; the bridge allows five seconds. */
export const maxClockSkewSeconds = 2;
/** A caller gives up after half a minute. */
const maxJobWaitSeconds = 30;

/** What is wrong with a bridge, besides that it cannot be reached; empty where nothing is. */
export function getAdvice(status: BridgeStatus): Advice[] {
  if (status.bridge === 'no bridge') return [];
  return [...checkClockSkew(status), ...checkOfferings(status), ...checkUnansweredJobs(status)];
}

function checkClockSkew({ clock_skew_seconds: skew }: BridgeStatus): Advice[] {
  if (skew === null || Math.abs(skew) <= maxClockSkewSeconds) return [];
  return [
    {
      isSevere: Math.abs(skew) >= 5,
      title: `The bridge’s clock is ${formatClockSkew(skew)}`,
      text:
        'It refuses what is signed more than five seconds beside its own time. Let both machines ' +
        'keep time by NTP.',
    },
  ];
}

function checkOfferings(status: BridgeStatus): Advice[] {
  const { refused, unrequested: foreign } = compareOfferings(status.offerings);
  return [
    ...(refused.length === 0
      ? []
      : [
          {
            isSevere: true,
            title: `The bridge does not accept ${refused.join(', ')}`,
            text:
              'No award comes in for it. See whether the offering and the portal of its template ' +
              'are written as the network writes them, else ask whoever runs the bridge.',
          },
        ]),
    ...(foreign.length === 0
      ? []
      : [
          {
            isSevere: false,
            title: `The bridge also offers ${foreign.join(', ')}`,
            text: 'No template is of it, so what is asked for there is refused.',
          },
        ]),
  ];
}

function checkUnansweredJobs(status: BridgeStatus): Advice[] {
  const { oldest_unanswered_job_seconds: job } = status;
  if (job === null || job <= maxJobWaitSeconds) return [];
  return [
    {
      isSevere: false,
      title: `A job has waited ${formatDuration(job)} for its answer`,
      text:
        'Whoever asked has given up by now, and asks again. Where this lasts, the service’s log ' +
        'says what holds it up.',
    },
  ];
}
