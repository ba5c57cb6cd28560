import { randomUUID } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import {
  type IncomingAward,
  type IncomingAwardInput,
  decideIncomingAward,
  createRefusalEntry,
} from '../award/decide-incoming.ts';
import {
  type AwardAnswer,
  answerWithoutChange,
  type Decision,
  hasChanges,
} from '../award/decision.ts';
import type { AwardMessage } from '../award/award-details.ts';
import { toDecisionTime, type ProjectSnapshot } from '../award/existing-award.ts';
import { formatDestination, type ProjectIdentifier } from '../award/identifiers.ts';
import { decideRemoval } from '../award/decide-removal.ts';
import type { Database } from '../database/schema.ts';
import { isUniqueViolation } from '../database/sql-state.ts';
import { runInTransaction } from '../database/transaction.ts';
import { isShortNameTaken } from '../projects/short-names.ts';
import { matchesTemplateKey } from '../templates/template-key.ts';
import { storeDecision } from './store-decision.ts';
import {
  type TemplateReference,
  type DecisionKey,
  findUnmanagedProjectByName,
  lockAwardForMessage,
  type DecisionInput,
  loadDecisionInput,
} from './decision-input.ts';

/** What arrivals stand on. */
export interface AwardContext {
  db: Kysely<Database>;
  clock: () => Date;
  /** Our portal's name. */
  portal: string;
  projectUrl: (uuid: string) => string;
  /** The look-up before a transaction, where many arrive at once and share it. */
  loadInput?: (asked: DecisionKey) => Promise<DecisionInput>;
}

/** Which award an instruction is about. */
export interface AwardReference {
  identifier: ProjectIdentifier;
  offering: string;
}

/** What an instruction came to. */
export interface AwardResult {
  answer: AwardAnswer;
  /** The short name of the award's project. */
  shortName: string | null;
}

/** Lets a job do its work once: recalled where it was done, remembered with the work. */
export interface JobResultStore {
  findResult(trx: Transaction<Database>): Promise<AwardResult | null>;
  saveResult(trx: Transaction<Database>, settled: AwardResult): Promise<void>;
}

/**
 * Takes in a create_project or update_project (awards.md): one look-up where nothing changes,
 * else one transaction for all that it does.
 */
export async function receiveAward(
  desk: AwardContext,
  name: AwardReference,
  instruction: IncomingAward['instruction'],
  message: AwardMessage,
  memory: JobResultStore,
): Promise<AwardResult> {
  const arrival = { instruction, identifier: name.identifier.text, details: message.details };
  const asked = {
    portal: name.identifier.portal,
    name: message.details.template,
    offering: name.offering,
    projectName: message.details.name?.trim() ?? null,
  };
  return processMessage(desk, name, asked, memory, (record, namesake) => {
    const facts: IncomingAwardInput = {
      ...toDecisionTime(desk.clock()),
      existing: record.existing,
      template: record.template,
      isKeyAccepted: matchesTemplateKey(message.key, record.templateKey),
      sameNameProject: namesake,
      lastRefusalReason: record.lastRefusalReason,
      newProjectUuid: randomUUID(),
      projectUrl: desk.projectUrl,
    };
    return decideIncomingAward(arrival, facts);
  });
}

/** Takes in a remove_project. */
export async function receiveRemoval(
  desk: AwardContext,
  name: AwardReference,
  memory: JobResultStore,
): Promise<AwardResult> {
  return processMessage(desk, name, null, memory, (record) => decideRemoval(record.existing));
}

/**
 * Refuses what could not be read or was asked for by the wrong portal: one audit entry, repeated
 * only when the reason changes, under the address of whoever asked. A malformed update of an
 * award that we hold is a fault to be tried again, not the end of that award.
 */
export async function refuseAwardMessage(
  desk: AwardContext,
  name: AwardReference & { askedBy: string },
  instruction: IncomingAward['instruction'],
  reason: string,
  memory: JobResultStore,
): Promise<AwardResult> {
  const refused = { ...name, identifier: { ...name.identifier, portal: name.askedBy } };
  return processMessage(desk, refused, null, memory, (record) => {
    const isFault = instruction === 'update' && record.existing !== null;
    const decision = answerWithoutChange({ kind: isFault ? 'error' : 'rejected', message: reason });
    const isOnRecord = record.existing !== null || record.lastRefusalReason === reason;
    return isOnRecord ? decision : { ...decision, audit: [createRefusalEntry(reason)] };
  });
}

interface MessageReferences extends TemplateReference {
  /** What the project is to be called. */
  projectName: string | null;
}

async function processMessage(
  desk: AwardContext,
  { identifier, offering }: AwardReference,
  asked: MessageReferences | null,
  memory: JobResultStore,
  decide: (record: DecisionInput, namesake: ProjectSnapshot | null) => Decision,
): Promise<AwardResult> {
  const destination = formatDestination(identifier.portal, desk.portal, offering);
  const address = { identifier: identifier.text, destination };
  const record = await (desk.loadInput?.({ awardKey: address, template: asked }) ??
    loadDecisionInput(desk.db, address, asked));
  const glance = decide(record, null);
  if (!hasChanges(glance)) return toAwardResult(glance, record);

  const work = async (trx: Transaction<Database>): Promise<AwardResult> => {
    await lockAwardForMessage(trx, address);
    const done = await memory.findResult(trx);
    if (done) return done;
    const locked = await loadDecisionInput(trx, address, asked);
    const decision = decide(locked, await findSameNameProject(trx, locked, asked, desk.clock()));
    if (!hasChanges(decision)) return toAwardResult(decision, locked);
    const context = {
      ...address,
      existing: locked.existing,
      ...(locked.template && {
        origin: { offering, awardingPortal: identifier.portal, templateId: locked.template.id },
      }),
      actor: null,
      now: desk.clock().toISOString(),
    };
    const settled = {
      answer: decision.answer,
      shortName: await storeDecision(trx, context, decision),
    };
    await memory.saveResult(trx, settled);
    return settled;
  };
  return runInTransaction(desk.db, work, isConcurrentConflict);
}

// Another award has taken the project that this one was about to be linked to, or the name.
function isConcurrentConflict(error: unknown): boolean {
  return isUniqueViolation(error, 'managed_project_project_unique') || isShortNameTaken(error);
}

/** Only a new award is linked to a project of its name. */
async function findSameNameProject(
  trx: Transaction<Database>,
  { existing: held, template }: DecisionInput,
  asked: MessageReferences | null,
  now: Date,
): Promise<ProjectSnapshot | null> {
  if (held !== null || template === null || !asked?.projectName) return null;
  return findUnmanagedProjectByName(
    trx,
    template.customerId,
    asked.projectName,
    toDecisionTime(now).today,
  );
}

function toAwardResult(decision: Decision, record: DecisionInput): AwardResult {
  return { answer: decision.answer, shortName: record.existing?.project?.shortName ?? null };
}
