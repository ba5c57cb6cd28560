import type { AwardDetails } from './award-details.ts';
import { getRawNumber } from './lossless-json.ts';
import { toWireDetails } from './wire-details.ts';

/** How large an award may become where the setting does not say otherwise, in bytes. */
export const DEFAULT_MAX_AWARD_BYTES = 1024 * 1024;

/**
 * The bytes of details as PostgreSQL's jsonb prints them, in UTF-8: what an award takes in replies.
 * Numbers must be normalized (normalizeNumber).
 */
export function measureDetails(details: AwardDetails): number {
  return measureJson(toWireDetails(details));
}

/** The same of any JSON value. */
export function measureJson(value: unknown): number {
  if (typeof value !== 'object' || value === null) {
    return encoder.encode(JSON.stringify(value)).length;
  }
  const raw = getRawNumber(value);
  if (raw !== null) return raw.length;
  if (Array.isArray(value)) {
    return value.reduce((sum: number, item) => sum + measureJson(item), measureBrackets(value));
  }
  const entries = Object.entries(value);
  return entries.reduce(
    // jsonb writes a blank after each colon.
    (sum, [name, item]) => sum + measureJson(name) + 2 + measureJson(item),
    measureBrackets(entries),
  );
}

const encoder = new TextEncoder();

/** The brackets, and a comma and a blank between two items. */
function measureBrackets({ length }: readonly unknown[]): number {
  return 2 + 2 * Math.max(0, length - 1);
}
