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
  | 'lost'
  /** A person gave it up before it was answered. */
  | 'given_up';

/** How a job ended: answered with success, with an error of some kind, or not at all. */
export type JobOutcome = 'complete' | ErrorKind | UnansweredReason;

const unansweredReasons: Record<UnansweredReason, true> = {
  expired: true,
  undelivered: true,
  finished: true,
  lost: true,
  given_up: true,
};

/** The outcomes after which a person has to decide: the awarding portal has no answer. */
export const deadOutcomes = [
  'expired',
  'undelivered',
  'lost',
] as const satisfies readonly UnansweredReason[];

/** Every outcome; a new one appears here as soon as its type compiles. */
export const jobOutcomes: readonly JobOutcome[] = [
  'complete',
  ...errorKindList,
  ...(Object.keys(unansweredReasons) as UnansweredReason[]),
];
