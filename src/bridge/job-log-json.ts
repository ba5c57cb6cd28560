import { parseLosslessJson } from '../award/lossless-json.ts';
import type { CommandResult, ResultType } from '../openportal/command-result.ts';
import type { JobRow } from './job-log-queries.ts';

/** The results that name awards and projects and no people. */
const shownTypes: readonly ResultType[] = ['ProjectMapping', 'Vec<ProjectMapping>'];

const MAX_LISTED_LENGTH = 300;
const MAX_SHOWN_LENGTH = 4000;

/** A job as an item of the list. */
export function toJobJson({ result, error_outcome, ...row }: JobRow) {
  const error = error_outcome === null ? null : readResult(error_outcome);
  return {
    ...row,
    outcome: result,
    error: error !== null && 'error' in error ? shorten(error.message, MAX_LISTED_LENGTH) : null,
  };
}

/** A job with what was answered; `outcome` is the JSON of the stored result. */
export function toJobDetailJson({ outcome, ...row }: JobRow & { outcome: string | null }) {
  const result = outcome === null ? null : readResult(outcome);
  return { ...toJobJson(row), answer: result === null ? null : toAnswerJson(result) };
}

function toAnswerJson(result: CommandResult) {
  if ('error' in result) {
    const message = shorten(result.message, MAX_SHOWN_LENGTH);
    return { type: result.error, message, value: null, bytes: Buffer.byteLength(result.message) };
  }
  const text = JSON.stringify(result.value) ?? 'null';
  const isShown = shownTypes.includes(result.type);
  return {
    type: result.type,
    message: null,
    value: isShown ? shorten(text, MAX_SHOWN_LENGTH) : null,
    bytes: Buffer.byteLength(text),
  };
}

function readResult(outcome: string): CommandResult {
  return parseLosslessJson(outcome) as CommandResult;
}

function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length).toWellFormed()}…`;
}
