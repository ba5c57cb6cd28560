/* Brings one project on one resource to its wanted state, one instruction at a time. */

import type { Kysely } from 'kysely';
import type { BridgeClient } from '../../bridge/bridge-client.ts';
import type { Database } from '../../database/schema.ts';
import { findPortalNameProblem, findProjectNameProblem } from '../../wanted-state/machine-names.ts';
import { askAlone } from '../ask-alone.ts';
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
import { applyAnswer, applyError, applySent } from './apply-answer.ts';
import type { RunEnd } from './finish-run.ts';
import {
  type InstructionJob,
  type NewInstruction,
  storeInstruction,
  storeInstructionEnd,
} from './instruction-store.ts';
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
  /** Stores the job of an instruction before it is waited for. */
  storeJob: (job: InstructionJob) => Promise<void>;
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
  const changes: string[] = [];
  let seen = toSeenFacts(pair, can);
  let next: NextStep = { step: chooseStep(context, pair, seen, can), storedId: null };
  const maxSteps = MAX_STEPS + 4 * pair.members.length;
  for (let steps = 1; steps <= maxSteps; steps++) {
    const { step, storedId } = next;
    if (step.kind === 'done') return { kind: 'done', changes };
    if (step.kind === 'wait') return { kind: 'wait' };
    if (step.kind === 'stuck')
      return { kind: 'error', error: { kind: 'failed', message: step.message } };
    const { instruction } = step;
    const outcome = await runStep(context, pair, {
      can,
      seen,
      instruction,
      storedId,
      isLast: steps === maxSteps,
    });
    if (outcome.kind !== 'known') return outcome;
    seen = outcome.seen;
    if (!isQuestion(instruction)) changes.push(outcome.text);
    if (outcome.version !== pair.version) return { kind: 'again' };
    pair.seen = toSeenState(pair, seen);
    next = outcome.next;
  }
  return { kind: 'error', error: { kind: 'failed', message: 'No end after many instructions.' } };
}

/** A step, and the id of its instruction where that is stored already. */
interface NextStep {
  step: Step;
  storedId: number | null;
}

function chooseStep({ clock }: RunContext, pair: Pair, seen: SeenFacts, can: Capabilities): Step {
  const wanted = toWantedFacts(pair, clock());
  if (pair.mode === 'active') return nextStep(wanted, seen, can);
  const question = nextQuestion(wanted, seen);
  return question === null ? { kind: 'done' } : { kind: 'send', instruction: question };
}

/** An instruction to run, and what is known before it. */
interface StepInput {
  can: Capabilities;
  seen: SeenFacts;
  instruction: Instruction;
  storedId: number | null;
  /** No instruction follows, so none is stored. */
  isLast: boolean;
}

type StepOutcome =
  | RunEnd
  | { kind: 'known'; seen: SeenFacts; version: number; text: string; next: NextStep };

async function runStep(
  context: RunContext,
  pair: Pair,
  { can, seen: before, instruction, storedId, isLast }: StepInput,
): Promise<StepOutcome> {
  const { db, owner, clock } = context;
  const written = writeInstruction(context, pair, instruction);
  if (written instanceof ForeignNameError) return permanent(written.message);
  const { verb, command } = written;
  const origin = { pairId: pair.id, owner, version: pair.version, now: clock() };
  const id = storedId ?? (await storeInstruction(db, origin, written));
  if (id === null) return { kind: 'again' };
  const send = () => sendAndFollow(context, id, command);
  const isShared = pair.hasAlike && verb === 'get_projects';
  const result = await (isShared
    ? askAlone(db, { destination: pair.destination, signal: context.signal }, send)
    : send());
  const sent = applySent(before, instruction);
  const projectName = `${pair.projectShortName}.${context.portal()}`;
  const applied = applyResult(sent, instruction, result, projectName);
  const seen = applied.seen ?? sent;
  const nextStep = chooseStep(context, { ...pair, seen: toSeenState(pair, seen) }, seen, can);
  const saved = await saveProgress(db, {
    pair,
    owner,
    instructionId: id,
    verb,
    end: applied.end,
    before,
    seen,
    next: isLast || applied.error !== null ? null : writeNext(context, pair, nextStep),
    now: clock(),
  });
  if (applied.error !== null) return { kind: 'error', error: applied.error };
  if (saved === null) return { kind: 'again' };
  const text = command.slice(command.indexOf(' ') + 1);
  const next = { step: nextStep, storedId: saved.nextId };
  return { kind: 'known', seen, version: saved.version, text, next };
}

/** Null where nothing is sent; a name that is not ours is found when its turn comes. */
function writeNext(context: RunContext, pair: Pair, step: Step): NewInstruction | null {
  if (step.kind !== 'send') return null;
  const written = writeInstruction(context, pair, step.instruction);
  return written instanceof ForeignNameError ? null : written;
}

function writeInstruction(
  { portal }: RunContext,
  { destination, projectShortName }: Pair,
  instruction: Instruction,
): NewInstruction | ForeignNameError {
  const target = { destination, portal: portal(), projectShortName };
  try {
    return { verb: instruction.verb, command: formatCommand(target, instruction) };
  } catch (error) {
    if (error instanceof ForeignNameError) return error;
    throw error;
  }
}

/** Sends, and stores the job during the first wait for it. */
async function sendAndFollow(
  { storeJob, client, signal }: RunContext,
  instructionId: number,
  command: string,
): Promise<InstructionResult> {
  const submitted = await submitInstruction(client, command);
  if ('outcome' in submitted) return submitted;
  const [result] = await Promise.all([
    followInstruction(client, submitted.jobId, { signal }),
    storeJob({ instructionId, jobId: submitted.jobId }),
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
