import { randomUUID } from 'node:crypto';
import { BadInput } from '../award/bad-input.ts';
import { type AnswerDesk, carryOut } from './instructions.ts';
import { isFinished, type Job, parseCommand, parseJobId } from './job.ts';
import { answeredJob, type Outcome } from './outcome.ts';

/** Where an unexpected failure is written down, with the reference that the answer carries. */
export type Log = (reference: string, error: unknown) => void;

/**
 * Answers one job: the same for the bridge, the command line and the demo. Every job gets an
 * answer; a failure of ours is an OpenPortalError with a reference number and nothing else.
 * A job that is finished already comes back as it is.
 */
export async function answerJob(desk: AnswerDesk, job: Job, log: Log): Promise<Job> {
  try {
    if (isFinished(job)) return job;
    const outcome = await carryOut(desk, parseJobId(job), parseCommand(job));
    return answeredJob(job, outcome, desk.clock());
  } catch (error) {
    return answeredJob(job, failureOf(error, log), desk.clock());
  }
}

function failureOf(error: unknown, log: Log): Outcome {
  if (error instanceof BadInput) return { error: 'OpenPortalError', message: error.message };
  const reference = randomUUID();
  log(reference, error);
  const message = `Something went wrong here. Please name the reference ${reference}.`;
  return { error: 'OpenPortalError', message };
}
