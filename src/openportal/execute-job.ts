import { randomUUID } from 'node:crypto';
import { BadInput } from '../award/bad-input.ts';
import { isDatabaseUnavailable } from '../database/database-unavailable.ts';
import { parseCommand } from './command.ts';
import type { CommandResult } from './command-result.ts';
import { type CommandContext, executeCommand } from './execute-command.ts';
import { isFinished, type Job, parseJobId } from './job.ts';
import { buildJobAnswer } from './job-answer.ts';

/** Logs an unexpected failure under the reference number that the answer names. */
export type LogJobFailure = (reference: string, error: unknown) => void;

/**
 * Executes a job and returns it answered, for the command line and the demo. Returns a job that is
 * finished already unchanged.
 */
export async function answerJob(
  context: CommandContext,
  job: Job,
  log: LogJobFailure,
): Promise<Job> {
  const result = await executeJob(context, job, log);
  return result === null ? job : buildJobAnswer(job, result, context.clock());
}

/**
 * Executes a job's command; null where the job is finished already. Every open job gets a result:
 * a failure of ours becomes an OpenPortalError with a reference number and nothing else. Throws
 * only where the database is unavailable, so that the job is tried again later.
 */
export async function executeJob(
  context: CommandContext,
  job: Job,
  log: LogJobFailure,
): Promise<CommandResult | null> {
  try {
    if (isFinished(job)) return null;
    return await executeCommand(context, parseJobId(job), parseCommand(job));
  } catch (error) {
    if (isDatabaseUnavailable(error)) throw error;
    return toErrorResult(error, log);
  }
}

/** The answer to a job that could not be carried out; a failure of ours is logged with its reference. */
export function toErrorResult(error: unknown, log: LogJobFailure): CommandResult {
  if (error instanceof BadInput) return { error: 'OpenPortalError', message: error.message };
  const reference = randomUUID();
  log(reference, error);
  const message = `Something went wrong here. Please name the reference ${reference}.`;
  return { error: 'OpenPortalError', message };
}
