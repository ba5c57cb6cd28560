import { BadInput } from './bad-input.ts';

/** Deeper JSON is nobody's award; PostgreSQL and generated clients both have an end. */
const MAX_JSON_DEPTH = 32;

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

/** Checks any JSON value that we keep without understanding it. Throws BadInput. */
export function parseJsonValue(value: unknown, field: string, depth = 0): unknown {
  if (depth > MAX_JSON_DEPTH)
    throw new BadInput(field, `JSON is at most ${MAX_JSON_DEPTH} levels deep here.`);
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
      parseJsonValue(item, `${field}.${key.slice(0, 80)}`, depth + 1);
    }
  }
  return value;
}
