/* Carries out what a reviewer decides about an award. */

import { randomUUID } from 'node:crypto';
import type { Kysely, Transaction } from 'kysely';
import { toActor } from '../admin-audit/actor.ts';
import type { Caller } from '../http/caller.ts';
import type { AwardDecision } from '../award/award-decision.ts';
import { type ExistingAward, type DecisionTime, toDecisionTime } from '../award/existing-award.ts';
import {
  decideAttachment,
  decideDetachment,
  NO_SUCH_PROJECT_MESSAGE,
} from '../award/decide-attachment.ts';
import {
  decideApproval,
  decideDeletion,
  decideNote,
  decideRefuseChange,
  decideRejection,
  decideReopening,
} from '../award/decide-review.ts';
import { DecisionRefusedError } from '../award/decision-refused-error.ts';
import type { ApprovalInput } from '../award/grant-award.ts';
import type { Database } from '../database/schema.ts';
import { isUniqueViolation } from '../database/sql-state.ts';
import { runInTransaction } from '../database/transaction.ts';
import { forbidden, notFound } from '../http/http-problem.ts';
import { type BaseUrl, projectUrl } from '../http/resource-urls.ts';
import { isShortNameTaken } from '../projects/short-names.ts';
import { lockProjectForAttachment } from './attachable-projects.ts';
import { lockAwardForReview } from './award-locks.ts';
import { ConcurrentChangeError } from './concurrent-change-error.ts';
import { type AwardKey, loadDecisionInput } from './decision-input.ts';
import { requireNoLegalHold } from './legal-hold.ts';
import { storeDecision } from './store-decision.ts';

/** What a reviewer's decision about an award depends on. */
export interface ReviewContext {
  db: Kysely<Database>;
  clock: () => Date;
  awardKey: AwardKey;
  caller: Caller;
  baseUrl: BaseUrl;
  /** How large an award may become, in bytes. */
  maxAwardBytes: number;
  /** Called under the lock that decides; throws where the award is not as the reviewer saw it. */
  requireMatch: (trx: Transaction<Database>) => Promise<void>;
}

type DecideFunction = (
  award: ExistingAward,
  input: ApprovalInput,
  trx: Transaction<Database>,
) => AwardDecision | Promise<AwardDecision>;

/**
 * The decisions of a reviewer (docs/rules/awards.md, A reviewer decides), each in one transaction.
 * They throw DecisionRefusedError where a rule forbids the decision, a 404 where there is no award
 * that the caller may see, a 403 where the caller may not decide, and what requireMatch throws.
 */
export const approveAward = (review: ReviewContext, comment: string | null): Promise<void> =>
  decideInTransaction(review, (award, input) => decideApproval(award, input, comment));

export const rejectAward = (review: ReviewContext, comment: string | null): Promise<void> =>
  decideInTransaction(review, (award) => decideRejection(award, comment));

/** Only for a pending change of a running award, which goes on as it was granted before. */
export const refuseChange = (review: ReviewContext, comment: string | null): Promise<void> =>
  decideInTransaction(review, (award, { now }) =>
    decideRefuseChange(award, { comment, author: getNoteAuthor(review), now }),
  );

export const reopenAward = (review: ReviewContext, comment: string | null): Promise<void> =>
  decideInTransaction(review, (award) => decideReopening(award, comment));

export const detachProject = (review: ReviewContext): Promise<void> =>
  decideInTransaction(review, (award) => decideDetachment(award));

export const deleteAward = (review: ReviewContext): Promise<void> =>
  decideInTransaction(review, async (award, _input, trx) => {
    await requireNoLegalHold(trx, review.awardKey);
    return decideDeletion(award);
  });

/** Only for staff. */
export const addNote = (review: ReviewContext, text: string): Promise<void> =>
  decideInTransaction(
    review,
    (award, { now }) => {
      const note = { timestamp: now, author: getNoteAuthor(review), text };
      return decideNote(award, note, review.maxAwardBytes);
    },
    (caller) => caller.isStaff,
  );

/** A question to the awarding portal, which gets it as a note. */
export const askPortal = (review: ReviewContext, text: string): Promise<void> =>
  decideInTransaction(review, (award, { now }) => {
    const note = { timestamp: now, author: getNoteAuthor(review), text };
    return decideNote(award, note, review.maxAwardBytes, 'portal_asked');
  });

/** `projectUuid` with dashes. Throws a 400 on project_uuid where there is no such project. */
export const attachProject = (review: ReviewContext, projectUuid: string): Promise<void> =>
  decideInTransaction(review, async (award, input, trx) => {
    const found = await lockProjectForAttachment(trx, projectUuid);
    if (found === null) throw new DecisionRefusedError('bad_project', NO_SUCH_PROJECT_MESSAGE);
    const mayCrossCustomers = review.caller.isStaff;
    return decideAttachment(award, {
      ...found,
      mayCrossCustomers,
      projectUrl: input.projectUrl,
    });
  });

const getNoteAuthor = ({ caller }: ReviewContext): string => caller.fullName || caller.username;

type PermissionCheck = (caller: Caller, award: { isReviewer: boolean }) => boolean;

const mayReview: PermissionCheck = ({ isStaff }, { isReviewer }) => isStaff || isReviewer;

async function decideInTransaction(
  review: ReviewContext,
  decide: DecideFunction,
  isPermitted = mayReview,
): Promise<void> {
  const { awardKey, caller, clock } = review;
  const work = async (trx: Transaction<Database>): Promise<void> => {
    const locked = await lockAwardForReview(trx, awardKey, caller);
    if (locked === null) throw notFound();
    if (!isPermitted(caller, locked)) throw forbidden();
    const { existing } = await loadDecisionInput(trx, awardKey);
    if (existing === null) throw notFound();
    await review.requireMatch(trx);
    const input = createApprovalInput(toDecisionTime(clock()), review.baseUrl);
    const decision = await decide(existing, input, trx);
    const context = { ...awardKey, existing, actor: toActor(caller), now: input.now };
    await storeDecision(trx, context, decision);
  };
  try {
    await runInTransaction(review.db, work, isShortNameTaken);
  } catch (error) {
    throw toDecisionError(error);
  }
}

/** What an approval at this time looks at beside the award. */
export function createApprovalInput(time: DecisionTime, baseUrl: BaseUrl): ApprovalInput {
  return {
    ...time,
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
