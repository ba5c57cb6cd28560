import type { AwardDetails } from './award-details.ts';
import { type Assessment, assessCredits } from './assess-credits.ts';
import { compareInstants } from './dates.ts';
import type { DecisionTime, ExistingProject, TemplateTerms } from './existing-award.ts';
import { describeOddities } from './oddities.ts';
import type { WaitingReason } from './waiting-reason.ts';

/** A request as it is judged: the merged details, and what they meet. */
export interface Request {
  details: AwardDetails;
  template: TemplateTerms;
  /** The project that the award has, or takes up again. */
  project: ExistingProject | null;
  /** A project that was linked because of its name, which no decision has granted yet. */
  namesake: Pick<ExistingProject, 'name'> | null;
  /** What was left out of the message. */
  oddities: readonly string[];
}

/** What the rules say of a request. The plan, the audit and the reviewers read the same verdict. */
export interface Verdict {
  /** Decimal text; null without an allocation. */
  credits: string | null;
  /** A new award above the maximum is rejected. */
  aboveMaximum: ReasonOf<'above_maximum'> | null;
  /** No project can be made for it today. */
  cannotStart: ReasonOf<'end_date_passed'> | null;
  /** Why a reviewer must decide; empty where the robot may approve. */
  reasons: WaitingReason[];
}

type ReasonOf<Code extends WaitingReason['code']> = Extract<WaitingReason, { code: Code }>;

/** Judges a request that no project runs for (docs/rules/awards.md, A3.8 to A3.13). */
export function judgeRequest(request: Request, time: DecisionTime): Verdict {
  const { details, template, project } = request;
  const assessment = assessCredits(details.allocation, template);
  const aboveMaximum = judgeMaximum(assessment, template);
  return {
    credits: assessment.credits,
    aboveMaximum,
    cannotStart: project === null ? judgeStart(details, time) : null,
    reasons: [
      ...judgeOddities(request.oddities),
      ...judgeUnit(assessment),
      ...(request.namesake ? [{ code: 'same_name', project: request.namesake.name } as const] : []),
      ...judgeEmbargo(details, time),
      ...(aboveMaximum ? [aboveMaximum] : judgeApprovalLimit(assessment, template)),
    ],
  };
}

/** An end before the start, of the award or of the project that follows it. */
export function judgeDates(
  { start_date, end_date }: Pick<AwardDetails, 'start_date' | 'end_date'>,
  project: Pick<ExistingProject, 'startDate' | 'endDate'> | null,
): string | null {
  const start = start_date ?? project?.startDate ?? null;
  const end = end_date ?? project?.endDate ?? null;
  if (start === null || end === null || start <= end) return null;
  return `end_date: The end (${end}) is before the start (${start}).`;
}

/** The embargo, while it lasts. */
export function judgeEmbargo(
  { earliest_approve: until }: Pick<AwardDetails, 'earliest_approve'>,
  { now }: Pick<DecisionTime, 'now'>,
): ReasonOf<'embargoed'>[] {
  const lasts = until !== undefined && compareInstants(until, now) > 0;
  return lasts ? [{ code: 'embargoed', until }] : [];
}

/** A new project cannot end today or before. */
export function judgeStart(
  { end_date: end }: Pick<AwardDetails, 'end_date'>,
  { today }: Pick<DecisionTime, 'today'>,
): ReasonOf<'end_date_passed'> | null {
  return end !== null && end <= today ? { code: 'end_date_passed', end } : null;
}

// The 1:1 figure of a unit that the template does not map says nothing about the limits.
export function judgeMaximum(
  { credits, isAboveMaximum, unmappedUnit }: Assessment,
  { maxCreditLimit }: Pick<TemplateTerms, 'maxCreditLimit'>,
): ReasonOf<'above_maximum'> | null {
  if (!isAboveMaximum || unmappedUnit !== null || maxCreditLimit === null) return null;
  return { code: 'above_maximum', credits: credits ?? '0.00', maximum: maxCreditLimit };
}

export function judgeUnit({ unmappedUnit }: Assessment): WaitingReason[] {
  return unmappedUnit === null ? [] : [{ code: 'unmapped_unit', unit: unmappedUnit }];
}

export function judgeApprovalLimit(
  { credits, needsApproval, unmappedUnit }: Assessment,
  { approvalLimit }: Pick<TemplateTerms, 'approvalLimit'>,
): WaitingReason[] {
  if (!needsApproval || approvalLimit === null) return [];
  if (Number(approvalLimit) === 0) return [{ code: 'every_award_waits' }];
  if (unmappedUnit !== null) return [];
  return [{ code: 'above_approval_limit', credits: credits ?? '0.00', limit: approvalLimit }];
}

function judgeOddities(oddities: readonly string[]): WaitingReason[] {
  const text = describeOddities(oddities);
  return text === null ? [] : [{ code: 'odd_message', text }];
}
