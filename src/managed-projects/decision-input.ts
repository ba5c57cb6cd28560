import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { AwardState } from '../award/award-enums.ts';
import type { ExistingAward, ExistingProject, TemplateTerms } from '../award/existing-award.ts';
import { parseLosslessJson } from '../award/lossless-json.ts';
import type { WaitingReason } from '../award/waiting-reason.ts';
import { fromStoredDetails } from '../award/wire-details.ts';
import { compileOnce } from '../database/compiled-query.ts';
import type { StoredWaitingReason } from '../database/award-schema.ts';
import type { Database } from '../database/schema.ts';
import type { StoredTemplateKey } from '../templates/template-key.ts';
import { projectJsonSql, templateJsonSql } from './decision-input-sql.ts';

/** Identifies an award: the pair is unique (docs/rules/awards.md, A1.1). */
export interface AwardKey {
  identifier: string;
  destination: string;
}

/** What is stored about an award and about the template that a message names for it. */
export interface DecisionInput {
  existing: ExistingAward | null;
  /** The template that the message names. */
  template: TemplateTerms | null;
  /** What the message's key must match; null where the template has none. */
  templateKey: StoredTemplateKey | null;
  /** The reason of a refusal, where the last audit entry about this award is one. */
  lastRefusalReason: string | null;
}

/** The template that a message names. */
export interface TemplateReference {
  portal: string;
  name: string | null;
  offering: string;
}

/** The award, and the template that a message names for it, to look up. */
export interface DecisionKey {
  awardKey: AwardKey;
  template: TemplateReference | null;
}

/** Loads everything that a decision about an award looks at, in one query. */
export async function loadDecisionInput(
  db: Kysely<Database>,
  awardKey: AwardKey,
  template: TemplateReference | null = null,
): Promise<DecisionInput> {
  const [input] = await loadDecisionInputs(db, [{ awardKey, template }]);
  return input as DecisionInput;
}

/** The same for several keys in one query; the results are in the order of the keys. */
export async function loadDecisionInputs(
  db: Kysely<Database>,
  keys: readonly DecisionKey[],
): Promise<DecisionInput[]> {
  const wanted = keys.map(({ awardKey: { identifier, destination }, template }) => ({
    identifier,
    destination,
    portal: template?.portal,
    template: template?.name,
    offering: template?.offering,
  }));
  const rows = await selectDecisionInputs(db, { wanted: JSON.stringify(wanted) }, null);
  return rows.map(toDecisionInput);
}

/** What every query of an existing award selects, of `award`, `own`, `project`, `previous`. */
const existingAwardSql = sql`case when award.id is not null then jsonb_build_object('id', award.id,
    'version', award.version, 'identifier', award.identifier, 'offering', award.offering,
    'destination', award.destination, 'state', award.state, 'review_comment', award.review_comment,
    'applied_allocation', award.applied_allocation,
    'refused_allocation', award.refused_allocation, 'waiting_reasons', award.waiting_reasons,
    'message_problem', award.message_problem) end as award,
  award.details::text as details,
  (select case when is_robot then 'robot' else 'person' end from person
    where person.id = award.reviewed_by) as reviewed_by,
  ${templateJsonSql('own')} as own_template,
  case when project.id is not null then ${projectJsonSql('project')} end as project,
  case when previous.id is not null then ${projectJsonSql('previous')} end as previous_project`;

/** Looked up by id for each award: a plan may otherwise read all projects. */
const projectJoinsSql = sql`
  left join lateral (select * from project where id = award.project_id limit 1) project on true
  left join lateral (select * from project candidate where candidate.id = award.previous_project_id
    and not candidate.is_removed and not exists (select from managed_project other
      where other.project_id = candidate.id) limit 1) previous on true`;

// As JSON, not as arrays: for arrays PostgreSQL expects ten elements in a generic plan and plans
// anew for each use, which takes longer than the look-up (decision 10). For JSON it expects a
// hundred, for which it would read all of a small table: limit 1 makes it use the key's index.
const selectDecisionInputs = compileOnce<{ wanted: string }, null, DecisionInputRow>(
  ({ wanted }) => sql`
    select ${existingAwardSql},
      case when requested.id is not null then ${templateJsonSql('requested')} end
        as requested_template,
      requested.key_salt, requested.key_digest,
      (select case when last.action = 'refused' then last.note end from audit_entry last
        where last.identifier = wanted.identifier and last.destination = wanted.destination
        order by last.id desc limit 1) as last_refusal
    from rows from (jsonb_to_recordset(${wanted}::jsonb) as (identifier text, destination text,
      portal text, template text, offering text))
      with ordinality as wanted (identifier, destination, portal, template, offering, place)
    left join lateral (select * from managed_project
      where identifier = wanted.identifier and destination = wanted.destination limit 1) award on true
    left join project_template own on own.id = award.template_id
    ${projectJoinsSql}
    left join project_template requested on requested.portal = wanted.portal
      and requested.name = wanted.template and requested.offering = wanted.offering
    order by wanted.place`,
);

function uncanceledSql(awardingPortal: string, offering: string): RawBuilder<SqlBool> {
  return sql`award.portal = ${awardingPortal} and award.offering = ${offering}
    and award.state <> 'canceled'`;
}

/**
 * Loads every award of a portal on an offering that is not canceled, in the order of arrival; null
 * where their details have more than `maxBytes` together.
 */
export async function loadUncanceledAwards(
  db: Kysely<Database>,
  awardingPortal: string,
  offering: string,
  maxBytes: number,
): Promise<ExistingAward[] | null> {
  const isWanted = uncanceledSql(awardingPortal, offering);
  const { rows } = await sql<{ fits: boolean }>`
    select coalesce(sum(coalesce(details_bytes, octet_length(details::text))), 0) <= ${maxBytes}
      as fits from managed_project award where ${isWanted}`.execute(db);
  return rows[0]?.fits ? loadExistingAwards(db, isWanted) : null;
}

/** The same awards, however many, with the short names of the projects that were granted. */
export async function loadGrantedShortNames(
  db: Kysely<Database>,
  awardingPortal: string,
  offering: string,
): Promise<{ identifier: string; shortName: string | null }[]> {
  const { rows } = await sql<{ identifier: string; shortName: string | null }>`
    select award.identifier, project.short_name as "shortName" from managed_project award
    left join project on project.id = award.project_id
      and (award.state = 'approved' or award.applied_allocation is not null)
    where ${uncanceledSql(awardingPortal, offering)}
    order by award.created, award.id`.execute(db);
  return rows;
}

/** Loads the awards that meet a condition on `award`, in the order of arrival. */
export async function loadExistingAwards(
  db: Kysely<Database>,
  condition: RawBuilder<unknown>,
): Promise<ExistingAward[]> {
  const { rows } = await sql<ExistingAwardRow>`
    select ${existingAwardSql} from managed_project award
    join project_template own on own.id = award.template_id
    ${projectJoinsSql}
    where ${condition} order by award.created, award.id`.execute(db);
  return rows.map((row) => toExistingAward(row.award, row));
}

interface ExistingAwardRow {
  award: StoredAwardRow;
  /** As text, because the driver would change numbers that a double does not hold. */
  details: string;
  reviewed_by: 'robot' | 'person' | null;
  own_template: TemplateTerms;
  project: ExistingProject | null;
  previous_project: ExistingProject | null;
}

interface DecisionInputRow extends Omit<ExistingAwardRow, 'award'> {
  award: StoredAwardRow | null;
  requested_template: TemplateTerms | null;
  key_salt: Buffer | null;
  key_digest: Buffer | null;
  last_refusal: string | null;
}

/** The columns of managed_project that decisions look at. */
interface StoredAwardRow {
  id: number;
  version: number;
  identifier: string;
  offering: string;
  destination: string;
  state: AwardState;
  review_comment: string | null;
  applied_allocation: string | null;
  refused_allocation: string | null;
  waiting_reasons: StoredWaitingReason[];
  message_problem: string | null;
}

function toDecisionInput(row: DecisionInputRow): DecisionInput {
  const { key_salt: salt, key_digest: digest } = row;
  return {
    existing: row.award && toExistingAward(row.award, row),
    template: row.requested_template,
    templateKey: salt && digest ? { salt, digest } : null,
    lastRefusalReason: row.last_refusal,
  };
}

function toExistingAward(
  award: StoredAwardRow,
  row: Omit<ExistingAwardRow, 'award'>,
): ExistingAward {
  return {
    id: award.id,
    version: award.version,
    identifier: award.identifier,
    offering: award.offering,
    destination: award.destination,
    state: award.state,
    details: fromStoredDetails(parseLosslessJson(row.details) as Record<string, unknown>),
    reviewComment: award.review_comment,
    reviewedBy: row.reviewed_by,
    grantedAllocation: award.applied_allocation,
    refusedAllocation: award.refused_allocation,
    waitingReasons: award.waiting_reasons.map(toWaitingReason),
    messageProblem: award.message_problem,
    template: row.own_template,
    project: row.project,
    previousProject: row.previous_project,
  };
}

/** Without the stored sentence, which in one kind of reason is all that it says. */
function toWaitingReason(stored: StoredWaitingReason): WaitingReason {
  if (stored.code === 'odd_message') return stored;
  const { text: _, ...reason } = stored;
  return reason;
}
