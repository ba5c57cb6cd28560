import type { BridgeState } from './bridge-state.ts';
import { readNumber, readFields, readText, createFieldRefusal } from './control-fields.ts';
import { isUuid, createJob, type CommandSubmission } from './job.ts';
import { isObject, type Json, type JsonObject } from './lossless-json.ts';
import { Refusal, type Reply } from './replies.ts';
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

/** The awarding portal asks: a new job on the board, and a signal for it. */
export function submitCommand(bridge: BridgeState, body: Json): Reply {
  const fields = readFields(body, requestFields);
  const question = readSubmission(fields, bridge.options.expiry);
  const { portal, offering } = question;
  if (!bridge.offerings.has(offering, portal)) {
    const name = `${offering}.${bridge.options.portal}.${portal}`;
    throw new Refusal(409, `No such offering: ${name}`);
  }
  const job = createJob(question, bridge.options.portal, bridge.clock.now());
  const open = bridge.board.findCurrent(job.id);
  if (open?.state === 'open') {
    // A caller that lost our reply asks again.
    if (open.job.command === job.command) return { status: 201, body: { id: job.id } };
    throw new Refusal(409, `Already on the board: ${job.id}`);
  }
  const story = bridge.board.addJob(job);
  if (fields.signal !== false) void sendJobSignal(bridge, story);
  return { status: 201, body: { id: job.id } };
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
