/* Brings one project on one resource to its wanted state, one instruction at a time. */

import type { Kysely } from 'kysely';
import type { BridgeClient } from '../../bridge/bridge-client.ts';
import type { Database } from '../../database/schema.ts';
import { cleanMessage, type InstructionError } from '../network/classify-error.ts';
import {
  ForeignNameError,
  formatCommand,
  type Instruction,
  isQuestion,
} from '../network/instruction.ts';
import { UnreadableAnswerError } from '../network/read-answer.ts';
import {
  followInstruction,
  type InstructionResult,
  submitInstruction,
} from '../network/run-instruction.ts';
import { findPortalNameProblem, findProjectNameProblem } from '../../wanted-state/machine-names.ts';
import { applyAnswer, applyError, applySent } from './apply-answer.ts';
import type { RunEnd } from './finish-run.ts';
import { storeInstruction, storeInstructionEnd, storeJobId } from './instruction-store.ts';
import { type Pair, toSeenFacts, toWantedFacts } from './load-pair.ts';
import { nextQuestion } from './next-question.ts';
import { nextStep, type Step } from './next-step.ts';
import type { Capabilities, SeenFacts } from './pair-facts.ts';
import { saveProgress, toSeenState } from './save-progress.ts';

/** What a run needs. */
export interface RunContext {
  db: Kysely<Database>;
  client: BridgeClient;
  clock: () => Date;
  portal: () => string;
  /** This process. */
  owner: string;
  /** Ends the waiting for answers: the service stops. */
  signal: AbortSignal;
}

/** More than any project needs; the members of the largest are added on top. */
const MAX_STEPS = 60;

/**
 * Brings one project on one resource from what is seen to what is wanted, one instruction at a time
 * (docs/rules/machines.md, M4.4). Returns how it ended; throws the reason of the signal.
 */
export async function reconcilePair(context: RunContext, pair: Pair): Promise<RunEnd> {
  const lost = await resolveOpenInstructions(context, pair);
  if (lost !== null) return { kind: 'error', error: lost };
  const nameProblem =
    findProjectNameProblem(pair.projectShortName) ??
    findPortalNameProblem(pair.projectShortName ?? '', context.portal());
  if (nameProblem !== null) return permanent(nameProblem);
  const can: Capabilities = { isAdded: pair.capabilities?.is_added === true };
  let seen = toSeenFacts(pair, can);
  const changes: string[] = [];
  for (let steps = 0; steps < MAX_STEPS + 4 * pair.members.length; steps++) {
    const step = chooseStep(context, pair, seen, can);
    if (step.kind === 'done') return { kind: 'done', changes };
    if (step.kind === 'wait') return { kind: 'wait' };
    if (step.kind === 'stuck')
      return { kind: 'error', error: { kind: 'failed', message: step.message } };
    const outcome = await runStep(context, pair, seen, step.instruction);
    if (outcome.kind !== 'known') return outcome;
    seen = outcome.seen;
    if (!isQuestion(step.instruction)) changes.push(outcome.text);
    if (outcome.version !== pair.version) return { kind: 'again' };
    pair.seen = toSeenState(pair, seen);
  }
  return { kind: 'error', error: { kind: 'failed', message: 'No end after many instructions.' } };
}

function chooseStep({ clock }: RunContext, pair: Pair, seen: SeenFacts, can: Capabilities): Step {
  const wanted = toWantedFacts(pair, clock());
  if (pair.mode === 'active') return nextStep(wanted, seen, can);
  const question = nextQuestion(wanted, seen);
  return question === null ? { kind: 'done' } : { kind: 'send', instruction: question };
}

type StepOutcome = RunEnd | { kind: 'known'; seen: SeenFacts; version: number; text: string };

async function runStep(
  context: RunContext,
  pair: Pair,
  before: SeenFacts,
  instruction: Instruction,
): Promise<StepOutcome> {
  const { db, owner, clock } = context;
  const target = {
    destination: pair.destination,
    portal: context.portal(),
    projectShortName: pair.projectShortName,
  };
  let command: string;
  try {
    command = formatCommand(target, instruction);
  } catch (error) {
    if (error instanceof ForeignNameError) return permanent(error.message);
    throw error;
  }
  const { verb } = instruction;
  const origin = { pairId: pair.id, owner, version: pair.version, now: clock() };
  const id = await storeInstruction(db, origin, { verb, command });
  if (id === null) return { kind: 'again' };
  const result = await sendAndFollow(context, id, command);
  const sent = applySent(before, instruction);
  const projectName = `${pair.projectShortName}.${context.portal()}`;
  const applied = applyResult(sent, instruction, result, projectName);
  const seen = applied.seen ?? sent;
  const version = await saveProgress(db, {
    pair,
    owner,
    instructionId: id,
    verb,
    end: applied.end,
    seen,
    now: clock(),
  });
  if (applied.error !== null) return { kind: 'error', error: applied.error };
  if (version === null) return { kind: 'again' };
  return { kind: 'known', seen, version, text: command.slice(command.indexOf(' ') + 1) };
}

/** Sends, and stores the job during the first wait for it. */
async function sendAndFollow(
  { db, client, signal }: RunContext,
  instructionId: number,
  command: string,
): Promise<InstructionResult> {
  const submitted = await submitInstruction(client, command);
  if ('outcome' in submitted) return submitted;
  const [result] = await Promise.all([
    followInstruction(client, submitted.jobId, { signal }),
    storeJobId(db, instructionId, submitted.jobId),
  ]);
  return result;
}

interface Applied {
  /** null: nothing was learned. */
  seen: SeenFacts | null;
  error: InstructionError | null;
  end: { outcome: 'complete' | 'error' | 'unknown'; result: string };
}

function applyResult(
  seen: SeenFacts,
  instruction: Instruction,
  result: InstructionResult,
  projectName: string,
): Applied {
  if (result.outcome === 'complete') {
    const text = cleanMessage(JSON.stringify(result.value) ?? 'null');
    try {
      const after = applyAnswer(seen, instruction, result.value, projectName);
      return { seen: after, error: null, end: { outcome: 'complete', result: text } };
    } catch (error) {
      if (!(error instanceof UnreadableAnswerError)) throw error;
      const failure = { kind: 'failed', message: error.message } as const;
      return { seen: null, error: failure, end: { outcome: 'error', result: text } };
    }
  }
  const { error } = result;
  const outcome = error.kind === 'unknown_outcome' ? 'unknown' : 'error';
  const after = applyError(seen, instruction, error);
  const end = { outcome, result: error.message } as const;
  return { seen: after, error: after === null ? error : null, end };
}

/**
 * What a process that was killed had sent: the job is waited for, so that nothing runs twice at once.
 * Returns an error where its outcome stays unknown; everything is then asked for later.
 */
async function resolveOpenInstructions(
  { db, client, clock, signal }: RunContext,
  { open }: Pair,
): Promise<InstructionError | null> {
  let lost: InstructionError | null = null;
  for (const { id, jobId, sent } of open) {
    const result: InstructionResult =
      jobId === null
        ? { outcome: 'error', error: { kind: 'unknown_outcome', message: 'Its job is not known.' } }
        : await followInstruction(client, jobId, { signal });
    const isLost = result.outcome === 'error' && result.error.kind === 'unknown_outcome';
    const text =
      result.outcome === 'complete' ? JSON.stringify(result.value) : result.error.message;
    const outcome = isLost ? 'unknown' : result.outcome;
    await storeInstructionEnd(db, id, { outcome, result: cleanMessage(text ?? '') }, clock());
    const age = clock().getTime() - Date.parse(sent);
    if (isLost && age < 130_000) {
      lost = { kind: 'unknown_outcome', message: 'The process that sent an instruction ended.' };
    }
  }
  return lost;
}

function permanent(message: string): RunEnd {
  return { kind: 'error', error: { kind: 'permanent', message } };
}
