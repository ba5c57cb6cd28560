import { randomUUID } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import { type Arrival, type ArrivalFacts, decideArrival, refusalNote } from '../award/arrival.ts';
import { type Answer, answerOnly, type Decision, writesSomething } from '../award/decision.ts';
import type { AwardMessage } from '../award/details.ts';
import { momentOf, type ProjectFacts } from '../award/facts.ts';
import { destinationOf, type ProjectIdentifier } from '../award/identifiers.ts';
import { decideRemoval } from '../award/removal.ts';
import type { Database } from '../database/schema.ts';
import { breaksUnique } from '../database/sql-state.ts';
import { inTransaction } from '../database/transaction.ts';
import { isNameTaken } from '../projects/short-names.ts';
import { isKey } from '../templates/key.ts';
import { applyDecision } from './apply.ts';
import {
  type AskedTemplate,
  type FactsAsked,
  findNamesake,
  lockForArrival,
  type OnRecord,
  readFacts,
} from './facts.ts';

/** What arrivals stand on. */
export interface ArrivalDesk {
  db: Kysely<Database>;
  clock: () => Date;
  /** Our portal's name. */
  portal: string;
  projectUrl: (uuid: string) => string;
  /** The look-up before a transaction, where many arrive at once and share it. */
  glance?: (asked: FactsAsked) => Promise<OnRecord>;
}

/** Which award an instruction is about. */
export interface AwardName {
  identifier: ProjectIdentifier;
  offering: string;
}

/** What an instruction came to. */
export interface Settled {
  answer: Answer;
  /** The short name of the award's project. */
  shortName: string | null;
}

/** Lets a job do its work once: recalled where it was done, remembered with the work. */
export interface JobMemory {
  recall(trx: Transaction<Database>): Promise<Settled | null>;
  remember(trx: Transaction<Database>, settled: Settled): Promise<void>;
}

/**
 * Takes in a create_project or update_project (awards.md): one look-up where nothing changes,
 * else one transaction for all that it does.
 */
export async function takeArrival(
  desk: ArrivalDesk,
  name: AwardName,
  instruction: Arrival['instruction'],
  message: AwardMessage,
  memory: JobMemory,
): Promise<Settled> {
  const arrival = { instruction, identifier: name.identifier.text, details: message.details };
  const asked = {
    portal: name.identifier.portal,
    name: message.details.template,
    offering: name.offering,
    projectName: message.details.name?.trim() ?? null,
  };
  return settle(desk, name, asked, memory, (record, namesake) => {
    const facts: ArrivalFacts = {
      ...momentOf(desk.clock()),
      held: record.held,
      template: record.template,
      keyAccepted: isKey(message.key, record.templateKey),
      namesake,
      lastRefusal: record.lastRefusal,
      newProjectUuid: randomUUID(),
      projectUrl: desk.projectUrl,
    };
    return decideArrival(arrival, facts);
  });
}

/** Takes in a remove_project. */
export async function takeRemoval(
  desk: ArrivalDesk,
  name: AwardName,
  memory: JobMemory,
): Promise<Settled> {
  return settle(desk, name, null, memory, (record) => decideRemoval(record.held));
}

/**
 * Refuses what could not be read or was asked for by the wrong portal: one audit entry, repeated
 * only when the reason changes, under the address of whoever asked. A malformed update of an
 * award that we hold is a fault to be tried again, not the end of that award.
 */
export async function refuseArrival(
  desk: ArrivalDesk,
  name: AwardName & { askedBy: string },
  instruction: Arrival['instruction'],
  reason: string,
  memory: JobMemory,
): Promise<Settled> {
  const refused = { ...name, identifier: { ...name.identifier, portal: name.askedBy } };
  return settle(desk, refused, null, memory, (record) => {
    const isFault = instruction === 'update' && record.held !== null;
    const decision = answerOnly({ kind: isFault ? 'error' : 'rejected', message: reason });
    const isOnRecord = record.held !== null || record.lastRefusal === reason;
    return isOnRecord ? decision : { ...decision, audit: [refusalNote(reason)] };
  });
}

interface AskedArrival extends AskedTemplate {
  /** What the project is to be called. */
  projectName: string | null;
}

async function settle(
  desk: ArrivalDesk,
  { identifier, offering }: AwardName,
  asked: AskedArrival | null,
  memory: JobMemory,
  decide: (record: OnRecord, namesake: ProjectFacts | null) => Decision,
): Promise<Settled> {
  const destination = destinationOf(identifier.portal, desk.portal, offering);
  const address = { identifier: identifier.text, destination };
  const record = await (desk.glance?.({ address, asked }) ?? readFacts(desk.db, address, asked));
  const glance = decide(record, null);
  if (!writesSomething(glance)) return settledAs(glance, record);

  const work = async (trx: Transaction<Database>): Promise<Settled> => {
    await lockForArrival(trx, address);
    const done = await memory.recall(trx);
    if (done) return done;
    const locked = await readFacts(trx, address, asked);
    const decision = decide(locked, await namesakeOf(trx, locked, asked, desk.clock()));
    if (!writesSomething(decision)) return settledAs(decision, locked);
    const context = {
      ...address,
      held: locked.held,
      ...(locked.template && {
        origin: { offering, awardingPortal: identifier.portal, templateId: locked.template.id },
      }),
      actor: null,
      now: desk.clock().toISOString(),
    };
    const settled = {
      answer: decision.answer,
      shortName: await applyDecision(trx, context, decision),
    };
    await memory.remember(trx, settled);
    return settled;
  };
  return inTransaction(desk.db, work, isOvertaken);
}

// Another award has taken the project that this one was about to be linked to, or the name.
function isOvertaken(error: unknown): boolean {
  return breaksUnique(error, 'managed_project_project_unique') || isNameTaken(error);
}

/** Only a new award is linked to a project of its name. */
async function namesakeOf(
  trx: Transaction<Database>,
  { held, template }: OnRecord,
  asked: AskedArrival | null,
  now: Date,
): Promise<ProjectFacts | null> {
  if (held !== null || template === null || !asked?.projectName) return null;
  return findNamesake(trx, template.customerId, asked.projectName, momentOf(now).today);
}

function settledAs(decision: Decision, record: OnRecord): Settled {
  return { answer: decision.answer, shortName: record.held?.project?.shortName ?? null };
}
