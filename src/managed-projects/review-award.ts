import { randomUUID } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import { toActor } from '../admin-audit/actor.ts';
import type { Caller } from '../http/caller.ts';
import type { Decision } from '../award/decision.ts';
import { type ExistingAward, type DecisionTime, toDecisionTime } from '../award/existing-award.ts';
import {
  type ApprovalInput,
  DecisionRefusedError,
  decideApproval,
  decideAttachment,
  decideDeletion,
  decideDetachment,
  decideNote,
  decideRejection,
  decideReopening,
  NO_SUCH_PROJECT_MESSAGE,
} from '../award/decide-review.ts';
import type { Database } from '../database/schema.ts';
import { isUniqueViolation } from '../database/sql-state.ts';
import { runInTransaction } from '../database/transaction.ts';
import { type BaseUrl, projectUrl } from '../http/resource-urls.ts';
import { forbidden, notFound } from '../http/http-problem.ts';
import { isShortNameTaken } from '../projects/short-names.ts';
import { storeDecision } from './store-decision.ts';
import {
  type AwardKey,
  lockAwardForReview,
  loadDecisionInput,
  lockProjectForAttachment,
} from './decision-input.ts';
import { ConcurrentChangeError } from './concurrent-change-error.ts';

/** A reviewer at an award. */
export interface ReviewContext {
  db: Kysely<Database>;
  clock: () => Date;
  awardKey: AwardKey;
  caller: Caller;
  baseUrl: BaseUrl;
  /** Called under the lock that decides; throws where what the reviewer saw is no more. */
  requireMatch: (trx: Transaction<Database>) => Promise<void>;
}

type DecideFunction = (
  held: ExistingAward,
  facts: ApprovalInput,
  trx: Transaction<Database>,
) => Decision | Promise<Decision>;

/**
 * The decisions of a reviewer (awards.md, "A reviewer decides"), each in one transaction.
 * Throw DecisionRefused where a rule forbids it, 404 where there is no award that the caller may
 * see, 403 where they may not decide about it, and whatever requireMatch throws.
 */
export const approveAward = (review: ReviewContext, comment: string | null): Promise<void> =>
  decideInTransaction(review, (held, facts) => decideApproval(held, facts, comment));

export const rejectAward = (review: ReviewContext, comment: string | null): Promise<void> =>
  decideInTransaction(review, (held) => decideRejection(held, comment));

export const reopenAward = (review: ReviewContext, comment: string | null): Promise<void> =>
  decideInTransaction(review, (held) => decideReopening(held, comment));

export const detachProject = (review: ReviewContext): Promise<void> =>
  decideInTransaction(review, (held) => decideDetachment(held));

export const deleteAward = (review: ReviewContext): Promise<void> =>
  decideInTransaction(review, (held) => decideDeletion(held));

/** Staff alone. */
export const addNote = (review: ReviewContext, text: string): Promise<void> =>
  decideInTransaction(
    review,
    (held, { now }) => {
      const author = review.caller.fullName || review.caller.username;
      return decideNote(held, { timestamp: now, author, text });
    },
    (caller) => caller.isStaff,
  );

/** `projectUuid` with dashes. Throws a 400 on project_uuid where there is no such project. */
export const attachProject = (review: ReviewContext, projectUuid: string): Promise<void> =>
  decideInTransaction(review, async (held, facts, trx) => {
    const found = await lockProjectForAttachment(trx, projectUuid);
    if (found === null) throw new DecisionRefusedError('bad_project', NO_SUCH_PROJECT_MESSAGE);
    const mayCrossCustomers = review.caller.isStaff;
    return decideAttachment(held, { ...found, mayCrossCustomers, projectUrl: facts.projectUrl });
  });

type PermissionCheck = (caller: Caller, award: { isReviewer: boolean }) => boolean;

const mayReview: PermissionCheck = ({ isStaff }, { isReviewer }) => isStaff || isReviewer;

async function decideInTransaction(
  review: ReviewContext,
  decideWith: DecideFunction,
  may = mayReview,
): Promise<void> {
  const { awardKey: address, caller, clock } = review;
  const work = async (trx: Transaction<Database>): Promise<void> => {
    const locked = await lockAwardForReview(trx, address, caller);
    if (locked === null) throw notFound();
    if (!may(caller, locked)) throw forbidden();
    const { existing: held } = await loadDecisionInput(trx, address);
    if (held === null) throw notFound();
    await review.requireMatch(trx);
    const facts = createApprovalInput(toDecisionTime(clock()), review.baseUrl);
    const decision = await decideWith(held, facts, trx);
    const context = { ...address, existing: held, actor: toActor(caller), now: facts.now };
    await storeDecision(trx, context, decision);
  };
  try {
    await runInTransaction(review.db, work, isShortNameTaken);
  } catch (error) {
    throw toDecisionError(error);
  }
}

export function createApprovalInput(moment: DecisionTime, baseUrl: BaseUrl): ApprovalInput {
  return {
    ...moment,
    newProjectUuid: randomUUID(),
    projectUrl: (uuid) => projectUrl(baseUrl, uuid),
  };
}

function toDecisionError(error: unknown): unknown {
  if (error instanceof ConcurrentChangeError)
    return new DecisionRefusedError('conflict', error.message);
  if (isUniqueViolation(error, 'managed_project_project_unique')) {
    return new DecisionRefusedError('conflict', 'Another award manages this project already.');
  }
  return error;
}
