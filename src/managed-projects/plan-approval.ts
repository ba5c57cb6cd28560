import type { Kysely } from 'kysely';
import { assessCredits } from '../award/assess-credits.ts';
import { findApprovalBarriers, previewApproval } from '../award/decide-review.ts';
import { type ExistingAward, toDecisionTime } from '../award/existing-award.ts';
import { formatLocalIdentifier } from '../award/identifiers.ts';
import { judgeEmbargo } from '../award/judge-request.ts';
import type { Database } from '../database/schema.ts';
import { type BaseUrl, customerUrl } from '../http/resource-urls.ts';
import { notFound } from '../http/http-problem.ts';
import { listRemovedMembers } from '../projects/membership-sql.ts';
import { previewShortName } from '../projects/short-names.ts';
import { type AwardKey, loadDecisionInput } from './decision-input.ts';
import { planWanted } from './plan-wanted.ts';
import { createApprovalInput } from './review-award.ts';

/**
 * Says what approving now would do, by the code that approves; changes nothing. Throws a 404 where
 * there is no such award.
 */
export async function planApproval(
  db: Kysely<Database>,
  clock: () => Date,
  awardKey: AwardKey,
  { baseUrl, portal }: { baseUrl: BaseUrl; portal: string },
) {
  const { existing } = await loadDecisionInput(db, awardKey);
  if (existing === null) throw notFound();
  const time = toDecisionTime(clock());
  const barriers = findApprovalBarriers(existing, time);
  const { project, members } = previewApproval(existing, createApprovalInput(time, baseUrl), null);
  if (project.kind === 'link') throw new Error('An approval makes or updates a project.');
  const current = existing.project ?? existing.previousProject;
  const shortName =
    current?.shortName ?? (await previewShortName(db, existing.template.shortname, time.now));
  const customer = await loadCustomer(db, existing);
  const [embargo] = judgeEmbargo(existing.details, time);
  const machines = await planWanted(
    db,
    {
      project: {
        shortName,
        startDate: project.startDate ?? null,
        endDate: project.endDate ?? null,
        credits: project.credits ?? null,
        isRemoved: false,
      },
      projectId: current?.id ?? null,
      templateId: existing.template.id,
      breakdown: existing.details.breakdown ?? {},
      invitedEmails: members.invitations.map(({ email }) => email.toLowerCase()),
      withdrawnEmails: members.removals.map(({ email }) => email),
      removedEmails: listRemovedMembers(members.removals),
    },
    clock(),
  );
  return {
    allowed: barriers.length === 0,
    barriers: barriers.map(({ code, message }) => ({ code, detail: message })),
    embargo: embargo?.until ?? null,
    project: {
      action: chooseProjectAction(existing),
      uuid: current?.uuid ?? null,
      name: project.name ?? '',
      description: project.description ?? '',
      short_name: shortName,
      local_identifier: formatLocalIdentifier(shortName, portal),
      customer: customerUrl(baseUrl, customer.uuid),
      customer_name: customer.name,
      start_date: project.startDate ?? null,
      end_date: project.endDate ?? null,
    },
    credits: toCreditsJson(existing, project.credits ?? null),
    members: {
      invited: members.invitations,
      changed: members.roleChanges,
      removed: members.removals.map(({ email, role }) => ({ email, role })),
      skipped: members.skippedMembers,
    },
    machines,
  };
}

/** A withdrawn award takes up its own project again. */
function chooseProjectAction(existing: ExistingAward): 'create' | 'update' | 'link' {
  if (existing.project === null) return existing.previousProject === null ? 'create' : 'update';
  return existing.grantedAllocation === null ? 'link' : 'update';
}

function toCreditsJson(existing: ExistingAward, after: string | null) {
  const { template, details } = existing;
  const assessment = assessCredits(details.allocation, template);
  return {
    before: (existing.project ?? existing.previousProject)?.credits ?? null,
    after,
    approval_limit: template.approvalLimit,
    max_credit_limit: template.maxCreditLimit,
    above_approval_limit: assessment.needsApproval,
    above_max_credit_limit: assessment.isAboveMaximum,
    unmapped_unit: assessment.unmappedUnit,
  };
}

/** The customer that the project belongs to, or will belong to. */
async function loadCustomer(
  db: Kysely<Database>,
  existing: ExistingAward,
): Promise<{ uuid: string; name: string }> {
  const project = existing.project ?? existing.previousProject;
  return db
    .selectFrom('customer')
    .select(['uuid', 'name'])
    .where('id', '=', project?.customerId ?? existing.template.customerId)
    .executeTakeFirstOrThrow();
}
