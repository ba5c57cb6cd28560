import { BadInput } from './bad-input.ts';

const MAX_PATTERN_LENGTH = 48;

/**
 * Reads a shortname pattern (docs/rules/awards.md, A4.1): `[a-z0-9-]` with `{count}` once and any
 * number of `{year}`, as in `a{year}{count}`. Throws BadInput.
 */
export function parseShortnamePattern(value: unknown, field = 'shortname'): string {
  if (typeof value !== 'string' || value === '') {
    throw new BadInput(field, 'A pattern such as a{year}{count} is required.');
  }
  if (value.length > MAX_PATTERN_LENGTH) {
    throw new BadInput(field, `A pattern has at most ${MAX_PATTERN_LENGTH} characters.`);
  }
  if (value.split('{count}').length !== 2) {
    throw new BadInput(field, 'A pattern holds {count} once, so that two names differ.');
  }
  if (!/^[a-z0-9][a-z0-9-]*$/.test(formatShortName(expandYear(value, 2026), 0))) {
    throw new BadInput(field, 'Names are of a-z, 0-9 and -, and do not begin with -.');
  }
  return value;
}

/** The series that a pattern counts in this year: `a{year}{count}` counts `a6{count}`. */
export function expandYear(pattern: string, year: number): string {
  return pattern.replaceAll('{year}', String(year % 10));
}

/** The nth name of a series, from 0: `a6a`, `a6b` … `a6z`, `a6aa`. */
export function formatShortName(series: string, n: number): string {
  return series.replace('{count}', toLetters(n));
}

function toLetters(n: number): string {
  const last = String.fromCharCode(97 + (n % 26));
  return n < 26 ? last : toLetters(Math.floor(n / 26) - 1) + last;
}
