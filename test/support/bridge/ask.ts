import type { Bridge } from './bridge.ts';
import { number, readFields, text, wrong } from './fields.ts';
import { isUuid, makeJob, type Question } from './job.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { Refusal, type Reply } from './replies.ts';
import { signalJob } from './signals.ts';

const known = [
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
export function ask(bridge: Bridge, body: Json): Reply {
  const fields = readFields(body, known);
  const question = readQuestion(fields, bridge.options.expiry);
  const { portal, offering } = question;
  if (!bridge.offerings.has(offering, portal)) {
    const name = `${offering}.${bridge.options.portal}.${portal}`;
    throw new Refusal(409, `No such offering: ${name}`);
  }
  const job = makeJob(question, bridge.options.portal, bridge.clock.now());
  const open = bridge.board.find(job.id);
  if (open?.state === 'open') {
    // A caller that lost our reply asks again.
    if (open.job.command === job.command) return { status: 201, body: { id: job.id } };
    throw new Refusal(409, `Already on the board: ${job.id}`);
  }
  const story = bridge.board.add(job);
  if (fields.signal !== false) void signalJob(bridge, story);
  return { status: 201, body: { id: job.id } };
}

function readQuestion(fields: JsonObject, expiry: number): Question {
  const { id, forwarded_for: forwardedFor, extra = {} } = fields;
  if (id !== undefined && !isUuid(id)) throw wrong('id', 'a UUID');
  if (forwardedFor !== undefined && forwardedFor !== null && typeof forwardedFor !== 'string') {
    throw wrong('forwarded_for', 'text or null');
  }
  if (!isObject(extra)) throw wrong('extra', 'an object');
  const taken = Object.keys(extra).find((field) => jobFields.includes(field));
  if (taken !== undefined) throw new Refusal(400, `extra: ${taken} is a known field`);
  return {
    portal: text(fields, 'portal'),
    offering: text(fields, 'offering'),
    instruction: text(fields, 'instruction'),
    id: id?.toLowerCase(),
    expires: number(fields, 'expires', expiry),
    forwardedFor,
    extra,
  };
}
