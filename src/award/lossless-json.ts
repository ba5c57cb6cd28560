/*
 * JSON that keeps numbers as they were written. Jobs carry fields of newer bridges that we hand
 * back untouched, among them whole numbers beyond what a double holds (docs/rules/openportal.md,
 * O4.3).
 */

interface RawJson {
  rawJSON(text: string): unknown;
}

/** Parses JSON; a number that a double would change stays as its own text. Throws SyntaxError. */
export function parseLosslessJson(text: string): unknown {
  return JSON.parse(text, function keepNumbers(_key, value, context?: { source?: string }) {
    if (typeof value !== 'number' || context?.source === undefined) return value;
    return String(value) === context.source
      ? value
      : (JSON as unknown as RawJson).rawJSON(context.source);
  } as (this: unknown, key: string, value: unknown) => unknown);
}
