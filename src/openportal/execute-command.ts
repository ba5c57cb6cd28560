import { BadInput } from '../award/bad-input.ts';
import { type AwardMessage, parseAwardMessage } from '../award/award-details.ts';
import {
  type ProjectIdentifier,
  parsePortal,
  parseProjectIdentifier,
} from '../award/identifiers.ts';
import {
  type AwardContext,
  type AwardReference,
  refuseAwardMessage,
  type AwardResult,
  receiveAward,
  receiveRemoval,
} from '../managed-projects/receive-award.ts';
import { createJobResultStore, redactTemplateKey } from './job-result-store.ts';
import { type Command, splitFirstWord } from './job.ts';
import { type CommandResult, toCommandResult } from './command-result.ts';
import { getAward, getAwards, getProjectMapping, getProjects, getUsers } from './query-commands.ts';

/** What answering jobs stands on. */
export type CommandContext = AwardContext;

interface JobCommand extends Command {
  jobId: string;
}

type CommandHandler = (desk: CommandContext, asked: JobCommand) => Promise<CommandResult>;

const createAwardQueryHandler =
  (
    question: (
      desk: CommandContext,
      id: ProjectIdentifier,
      offering: string,
    ) => Promise<CommandResult>,
  ): CommandHandler =>
  (desk, asked) =>
    question(desk, parsePermittedIdentifier(asked), asked.offering);

const createPortalQueryHandler =
  (
    question: (desk: CommandContext, portal: string, offering: string) => Promise<CommandResult>,
  ): CommandHandler =>
  (desk, asked) =>
    question(desk, parsePermittedPortal(asked), asked.offering);

const handleCreate: CommandHandler = (desk, asked) => executeCreateOrUpdate(desk, asked, 'create');
const handleUpdate: CommandHandler = (desk, asked) => executeCreateOrUpdate(desk, asked, 'update');

/** openportal.md §3, with the spellings that mean the same. */
const commandHandlers: Readonly<Record<string, CommandHandler>> = {
  create_project: handleCreate,
  create_award: handleCreate,
  update_project: handleUpdate,
  update_award: handleUpdate,
  remove_project: executeRemove,
  remove_award: executeRemove,
  get_project: createAwardQueryHandler(getAward),
  get_award: createAwardQueryHandler(getAward),
  get_project_mapping: createAwardQueryHandler(getProjectMapping),
  get_users: createAwardQueryHandler(getUsers),
  get_awards: createPortalQueryHandler(getAwards),
  list_awards: createPortalQueryHandler(getAwards),
  get_projects: createPortalQueryHandler(getProjects),
};

/** Carries out one instruction. Throws BadInput where it cannot be read. */
export async function executeCommand(
  desk: CommandContext,
  jobId: string,
  command: Command,
): Promise<CommandResult> {
  const handler = Object.hasOwn(commandHandlers, command.verb)
    ? commandHandlers[command.verb]
    : undefined;
  if (handler) return handler(desk, { ...command, jobId });
  return {
    error: 'OpenPortalUnsupportedCommandError',
    message: `The instruction ${command.verb.slice(0, 80)} is not supported here.`,
  };
}

async function executeCreateOrUpdate(
  desk: CommandContext,
  asked: JobCommand,
  instruction: 'create' | 'update',
): Promise<CommandResult> {
  const [word, rest] = splitFirstWord(asked.argumentText);
  const identifier = tryParseIdentifier(word);
  if (identifier instanceof BadInput) return createRejection(identifier.message);
  const name = { identifier, offering: asked.offering };
  const read = tryParseAwardMessage(rest);
  const problem = findPortalMismatch(asked, identifier.portal) ?? read.problem;
  const now = desk.clock().toISOString();
  const command = `${asked.verb} ${word} ${asked.offering}`;
  const memory = createJobResultStore(asked.jobId, redactTemplateKey(read.raw, command), now);
  const settled =
    problem === null && read.message
      ? await receiveAward(desk, name, instruction, read.message, memory)
      : await refuseAwardMessage(
          desk,
          { ...name, askedBy: asked.requestingPortal ?? identifier.portal },
          instruction,
          problem ?? '',
          memory,
        );
  return buildCommandResult(desk, name, settled);
}

async function executeRemove(desk: CommandContext, asked: JobCommand): Promise<CommandResult> {
  const name = { identifier: parsePermittedIdentifier(asked), offering: asked.offering };
  const command = `${asked.verb} ${asked.argumentText} ${asked.offering}`;
  const memory = createJobResultStore(asked.jobId, command, desk.clock().toISOString());
  return buildCommandResult(desk, name, await receiveRemoval(desk, name, memory));
}

function buildCommandResult(
  desk: CommandContext,
  name: AwardReference,
  settled: AwardResult,
): CommandResult {
  return toCommandResult(settled.answer, name.identifier.text, settled.shortName, desk.portal);
}

function tryParseIdentifier(word: string): ProjectIdentifier | BadInput {
  try {
    return parseProjectIdentifier(word);
  } catch (error) {
    if (error instanceof BadInput) return error;
    throw error;
  }
}

/** The details of a create or update, or what is wrong with them; `raw` as they were sent. */
function tryParseAwardMessage(text: string): {
  message?: AwardMessage;
  problem: string | null;
  raw: Record<string, unknown>;
} {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return { problem: 'details: The details of an award are JSON.', raw: { text: text.length } };
  }
  try {
    return { message: parseAwardMessage(raw), problem: null, raw: raw as Record<string, unknown> };
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    return { problem: error.message, raw: { ...(raw as object) } };
  }
}

/** forwarded_for is set by our own agent: the identifier's portal must be its first name. */
function findPortalMismatch(
  { requestingPortal: askedBy }: JobCommand,
  portal: string,
): string | null {
  if (askedBy === null || askedBy === portal) return null;
  return `identifier: An award of ${portal} cannot be asked for by ${askedBy}.`;
}

function parsePermittedIdentifier(asked: JobCommand): ProjectIdentifier {
  const identifier = parseProjectIdentifier(asked.argumentText);
  const problem = findPortalMismatch(asked, identifier.portal);
  if (problem !== null) throw new BadInput('identifier', problem.replace(/^identifier: /, ''));
  return identifier;
}

function parsePermittedPortal(asked: JobCommand): string {
  const portal = parsePortal(asked.argumentText);
  if (asked.requestingPortal !== null && asked.requestingPortal !== portal) {
    throw new BadInput('portal', `The awards of ${portal} are not for ${asked.requestingPortal}.`);
  }
  return portal;
}

function createRejection(message: string): CommandResult {
  return { error: 'ManagedProjectRejectedError', message };
}
