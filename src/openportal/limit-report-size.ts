import type { CommandResult, ResultType } from './command-result.ts';
import { MAX_ANSWER_BYTES } from './job-answer.ts';

/** What a job has beside the report: its ids, times and command. */
const RESERVED_BYTES = 16 * 1024;

/**
 * A report as a result, or the error that says how much would fit where it is too large to be sent
 * (docs/rules/openportal.md, O6.11). `parts` is how many days or projects it has, `unit` says which.
 */
export function limitReportSize(
  report: { type: ResultType; value: unknown },
  parts: number,
  unit: 'days' | 'projects',
): CommandResult {
  const bytes = countBytesAsJsonText(JSON.stringify(report.value));
  const maxBytes = MAX_ANSWER_BYTES - RESERVED_BYTES;
  if (bytes <= maxBytes) return report;
  const fitting = Math.floor((parts * maxBytes) / bytes);
  return {
    error: 'OpenPortalError',
    message: `The report of ${parts} ${unit} has ${bytes} bytes, and at most ${maxBytes} can be sent: about ${fitting} ${unit} fit.`,
  };
}

const QUOTATION_MARK = 0x22;
const BACKSLASH = 0x5c;

/**
 * The bytes of JSON as a text within JSON, which is how a job has it. JSON has no control characters
 * of its own, so only quotation marks and backslashes are escaped; writing it a second time to
 * count them took a third of the time of a large report.
 */
export function countBytesAsJsonText(json: string): number {
  let escapes = 0;
  for (let index = 0; index < json.length; index++) {
    const code = json.charCodeAt(index);
    if (code === QUOTATION_MARK || code === BACKSLASH) escapes++;
  }
  return Buffer.byteLength(json) + escapes + 2;
}
