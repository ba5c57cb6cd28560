import type { BridgeStatus, JobOutcome } from '../api/types.ts';

/** A number of seconds as `42 s`, `3 min`, `2 h` or `5 days`. */
export function formatDuration(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7200) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 172_800) return `${Math.floor(seconds / 3600)} h`;
  return `${Math.floor(seconds / 86_400)} days`;
}

/** The difference of the bridge's clock to ours. */
export function formatClockSkew(seconds: number | null): string {
  if (seconds === null) return 'Unknown';
  if (seconds === 0) return 'Same as ours';
  return `${Math.abs(seconds)} s ${seconds > 0 ? 'ahead of' : 'behind'} ours`;
}

/** The channels of the outbox; a new one does not compile until it has a name. */
const channelNames: Readonly<
  Record<BridgeStatus['outbox']['channels'][number]['channel'], string>
> = {
  bridge: 'Notifications through the bridge',
  'fan-out': 'Events for mail and webhooks',
  webhook: 'Webhooks',
  mail: 'Mail',
};

/** The name of a channel of the outbox. */
export const formatChannel = (channel: keyof typeof channelNames): string => channelNames[channel];

interface OutcomeText {
  name: string;
  description: string;
  color: string;
}

/**
 * Names and descriptions of the outcomes of jobs (docs/rules/openportal.md). A new outcome does not
 * compile until it has a text.
 */
const outcomeTexts: Record<JobOutcome, OutcomeText> = {
  complete: { name: 'Complete', description: 'Processed and answered.', color: 'green' },
  award_pending: {
    name: 'Pending',
    description: 'The award waits for a reviewer; the awarding portal will ask again.',
    color: 'orange',
  },
  award_permission: {
    name: 'Not permitted',
    description: 'The award may not be decided about like this; an error was returned.',
    color: 'red',
  },
  award_rejected: {
    name: 'Rejected',
    description: 'The award is rejected; the awarding portal stops asking.',
    color: 'orange',
  },
  unsupported: {
    name: 'Unsupported instruction',
    description: 'Gatehouse does not support the instruction; an error was returned.',
    color: 'blue',
  },
  run: {
    name: 'Error returned',
    description: 'Processing failed; the awarding portal will try again.',
    color: 'red',
  },
  expired: {
    name: 'Expired',
    description: 'The job had expired before it was processed.',
    color: 'red',
  },
  undelivered: {
    name: 'Answered too late',
    description: 'The job expired before the bridge accepted the answer.',
    color: 'red',
  },
  finished: {
    name: 'Already finished',
    description: 'The job had been finished before it arrived.',
    color: 'blue',
  },
  lost: {
    name: 'Lost',
    description: 'The bridge no longer has the job, and the stored one cannot be read.',
    color: 'red',
  },
  given_up: {
    name: 'Given up',
    description: 'Staff ended the job without an answer.',
    color: 'orange',
  },
};

/** The text for an outcome; one that this version of the pages does not know shows its own name. */
export const getOutcomeText = (outcome: string): OutcomeText =>
  isJobOutcome(outcome)
    ? outcomeTexts[outcome]
    : { name: outcome || 'Unknown', description: '', color: 'blue' };

const isJobOutcome = (text: string): text is JobOutcome => Object.hasOwn(outcomeTexts, text);
