import { BadInput } from './bad-input.ts';

const longestPattern = 48;

/**
 * Reads a shortname pattern (awards.md): `[a-z0-9-]` with `{count}` once and `{year}` at will,
 * as in `a{year}{count}`. Throws BadInput.
 */
export function parseShortnamePattern(value: unknown, field = 'shortname'): string {
  if (typeof value !== 'string' || value === '') {
    throw new BadInput(field, 'A pattern such as a{year}{count} is required.');
  }
  if (value.length > longestPattern) {
    throw new BadInput(field, `A pattern has at most ${longestPattern} characters.`);
  }
  if (value.split('{count}').length !== 2) {
    throw new BadInput(field, 'A pattern holds {count} once, so that two names differ.');
  }
  if (!/^[a-z0-9][a-z0-9-]*$/.test(shortName(seriesOf(value, 2026), 0))) {
    throw new BadInput(field, 'Names are of a-z, 0-9 and -, and do not begin with -.');
  }
  return value;
}

/** The series that a pattern counts in this year: `a{year}{count}` counts `a6{count}`. */
export function seriesOf(pattern: string, year: number): string {
  return pattern.replaceAll('{year}', String(year % 10));
}

/** The nth name of a series, from 0: `a6a`, `a6b` … `a6z`, `a6aa`. */
export function shortName(series: string, n: number): string {
  return series.replace('{count}', letters(n));
}

function letters(n: number): string {
  const last = String.fromCharCode(97 + (n % 26));
  return n < 26 ? last : letters(Math.floor(n / 26) - 1) + last;
}
