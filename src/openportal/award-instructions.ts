/* Executes the OpenPortal instructions that create, update and remove awards. */

import { BadInput } from '../award/bad-input.ts';
import type { AwardMessage } from '../award/award-details.ts';
import { type ProjectIdentifier, parseProjectIdentifier } from '../award/identifiers.ts';
import { parseLosslessJson } from '../award/lossless-json.ts';
import { parseAwardMessage } from '../award/parse-award-message.ts';
import {
  type AwardReference,
  type AwardResult,
  receiveAward,
  receiveUnreadableMessage,
  receiveWithdrawal,
} from '../managed-projects/receive-award.ts';
import { splitFirstWord } from './command.ts';
import { type CommandResult, toCommandResult } from './command-result.ts';
import type { CommandContext, JobCommand } from './command-context.ts';
import { type AwardJob, createJobResultStore, redactTemplateKey } from './job-result-store.ts';
import { findPortalMismatch } from './portal-check.ts';

/*
 * The instructions that change an award (docs/rules/openportal.md, O3.1).
 */

/**
 * Executes create_project or update_project. Never throws BadInput: a message that cannot be read
 * gets the answer that its award's state asks for.
 */
export async function executeCreateOrUpdate(
  context: CommandContext,
  command: JobCommand,
  instruction: 'create' | 'update',
): Promise<CommandResult> {
  const [word, rest] = splitFirstWord(command.argumentText);
  const identifier = tryParseIdentifier(word);
  if (identifier instanceof BadInput) {
    return { error: 'ManagedProjectRejectedError', message: identifier.message };
  }
  const award = { identifier, offering: command.offering };
  const parsed = tryParseMessage(rest);
  const commandText = redactTemplateKey(parsed.raw, `${command.verb} ${word} ${command.offering}`);
  const now = context.clock().toISOString();
  const results = createJobResultStore(toAwardJob(command, identifier, commandText), now);
  const problem = findPortalMismatch(command, identifier.portal) ?? parsed.problem;
  const askedBy = command.requestingPortal ?? identifier.portal;
  const result =
    problem === null && parsed.message !== null
      ? await receiveAward(context, award, instruction, parsed.message, results)
      : await receiveUnreadableMessage(
          context,
          { ...award, askedBy },
          problem?.message ?? '',
          results,
        );
  return buildCommandResult(context, award, result);
}

/** Executes remove_project. */
export async function executeRemove(
  context: CommandContext,
  command: JobCommand,
  identifier: ProjectIdentifier,
): Promise<CommandResult> {
  const award = { identifier, offering: command.offering };
  const commandText = `${command.verb} ${command.argumentText} ${command.offering}`;
  const now = context.clock().toISOString();
  const results = createJobResultStore(toAwardJob(command, identifier, commandText), now);
  return buildCommandResult(context, award, await receiveWithdrawal(context, award, results));
}

const toAwardJob = (
  { jobId, offering }: JobCommand,
  identifier: ProjectIdentifier,
  command: string,
): AwardJob => ({ id: jobId, command, identifier: identifier.text, offering });

function buildCommandResult(
  context: CommandContext,
  award: AwardReference,
  { answer, shortName }: AwardResult,
): CommandResult {
  return toCommandResult(answer, award.identifier.text, shortName, context.portal);
}

function tryParseIdentifier(word: string): ProjectIdentifier | BadInput {
  try {
    return parseProjectIdentifier(word);
  } catch (error) {
    if (error instanceof BadInput) return error;
    throw error;
  }
}

/** The message, or what is wrong with it; `raw` are the details as they were sent. */
type ParsedMessage = { raw: Record<string, unknown> } & (
  | { message: AwardMessage; problem: null }
  | { message: null; problem: BadInput }
);

function tryParseMessage(text: string): ParsedMessage {
  let raw: unknown;
  try {
    raw = parseLosslessJson(text);
  } catch {
    const problem = new BadInput('details', 'The details of an award are a JSON object.');
    return { message: null, problem, raw: { text: text.length } };
  }
  try {
    const message = parseAwardMessage(raw);
    return { message, problem: null, raw: raw as Record<string, unknown> };
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    return { message: null, problem: error, raw: { ...(raw as object) } };
  }
}
