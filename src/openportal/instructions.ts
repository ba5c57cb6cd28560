import { BadInput } from '../award/bad-input.ts';
import { type AwardMessage, parseAwardMessage } from '../award/details.ts';
import {
  type ProjectIdentifier,
  parsePortal,
  parseProjectIdentifier,
} from '../award/identifiers.ts';
import {
  type ArrivalDesk,
  type AwardName,
  refuseArrival,
  type Settled,
  takeArrival,
  takeRemoval,
} from '../managed-projects/arrivals.ts';
import { memoryOf, withoutKey } from './answered-jobs.ts';
import { type Command, splitWord } from './job.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import { getAward, getAwards, getProjectMapping, getProjects, getUsers } from './questions.ts';

/** What answering jobs stands on. */
export type AnswerDesk = ArrivalDesk;

interface Asked extends Command {
  jobId: string;
}

type Handler = (desk: AnswerDesk, asked: Asked) => Promise<Outcome>;

const aboutAward =
  (
    question: (desk: AnswerDesk, id: ProjectIdentifier, offering: string) => Promise<Outcome>,
  ): Handler =>
  (desk, asked) =>
    question(desk, onlyIdentifier(asked), asked.offering);

const aboutPortal =
  (question: (desk: AnswerDesk, portal: string, offering: string) => Promise<Outcome>): Handler =>
  (desk, asked) =>
    question(desk, onlyPortal(asked), asked.offering);

const create: Handler = (desk, asked) => arrive(desk, asked, 'create');
const update: Handler = (desk, asked) => arrive(desk, asked, 'update');

/** openportal.md §3, with the spellings that mean the same. */
const handlers: Readonly<Record<string, Handler>> = {
  create_project: create,
  create_award: create,
  update_project: update,
  update_award: update,
  remove_project: remove,
  remove_award: remove,
  get_project: aboutAward(getAward),
  get_award: aboutAward(getAward),
  get_project_mapping: aboutAward(getProjectMapping),
  get_users: aboutAward(getUsers),
  get_awards: aboutPortal(getAwards),
  list_awards: aboutPortal(getAwards),
  get_projects: aboutPortal(getProjects),
};

/** Carries out one instruction. Throws BadInput where it cannot be read. */
export async function carryOut(
  desk: AnswerDesk,
  jobId: string,
  command: Command,
): Promise<Outcome> {
  const handler = Object.hasOwn(handlers, command.verb) ? handlers[command.verb] : undefined;
  if (handler) return handler(desk, { ...command, jobId });
  return {
    error: 'OpenPortalUnsupportedCommandError',
    message: `The instruction ${command.verb.slice(0, 80)} is not supported here.`,
  };
}

async function arrive(
  desk: AnswerDesk,
  asked: Asked,
  instruction: 'create' | 'update',
): Promise<Outcome> {
  const [word, rest] = splitWord(asked.rest);
  const identifier = readIdentifier(word);
  if (identifier instanceof BadInput) return rejected(identifier.message);
  const name = { identifier, offering: asked.offering };
  const read = readMessage(rest);
  const problem = wrongPortal(asked, identifier.portal) ?? read.problem;
  const now = desk.clock().toISOString();
  const command = `${asked.verb} ${word} ${asked.offering}`;
  const memory = memoryOf(asked.jobId, withoutKey(read.raw, command), now);
  const settled =
    problem === null && read.message
      ? await takeArrival(desk, name, instruction, read.message, memory)
      : await refuseArrival(
          desk,
          { ...name, askedBy: asked.askedBy ?? identifier.portal },
          instruction,
          problem ?? '',
          memory,
        );
  return settledOutcome(desk, name, settled);
}

async function remove(desk: AnswerDesk, asked: Asked): Promise<Outcome> {
  const name = { identifier: onlyIdentifier(asked), offering: asked.offering };
  const command = `${asked.verb} ${asked.rest} ${asked.offering}`;
  const memory = memoryOf(asked.jobId, command, desk.clock().toISOString());
  return settledOutcome(desk, name, await takeRemoval(desk, name, memory));
}

function settledOutcome(desk: AnswerDesk, name: AwardName, settled: Settled): Outcome {
  return outcomeOf(settled.answer, name.identifier.text, settled.shortName, desk.portal);
}

function readIdentifier(word: string): ProjectIdentifier | BadInput {
  try {
    return parseProjectIdentifier(word);
  } catch (error) {
    if (error instanceof BadInput) return error;
    throw error;
  }
}

/** The details of a create or update, or what is wrong with them; `raw` as they were sent. */
function readMessage(text: string): {
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
function wrongPortal({ askedBy }: Asked, portal: string): string | null {
  if (askedBy === null || askedBy === portal) return null;
  return `identifier: An award of ${portal} cannot be asked for by ${askedBy}.`;
}

function onlyIdentifier(asked: Asked): ProjectIdentifier {
  const identifier = parseProjectIdentifier(asked.rest);
  const problem = wrongPortal(asked, identifier.portal);
  if (problem !== null) throw new BadInput('identifier', problem.replace(/^identifier: /, ''));
  return identifier;
}

function onlyPortal(asked: Asked): string {
  const portal = parsePortal(asked.rest);
  if (asked.askedBy !== null && asked.askedBy !== portal) {
    throw new BadInput('portal', `The awards of ${portal} are not for ${asked.askedBy}.`);
  }
  return portal;
}

function rejected(message: string): Outcome {
  return { error: 'ManagedProjectRejectedError', message };
}
