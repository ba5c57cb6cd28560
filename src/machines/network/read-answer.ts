/*
 * The values that agents answer with, read from JSON that a stranger wrote. All throw
 * UnreadableAnswerError.
 */

/** An answer that is not of the form that its instruction has. */
export class UnreadableAnswerError extends Error {
  override name = 'UnreadableAnswerError';
}

/** `a6a.brics:brics.a6a`: our name for a project, and the machine's. */
export interface ProjectMapping {
  project: string;
  localName: string;
}

/** `alice.a6a.brics:alice.a6a:brics.a6a`. */
export interface UserMapping {
  user: string;
  localName: string;
  localGroup: string;
}

const MAX_NAME_LENGTH = 255;

export function readProjectMapping(value: unknown): ProjectMapping {
  const [project, localName, ...rest] = splitMapping(value);
  if (!project || !localName || rest.length > 0) throw unreadable('a project mapping', value);
  return { project, localName };
}

export function readUserMapping(value: unknown): UserMapping {
  const [user, localName, localGroup, ...rest] = splitMapping(value);
  if (!user || !localName || !localGroup || rest.length > 0) {
    throw unreadable('a user mapping', value);
  }
  return { user, localName, localGroup };
}

export function readList<Item>(value: unknown, readItem: (item: unknown) => Item): Item[] {
  if (!Array.isArray(value)) throw unreadable('a list', value);
  return value.map(readItem);
}

/** Usage: node seconds as a number, or as `{"seconds": n}`. */
export function readSeconds(value: unknown): number {
  const seconds =
    typeof value === 'object' && value !== null ? (value as { seconds?: unknown }).seconds : value;
  const number = Number(seconds);
  if (seconds === null || seconds === undefined || !Number.isSafeInteger(number) || number < 0) {
    throw unreadable('seconds', value);
  }
  return number;
}

export function readBoolean(value: unknown): boolean {
  if (typeof value !== 'boolean') throw unreadable('true or false', value);
  return value;
}

/** A quota's limit: `5.00 TB` or `unlimited`, alone or as `{"limit": …}`. */
export function readQuota(value: unknown): string {
  const limit =
    typeof value === 'object' && value !== null ? (value as { limit?: unknown }).limit : value;
  if (typeof limit !== 'string' || limit.length > MAX_NAME_LENGTH)
    throw unreadable('a quota', value);
  return limit;
}

function splitMapping(value: unknown): string[] {
  if (typeof value !== 'string' || value.length > 4 * MAX_NAME_LENGTH) return [];
  return value.split(':');
}

function unreadable(expected: string, value: unknown): UnreadableAnswerError {
  const text = (JSON.stringify(value) ?? 'nothing').slice(0, 80);
  return new UnreadableAnswerError(`The answer is not ${expected}: ${text}`);
}
