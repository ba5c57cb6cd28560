import { BadInput } from '../award/bad-input.ts';
import { parseText, requireObject, toPathSegment } from '../award/json-value.ts';

/* What usage and storage reports of agents have in common. Everything throws BadInput. */

const MAX_REPORT_LENGTH = 16 * 1024 * 1024;
const MAX_LOCAL_NAME_LENGTH = 128;
const MAX_NAMES = 100_000;

/** The words of a refused report, as values. */
export interface RefusedReport {
  code: 'refused';
  /** Where in the report, such as `reports.2026-08-03.num_jobs`. */
  field: string;
  rule: string;
}

/** Parses with a function that throws BadInput, and gives its refusal as a value. */
export function refuseBadInput<Outcome>(parse: () => Outcome): Outcome | RefusedReport {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    return { code: 'refused', field: error.field, rule: error.rule };
  }
}

/** Reads the JSON text of a report, in which no key may stand twice in one object. */
export function parseReportJson(
  text: string,
  findRepeatedKey: (json: string) => string | null,
): Record<string, unknown> {
  if (text.length > MAX_REPORT_LENGTH) {
    throw new BadInput('report', `At most ${MAX_REPORT_LENGTH} characters.`);
  }
  const value = requireObject(parseJson(text), 'report');
  const repeated = findRepeatedKey(text);
  if (repeated !== null)
    throw new BadInput(toPathSegment(repeated), 'This key stands there twice.');
  return value;
}

/** A count or a number of seconds. */
export function parseCount(value: unknown, field: string, max: number): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= max) {
    return value;
  }
  throw new BadInput(field, `A whole number from 0 to ${max} is required.`);
}

/** An object by name; one that is left out is empty (agents from 0.93 on leave out what is empty). */
export function parseByName<Value>(
  value: unknown,
  field: string,
  parseValue: (value: unknown, field: string) => Value,
): Map<string, Value> {
  if (value === undefined) return new Map();
  const entries = Object.entries(requireObject(value, field));
  if (entries.length > MAX_NAMES) throw new BadInput(field, `At most ${MAX_NAMES} names.`);
  return new Map(
    entries.map(([name, part]) => {
      const path = `${field}.${toPathSegment(name)}`;
      if (name === '') throw new BadInput(path, 'A name is not empty.');
      return [parseText(name, path, MAX_LOCAL_NAME_LENGTH), parseValue(part, path)];
    }),
  );
}

/** `users` of a report: the local name of each person of this project, by short name. */
export function parseLocalNames(value: unknown, project: string): Map<string, string> {
  const names = new Map<string, string>();
  const locals = parseByName(value, 'users', (name, field) =>
    parseText(name, field, MAX_LOCAL_NAME_LENGTH),
  );
  for (const [identifier, localName] of locals) {
    const field = `users.${toPathSegment(identifier)}`;
    const shortName = parseOwnUser(identifier, project, field);
    if ([...names.values()].includes(localName)) {
      throw new BadInput(field, `Another person has the local name ${toPathSegment(localName)}.`);
    }
    names.set(shortName, localName);
  }
  return names;
}

/** The short name in the UserIdentifier of somebody in this project. */
export function parseOwnUser(identifier: string, project: string, field: string): string {
  const suffix = `.${project}`;
  const shortName = identifier.slice(0, -suffix.length);
  if (identifier.endsWith(suffix) && shortName !== '' && !shortName.includes('.')) return shortName;
  throw new BadInput(field, `A person of ${project} is required.`);
}

/** Reads `project`, which must be the one that was asked for. */
export function requireProject(value: unknown, project: string, field = 'project'): void {
  if (value !== project) throw new BadInput(field, `The report must be about ${project}.`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BadInput('report', 'It is not JSON.');
  }
}
