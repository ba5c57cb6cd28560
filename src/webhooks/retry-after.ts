/* How long a receiver asks us to wait (RFC 9110, 10.2.3). */

/** A receiver that asks for more gets the next message after this time. */
export const MAX_RETRY_AFTER_MS = 3_600_000;

/**
 * The pause that a header Retry-After asks for, in milliseconds from `now`: at most an hour, 0 for a time
 * that is past. null where it is neither seconds nor a date.
 */
export function parseRetryAfter(header: string, now: Date): number | null {
  const text = header.trim();
  const asked = /^\d+$/.test(text) ? Number(text) * 1000 : parseHttpDate(text) - now.getTime();
  return Number.isNaN(asked) ? null : Math.min(Math.max(asked, 0), MAX_RETRY_AFTER_MS);
}

/** Milliseconds; NaN for what is no date of HTTP, which always ends with GMT. */
function parseHttpDate(text: string): number {
  return /^[A-Z][a-z]{2}, .* GMT$/.test(text) ? Date.parse(text) : Number.NaN;
}
