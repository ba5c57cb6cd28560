import { type ErrorKind, errorKindList } from '../openportal/command-result.ts';

/** Why a job ended without an answer that the bridge accepted. */
export type UnansweredReason =
  /** It was past its expiry before anything was done. */
  | 'expired'
  /** It was processed, but past its expiry before the bridge accepted the answer. */
  | 'undelivered'
  /** It was finished before it reached us. */
  | 'finished'
  /** It is encrypted under a key that is gone, and the bridge no longer holds it. */
  | 'lost';

/** How a job ended: answered with success, with an error of some kind, or not at all. */
export type JobOutcome = 'complete' | ErrorKind | UnansweredReason;

const unansweredReasons: Record<UnansweredReason, true> = {
  expired: true,
  undelivered: true,
  finished: true,
  lost: true,
};

/** Every outcome; a new one appears here as soon as its type compiles. */
export const jobOutcomes: readonly JobOutcome[] = [
  'complete',
  ...errorKindList,
  ...(Object.keys(unansweredReasons) as UnansweredReason[]),
];
