/* Receives what awarding portals send about awards, and stores what was decided. */

import { randomUUID } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import type { AwardMessage } from '../award/award-details.ts';
import { isJudgedAsArrival } from '../award/decide-rejected-or-withdrawn.ts';
import { decideIncoming, decideUnreadable } from '../award/decide-incoming.ts';
import { decideWithdrawal } from '../award/decide-withdrawal.ts';
import type { IncomingInput } from '../award/incoming-message.ts';
import type { Instruction } from '../award/merge-details.ts';
import { type AwardAnswer, hasChanges, type MessageDecision } from '../award/award-decision.ts';
import { type ExistingProject, toDecisionTime } from '../award/existing-award.ts';
import { DEFAULT_MAX_AWARD_BYTES } from '../award/printed-size.ts';
import { formatDestination, type ProjectIdentifier } from '../award/identifiers.ts';
import type { Database } from '../database/schema.ts';
import { isUniqueViolation } from '../database/sql-state.ts';
import { runInTransaction } from '../database/transaction.ts';
import { isShortNameTaken } from '../projects/short-names.ts';
import { matchesTemplateKey } from '../templates/template-key.ts';
import { lockUnmanagedProjectByName } from './attachable-projects.ts';
import { lockAwardForMessage } from './award-locks.ts';
import {
  type DecisionInput,
  type DecisionKey,
  loadDecisionInput,
  type TemplateReference,
} from './decision-input.ts';
import { storeDecision } from './store-decision.ts';

/** What receiving messages depends on. */
export interface AwardContext {
  db: Kysely<Database>;
  clock: () => Date;
  /** Our portal's name. */
  portal: string;
  /** The URL that the stored `project_link` of an award has. */
  projectUrl: (uuid: string) => string;
  /** The page of a project under GATEHOUSE_PUBLIC_URL; left out where that is not set. */
  projectPageUrl?: (uuid: string) => string;
  /** How large an award may become, in bytes; DEFAULT_MAX_AWARD_BYTES by default. */
  maxAwardBytes?: number;
  /** Replaces the look-up before the transaction, where many messages share one. */
  loadInput?: (key: DecisionKey) => Promise<DecisionInput>;
}

/** The award that an instruction is about. */
export interface AwardReference {
  identifier: ProjectIdentifier;
  offering: string;
}

/** What an instruction gave. */
export interface AwardResult {
  answer: AwardAnswer;
  /** Of the award's project. */
  shortName: string | null;
}

/**
 * Makes a job do its work once: finds what it gave where it was done before, and saves what it
 * gives in the transaction of the work.
 */
export interface JobResultStore {
  findResult(trx: Transaction<Database>): Promise<AwardResult | null>;
  saveResult(trx: Transaction<Database>, result: AwardResult): Promise<void>;
}

/** The author of the notes that the robot writes into the details; its account has this name. */
const ROBOT_NAME = 'Gatehouse robot';

/**
 * Processes create_project or update_project (docs/rules/awards.md, A3 and A5): one look-up where
 * nothing changes, else one transaction for everything that the message causes.
 */
export async function receiveAward(
  context: AwardContext,
  award: AwardReference,
  instruction: Instruction,
  message: AwardMessage,
  results: JobResultStore,
): Promise<AwardResult> {
  const incoming = { instruction, identifier: award.identifier.text, message };
  const references = {
    portal: award.identifier.portal,
    name: message.details.template,
    offering: award.offering,
    projectName: message.details.name?.trim() || null,
  };
  return processMessage(context, award, references, results, (input, sameNameProject) => {
    const incomingInput: IncomingInput = {
      ...toDecisionTime(context.clock()),
      existing: input.existing,
      template: input.template,
      isKeyAccepted: matchesTemplateKey(message.key, input.templateKey),
      sameNameProject,
      lastRefusalReason: input.lastRefusalReason,
      newProjectUuid: randomUUID(),
      projectUrl: context.projectUrl,
      noteAuthor: ROBOT_NAME,
      maxAwardBytes: context.maxAwardBytes ?? DEFAULT_MAX_AWARD_BYTES,
    };
    return decideIncoming(incoming, incomingInput);
  });
}

/** Processes remove_project. */
export async function receiveWithdrawal(
  context: AwardContext,
  award: AwardReference,
  results: JobResultStore,
): Promise<AwardResult> {
  return processMessage(context, award, null, results, ({ existing }) =>
    decideWithdrawal(existing),
  );
}

/**
 * Processes a create or update that cannot be read or that the wrong portal sent. A stored award
 * stays as it is and shows the problem; otherwise the message is refused, with one audit entry
 * under the portal that sent it, repeated only when the reason changes.
 */
export async function receiveUnreadableMessage(
  context: AwardContext,
  award: AwardReference & { askedBy: string },
  reason: string,
  results: JobResultStore,
): Promise<AwardResult> {
  const identifier = { ...award.identifier, portal: award.askedBy };
  return processMessage(context, { ...award, identifier }, null, results, (input) =>
    decideUnreadable(input.existing, reason, input.lastRefusalReason),
  );
}

interface MessageReferences extends TemplateReference {
  /** What the project of a new award is called. */
  projectName: string | null;
}

async function processMessage(
  context: AwardContext,
  { identifier, offering }: AwardReference,
  references: MessageReferences | null,
  results: JobResultStore,
  decide: (input: DecisionInput, sameNameProject: ExistingProject | null) => MessageDecision,
): Promise<AwardResult> {
  const destination = formatDestination(identifier.portal, context.portal, offering);
  const awardKey = { identifier: identifier.text, destination };
  const unlocked = await (context.loadInput?.({ awardKey, template: references }) ??
    loadDecisionInput(context.db, awardKey, references));
  const preview = decide(unlocked, null);
  if (!hasChanges(preview)) return toAwardResult(preview, unlocked);

  const work = async (trx: Transaction<Database>): Promise<AwardResult> => {
    await lockAwardForMessage(trx, awardKey);
    const earlier = await results.findResult(trx);
    if (earlier) return earlier;
    const input = await loadDecisionInput(trx, awardKey, references);
    const sameName = await findSameNameProject(trx, input, references, context.clock());
    const decision = decide(input, sameName);
    if (!hasChanges(decision)) return toAwardResult(decision, input);
    const decisionContext = {
      ...awardKey,
      existing: input.existing,
      ...(input.template && {
        origin: { offering, awardingPortal: identifier.portal, templateId: input.template.id },
      }),
      actor: null,
      now: context.clock().toISOString(),
    };
    const shortName = await storeDecision(trx, decisionContext, decision);
    const result = { answer: decision.answer, shortName };
    await results.saveResult(trx, result);
    return result;
  };
  return runInTransaction(context.db, work, isConcurrentConflict);
}

/** Another award has taken the project that this one is about to be linked to, or the short name. */
export function isConcurrentConflict(error: unknown): boolean {
  return isUniqueViolation(error, 'managed_project_project_unique') || isShortNameTaken(error);
}

/** Only an award that is new, or judged as an arrival again, is linked to a project of the same name. */
async function findSameNameProject(
  trx: Transaction<Database>,
  { existing, template }: DecisionInput,
  references: MessageReferences | null,
  now: Date,
): Promise<ExistingProject | null> {
  if (references === null || (existing !== null && !isJudgedAsArrival(existing))) return null;
  const customerId = (existing?.template ?? template)?.customerId;
  const name = references.projectName ?? existing?.details.name?.trim();
  if (customerId === undefined || !name) return null;
  return lockUnmanagedProjectByName(trx, customerId, name, toDecisionTime(now).today);
}

function toAwardResult({ answer }: MessageDecision, { existing }: DecisionInput): AwardResult {
  return { answer, shortName: existing?.project?.shortName ?? null };
}
