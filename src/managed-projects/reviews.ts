import { randomUUID } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import { actorOf, type Caller } from '../access/caller.ts';
import type { Decision } from '../award/decision.ts';
import { type HeldAward, type Moment, momentOf } from '../award/facts.ts';
import {
  type ApprovalFacts,
  DecisionRefused,
  decideApproval,
  decideAttachment,
  decideDeletion,
  decideDetachment,
  decideNote,
  decideRejection,
  decideReopening,
  noSuchProject,
} from '../award/review.ts';
import type { Database } from '../database/schema.ts';
import { breaksUnique } from '../database/sql-state.ts';
import { inTransaction } from '../database/transaction.ts';
import { type BaseUrl, projectUrl } from '../http/addresses.ts';
import { forbidden, notFound } from '../http/problem.ts';
import { isNameTaken } from '../projects/short-names.ts';
import { applyDecision } from './apply.ts';
import { type Address, lockForReview, readFacts, readProjectFacts } from './facts.ts';
import { LostRace } from './lost-race.ts';

/** A reviewer at an award. */
export interface Review {
  db: Kysely<Database>;
  clock: () => Date;
  address: Address;
  caller: Caller;
  baseUrl: BaseUrl;
  /** Called under the lock that decides; throws where what the reviewer saw is no more. */
  requireMatch: (trx: Transaction<Database>) => Promise<void>;
}

type Decide = (
  held: HeldAward,
  facts: ApprovalFacts,
  trx: Transaction<Database>,
) => Decision | Promise<Decision>;

/**
 * The decisions of a reviewer (awards.md, "A reviewer decides"), each in one transaction.
 * Throw DecisionRefused where a rule forbids it, 404 where there is no award that the caller may
 * see, 403 where they may not decide about it, and whatever requireMatch throws.
 */
export const approve = (review: Review, comment: string | null): Promise<void> =>
  decide(review, (held, facts) => decideApproval(held, facts, comment));

export const reject = (review: Review, comment: string | null): Promise<void> =>
  decide(review, (held) => decideRejection(held, comment));

export const reopen = (review: Review, comment: string | null): Promise<void> =>
  decide(review, (held) => decideReopening(held, comment));

export const detach = (review: Review): Promise<void> =>
  decide(review, (held) => decideDetachment(held));

export const remove = (review: Review): Promise<void> =>
  decide(review, (held) => decideDeletion(held));

/** Staff alone. */
export const addNote = (review: Review, text: string): Promise<void> =>
  decide(
    review,
    (held, { now }) => {
      const author = review.caller.fullName || review.caller.username;
      return decideNote(held, { timestamp: now, author, text });
    },
    (caller) => caller.isStaff,
  );

/** `projectUuid` with dashes. Throws a 400 on project_uuid where there is no such project. */
export const attach = (review: Review, projectUuid: string): Promise<void> =>
  decide(review, async (held, facts, trx) => {
    const found = await readProjectFacts(trx, projectUuid);
    if (found === null) throw new DecisionRefused('bad_project', noSuchProject);
    const mayCrossCustomers = review.caller.isStaff;
    return decideAttachment(held, { ...found, mayCrossCustomers, projectUrl: facts.projectUrl });
  });

type May = (caller: Caller, award: { isReviewer: boolean }) => boolean;

const mayReview: May = ({ isStaff }, { isReviewer }) => isStaff || isReviewer;

async function decide(review: Review, decideWith: Decide, may = mayReview): Promise<void> {
  const { address, caller, clock } = review;
  const work = async (trx: Transaction<Database>): Promise<void> => {
    const locked = await lockForReview(trx, address, caller);
    if (locked === null) throw notFound();
    if (!may(caller, locked)) throw forbidden();
    const { held } = await readFacts(trx, address);
    if (held === null) throw notFound();
    await review.requireMatch(trx);
    const facts = approvalFacts(momentOf(clock()), review.baseUrl);
    const decision = await decideWith(held, facts, trx);
    const context = { ...address, held, actor: actorOf(caller), now: facts.now };
    await applyDecision(trx, context, decision);
  };
  try {
    await inTransaction(review.db, work, isNameTaken);
  } catch (error) {
    throw refusalOf(error);
  }
}

export function approvalFacts(moment: Moment, baseUrl: BaseUrl): ApprovalFacts {
  return {
    ...moment,
    newProjectUuid: randomUUID(),
    projectUrl: (uuid) => projectUrl(baseUrl, uuid),
  };
}

function refusalOf(error: unknown): unknown {
  if (error instanceof LostRace) return new DecisionRefused('conflict', error.message);
  if (breaksUnique(error, 'managed_project_project_unique')) {
    return new DecisionRefused('conflict', 'Another award manages this project already.');
  }
  return error;
}
