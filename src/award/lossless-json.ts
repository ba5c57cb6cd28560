/*
 * JSON that keeps numbers as they were written. Jobs carry fields of newer bridges that we hand
 * back untouched, and awards those of newer portals, among them whole numbers beyond what a double
 * holds (docs/rules/openportal.md, O4.3). Such a number is a "raw number": an object that
 * JSON.stringify writes as its text.
 */

interface RawJson {
  rawJSON(text: string): unknown;
  isRawJSON(value: unknown): value is { rawJSON: string };
}

const rawJson = JSON as unknown as RawJson;

/**
 * Numbers that a double may change: with a fraction or an exponent, a minus zero, or many digits.
 * It also finds such text inside strings, which only costs time.
 */
const unsafeNumber = /(?:^|[:,[])\s*(?:-0|-?\d{16}|-?\d+[.eE])/;

/**
 * Parses JSON; a number that a double would change becomes a raw number. Throws SyntaxError. In JSON
 * that is nested too deeply to be written again, numbers are not kept.
 */
export function parseLosslessJson(text: string): unknown {
  if (!unsafeNumber.test(text)) return JSON.parse(text);
  try {
    return JSON.parse(text, keepNumbers as (this: unknown, key: string, value: unknown) => unknown);
  } catch (error) {
    if (error instanceof RangeError) return JSON.parse(text);
    throw error;
  }
}

function keepNumbers(_key: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value !== 'number' || context?.source === undefined) return value;
  return String(value) === context.source ? value : rawJson.rawJSON(context.source);
}

/** The text of a raw number; null for any other value. */
export function getRawNumber(value: unknown): string | null {
  // Older browsers have no raw numbers, and then none to find.
  return rawJson.isRawJSON?.(value) ? value.rawJSON : null;
}

/** Longer numbers are refused: PostgreSQL prints 1e400 with four hundred zeros. */
export const MAX_NUMBER_DIGITS = 1000;

const numberParts = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/**
 * The same number as PostgreSQL's jsonb prints it: without an exponent, every digit of the fraction
 * kept. Returns a number where a double holds it exactly, else a raw number; null where that text
 * would be longer than MAX_NUMBER_DIGITS.
 */
export function normalizeNumber(source: string): unknown {
  const text = printNumber(source);
  if (text === null) return null;
  return String(Number(text)) === text ? Number(text) : rawJson.rawJSON(text);
}

/** The text of JSON's number without an exponent; null where it is too long or not a number. */
function printNumber(source: string): string | null {
  const [, sign = '', whole = '', fraction = '', exponentText = '0'] =
    numberParts.exec(source) ?? [];
  const exponent = Number(exponentText);
  const length = whole.length + fraction.length + Math.abs(exponent);
  if (whole === '' || !(length <= MAX_NUMBER_DIGITS)) return null;
  const digits = whole + fraction;
  const point = whole.length + exponent;
  const padded =
    point <= 0
      ? '0'.repeat(1 - point) + digits
      : digits.padEnd(Math.max(point, digits.length), '0');
  const split = Math.max(1, point);
  const before = padded.slice(0, split).replace(/^0+(?=\d)/, '');
  const after = padded.slice(split);
  const text = after === '' ? before : `${before}.${after}`;
  return /[1-9]/.test(text) ? sign + text : text;
}
