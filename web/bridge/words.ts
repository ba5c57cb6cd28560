/** A number of seconds as one reads it: `42 s`, `3 min`, `2 h`, `5 days`. */
export function durationInWords(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7200) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 172_800) return `${Math.floor(seconds / 3600)} h`;
  return `${Math.floor(seconds / 86_400)} days`;
}

/** How far the bridge's clock is from ours. */
export function skewInWords(seconds: number | null): string {
  if (seconds === null) return 'Not known yet';
  if (seconds === 0) return 'None';
  return `${Math.abs(seconds)} s ${seconds > 0 ? 'ahead of' : 'behind'} ours`;
}

interface Outcome {
  name: string;
  about: string;
  color: string;
}

/** What became of a job, as the service names it, in words (openportal.md, 4 and 5). */
const outcomes: Record<string, Outcome> = {
  complete: { name: 'Done', about: 'Carried out and answered.', color: 'green' },
  award_pending: {
    name: 'Waits for a reviewer',
    about: 'Answered so; the awarding portal asks again by itself.',
    color: 'orange',
  },
  award_rejected: {
    name: 'Rejected',
    about: 'Answered so; the awarding portal stops asking.',
    color: 'orange',
  },
  unsupported: {
    name: 'Not done here',
    about: 'An instruction that this desk does not carry out; answered so.',
    color: 'blue',
  },
  run: {
    name: 'Failed',
    about: 'Answered with an error; the awarding portal tries again.',
    color: 'red',
  },
  expired: { name: 'Expired', about: 'Too old before anything was done.', color: 'red' },
  undelivered: {
    name: 'Answered too late',
    about: 'It expired before the bridge took the answer.',
    color: 'red',
  },
  finished: { name: 'Ended elsewhere', about: 'It had ended before it reached us.', color: 'blue' },
  lost: {
    name: 'Lost',
    about: 'It cannot be read any more, and the bridge no longer holds it.',
    color: 'red',
  },
};

export const outcomeOf = (outcome: string): Outcome =>
  outcomes[outcome] ?? { name: outcome || 'Not named', about: '', color: 'blue' };
