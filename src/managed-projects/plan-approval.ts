import type { Kysely } from 'kysely';
import { assessCredits } from '../award/credits.ts';
import { compareInstants } from '../award/dates.ts';
import type { ExistingAward } from '../award/existing-award.ts';
import { toDecisionTime } from '../award/existing-award.ts';
import { formatLocalIdentifier } from '../award/identifiers.ts';
import { findApprovalBarriers, createApprovalDecision } from '../award/decide-review.ts';
import type { Database } from '../database/schema.ts';
import { type BaseUrl, customerUrl } from '../http/resource-urls.ts';
import { notFound } from '../http/http-problem.ts';
import { previewShortName } from '../projects/short-names.ts';
import { type AwardKey, loadDecisionInput } from './decision-input.ts';
import { createApprovalInput } from './review-award.ts';

/**
 * What approving now would do, by the code that approves; changes nothing.
 * Throws 404 where there is no such award.
 */
export async function planApproval(
  db: Kysely<Database>,
  clock: () => Date,
  address: AwardKey,
  { baseUrl, portal }: { baseUrl: BaseUrl; portal: string },
) {
  const { existing: held } = await loadDecisionInput(db, address);
  if (held === null) throw notFound();
  const moment = toDecisionTime(clock());
  const barriers = findApprovalBarriers(held, moment);
  const { project, members } = createApprovalDecision(
    held,
    createApprovalInput(moment, baseUrl),
    null,
  );
  if (!project || project.kind === 'link') throw new Error('An approval makes or updates.');
  const shortName =
    held.project?.shortName ?? (await previewShortName(db, held.template.shortname, moment.now));
  const customer = await loadCustomer(db, held);
  const earliest = held.details.earliest_approve;
  return {
    allowed: barriers.length === 0,
    barriers: barriers.map(({ code, message }) => ({ code, detail: message })),
    embargo: earliest !== undefined && compareInstants(earliest, moment.now) > 0 ? earliest : null,
    project: {
      action: chooseProjectAction(held),
      uuid: held.project?.uuid ?? null,
      name: project.name ?? '',
      description: project.description ?? '',
      short_name: shortName,
      local_identifier: formatLocalIdentifier(shortName, portal),
      customer: customerUrl(baseUrl, customer.uuid),
      customer_name: customer.name,
      start_date: project.startDate ?? null,
      end_date: project.endDate ?? null,
    },
    credits: toCreditsJson(held, project.credits ?? null),
    members: {
      invited: members?.invitations ?? [],
      changed: members?.roleChanges ?? [],
      removed: members?.removals ?? [],
      skipped: members?.skippedMembers ?? [],
    },
  };
}

function chooseProjectAction(held: ExistingAward): 'create' | 'update' | 'link' {
  if (held.project === null) return 'create';
  return held.appliedAllocation === null ? 'link' : 'update';
}

function toCreditsJson(held: ExistingAward, after: string | null) {
  const { template, details, project } = held;
  const assessment = assessCredits(details.allocation, template);
  return {
    before: project?.credits ?? null,
    after,
    approval_limit: template.approvalLimit,
    max_credit_limit: template.maxCreditLimit,
    above_approval_limit: assessment.needsApproval,
    above_max_credit_limit: assessment.isAboveMaximum,
    unmapped_unit: assessment.unmappedUnit,
  };
}

/** The customer that the project belongs to, or will. */
async function loadCustomer(
  db: Kysely<Database>,
  held: ExistingAward,
): Promise<{ uuid: string; name: string }> {
  return db
    .selectFrom('customer')
    .select(['uuid', 'name'])
    .where('id', '=', held.project?.customerId ?? held.template.customerId)
    .executeTakeFirstOrThrow();
}
