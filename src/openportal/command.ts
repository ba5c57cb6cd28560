import { BadInput } from '../award/bad-input.ts';
import { parseDestination } from '../award/identifiers.ts';
import { requireStorableText } from '../award/json-value.ts';
import type { Job } from './job.ts';

/** The text of a job, taken apart. */
export interface Command {
  /** The portal that asks; null where an older bridge does not say. */
  requestingPortal: string | null;
  offering: string;
  /** The instruction, such as `create_project`; not necessarily a known one. */
  verb: string;
  /** Everything after the verb, unparsed. */
  argumentText: string;
}

const MAX_COMMAND_LENGTH = 1024 * 1024;

/**
 * Reads `<our portal>.<bridge>.<offering> <instruction>`, with `forwarded_for` where it is there:
 * its first name is the portal that asks, its last the offering. Throws BadInput.
 */
export function parseCommand(job: Job): Command {
  const { command } = job;
  if (typeof command !== 'string') throw new BadInput('command', 'The command of a job is text.');
  if (command.length > MAX_COMMAND_LENGTH) throw new BadInput('command', 'At most 1 MiB.');
  requireStorableText(command, 'command');
  const [, destination, verb, rest] = /^\s*(\S+)\s+(\S+)\s*([\s\S]*)$/.exec(command) ?? [];
  if (destination === undefined || verb === undefined) {
    throw new BadInput('command', 'A command is a destination, a space and an instruction.');
  }
  const agents = parseDestination(destination, 'command');
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

/** Splits off the first word; the rest stays whole, because JSON may hold spaces. */
export function splitFirstWord(text: string): [word: string, rest: string] {
  const [, word = '', rest = ''] = /^(\S*)\s*([\s\S]*)$/.exec(text) ?? [];
  return [word, rest];
}
