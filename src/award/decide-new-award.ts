/* Decides about a message for an award that is not stored yet. */

import { type AwardDetails, withField } from './award-details.ts';
import {
  type AuditEntry,
  answerWithoutChange,
  createPendingAnswer,
  createRejectedAnswer,
  type MessageDecision,
} from './award-decision.ts';
import { isPastGrace } from './dates.ts';
import type { DecisionAction } from './award-enums.ts';
import type { ExistingProject, TemplateTerms } from './existing-award.ts';
import { grantAward } from './grant-award.ts';
import type { IncomingInput, IncomingMessage } from './incoming-message.ts';
import { judgeSize } from './judge-size.ts';
import { judgeDates, judgeRequest, type Verdict } from './judge-request.ts';
import { mergeNotes } from './merge-details.ts';
import { describeOddities } from './oddities.ts';
import { describeReasons, orderReasons } from './waiting-reason-uses.ts';
import { createProjectLink, describeSkippedMembers } from './project-change.ts';
import { describeWaitingReason, type WaitingReason } from './waiting-reason.ts';

/** Decides about an award that is not stored yet (docs/rules/awards.md, A3.3 to A3.13). */
export function decideNewAward(incoming: IncomingMessage, input: IncomingInput): MessageDecision {
  const { message } = incoming;
  const { template } = input;
  const refusal = findRefusal(message.details, input);
  if (refusal !== null || template === null) return refuseStranger(refusal ?? '', input);
  const details = toNewDetails(message.details);
  const tooLarge = judgeSize(details, input.maxAwardBytes, null);
  if (tooLarge !== null) return refuseStranger(tooLarge, input);
  const verdict = judgeRequest(
    {
      details,
      template,
      project: input.sameNameProject,
      namesake: input.sameNameProject,
      oddities: message.oddities,
    },
    input,
  );
  if (incoming.instruction === 'create' && verdict.aboveMaximum !== null) {
    return rejectNewAward(details, describeWaitingReason(verdict.aboveMaximum), message.oddities);
  }
  const reasons: WaitingReason[] = [
    ...verdict.reasons,
    ...(incoming.instruction === 'update' ? [{ code: 'arrived_as_update' } as const] : []),
  ];
  if (reasons.length > 0)
    return holdNewAward(details, orderReasons(reasons), input, message.oddities);
  if (verdict.cannotStart !== null) {
    return refuseStranger(`end_date: ${describeWaitingReason(verdict.cannotStart)}`, input);
  }
  return approveNewAward(incoming, input, details, template, verdict);
}

/** Refuses a message about an award that is not stored, audited once for each reason (A3.7). */
export function refuseStranger(
  reason: string,
  { lastRefusalReason }: Pick<IncomingInput, 'lastRefusalReason'>,
): MessageDecision {
  const refusal = answerWithoutChange(createRejectedAnswer(reason));
  if (lastRefusalReason === reason) return refusal;
  const entry: AuditEntry = {
    action: 'refused',
    by: 'robot',
    note: reason,
    previousDetails: null,
    newDetails: null,
  };
  return { ...refusal, audit: [entry] };
}

/** A wrong key and an unknown template give the same answer (A3.4). */
function findRefusal(details: AwardDetails, input: IncomingInput): string | null {
  const { start_date, end_date } = details;
  if (isPastGrace(end_date, input.today)) {
    return `end_date: The award ended on ${end_date}, more than 30 days ago.`;
  }
  if (input.template === null || !input.isKeyAccepted) {
    return 'template: Unknown template for this offering, or wrong template key.';
  }
  return judgeDates({ start_date, end_date }, null);
}

function toNewDetails(details: AwardDetails): AwardDetails {
  return { ...withField(details, 'project_link', undefined), notes: mergeNotes([], details.notes) };
}

/** Above the maximum (A3.9). */
function rejectNewAward(
  details: AwardDetails,
  comment: string,
  oddities: readonly string[],
): MessageDecision {
  return {
    award: {
      state: 'rejected',
      details,
      review: { by: 'robot', comment },
      waitingReasons: [],
      messageProblem: describeOddities(oddities),
    },
    audit: [createEntry('created', details, ''), createEntry('rejected', details, comment)],
    notifications: [],
    answer: createRejectedAnswer(comment),
  };
}

/** A reviewer must decide; a project of the same name is linked (A3.11). */
function holdNewAward(
  requestedDetails: AwardDetails,
  reasons: WaitingReason[],
  { sameNameProject: namesake, projectUrl }: IncomingInput,
  oddities: readonly string[],
): MessageDecision {
  const comment = describeReasons(reasons);
  const details = namesake
    ? withField(requestedDetails, 'project_link', createProjectLink(namesake.uuid, projectUrl))
    : requestedDetails;
  return {
    award: {
      state: 'pending',
      details,
      review: { by: 'nobody', comment },
      ...(namesake && { attachment: 'project' }),
      waitingReasons: reasons,
      messageProblem: describeOddities(oddities),
    },
    ...(namesake && { project: { kind: 'link', projectId: namesake.id } }),
    audit: [
      createEntry('created', details, reasons.map(describeWaitingReason).join(' ')),
      ...(namesake ? [createEntry('linked', details, describeLink(namesake))] : []),
    ],
    notifications: [],
    answer: createPendingAnswer(comment),
  };
}

/** Within the limits (A3.12). */
function approveNewAward(
  { identifier, message }: IncomingMessage,
  input: IncomingInput,
  requestedDetails: AwardDetails,
  template: TemplateTerms,
  { credits }: Verdict,
): MessageDecision {
  const subject = { identifier, template, project: null };
  const review = { by: 'robot', comment: null } as const;
  const { award, effects } = grantAward(subject, requestedDetails, credits, input, review);
  const skipped = describeSkippedMembers(effects.members);
  return {
    award: { ...award, messageProblem: describeOddities(message.oddities) },
    ...effects,
    audit: [
      createEntry('created', award.details, ''),
      createEntry(
        'approved',
        award.details,
        `Within the limits of the template. ${skipped}`.trim(),
      ),
    ],
    notifications: [],
    answer: { kind: 'mapping' },
  };
}

/** Says in the audit that an award was linked to a project because of its name. */
export function describeLink({ name, uuid }: ExistingProject): string {
  return `Linked to the project "${name}" (${uuid}) of the same name.`;
}

function createEntry(action: DecisionAction, newDetails: AwardDetails, note: string): AuditEntry {
  return { action, by: 'robot', note, previousDetails: null, newDetails };
}
