import type { BridgeState } from './bridge-state.ts';
import { readNumber, readFields, readText, createFieldRefusal } from './control-fields.ts';
import { isUuid, createJob, type CommandSubmission } from './job.ts';
import { isObject, type Json, type JsonObject } from './lossless-json.ts';
import { Refusal, type Reply } from './replies.ts';
import type { JobRoute } from './job-board.ts';
import { sendJobSignal } from './job-signals.ts';

const requestFields = [
  'portal',
  'offering',
  'instruction',
  'id',
  'expires',
  'forwarded_for',
  'extra',
  'signal',
];

const jobFields = [
  'id',
  'created',
  'changed',
  'expires',
  'version',
  'command',
  'state',
  'result',
  'result_type',
  'forwarded_for',
];

/**
 * The awarding portal submits a command: a new job on the board, and a signal for it. Without an
 * agent for its offering the job hangs, until there is one or it expires (seen in 0.32.2).
 */
export function submitCommand(bridge: BridgeState, body: Json): Reply {
  const fields = readFields(body, requestFields);
  const question = readSubmission(fields, bridge.options.expiry);
  const { portal, offering } = question;
  if (!bridge.offerings.has(offering, portal)) {
    const name = `${offering}.${bridge.options.portal}.${portal}`;
    throw new Refusal(409, `No such offering: ${name}`);
  }
  const job = createJob(question, bridge.options.portal, bridge.clock.now());
  const open = bridge.board.findRecord(job.id);
  if (open?.state === 'open' || open?.state === 'hanging') {
    // A repetition by a caller that did not get the reply.
    if (open.job.command === job.command) return { status: 201, body: { id: job.id } };
    throw new Refusal(409, `Already on the board: ${job.id}`);
  }
  bridge.journal.append({ what: 'asked', id: job.id, at: new Date().toISOString() });
  const isSignalled = fields.signal !== false;
  if (bridge.offerings.hasAgent(offering, portal)) {
    const record = bridge.board.addJob(job);
    if (isSignalled) void sendJobSignal(bridge, record);
  } else bridge.board.holdJob(job, { offering, portal, isSignalled });
  return { status: 201, body: { id: job.id } };
}

/** Puts those jobs on the board whose offerings have an agent by now, and signals them. */
export function releaseHangingJobs(bridge: BridgeState): void {
  const hasAgent = ({ offering, portal }: JobRoute): boolean =>
    bridge.offerings.hasAgent(offering, portal);
  for (const { record, route } of bridge.board.releaseJobs(hasAgent)) {
    if (route.isSignalled) void sendJobSignal(bridge, record);
  }
}

function readSubmission(fields: JsonObject, expiry: number): CommandSubmission {
  const { id, forwarded_for: forwardedFor, extra = {} } = fields;
  if (id !== undefined && !isUuid(id)) throw createFieldRefusal('id', 'a UUID');
  if (forwardedFor !== undefined && forwardedFor !== null && typeof forwardedFor !== 'string') {
    throw createFieldRefusal('forwarded_for', 'text or null');
  }
  if (!isObject(extra)) throw createFieldRefusal('extra', 'an object');
  const taken = Object.keys(extra).find((field) => jobFields.includes(field));
  if (taken !== undefined) throw new Refusal(400, `extra: ${taken} is a known field`);
  return {
    portal: readText(fields, 'portal'),
    offering: readText(fields, 'offering'),
    instruction: readText(fields, 'instruction'),
    id: id?.toLowerCase(),
    expires: readNumber(fields, 'expires', expiry),
    forwardedFor,
    extra,
  };
}
