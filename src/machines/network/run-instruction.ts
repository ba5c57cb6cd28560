import { setTimeout as pause } from 'node:timers/promises';
import {
  fetchSubmittedCommand,
  type SubmittedCommand,
  submitCommand,
} from '../../bridge/bridge-calls.ts';
import type { BridgeClient } from '../../bridge/bridge-client.ts';
import { BridgeError } from '../../bridge/bridge-error.ts';
import { classifyAgentError, cleanMessage, type InstructionError } from './classify-error.ts';

/** How an instruction ended. */
export type InstructionResult =
  | { outcome: 'complete'; value: unknown /** The JSON as it came. */; text: string }
  | { outcome: 'error'; error: InstructionError };

export interface FollowOptions {
  /** Ends the waiting; the instruction goes on in the network. */
  signal: AbortSignal;
  /** How long to wait in all, in milliseconds; the bridge knows a job for 300 s. */
  patienceMs?: number;
}

const PATIENCE_MS = 300_000;
/**
 * How long a bridge may not know a job before the job counts as lost. A bridge that has just started
 * gets its jobs back from its portal a moment later.
 */
const MAX_UNKNOWN_MS = 15_000;
/** Typical instructions take 0.6 s. */
const firstDelaysMs = [50, 100, 200, 300, 500, 500, 500, 500, 500, 500];
const LATER_DELAY_MS = 2000;

/**
 * Sends a command and returns its job, or how it ended where the bridge refused it at once. An answer
 * that was lost is an unknown outcome: the command may have been sent.
 */
export async function submitInstruction(
  client: BridgeClient,
  command: string,
): Promise<SubmittedCommand | InstructionResult> {
  try {
    return await submitCommand(client, command);
  } catch (error) {
    return { outcome: 'error', error: toInstructionError(error) };
  }
}

/**
 * Waits for a job to end. The bridge may restart meanwhile: it keeps the id. Throws the reason of the
 * signal when that ends the waiting.
 */
export async function followInstruction(
  client: BridgeClient,
  jobId: string,
  { signal, patienceMs = PATIENCE_MS }: FollowOptions,
): Promise<InstructionResult> {
  let lastError: InstructionError | null = null;
  let refusedSince: number | null = null;
  let waited = 0;
  for (let round = 0; waited <= patienceMs; round++) {
    const delay = firstDelaysMs[round] ?? LATER_DELAY_MS;
    await pause(delay, undefined, { signal });
    waited += delay;
    try {
      const result = toResult(await fetchSubmittedCommand(client, jobId));
      if (result !== null) return result;
      refusedSince = null;
    } catch (error) {
      lastError = toInstructionError(error);
      if (!isRefusal(error)) continue;
      refusedSince ??= waited;
      if (waited - refusedSince >= MAX_UNKNOWN_MS) break;
    }
  }
  const message = lastError?.message ?? 'No agent finished the instruction in time.';
  return { outcome: 'error', error: { kind: 'unknown_outcome', message } };
}

function isRefusal(error: unknown): boolean {
  return error instanceof BridgeError && ['refused', 'unknown'].includes(error.problem);
}

/** How a job ended; null while it has not. */
function toResult({ state, result }: SubmittedCommand): InstructionResult | null {
  if (state === 'error') return { outcome: 'error', error: classifyAgentError(result ?? '') };
  if (state !== 'complete') return null;
  try {
    const text = result ?? 'null';
    return { outcome: 'complete', value: JSON.parse(text), text };
  } catch {
    const message = cleanMessage(`The answer is not JSON: ${result}`);
    return { outcome: 'error', error: { kind: 'failed', message } };
  }
}

function toInstructionError(error: unknown): InstructionError {
  if (!(error instanceof BridgeError)) throw error;
  if (error.reason !== '' && error.problem === 'refused') return classifyRefusal(error.reason);
  const kind = error.problem === 'unauthorized' ? 'failed' : 'unknown_outcome';
  return { kind, message: cleanMessage(error.message) };
}

/** The bridge refuses with 500 what it cannot parse; repeating it cannot help. */
function classifyRefusal(reason: string): InstructionError {
  const error = classifyAgentError(reason);
  return /Invalid instruction/i.test(reason) ? { ...error, kind: 'permanent' } : error;
}
