import { BadInput } from '../award/bad-input.ts';
import { parseDestination } from '../award/identifiers.ts';
import { requireStorableText } from '../award/json-value.ts';

/** A job as a bridge hands it over (openportal.md §4), every field kept, known or not. */
export type Job = Readonly<Record<string, unknown>>;

/** What a job asks for. */
export interface Command {
  /** The portal that asked; null where an older bridge does not say. */
  requestingPortal: string | null;
  offering: string;
  verb: string;
  /** What follows the verb, as it stands. */
  argumentText: string;
}

const jobStates = ['created', 'pending', 'running', 'complete', 'error', 'duplicate'];
const maxCommandLength = 1024 * 1024;

/** The job if there is enough of one to answer: an object with an id. */
export function parseJob(value: unknown): Job | null {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isObject || !('id' in value)) return null;
  return typeof value.id === 'string' && value.id !== '' ? { ...value } : null;
}

/** The job's id, a UUID. Throws BadInput. */
export function parseJobId(job: Job): string {
  const id = job.id;
  if (typeof id !== 'string' || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) {
    throw new BadInput('id', 'The id of a job is a UUID.');
  }
  return id;
}

/** Whether the job is answered already; states are read in any case. Throws BadInput. */
export function isFinished(job: Job): boolean {
  const state = job.state ?? 'Pending';
  const known = typeof state === 'string' ? jobStates.indexOf(state.toLowerCase()) : -1;
  if (known === -1) throw new BadInput('state', `One of ${jobStates.join(', ')} is required.`);
  return known >= 3;
}

/**
 * Reads `<our portal>.<bridge>.<offering> <instruction>`, with `forwarded_for` where it is there:
 * its first name asked, its last is the offering. Throws BadInput.
 */
export function parseCommand(job: Job): Command {
  const { command } = job;
  if (typeof command !== 'string') throw new BadInput('command', 'The command of a job is text.');
  if (command.length > maxCommandLength) throw new BadInput('command', 'At most 1 MiB.');
  requireStorableText(command, 'command');
  const [, address, verb, rest] = /^\s*(\S+)\s+(\S+)\s*([\s\S]*)$/.exec(command) ?? [];
  if (address === undefined || verb === undefined) {
    throw new BadInput('command', 'A command is a destination, a space and an instruction.');
  }
  const agents = parseDestination(address, 'command');
  const path = parseForwardedFor(job);
  if (agents.length < 3 && path === null) {
    throw new BadInput('command', 'The destination of a command ends in the offering.');
  }
  const offering = (path ?? agents).at(-1) as string;
  if (agents.length >= 3 && agents.at(-1) !== offering) {
    throw new BadInput('forwarded_for', 'Its offering is not the one of the command.');
  }
  return { requestingPortal: path?.[0] ?? null, offering, verb, argumentText: rest?.trim() ?? '' };
}

function parseForwardedFor(job: Job): string[] | null {
  const path = job.forwarded_for;
  if (path === undefined || path === null || path === '') return null;
  return parseDestination(path, 'forwarded_for');
}

/** Splits off the first word; the rest is kept whole, as it may be JSON with spaces. */
export function splitFirstWord(text: string): [word: string, rest: string] {
  const [, word = '', rest = ''] = /^(\S*)\s*([\s\S]*)$/.exec(text) ?? [];
  return [word, rest];
}
