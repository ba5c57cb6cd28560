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
  // As text in a job, every quotation mark of the report is escaped.
  const bytes = Buffer.byteLength(JSON.stringify(JSON.stringify(report.value)));
  const maxBytes = MAX_ANSWER_BYTES - RESERVED_BYTES;
  if (bytes <= maxBytes) return report;
  const fitting = Math.floor((parts * maxBytes) / bytes);
  return {
    error: 'OpenPortalError',
    message: `The report of ${parts} ${unit} has ${bytes} bytes, and at most ${maxBytes} can be sent: about ${fitting} ${unit} fit.`,
  };
}
