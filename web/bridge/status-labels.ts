/** A number of seconds as one reads it: `42 s`, `3 min`, `2 h`, `5 days`. */
export function formatDuration(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7200) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 172_800) return `${Math.floor(seconds / 3600)} h`;
  return `${Math.floor(seconds / 86_400)} days`;
}

/** How far the bridge's clock is from ours. */
export function formatClockSkew(seconds: number | null): string {
  if (seconds === null) return 'Not known yet';
  if (seconds === 0) return 'None';
  return `${Math.abs(seconds)} s ${seconds > 0 ? 'ahead of' : 'behind'} ours`;
}

interface OutcomeText {
  name: string;
  description: string;
  color: string;
}

/** What became of a job, as the service names it, in words (openportal.md, 4 and 5). */
const outcomeTexts: Record<string, OutcomeText> = {
  complete: { name: 'Done', description: 'Carried out and answered.', color: 'green' },
  award_pending: {
    name: 'Waits for a reviewer',
    description: 'Answered so; the awarding portal asks again by itself.',
    color: 'orange',
  },
  award_rejected: {
    name: 'Rejected',
    description: 'Answered so; the awarding portal stops asking.',
    color: 'orange',
  },
  unsupported: {
    name: 'Not done here',
    description: 'An instruction that this desk does not carry out; answered so.',
    color: 'blue',
  },
  run: {
    name: 'Failed',
    description: 'Answered with an error; the awarding portal tries again.',
    color: 'red',
  },
  expired: { name: 'Expired', description: 'Too old before anything was done.', color: 'red' },
  undelivered: {
    name: 'Answered too late',
    description: 'It expired before the bridge took the answer.',
    color: 'red',
  },
  finished: {
    name: 'Ended elsewhere',
    description: 'It had ended before it reached us.',
    color: 'blue',
  },
  lost: {
    name: 'Lost',
    description: 'It cannot be read any more, and the bridge no longer holds it.',
    color: 'red',
  },
};

export const getOutcomeText = (outcome: string): OutcomeText =>
  outcomeTexts[outcome] ?? { name: outcome || 'Not named', description: '', color: 'blue' };
