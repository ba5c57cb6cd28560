import { type DayRange, parseDayRange } from './day-range.ts';
import { parseProjectName, parseUserName, type ProjectName, type UserName } from './names.ts';
import { parseSizeLimit, type SizeLimit } from './sizes.ts';
import { type ArgumentKind, isKnownTo, verbArguments } from './verbs.ts';

/** An instruction with its arguments; those that it doesn't have are undefined. */
export interface Instruction {
  verb: string;
  /** The whole instruction with single spaces. */
  text: string;
  project?: ProjectName;
  user?: UserName;
  portal?: string;
  seconds?: number;
  volume?: string;
  limit?: SizeLimit;
  range?: DayRange;
}

export interface ParsedCommand {
  /** `brics.isambard.clusters.ai` in its parts. */
  path: string[];
  instruction: Instruction;
}

/** The bridge refuses a command that it cannot parse (500). */
export class CommandRefused extends Error {}

/** Parses `<destination> <instruction> <arguments>` as op-bridge 0.32.2 does; throws CommandRefused. */
export function parseCommand(
  command: string,
  context: { portal: string; version: string; nowMs: number },
): ParsedCommand {
  const [destination = '', ...words] = command.split(/\s+/).filter((word) => word !== '');
  const path = parseDestination(destination, command);
  const instruction = parseInstruction(words, command, context);
  requireOwnName(instruction, path, command);
  if (path[0] !== context.portal) {
    throw new CommandRefused(
      `Job destination does not match portal name: ${path[0]} != ${context.portal}`,
    );
  }
  return { path, instruction };
}

function parseDestination(text: string, command: string): string[] {
  const path = text.split('.').filter((name) => name !== '');
  if (path.length >= 2) return path;
  const flaw = path.length === 0 ? 'empty' : 'single agent';
  throw new CommandRefused(
    `Could not parse destination from command '${command}': Invalid ${flaw} destination '${text}'`,
  );
}

function parseInstruction(
  [verb = '', ...args]: string[],
  command: string,
  { version, nowMs }: { version: string; nowMs: number },
): Instruction {
  const text = [verb, ...args].join(' ');
  const fail = (reason: string): never => {
    throw new CommandRefused(`Could not parse instruction from command '${command}': ${reason}`);
  };
  if (!isKnownTo(version, verb)) return fail(`Invalid instruction: ${text}`);
  const instruction: Instruction = { verb, text };
  const kinds = verbArguments[verb] ?? [];
  for (const [index, kind] of kinds.entries()) {
    // The last argument takes all the rest: a size may have a blank before its unit.
    const rest = index === kinds.length - 1 ? args.slice(index).join(' ') : (args[index] ?? '');
    const value = parseArgument(kind, rest || getDefault(kind, verb), nowMs);
    if (value === undefined) fail(`${verb} failed to parse: ${args.join(' ')}`);
    Object.assign(instruction, { [kind]: value });
  }
  return instruction;
}

function parseArgument(kind: ArgumentKind, text: string, nowMs: number) {
  if (kind === 'project') return parseProjectName(text);
  if (kind === 'user') return parseUserName(text);
  if (kind === 'limit') return parseSizeLimit(text);
  if (kind === 'range') return parseDayRange(text, nowMs);
  if (kind === 'seconds') return /^\d+$/.test(text) ? Number(text) : undefined;
  return /^[^\s.]+$/.test(text) ? text : undefined;
}

/** The range where none was given: the week for use, the day for storage (seen in 0.32.2). */
function getDefault(kind: ArgumentKind, verb: string): string {
  if (kind !== 'range') return '';
  return verb.startsWith('get_storage') ? 'today' : 'this_week';
}

/** Names of other portals are refused (seen in 0.32.2). */
function requireOwnName(instruction: Instruction, [portal = '']: string[], command: string): void {
  const { user, project, portal: asked } = instruction;
  const owner = user?.project.portal ?? project?.portal ?? asked ?? portal;
  if (owner === portal) return;
  const named = user?.identifier ?? project?.identifier ?? asked;
  const kind = user ? 'user' : project ? 'project' : 'portal';
  throw new CommandRefused(
    `Invalid command '${command}'. Commands involving ${kind} '${named}' can only be issued via the portal '${owner}', not '${portal}'.`,
  );
}
