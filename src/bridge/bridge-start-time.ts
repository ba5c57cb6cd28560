/** Readings of one start may differ by this much: uptimes come in whole seconds. */
const MAX_DEVIATION_MS = 3000;
/** A Unix time above this is in milliseconds. */
const MIN_MILLISECONDS = 1e11;

/**
 * When the bridge was started, by its answer to `GET /health`: `start_time` (RFC 3339 or Unix time),
 * else `uptime_seconds` before `now`. null where it says neither.
 */
export function parseStartTime(answer: unknown, now: Date): Date | null {
  const health = getField(answer, 'health') ?? answer;
  const started = getField(health, 'start_time');
  if (typeof started === 'string') return toDate(Date.parse(started));
  if (typeof started === 'number') {
    return toDate(started > MIN_MILLISECONDS ? started : started * 1000);
  }
  const uptime = getField(health, 'uptime_seconds');
  return typeof uptime === 'number' ? toDate(now.getTime() - uptime * 1000) : null;
}

/** Whether a bridge that started at `known` was started again: `seen` is another start. */
export function isOtherStart(known: string, seen: Date): boolean {
  return Math.abs(Date.parse(known) - seen.getTime()) > MAX_DEVIATION_MS;
}

function toDate(ms: number): Date | null {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? null : date;
}

function getField(value: unknown, field: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return (value as Record<string, unknown>)[field];
}
