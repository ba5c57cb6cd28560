/** What we send to the agents of a resource (docs/rules/machines.md, M3.3). */
export type Instruction =
  | { verb: 'add_project' | 'remove_project' | 'get_project_mapping' | 'get_users' }
  | { verb: 'block_project' | 'unblock_project' | 'is_blocked_project' | 'get_limit' }
  | { verb: 'add_user' | 'remove_user' | 'is_user_added'; member: string }
  | { verb: 'set_limit'; seconds: number }
  | { verb: 'set_project_quota'; volume: string; size: string }
  | { verb: 'get_project_quota' | 'clear_project_quota'; volume: string }
  | { verb: 'get_projects' };

/** What is asked for figures; both ends of the days belong to them. */
export type ReportQuestion =
  | { verb: 'get_usage_report'; from: string; to: string }
  | { verb: 'get_storage_report' };

export type InstructionVerb = Instruction['verb'];

const questions: readonly InstructionVerb[] = [
  'get_project_mapping',
  'get_users',
  'get_limit',
  'get_project_quota',
  'get_projects',
  'is_blocked_project',
  'is_user_added',
];

/** Whether an instruction only asks. */
export function isQuestion({ verb }: Instruction): boolean {
  return questions.includes(verb);
}

/** Where an instruction goes, and about which project of ours. */
export interface InstructionTarget {
  /** Of the resource, such as `brics.isambard.clusters.ai`. */
  destination: string;
  /** Our portal's name. */
  portal: string;
  /** null for instructions about the resource as a whole. */
  projectShortName: string | null;
}

const shortNamePattern = /^[a-z][a-z0-9-]*$/;
const volumePattern = /^[A-Za-z0-9_-]{1,64}$/;

/**
 * Writes the command line of an instruction. This is the one place that puts names into commands:
 * only short names of ours under our portal's name, at a destination of our portal, get through
 * (docs/rules/machines.md, M3.2). Throws ForeignNameError for anything else.
 */
export function formatCommand(
  target: InstructionTarget,
  instruction: Instruction | ReportQuestion,
): string {
  const { destination, portal } = target;
  const agents = destination.split('.');
  if (agents[0] !== portal || agents.length < 3 || agents.some((agent) => agent === '')) {
    throw new ForeignNameError(`${destination} is not a destination of the portal ${portal}.`);
  }
  return [destination, instruction.verb, ...listArguments(target, instruction)].join(' ');
}

/** A name that is not ours was about to be sent. */
export class ForeignNameError extends Error {
  override name = 'ForeignNameError';
}

function listArguments(
  target: InstructionTarget,
  instruction: Instruction | ReportQuestion,
): string[] {
  const { portal } = target;
  switch (instruction.verb) {
    case 'get_projects':
      return [portal];
    case 'add_user':
    case 'remove_user':
    case 'is_user_added':
      return [`${requireShortName(instruction.member)}.${formatProject(target)}`];
    case 'set_limit':
      return [formatProject(target), formatSeconds(instruction.seconds)];
    case 'set_project_quota':
      return [formatProject(target), requireVolume(instruction.volume), instruction.size];
    case 'get_project_quota':
    case 'clear_project_quota':
      return [formatProject(target), requireVolume(instruction.volume)];
    case 'get_usage_report':
      return [formatProject(target), `${instruction.from}:${instruction.to}`];
    default:
      return [formatProject(target)];
  }
}

function formatProject({ projectShortName, portal }: InstructionTarget): string {
  return `${requireShortName(projectShortName)}.${portal}`;
}

function requireShortName(name: string | null): string {
  if (name !== null && shortNamePattern.test(name)) return name;
  throw new ForeignNameError(`${name ?? 'No name'} is not a short name of ours.`);
}

function requireVolume(volume: string): string {
  if (volumePattern.test(volume)) return volume;
  throw new ForeignNameError(`${volume} is not the name of a volume.`);
}

function formatSeconds(seconds: number): string {
  if (Number.isSafeInteger(seconds) && seconds >= 0) return String(seconds);
  throw new ForeignNameError(`${seconds} is not a limit in whole seconds.`);
}
