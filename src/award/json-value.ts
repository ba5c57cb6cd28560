import { BadInput } from './bad-input.ts';
import { getRawNumber, MAX_NUMBER_DIGITS, normalizeNumber } from './lossless-json.ts';

/** Deeper JSON is refused: PostgreSQL and generated clients have limits of their own. */
const MAX_JSON_DEPTH = 32;
const MAX_QUOTED_LENGTH = 80;

/** Text that PostgreSQL can hold: no NUL, no lone surrogate. Throws BadInput. */
export function requireStorableText(text: string, field: string): void {
  if (text.includes('\u0000')) throw new BadInput(field, 'NUL characters are not allowed.');
  if (!text.isWellFormed()) throw new BadInput(field, 'Lone surrogates are not allowed.');
}

/** Reads text of at most `longest` characters. Throws BadInput. */
export function parseText(value: unknown, field: string, longest: number): string {
  if (typeof value !== 'string') throw new BadInput(field, 'Text is required.');
  if (value.length > longest) throw new BadInput(field, `At most ${longest} characters.`);
  requireStorableText(value, field);
  return value;
}

/** The beginning of a text from outside, quoted and escaped so that a message can hold it. */
export function quoteText(text: string): string {
  return JSON.stringify(text.slice(0, MAX_QUOTED_LENGTH));
}

/** The same of a name that stands in a path such as `members.a@b.org`, without the quotes. */
export function toPathSegment(name: string): string {
  return quoteText(name).slice(1, -1);
}

/** Reads a JSON object. Throws BadInput. */
export function requireObject(value: unknown, field: string): Record<string, unknown> {
  if (isJsonObject(value)) return value;
  throw new BadInput(field, 'A JSON object is required.');
}

/** Whether it is an object of JSON: no array, no raw number. */
export function isJsonObject(value: unknown): value is Record<string, unknown> {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject && getRawNumber(value) === null;
}

/**
 * Checks any JSON value that we keep without understanding it, and returns it with its numbers as
 * PostgreSQL prints them. Throws BadInput.
 */
export function parseJsonValue(value: unknown, field: string, depth = 0): unknown {
  if (depth > MAX_JSON_DEPTH) {
    throw new BadInput(field, `JSON is at most ${MAX_JSON_DEPTH} levels deep here.`);
  }
  if (typeof value === 'string') requireStorableText(value, field);
  const number = typeof value === 'number' ? String(value) : getRawNumber(value);
  if (number !== null) return parseNumber(number, field);
  if (Array.isArray(value)) {
    return value.map((item, index) => parseJsonValue(item, `${field}[${index}]`, depth + 1));
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => {
    requireStorableText(key, field);
    return [key, parseJsonValue(item, `${field}.${toPathSegment(key)}`, depth + 1)];
  });
  return Object.fromEntries(entries);
}

function parseNumber(text: string, field: string): unknown {
  const number = normalizeNumber(text);
  if (number === null)
    throw new BadInput(field, `A number has at most ${MAX_NUMBER_DIGITS} digits.`);
  return number;
}

/** JSON that is nested more deeply cannot be relied on to be written: JSON.stringify recurses. */
export const MAX_WRITABLE_DEPTH = 500;

/** Whether a JSON value is nested more deeply than `depth` levels, however deeply that is. */
export function isDeeperThan(value: unknown, depth: number): boolean {
  let level = [value];
  for (let left = depth; left >= 0; left--) {
    level = level.flatMap((item) =>
      typeof item === 'object' && item !== null ? Object.values(item) : [],
    );
    if (level.length === 0) return false;
  }
  return true;
}

/** Whether two JSON values are the same; the order of keys, which jsonb changes, says nothing. */
export function isSameJson(one: unknown, other: unknown): boolean {
  return one === other || stringifySorted(one) === stringifySorted(other);
}

function stringifySorted(value: unknown): string | undefined {
  return JSON.stringify(value, (_key, item: unknown) =>
    isJsonObject(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}
