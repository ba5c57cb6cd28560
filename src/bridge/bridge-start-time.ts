/** A start that a bridge states is the same each time but for rounding. */
const MAX_ROUNDING_MS = 200;
/** Starts by uptime differ by more: uptimes come in whole seconds, and answers take time. */
const MAX_UPTIME_DEVIATION_MS = 3000;
/** A Unix time above this is in milliseconds. */
const MIN_MILLISECONDS = 1e11;

/** When a bridge was started. */
export interface BridgeStart {
  at: Date;
  /** Whether the bridge states the time itself; else it is reckoned from its uptime. */
  isStated: boolean;
}

/**
 * When the bridge was started, by its answer to `GET /health`: `start_time` (RFC 3339 or Unix time),
 * else `uptime_seconds` before `now`. null where it says neither.
 */
export function parseStartTime(answer: unknown, now: Date): BridgeStart | null {
  const health = getField(answer, 'health') ?? answer;
  const started = getField(health, 'start_time');
  if (typeof started === 'string') return toStart(Date.parse(started), true);
  if (typeof started === 'number') {
    return toStart(started > MIN_MILLISECONDS ? started : started * 1000, true);
  }
  const uptime = getField(health, 'uptime_seconds');
  return typeof uptime === 'number' ? toStart(now.getTime() - uptime * 1000, false) : null;
}

/** Whether a bridge that started at `known` was started again: `seen` is another start. */
export function isOtherStart(known: string, { at, isStated }: BridgeStart): boolean {
  const maxDeviationMs = isStated ? MAX_ROUNDING_MS : MAX_UPTIME_DEVIATION_MS;
  return Math.abs(Date.parse(known) - at.getTime()) > maxDeviationMs;
}

function toStart(ms: number, isStated: boolean): BridgeStart | null {
  const at = new Date(ms);
  return Number.isNaN(at.getTime()) ? null : { at, isStated };
}

function getField(value: unknown, field: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return (value as Record<string, unknown>)[field];
}
