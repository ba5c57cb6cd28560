import { type Kysely, sql, type Transaction } from 'kysely';
import type { Caller, Viewer } from '../http/caller.ts';
import { isReviewerSql, visibleAwardsSql } from '../access/visibility-sql.ts';
import type { AwardDetails } from '../award/award-details.ts';
import type { ExistingAward, ProjectSnapshot, TemplateTerms } from '../award/existing-award.ts';
import type { ReviewState } from '../award/enums.ts';
import { compileOnce } from '../database/compiled-query.ts';
import type { Database } from '../database/schema.ts';
import type { StoredTemplateKey } from '../templates/template-key.ts';

/** An award's address: unique (awards.md, The things). */
export interface AwardKey {
  identifier: string;
  destination: string;
}

/** What is on record about an award and the template that a message names for it. */
export interface DecisionInput {
  existing: ExistingAward | null;
  /** The template asked for, where one was. */
  template: TemplateTerms | null;
  /** What its key must match; null where it has none. */
  templateKey: StoredTemplateKey | null;
  /** The reason of a refusal, where the last thing on record is one. */
  lastRefusalReason: string | null;
}

/** The template that a message names. */
export interface TemplateReference {
  portal: string;
  name: string | null;
  offering: string;
}

/** What facts are asked for: of an award, and of the template that a message names for it. */
export interface DecisionKey {
  awardKey: AwardKey;
  template: TemplateReference | null;
}

/** Everything that a decision about an award looks at, in one look-up. */
export async function loadDecisionInput(
  db: Kysely<Database>,
  address: AwardKey,
  asked: TemplateReference | null = null,
): Promise<DecisionInput> {
  const [record] = await loadDecisionInputs(db, [{ awardKey: address, template: asked }]);
  return record as DecisionInput;
}

/** The same of several, each in its place. */
export async function loadDecisionInputs(
  db: Kysely<Database>,
  all: readonly DecisionKey[],
): Promise<DecisionInput[]> {
  const wanted = all.map(({ awardKey: { identifier, destination }, template: asked }) => ({
    identifier,
    destination,
    portal: asked?.portal,
    template: asked?.name,
    offering: asked?.offering,
  }));
  const rows = await selectDecisionInputs(db, { wanted: JSON.stringify(wanted) }, null);
  return rows.map(toDecisionInput);
}

// As JSON, not as arrays: in a plan to keep, PostgreSQL expects ten of each; it sees that there is
// one and plans anew for each use, which takes longer than the look-up (decision 10). Of JSON it
// expects a hundred, for which it would read a small desk's awards from end to end: limit 1 has each
// looked up by its key.
const selectDecisionInputs = compileOnce<{ wanted: string }, null, DecisionInputRow>(
  ({ wanted }) => sql`
    select to_jsonb(award) as award,
      ${templateJsonSql('own')} as own_template,
      case when asked.id is not null then ${templateJsonSql('asked')} end as asked_template,
      asked.key_salt, asked.key_digest,
      case when project.id is not null then ${projectJsonSql} end as project,
      (select case when last.action = 'refused' then last.note end from audit_entry last
        where last.identifier = wanted.identifier and last.destination = wanted.destination
        order by last.id desc limit 1) as last_refusal
    from rows from (jsonb_to_recordset(${wanted}::jsonb) as (identifier text, destination text,
      portal text, template text, offering text))
      with ordinality as wanted (identifier, destination, portal, template, offering, place)
    left join lateral (select * from managed_project
      where identifier = wanted.identifier and destination = wanted.destination limit 1) award on true
    left join project_template own on own.id = award.template_id
    left join lateral (select * from project where id = award.project_id limit 1) project on true
    left join project_template asked on asked.portal = wanted.portal
      and asked.name = wanted.template and asked.offering = wanted.offering
    order by wanted.place`,
);

/** Every award of a portal on an offering that is not canceled, in the order of arrival. */
export async function loadUncanceledAwards(
  db: Kysely<Database>,
  awardingPortal: string,
  offering: string,
): Promise<ExistingAward[]> {
  const { rows } = await sql<ExistingAwardRow>`
    select to_jsonb(award) as award, ${templateJsonSql('own')} as own_template,
      case when project.id is not null then ${projectJsonSql} end as project
    from managed_project award
    join project_template own on own.id = award.template_id
    left join project on project.id = award.project_id
    where award.portal = ${awardingPortal} and award.offering = ${offering}
      and award.state <> 'canceled'
    order by award.created, award.id`.execute(db);
  return rows.map((row) => toExistingAward(row.award, row));
}

/**
 * Locks an award and its project for what a message decides, so that what is read next stays so
 * until the transaction ends. It also keeps others from making the same award meanwhile.
 */
export async function lockAwardForMessage(
  trx: Transaction<Database>,
  { identifier, destination }: AwardKey,
): Promise<void> {
  const name = `${identifier} ${destination}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(trx);
  const award = await trx
    .selectFrom('managed_project')
    .select('project_id')
    .where('identifier', '=', identifier)
    .where('destination', '=', destination)
    .forUpdate()
    .executeTakeFirst();
  if (award?.project_id) await lockProject(trx, award.project_id);
}

/**
 * Locks an award and its project for what a person decides, and says whether that person is a
 * reviewer of it; null, and nothing locked, where there is none that they may see.
 */
export async function lockAwardForReview(
  trx: Transaction<Database>,
  { identifier, destination }: AwardKey,
  { personId, isStaff, isSupport }: Caller,
): Promise<{ isReviewer: boolean } | null> {
  const values = { identifier, destination, personId };
  const [award] = await selectAwardForUpdate(trx, values, { isStaff, isSupport });
  if (award === undefined) return null;
  if (award.project_id !== null) await lockProject(trx, award.project_id);
  return { isReviewer: award.reviews };
}

interface LockedAwardRow {
  project_id: number | null;
  reviews: boolean;
}

const selectAwardForUpdate = compileOnce<
  AwardKey & { personId: number },
  Omit<Viewer, 'personId'>,
  LockedAwardRow
>(
  ({ identifier, destination, personId }, sees) => sql`
    select project_id, ${isReviewerSql(personId)} as reviews
    from managed_project join project_template t on t.id = managed_project.template_id
    where identifier = ${identifier} and destination = ${destination}
      and ${visibleAwardsSql({ ...sees, personId })}
    for update of managed_project`,
);

export async function lockProject(trx: Transaction<Database>, id: number): Promise<void> {
  await trx.selectFrom('project').select('id').where('id', '=', id).forUpdate().execute();
}

/** An active project of this name in this customer that no award manages; the oldest of several. */
export async function findUnmanagedProjectByName(
  trx: Transaction<Database>,
  customerId: number,
  name: string,
  today: string,
): Promise<ProjectSnapshot | null> {
  const { rows } = await sql<{ project: ProjectSnapshot }>`
    select ${projectJsonSql} as project from project
    where customer_id = ${customerId} and name = ${name} and not is_removed
      and (end_date is null or end_date >= ${today})
      and not exists (select from managed_project where project_id = project.id)
    order by id limit 1 for update of project`.execute(trx);
  return rows[0]?.project ?? null;
}

/** A project for attaching, locked, with the award that manages it; null where there is none. */
export async function lockProjectForAttachment(
  trx: Transaction<Database>,
  uuid: string,
): Promise<{ project: ProjectSnapshot; managedBy: string | null } | null> {
  const locked = await trx
    .selectFrom('project')
    .select('id')
    .where('uuid', '=', uuid)
    .forUpdate()
    .executeTakeFirst();
  if (locked === undefined) return null;
  const { rows } = await sql<{ project: ProjectSnapshot; managed_by: string | null }>`
    select ${projectJsonSql} as project,
      (select identifier from managed_project where project_id = project.id) as managed_by
    from project where id = ${locked.id}`.execute(trx);
  const row = rows[0];
  return row ? { project: row.project, managedBy: row.managed_by } : null;
}

// Numbers leave as text: JSON's are floats here, credits are not.
const projectJsonSql = sql`jsonb_build_object(
  'id', project.id, 'uuid', project.uuid, 'name', project.name,
  'shortName', project.short_name, 'description', project.description,
  'startDate', project.start_date, 'endDate', project.end_date,
  'credits', project.credits::text, 'isRemoved', project.is_removed,
  'customerId', project.customer_id,
  'members', (select coalesce(jsonb_agg(member), '[]') from (
    select lower(person.email) as email, project_role.role, 'member' as state,
      exists (select from customer_role where customer_role.person_id = person.id
        and customer_role.customer_id = project.customer_id) as "inCustomer"
    from project_role join person on person.id = project_role.person_id
    where project_role.project_id = project.id
    union all
    select invitation.email, invitation.role, 'invited',
      exists (select from person join customer_role on customer_role.person_id = person.id
        where lower(person.email) = invitation.email
          and customer_role.customer_id = project.customer_id)
    from invitation where invitation.project_id = project.id) member))`;

function templateJsonSql(alias: 'own' | 'asked') {
  const column = (name: string) => sql.ref(`${alias}.${name}`);
  return sql`jsonb_build_object('id', ${column('id')}, 'name', ${column('name')},
    'customerId', ${column('customer_id')}, 'shortname', ${column('shortname')},
    'approvalLimit', ${column('approval_limit')}::text,
    'maxCreditLimit', ${column('max_credit_limit')}::text,
    'allocationUnitsMapping', ${column('allocation_units_mapping')},
    'roleMapping', ${column('role_mapping')})`;
}

interface ExistingAwardRow {
  award: AwardJson;
  own_template: TemplateTerms;
  project: ProjectSnapshot | null;
}

interface DecisionInputRow extends Omit<ExistingAwardRow, 'award'> {
  award: AwardJson | null;
  asked_template: TemplateTerms | null;
  key_salt: Buffer | null;
  key_digest: Buffer | null;
  last_refusal: string | null;
}

interface AwardJson {
  id: number;
  version: number;
  identifier: string;
  offering: string;
  destination: string;
  state: ReviewState;
  details: AwardDetails;
  review_comment: string | null;
  applied_allocation: string | null;
}

function toDecisionInput(row: DecisionInputRow): DecisionInput {
  const { key_salt: salt, key_digest: digest } = row;
  return {
    existing: row.award && toExistingAward(row.award, row),
    template: row.asked_template,
    templateKey: salt && digest ? { salt, digest } : null,
    lastRefusalReason: row.last_refusal,
  };
}

function toExistingAward(
  award: AwardJson,
  row: Pick<ExistingAwardRow, 'own_template' | 'project'>,
): ExistingAward {
  return {
    id: award.id,
    version: award.version,
    identifier: award.identifier,
    offering: award.offering,
    destination: award.destination,
    state: award.state,
    details: award.details,
    reviewComment: award.review_comment,
    appliedAllocation: award.applied_allocation,
    template: row.own_template,
    project: row.project,
  };
}
