/** When failures are delayed. */
export interface ThrottleLimit {
  /** Failures that are not delayed. */
  freeFailures: number;
  /** The delay starts at 1 second and doubles with each failure up to this. */
  maxDelaySeconds: number;
}

export interface FailureCount {
  failures: number;
  lastFailure: Date;
  /** Attempts before this time are refused. */
  blockedUntil: Date;
}

/** Failures no longer count after an hour without another. */
const FAILURE_LIFETIME_MS = 3_600_000;

/** 2^20 seconds are more than any limit. */
const MAX_DOUBLINGS = 20;

/**
 * Counts a failure, also of an attempt that is refused: `waitSeconds` is 0 where the attempt is let
 * in, else how long to wait from now.
 */
export function countFailure(
  previous: FailureCount | undefined,
  { freeFailures, maxDelaySeconds }: ThrottleLimit,
  now: Date,
): FailureCount & { waitSeconds: number } {
  const isOutdated =
    previous === undefined ||
    now.getTime() - previous.lastFailure.getTime() > FAILURE_LIFETIME_MS ||
    // Longer than any delay: written while a clock was ahead.
    previous.blockedUntil.getTime() - now.getTime() > maxDelaySeconds * 1000;
  const before = isOutdated ? 0 : previous.failures;
  const isBlocked = !isOutdated && previous.blockedUntil > now;
  const excess = before - freeFailures;
  const delaySeconds =
    excess < 0 ? 0 : Math.min(maxDelaySeconds, 2 ** Math.min(excess, MAX_DOUBLINGS));
  return {
    failures: before + 1,
    lastFailure: now,
    blockedUntil: new Date(now.getTime() + delaySeconds * 1000),
    waitSeconds: isBlocked ? Math.max(1, delaySeconds) : 0,
  };
}
