import { BadInput } from '../award/bad-input.ts';
import { parseInstant } from '../award/dates.ts';
import { requireStorableText } from '../award/json-value.ts';

/** Reads a text filter; an empty one counts as absent, as clients send `query=` for an empty box. */
export function parseTextFilter(value: string | undefined, field: string): string | undefined {
  if (value === undefined || value === '') return undefined;
  requireStorableText(value, field);
  return value;
}

/** A pattern for `ilike` that matches values with this text in them, taken literally. */
export function toContainsPattern(text: string): string {
  return `%${escapePattern(text)}%`;
}

/** A pattern for `like` that matches values that begin with this text, taken literally. */
export function toPrefixPattern(text: string): string {
  return `${escapePattern(text)}%`;
}

const escapePattern = (text: string): string => text.replace(/[\\%_]/g, '\\$&');

/** The spellings of a boolean filter that the OpenAPI document names. */
export const FLAG_PATTERN = '^([Tt]rue|[Ff]alse|1|0|yes|no)$';

/** Reads true/1/yes or false/0/no in any case; absent is false. Throws BadInput. */
export function parseBooleanFilter(value: string | undefined, field: string): boolean {
  const text = parseTextFilter(value, field)?.toLowerCase();
  if (text === undefined || ['false', '0', 'no'].includes(text)) return false;
  if (['true', '1', 'yes'].includes(text)) return true;
  throw new BadInput(field, 'true or false is required.');
}

/**
 * Reads a time, or a day as its beginning; returns an ISO time. What names no zone is UTC. Throws
 * BadInput.
 */
export function parseTimeFilter(value: string | undefined, field: string): string | undefined {
  const text = parseTextFilter(value, field)?.replace(/^(.*T.*) (\d\d:?\d\d)$/, '$1+$2');
  if (text === undefined) return undefined;
  return parseInstant(addUtcZone(text), field);
}

/** Adds what a day or a time without a zone leaves out. */
export function addUtcZone(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return `${text}T00:00:00Z`;
  return /[Tt ]\d{2}:\d{2}:\d{2}(\.\d+)?$/.test(text) ? `${text}Z` : text;
}
