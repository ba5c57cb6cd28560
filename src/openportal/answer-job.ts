import { randomUUID } from 'node:crypto';
import { BadInput } from '../award/bad-input.ts';
import { isDatabaseUnavailable } from '../database/database-unavailable.ts';
import { type CommandContext, executeCommand } from './execute-command.ts';
import { isFinished, type Job, parseCommand, parseJobId } from './job.ts';
import { buildJobAnswer, type CommandResult } from './command-result.ts';

/** Where an unexpected failure is written down, with the reference that the answer carries. */
export type LogJobFailure = (reference: string, error: unknown) => void;

/**
 * Answers one job: the same for the bridge, the command line and the demo. A job that is finished
 * already comes back as it is.
 */
export async function answerJob(desk: CommandContext, job: Job, log: LogJobFailure): Promise<Job> {
  const outcome = await executeJob(desk, job, log);
  return outcome === null ? job : buildJobAnswer(job, outcome, desk.clock());
}

/**
 * Does what a job asks for; null where it is finished already. Every job gets an outcome: a
 * failure of ours is an OpenPortalError with a reference number and nothing else. Throws only
 * where the database is away: then it is asked for again, and the answer will be the true one.
 */
export async function executeJob(
  desk: CommandContext,
  job: Job,
  log: LogJobFailure,
): Promise<CommandResult | null> {
  try {
    if (isFinished(job)) return null;
    return await executeCommand(desk, parseJobId(job), parseCommand(job));
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
