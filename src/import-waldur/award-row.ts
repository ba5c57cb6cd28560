/* Turns an award of Waldur into a row here, by the rules of src/award. */

import { NO_ALLOCATION, formatAllocation, parseAllocation } from '../award/allocation.ts';
import { assessCredits } from '../award/assess-credits.ts';
import { type AwardDetails, withField } from '../award/award-details.ts';
import { type AwardState, awardStates } from '../award/award-enums.ts';
import { BadInput } from '../award/bad-input.ts';
import { type TemplateTerms, toDecisionTime } from '../award/existing-award.ts';
import {
  formatDestination,
  parseDestination,
  parseProjectIdentifier,
} from '../award/identifiers.ts';
import { judgeRequest } from '../award/judge-request.ts';
import { parseAwardMessage } from '../award/parse-award-message.ts';
import { measureDetails } from '../award/printed-size.ts';
import { createProjectLink } from '../award/project-change.ts';
import { orderReasons } from '../award/waiting-reason-uses.ts';
import { describeWaitingReason, type WaitingReason } from '../award/waiting-reason.ts';
import { toWireDetails } from '../award/wire-details.ts';
import { projectUrl } from '../http/resource-urls.ts';
import type { ImportContext } from './import-context.ts';
import type { PastDecisions } from './past-decisions.ts';
import type { WaldurItem } from './waldur-shapes.ts';

/** The template of an award, as far as its import needs it. */
export interface AwardTemplate extends TemplateTerms {
  offering: string;
  portal: string;
}

export interface AwardProject {
  id: number;
  uuid: string;
  shortName: string | null;
}

/** What an award refers to, as it is here. */
export interface AwardReferences {
  template: AwardTemplate | undefined;
  /** undefined: Waldur names one that was left out; null: Waldur names none. */
  project: AwardProject | null | undefined;
  past: PastDecisions | undefined;
}

export interface AwardRow {
  identifier: string;
  destination: string;
  offering: string;
  portal: string;
  state: AwardState;
  details: string;
  details_bytes: number;
  earliest_approve: string | null;
  template_id: number;
  project_id: number | null;
  previous_project_id: number | null;
  applied_allocation: string | null;
  review_comment: string | null;
  created: string;
  reviewed_at: string | null;
  waiting_since: string | null;
  waiting_reasons: string;
  /** Of its project; null: those that the project has. */
  credits: string | null;
}

/** Throws BadInput for what cannot be an award here. `oddities`: what was left out of its details. */
export function toAwardRow(
  context: ImportContext,
  award: WaldurItem<'award'>,
  references: AwardReferences,
): { row: AwardRow; oddities: string[] } {
  const { template, project } = references;
  if (template === undefined) throw new BadInput('project_template', 'It was left out.');
  if (project === undefined) throw new BadInput('project', 'It was left out.');
  const state = readState(award.state);
  const offering = readOffering(context, award, template);
  const message = parseAwardMessage({ ...award.details, template: template.name });
  if (state === 'approved') requireMapping(project);
  const isAttached = project !== null && state !== 'canceled';
  const link =
    isAttached && context.publicUrl !== null
      ? createProjectLink(project.uuid, (uuid) => projectUrl(context.publicUrl ?? '', uuid))
      : undefined;
  const details = withField(message.details, 'project_link', link);
  const granted = isAttached ? findGrantedAllocation(state, details, references.past) : null;
  const reasons =
    state === 'pending' ? judgePending(context, details, template, message.oddities) : [];
  const row: AwardRow = {
    identifier: award.identifier,
    destination: award.destination,
    offering,
    portal: template.portal,
    state,
    details: JSON.stringify(toWireDetails(details)),
    details_bytes: measureDetails(details),
    earliest_approve: details.earliest_approve ?? null,
    template_id: template.id,
    project_id: isAttached ? project.id : null,
    previous_project_id: isAttached ? null : (project?.id ?? null),
    applied_allocation: granted,
    review_comment: award.review_comment,
    created: award.created,
    reviewed_at: state === 'pending' ? null : (award.reviewed_at ?? award.created),
    waiting_since: state === 'pending' ? award.created : null,
    waiting_reasons: JSON.stringify(
      reasons.map((reason) => ({ ...reason, text: describeWaitingReason(reason) })),
    ),
    credits: granted === null ? null : assessCredits(granted, template).credits,
  };
  return { row, oddities: message.oddities };
}

function readState(text: string): AwardState {
  const state = awardStates.find((known) => known === text);
  if (state === undefined) throw new BadInput('state', `An award is not stored as ${text}.`);
  return state;
}

/** The award key must be the one under which the awarding portal asks for it here. */
function readOffering(
  { portal: ourPortal }: ImportContext,
  { identifier, destination }: WaldurItem<'award'>,
  template: AwardTemplate,
): string {
  const { portal } = parseProjectIdentifier(identifier);
  const offering = parseDestination(destination).at(-1) as string;
  if (formatDestination(portal, ourPortal, offering) !== destination) {
    const form = formatDestination(portal, ourPortal, '<offering>');
    throw new BadInput('destination', `${destination} is not of the form ${form}.`);
  }
  if (template.portal !== portal || template.offering !== offering) {
    throw new BadInput('project_template', `It is for ${template.portal} on ${template.offering}.`);
  }
  return offering;
}

function requireMapping(project: AwardProject | null): void {
  if (project === null) throw new BadInput('project', 'It is approved and has no project.');
  if (project.shortName === null) {
    throw new BadInput(
      'local_identifier',
      'It is approved, and its project has no short name in Waldur.',
    );
  }
}

/**
 * The allocation in force: of an approved award the one that it asks for; of one whose change waits,
 * the one of its last approval.
 */
function findGrantedAllocation(
  state: AwardState,
  details: AwardDetails,
  past: PastDecisions | undefined,
): string | null {
  if (state === 'approved') return details.allocation ?? NO_ALLOCATION;
  if (state !== 'pending' || past?.last !== 'approved' || past.granted === null) return null;
  return formatAllocation(parseAllocation(past.granted));
}

/** Why it waits, by the rules here; "not recorded" where they would let it pass. */
function judgePending(
  { now }: ImportContext,
  details: AwardDetails,
  template: AwardTemplate,
  oddities: readonly string[],
): WaitingReason[] {
  const request = { details, template, project: null, namesake: null, oddities };
  const { reasons } = judgeRequest(request, toDecisionTime(new Date(now)));
  return reasons.length === 0 ? [{ code: 'unknown' }] : orderReasons(reasons);
}
