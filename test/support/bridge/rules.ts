import { isDeepStrictEqual } from 'node:util';
import type { Job } from './job.ts';
import {
  isInteger,
  isObject,
  type Json,
  type JsonObject,
  parseJson,
  stringifyJson,
} from './json.ts';

/* What an answer must be; the real program takes more, and the awarding portal then less. */
export type Rule =
  | 'size'
  | 'json'
  | 'id'
  | 'kept'
  | 'state'
  | 'version'
  | 'changed'
  | 'result'
  | 'result_type'
  | 'class'
  | 'error';

export interface Broken {
  rule: Rule;
  detail: string;
}

export const sizeLimit = 1024 * 1024;

const mayChange = ['state', 'result', 'result_type', 'changed', 'version', 'error'];

const resultTypes = [
  'ProjectMapping',
  'ProjectDetails',
  'Vec<ProjectDetails>',
  'Vec<ProjectMapping>',
  'Vec<UserMapping>',
  'ProjectUsageReport',
  'UsageReport',
  'ProjectStorageReport',
  'StorageReport',
];

const kinds: Record<string, string> = {
  ManagedProjectPendingError: 'award_pending',
  ManagedProjectRejectedError: 'award_rejected',
  OpenPortalUnsupportedCommandError: 'unsupported',
  OpenPortalError: 'run',
};

/** Every rule that an answer breaks; the board's job is unknown once the board has let it go. */
export function brokenRules(answer: JsonObject, job: Job | undefined): Broken[] {
  return [
    ...(job ? notKept(answer, job) : []),
    ...wrongNumbers(answer, job ?? answer),
    ...wrongOutcome(answer),
  ];
}

function notKept(answer: JsonObject, job: Job): Broken[] {
  return Object.keys(job)
    .filter((field) => !mayChange.includes(field))
    .filter((field) => !isDeepStrictEqual(answer[field], job[field]))
    .map((field) => broken('kept', `${field}: ${show(answer[field])}, not ${show(job[field])}`));
}

function wrongNumbers(answer: JsonObject, job: JsonObject): Broken[] {
  const { version, changed } = answer;
  const { created } = job;
  const found: Broken[] = [];
  if (!isInteger(version)) found.push(broken('version', show(version)));
  if (!isInteger(changed)) found.push(broken('changed', show(changed)));
  else if (isInteger(created) && changed < created) {
    found.push(broken('changed', `${changed} is before ${created}`));
  }
  return found;
}

function wrongOutcome(answer: JsonObject): Broken[] {
  const { state, result } = answer;
  if (typeof result !== 'string') return [broken('result', `${show(result)} is not text`)];
  if (state === 'Complete') return wrongSuccess(result, answer.result_type);
  if (state === 'Error') return wrongFailure(result, answer.result_type, answer.error);
  return [broken('state', show(state))];
}

function wrongSuccess(result: string, type: Json | undefined): Broken[] {
  const found: Broken[] = [];
  if (!isJson(result)) found.push(broken('result', `${show(result)} is not JSON text`));
  if (typeof type !== 'string' || !resultTypes.includes(type)) {
    found.push(broken('result_type', show(type)));
  }
  return found;
}

function wrongFailure(result: string, type: Json | undefined, error: Json | undefined): Broken[] {
  const found: Broken[] = [];
  if (type !== 'Error') found.push(broken('result_type', show(type)));
  const kind = kindOf(result);
  if (!kind) return [...found, broken('class', show(result))];
  const expected = { kind, message: result };
  if (!isDeepStrictEqual(error, expected)) {
    found.push(broken('error', `${show(error)}, not ${show(expected)}`));
  }
  return found;
}

function kindOf(result: string): string | undefined {
  const name = /^(\w+): ./s.exec(result)?.[1];
  return name !== undefined && Object.hasOwn(kinds, name) ? kinds[name] : undefined;
}

function isJson(text: string): boolean {
  try {
    parseJson(text);
    return true;
  } catch {
    return false;
  }
}

export function readObject(text: string): JsonObject | undefined {
  try {
    const value = parseJson(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function broken(rule: Rule, detail: string): Broken {
  return { rule, detail };
}

function show(value: Json | undefined): string {
  return value === undefined ? 'nothing' : stringifyJson(value).slice(0, 200);
}
