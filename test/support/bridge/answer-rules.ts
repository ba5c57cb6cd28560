import { isDeepStrictEqual } from 'node:util';
import type { Job } from './job.ts';
import {
  isInteger,
  isObject,
  type Json,
  type JsonObject,
  parseJson,
  stringifyJson,
} from './lossless-json.ts';

/* The rules of an answer. op-bridge accepts more, and awarding portals then cannot read it. */
export type AnswerRule =
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

export interface BrokenRule {
  rule: AnswerRule;
  detail: string;
}

export const maxAnswerBytes = 1024 * 1024;

const changeableFields = ['state', 'result', 'result_type', 'changed', 'version', 'error'];

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

const errorKinds: Record<string, string> = {
  ManagedProjectPermissionError: 'award_permission',
  ManagedProjectPendingError: 'award_pending',
  ManagedProjectRejectedError: 'award_rejected',
  OpenPortalUnsupportedCommandError: 'unsupported',
  OpenPortalError: 'run',
};

/** Every rule that an answer breaks. `job` is the board's, unknown once the board has dropped it. */
export function findBrokenRules(answer: JsonObject, job: Job | undefined): BrokenRule[] {
  return [
    ...(job ? checkUnchangedFields(answer, job) : []),
    ...checkNumbers(answer, job ?? answer),
    ...checkOutcome(answer),
  ];
}

function checkUnchangedFields(answer: JsonObject, job: Job): BrokenRule[] {
  return Object.keys(job)
    .filter((field) => !changeableFields.includes(field))
    .filter((field) => !isDeepStrictEqual(answer[field], job[field]))
    .map((field) =>
      createBrokenRule(
        'kept',
        `${field}: ${formatValue(answer[field])}, not ${formatValue(job[field])}`,
      ),
    );
}

function checkNumbers(answer: JsonObject, job: JsonObject): BrokenRule[] {
  const { version, changed } = answer;
  const { created } = job;
  const found: BrokenRule[] = [];
  if (!isInteger(version)) found.push(createBrokenRule('version', formatValue(version)));
  if (!isInteger(changed)) found.push(createBrokenRule('changed', formatValue(changed)));
  else if (isInteger(created) && changed < created) {
    found.push(createBrokenRule('changed', `${changed} is before ${created}`));
  }
  return found;
}

function checkOutcome(answer: JsonObject): BrokenRule[] {
  const { state, result } = answer;
  if (typeof result !== 'string')
    return [createBrokenRule('result', `${formatValue(result)} is not text`)];
  if (state === 'Complete') return checkSuccess(result, answer.result_type);
  if (state === 'Error') return checkFailure(result, answer.result_type, answer.error);
  return [createBrokenRule('state', formatValue(state))];
}

function checkSuccess(result: string, type: Json | undefined): BrokenRule[] {
  const found: BrokenRule[] = [];
  if (!isJson(result))
    found.push(createBrokenRule('result', `${formatValue(result)} is not JSON text`));
  if (typeof type !== 'string' || !resultTypes.includes(type)) {
    found.push(createBrokenRule('result_type', formatValue(type)));
  }
  return found;
}

function checkFailure(
  result: string,
  type: Json | undefined,
  error: Json | undefined,
): BrokenRule[] {
  const found: BrokenRule[] = [];
  if (type !== 'Error') found.push(createBrokenRule('result_type', formatValue(type)));
  const kind = getErrorKind(result);
  if (!kind) return [...found, createBrokenRule('class', formatValue(result))];
  const expected = { kind, message: result };
  if (!isDeepStrictEqual(error, expected)) {
    found.push(createBrokenRule('error', `${formatValue(error)}, not ${formatValue(expected)}`));
  }
  return found;
}

function getErrorKind(result: string): string | undefined {
  const name = /^(\w+): ./s.exec(result)?.[1];
  return name !== undefined && Object.hasOwn(errorKinds, name) ? errorKinds[name] : undefined;
}

function isJson(text: string): boolean {
  try {
    parseJson(text);
    return true;
  } catch {
    return false;
  }
}

export function parseObject(text: string): JsonObject | undefined {
  try {
    const value = parseJson(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function createBrokenRule(rule: AnswerRule, detail: string): BrokenRule {
  return { rule, detail };
}

function formatValue(value: Json | undefined): string {
  return value === undefined ? 'nothing' : stringifyJson(value).slice(0, 200);
}
