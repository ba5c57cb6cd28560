import { BadInput } from './bad-input.ts';

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
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw new BadInput(field, 'A JSON object is required.');
}

/** Checks any JSON value that we keep without understanding it. Throws BadInput. */
export function parseJsonValue(value: unknown, field: string, depth = 0): unknown {
  if (depth > MAX_JSON_DEPTH) {
    throw new BadInput(field, `JSON is at most ${MAX_JSON_DEPTH} levels deep here.`);
  }
  if (typeof value === 'string') requireStorableText(value, field);
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new BadInput(field, 'This number is too large.');
  }
  if (Array.isArray(value)) {
    value.forEach((item, index) => {
      parseJsonValue(item, `${field}[${index}]`, depth + 1);
    });
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      requireStorableText(key, field);
      parseJsonValue(item, `${field}.${toPathSegment(key)}`, depth + 1);
    }
  }
  return value;
}

/** Whether two JSON values are the same; the order of keys, which jsonb changes, says nothing. */
export function isSameJson(one: unknown, other: unknown): boolean {
  return one === other || stringifySorted(one) === stringifySorted(other);
}

function stringifySorted(value: unknown): string | undefined {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}
