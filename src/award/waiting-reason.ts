/** Why a pending award waits. Stored as JSON in managed_project.waiting_reasons. */
export type WaitingReason =
  /** Credits as decimal text. */
  | { code: 'above_approval_limit'; credits: string; limit: string }
  /** Stands on awards that wait whatever the limits say; a new award above the maximum is rejected. */
  | { code: 'above_maximum'; credits: string; maximum: string }
  /** The approval limit of the template is 0. */
  | { code: 'every_award_waits' }
  /** RFC 3339, UTC. */
  | { code: 'embargoed'; until: string }
  /** `project`: the name of the linked project. */
  | { code: 'same_name'; project: string }
  | { code: 'unmapped_unit'; unit: string }
  /** `text`: what was left out of the message, with its field. */
  | { code: 'odd_message'; text: string }
  | { code: 'arrived_as_update' }
  /** Rejected by a person before; `reason`: theirs. */
  | { code: 'asked_again'; reason: string | null }
  /** Withdrawn before. */
  | { code: 'returned' }
  /** A running award asks for more than the robot may grant. */
  | { code: 'larger_allocation'; credits: string; current: string; limit: string }
  /** What it asks for now would not wait, but an earlier request did. */
  | { code: 'now_within_limits' }
  /** A new project cannot end today or before. */
  | { code: 'end_date_passed'; end: string }
  /** Its project was removed here. */
  | { code: 'project_missing' }
  | { code: 'detached' }
  | { code: 'reopened'; comment: string | null }
  /** It began to wait before reasons were recorded. */
  | { code: 'unknown' };

export type WaitingReasonCode = WaitingReason['code'];

type Describe<Code extends WaitingReasonCode> = (
  reason: Extract<WaitingReason, { code: Code }>,
) => string;

const descriptions: { [Code in WaitingReasonCode]: Describe<Code> } = {
  above_approval_limit: ({ credits, limit }) =>
    `${credits} credits are above the approval limit of ${limit}.`,
  above_maximum: ({ credits, maximum }) =>
    `${credits} credits are above the maximum of ${maximum}.`,
  every_award_waits: () => 'Every award of this template waits for a reviewer.',
  embargoed: ({ until }) => `Not to be approved before ${until}.`,
  same_name: ({ project }) =>
    `A project named "${project}" exists already and was linked; please review.`,
  unmapped_unit: ({ unit }) =>
    `The unit ${unit} is not mapped to credits in the template; it is counted 1:1.`,
  odd_message: ({ text }) => text,
  arrived_as_update: () => 'Arrived as an update.',
  asked_again: ({ reason }) =>
    reason === null
      ? 'Asked again after it was rejected.'
      : `Asked again after it was rejected: ${reason}`,
  returned: () => 'Asked for again after it was withdrawn.',
  larger_allocation: ({ credits, current, limit }) =>
    `More credits (${credits}) than the project has (${current}) need a reviewer above ${limit}.`,
  now_within_limits: () =>
    'An earlier request needed a reviewer; the present one is within the limits.',
  end_date_passed: ({ end }) => `A new project cannot end on ${end}, today or before.`,
  project_missing: () => 'The project of this award was removed here.',
  detached: () => 'Its project was detached.',
  reopened: ({ comment }) => comment ?? 'Reopened by a reviewer.',
  unknown: () => 'No reason was recorded.',
};

/** Every code, in the order in which reasons are stored. */
export const waitingReasonCodes = Object.keys(descriptions) as WaitingReasonCode[];

/** A reason in one sentence for reviewers and the awarding portal. */
export function describeWaitingReason(reason: WaitingReason): string {
  return (descriptions[reason.code] as Describe<WaitingReasonCode>)(reason);
}
