/* Executes the OpenPortal instruction of a job. */

import { BadInput } from '../award/bad-input.ts';
import {
  type ProjectIdentifier,
  parsePortal,
  parseProjectIdentifier,
} from '../award/identifiers.ts';
import { getAward, getAwards, getProjectMapping, getProjects } from './award-queries.ts';
import { executeCreateOrUpdate, executeRemove } from './award-instructions.ts';
import { toUtcDay } from '../award/dates.ts';
import { type DateRange, parseDateRange } from '../usage/date-range.ts';
import { type Command, splitFirstWord } from './command.ts';
import type { CommandContext, JobCommand } from './command-context.ts';
import type { CommandResult } from './command-result.ts';
import { findPortalMismatch } from './portal-check.ts';
import {
  getStorageReport,
  getStorageReports,
  getUsageReport,
  getUsageReports,
} from './report-queries.ts';
import { getUsers } from './user-mappings.ts';

export type { CommandContext };

type CommandHandler = (context: CommandContext, command: JobCommand) => Promise<CommandResult>;

/** The instructions that are executed here (docs/rules/openportal.md, O3.1). */
export const instructions = [
  'create_project',
  'update_project',
  'remove_project',
  'get_project',
  'get_award',
  'get_awards',
  'get_projects',
  'get_project_mapping',
  'get_users',
  'get_usage_report',
  'get_usage_reports',
  'get_storage_report',
  'get_storage_reports',
] as const;
export type Instruction = (typeof instructions)[number];

/** Other spellings that awarding portals use. */
const instructionAliases: Readonly<Record<string, Instruction>> = {
  create_award: 'create_project',
  update_award: 'update_project',
  remove_award: 'remove_project',
  list_awards: 'get_awards',
};

const commandHandlers: Readonly<Record<Instruction, CommandHandler>> = {
  create_project: (context, command) => executeCreateOrUpdate(context, command, 'create'),
  update_project: (context, command) => executeCreateOrUpdate(context, command, 'update'),
  remove_project: (context, command) =>
    executeRemove(context, command, parsePermittedIdentifier(command)),
  get_project: createQueryHandler(parsePermittedIdentifier, getAward),
  get_award: createQueryHandler(parsePermittedIdentifier, getAward),
  get_awards: createQueryHandler(parsePermittedPortal, getAwards),
  get_projects: createQueryHandler(parsePermittedPortal, getProjects),
  get_project_mapping: createQueryHandler(parsePermittedIdentifier, getProjectMapping),
  get_users: createQueryHandler(parsePermittedIdentifier, getUsers),
  get_usage_report: createReportHandler(parsePermittedIdentifier, getUsageReport, 'this_week'),
  get_usage_reports: createReportHandler(parsePermittedPortal, getUsageReports, 'this_week'),
  get_storage_report: createReportHandler(parsePermittedIdentifier, getStorageReport, 'today'),
  get_storage_reports: createReportHandler(parsePermittedPortal, getStorageReports, 'today'),
};

/** Executes the instruction of a job's command. Throws BadInput where an argument is malformed. */
export async function executeCommand(
  context: CommandContext,
  jobId: string,
  command: Command,
): Promise<CommandResult> {
  const instruction = findInstruction(command.verb);
  if (instruction !== null) return commandHandlers[instruction](context, { ...command, jobId });
  return {
    error: 'OpenPortalUnsupportedCommandError',
    message: `The instruction ${command.verb.slice(0, 80)} is not supported here.`,
  };
}

/** The instruction that a verb names, or its other spelling; null where it is none of ours. */
export function findInstruction(verb: string): Instruction | null {
  const alias = Object.hasOwn(instructionAliases, verb) ? instructionAliases[verb] : undefined;
  return alias ?? instructions.find((name) => name === verb) ?? null;
}

/** Handles a query about an award or a portal, which `parseSubject` reads from the arguments. */
function createQueryHandler<Subject>(
  parseSubject: (command: JobCommand) => Subject,
  query: (context: CommandContext, subject: Subject, offering: string) => Promise<CommandResult>,
): CommandHandler {
  return (context, command) => query(context, parseSubject(command), command.offering);
}

/** The same with a range. The one that stands for a range that is left out is of the kind of report (O2.10). */
function createReportHandler<Subject>(
  parseSubject: (command: JobCommand) => Subject,
  query: (
    context: CommandContext,
    subject: Subject,
    offering: string,
    range: DateRange,
  ) => Promise<CommandResult>,
  defaultRange: string,
): CommandHandler {
  return (context, command) => {
    const [argumentText, range] = splitFirstWord(command.argumentText);
    const subject = parseSubject({ ...command, argumentText });
    return query(context, subject, command.offering, readRange(context, range, defaultRange));
  };
}

function readRange({ clock }: CommandContext, text: string, defaultRange: string): DateRange {
  return parseDateRange(text.trim() || defaultRange, toUtcDay(clock()));
}

function parsePermittedIdentifier(command: JobCommand): ProjectIdentifier {
  const identifier = parseProjectIdentifier(command.argumentText);
  const mismatch = findPortalMismatch(command, identifier.portal);
  if (mismatch !== null) throw mismatch;
  return identifier;
}

function parsePermittedPortal({ argumentText, requestingPortal }: JobCommand): string {
  const portal = parsePortal(argumentText);
  if (requestingPortal !== null && requestingPortal !== portal) {
    throw new BadInput('portal', `${requestingPortal} may not read the awards of ${portal}.`);
  }
  return portal;
}
