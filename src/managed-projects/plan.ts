import type { Kysely } from 'kysely';
import { assess } from '../award/credits.ts';
import { compareInstants } from '../award/dates.ts';
import type { HeldAward } from '../award/facts.ts';
import { momentOf } from '../award/facts.ts';
import { localIdentifier } from '../award/identifiers.ts';
import { approvalBarriers, approvalOf } from '../award/review.ts';
import type { Database } from '../database/schema.ts';
import { type BaseUrl, customerUrl } from '../http/addresses.ts';
import { notFound } from '../http/problem.ts';
import { peekShortName } from '../projects/short-names.ts';
import { type Address, readFacts } from './facts.ts';
import { approvalFacts } from './reviews.ts';

/**
 * What approving now would do, by the code that approves; changes nothing.
 * Throws 404 where there is no such award.
 */
export async function planApproval(
  db: Kysely<Database>,
  clock: () => Date,
  address: Address,
  { baseUrl, portal }: { baseUrl: BaseUrl; portal: string },
) {
  const { held } = await readFacts(db, address);
  if (held === null) throw notFound();
  const moment = momentOf(clock());
  const barriers = approvalBarriers(held, moment);
  const { project, members } = approvalOf(held, approvalFacts(moment, baseUrl), null);
  if (!project || project.kind === 'link') throw new Error('An approval makes or updates.');
  const shortName =
    held.project?.shortName ?? (await peekShortName(db, held.template.shortname, moment.now));
  const customer = await customerOf(db, held);
  const earliest = held.details.earliest_approve;
  return {
    allowed: barriers.length === 0,
    barriers: barriers.map(({ code, message }) => ({ code, detail: message })),
    embargo: earliest !== undefined && compareInstants(earliest, moment.now) > 0 ? earliest : null,
    project: {
      action: actionOn(held),
      uuid: held.project?.uuid ?? null,
      name: project.name ?? '',
      description: project.description ?? '',
      short_name: shortName,
      local_identifier: localIdentifier(shortName, portal),
      customer: customerUrl(baseUrl, customer.uuid),
      customer_name: customer.name,
      start_date: project.startDate ?? null,
      end_date: project.endDate ?? null,
    },
    credits: creditsOf(held, project.credits ?? null),
    members: {
      invited: members?.invite ?? [],
      changed: members?.change ?? [],
      removed: members?.remove ?? [],
      skipped: members?.skipped ?? [],
    },
  };
}

function actionOn(held: HeldAward): 'create' | 'update' | 'link' {
  if (held.project === null) return 'create';
  return held.appliedAllocation === null ? 'link' : 'update';
}

function creditsOf(held: HeldAward, after: string | null) {
  const { template, details, project } = held;
  const assessment = assess(details.allocation, template);
  return {
    before: project?.credits ?? null,
    after,
    approval_limit: template.approvalLimit,
    max_credit_limit: template.maxCreditLimit,
    above_approval_limit: assessment.needsApproval,
    above_max_credit_limit: assessment.aboveMaximum,
    unmapped_unit: assessment.unmappedUnit,
  };
}

/** The customer that the project belongs to, or will. */
async function customerOf(
  db: Kysely<Database>,
  held: HeldAward,
): Promise<{ uuid: string; name: string }> {
  return db
    .selectFrom('customer')
    .select(['uuid', 'name'])
    .where('id', '=', held.project?.customerId ?? held.template.customerId)
    .executeTakeFirstOrThrow();
}
