/* When a message is tried again, and when a webhook is given up. */

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The pause after each failed attempt, in milliseconds; the last one repeats. */
export const messagePauses = [
  5 * SECOND,
  30 * SECOND,
  2 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  HOUR,
  3 * HOUR,
  6 * HOUR,
];

/** A message that failed for so long since its first attempt is given up. */
const GIVE_UP_MS = 3 * DAY;
/** A webhook that accepted nothing for so long, since an attempt failed, is disabled. */
export const DISABLE_MS = 5 * DAY;
/** A message that waited for so long after it was due waited for us: the service was down. */
const MAX_DELAY_MS = DAY;
export const MAX_WEBHOOK_PAUSE_MS = 10 * MINUTE;

/**
 * When a message is tried again after its n-th failed attempt; null: it is given up. `since`: of
 * `findRefusedSince`.
 */
export function findNextAttempt(attempts: number, since: Date, now: Date): Date | null {
  if (now.getTime() - since.getTime() >= GIVE_UP_MS) return null;
  const pause = messagePauses[Math.min(attempts, messagePauses.length) - 1] as number;
  return new Date(now.getTime() + pause);
}

/**
 * How long nothing is sent to a webhook, by the number of its failures in a row: 1 s, 2 s … 10 min.
 * Beside the pause of each message it keeps the messages of many awards from all trying a dead
 * receiver.
 */
export function findWebhookPause(failures: number, now: Date): Date {
  const pause = Math.min(MAX_WEBHOOK_PAUSE_MS, SECOND * 2 ** Math.min(failures - 1, 20));
  return new Date(now.getTime() + pause);
}

/**
 * Since when a webhook fails that fails now. `since`: what was stored at the failure before it, whose
 * pause ended at `pausedUntil`; both null after a success. `due`: when the message that failed now
 * could have been tried. Time in which there was nothing to send counts, as nothing was delivered;
 * where an attempt comes more than a day late, the service was down, and the time begins anew.
 */
export function findFailingSince(
  { since, pausedUntil }: { since: Date | null; pausedUntil: Date | null },
  due: Date,
  now: Date,
): Date {
  if (since === null || pausedUntil === null) return now;
  const triable = Math.max(pausedUntil.getTime(), due.getTime());
  return now.getTime() - triable > MAX_DELAY_MS ? now : since;
}

/**
 * Since when a message is refused that is refused now; `firstRefused`: what was stored before. Here too,
 * the time begins anew where the service was down.
 */
export function findRefusedSince(firstRefused: Date | null, due: Date, now: Date): Date {
  return findFailingSince({ since: firstRefused, pausedUntil: due }, due, now);
}

/** Whether a webhook that fails since then is disabled. */
export function isToBeDisabled(failingSince: Date, now: Date): boolean {
  return now.getTime() - failingSince.getTime() >= DISABLE_MS;
}
