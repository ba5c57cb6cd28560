import Big from 'big.js';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { visibleAwardsSql, visibleTemplatesSql } from '../access/visibility-sql.ts';
import { formatCredits } from '../award/assess-credits.ts';
import type { AwardState } from '../award/award-enums.ts';
import type { Database } from '../database/schema.ts';
import type { Caller } from '../http/caller.ts';
import type { AwardKey } from './decision-input.ts';

/** How many awards of each kind the context of an award lists. */
const MAX_LISTED_AWARDS = 20;
/** How many members' other awards are looked for. */
const MAX_MEMBERS = 100;

/** What has been granted, in credits as decimal text, and to how many awards. */
export interface GrantSum {
  credits: string;
  awards: number;
  /** What the projects of these awards have used on all resources. */
  used_credits: string;
  /** Node seconds on all resources. */
  used_seconds: number;
  /** The node seconds that these projects are granted; null where one is on several resources. */
  granted_seconds: number | null;
  /** What was granted and not used; negative where more was used. */
  left_credits: string;
}

/** Another award that the caller sees. */
interface RelatedAward extends AwardKey {
  name: string;
  state: AwardState;
  template_name: string;
  /** Decimal text; null without an allocation. */
  requested_credits: string | null;
  /** null where nothing is in force. */
  granted_credits: string | null;
  start_date: string | null;
  end_date: string | null;
}

export interface AwardContext {
  granted: {
    template: GrantSum;
    portal: GrantSum;
    /** null for an award without a call. */
    call: (GrantSum & { id: string }) | null;
  };
  /** Of the members, the newest first; with their role there by email. */
  awards_of_members: (RelatedAward & { members: Record<string, string> })[];
  has_more_awards: boolean;
  /** The awards that this one renews, and those that renew it. */
  renews: RelatedAward[];
  renewed_by: RelatedAward[];
}

/**
 * What a reviewer knows beside a request: sums of what was granted, other awards of its members, the
 * renewed award. One statement that reads through indexes; only what the caller may see counts. The
 * award must be one that the caller may see.
 */
export async function loadAwardContext(
  db: Kysely<Database>,
  { identifier, destination }: AwardKey,
  caller: Caller,
): Promise<AwardContext> {
  const visible = visibleAwardsSql(caller);
  const { rows } = await sql<ContextRow>`
    with award as materialized (
      select id, template_id, portal, identifier, call_id, reference_id, renewal_id, member_emails
      from managed_project where identifier = ${identifier} and destination = ${destination}),
    email as materialized (${membersEmailsSql})
    select award.call_id, ${grantSumsSql(caller)} as granted,
      ${relatedSql(
        sql`managed_project.member_emails && array(select email from email) and ${visible}`,
        MAX_LISTED_AWARDS + 1,
      )} as of_members,
      ${relatedSql(
        sql`managed_project.portal = award.portal and ${visible} and managed_project.id in (
          select id from managed_project where identifier = award.renewal_id
          union all select id from managed_project where reference_id = award.renewal_id)`,
      )} as renews,
      ${relatedSql(
        sql`managed_project.portal = award.portal and ${visible} and managed_project.id in (
          select id from managed_project where renewal_id = award.identifier
          union all select id from managed_project where renewal_id = award.reference_id)`,
      )} as renewed_by
    from award`.execute(db);
  const [row] = rows;
  if (row === undefined) throw new Error('The award was deleted meanwhile.');
  return toContext(row);
}

interface ContextRow {
  call_id: string | null;
  granted: Record<'template' | 'portal' | 'call', Omit<GrantSum, 'left_credits'>>;
  of_members: AwardContext['awards_of_members'];
  renews: RelatedAward[];
  renewed_by: RelatedAward[];
}

/** The emails that the award names, and every other one that those people have signed in with. */
const membersEmailsSql = sql`select named.email from award,
    unnest(member_emails[1:${sql.lit(MAX_MEMBERS)}]) as named (email)
  union select other.email from award, unnest(member_emails[1:${sql.lit(MAX_MEMBERS)}]) as named (email)
    join person_email own on own.email = named.email
    join person_email other on other.person_id = own.person_id`;

/** Sums of the caller's templates of the award's portal. */
function grantSumsSql(caller: Caller): RawBuilder<unknown> {
  const ofTemplate = sql`g.template_id = award.template_id`;
  const ofCall = sql`g.call_id = award.call_id`;
  const sumSql = (condition: RawBuilder<unknown>): RawBuilder<unknown> => sql`jsonb_build_object(
    'credits', coalesce(sum(g.credits) filter (where ${condition}), 0)::text,
    'awards', coalesce(sum(g.awards) filter (where ${condition}), 0)::bigint,
    'used_credits', round(coalesce(sum(g.used) filter (where ${condition}), 0), 2)::text,
    'used_seconds', coalesce(sum(g.seconds) filter (where ${condition}), 0)::bigint,
    'granted_seconds', case max(g.resources) filter (where ${condition})
      when 1 then (sum(g.granted_seconds) filter (where ${condition}))::bigint end)`;
  return sql`(select jsonb_build_object(
      'template', ${sumSql(ofTemplate)}, 'call', ${sumSql(ofCall)}, 'portal', ${sumSql(sql`true`)})
    from (select template_id, call_id, credits, awards, 0::numeric as used, 0 as seconds,
        0::bigint as granted_seconds, null::bigint as resources from grant_total
      union all ${usedCreditsSql}) g
    join project_template on project_template.id = g.template_id
    where project_template.portal = award.portal and ${visibleTemplatesSql(caller)})`;
}

/** What the projects of awards that are in force have used, by template and call of the award. */
const usedCreditsSql = sql`select granted.template_id, granted.call_id, 0, 0,
    coalesce(usage_collection.used_seconds / resource.seconds_per_credit, 0),
    coalesce(usage_collection.used_seconds, 0), pair.wanted_limit,
    count(*) over (partition by granted.id)
  from machine_project pair
  left join usage_collection on usage_collection.machine_project_id = pair.id
  join resource on resource.id = pair.resource_id
  join managed_project granted on granted.project_id = pair.project_id
    and granted.portal = award.portal and granted.state in ('approved', 'pending')`;

/** Other awards that meet a condition, the newest first, as a JSON array. */
function relatedSql(condition: RawBuilder<unknown>, limit = MAX_LISTED_AWARDS) {
  return sql`(select coalesce(jsonb_agg(jsonb_build_object(
      'identifier', found.identifier, 'destination', found.destination, 'name', found.name,
      'state', found.state,
      'template_name', (select t.name from project_template t where t.id = found.template_id),
      'requested_credits', found.requested_credits::text,
      'granted_credits', found.granted_credits::text,
      'start_date', found.start_day, 'end_date', found.end_day,
      'members', (select coalesce(jsonb_object_agg(member.key, member.value), '{}')
        from jsonb_each_text(case jsonb_typeof(found.details -> 'members')
          when 'object' then found.details -> 'members' else '{}' end) as member
        where lower(member.key) in (select email from email)))
      order by found.created desc, found.id desc), '[]')
    from (select managed_project.* from managed_project
      where managed_project.id <> award.id and ${condition}
      order by managed_project.created desc, managed_project.id desc limit ${sql.lit(limit)}) found)`;
}

function toContext({ call_id, granted, of_members, renews, renewed_by }: ContextRow): AwardContext {
  const { template, portal, call } = granted;
  return {
    granted: {
      template: toGrantSum(template),
      portal: toGrantSum(portal),
      call: call_id === null ? null : { id: call_id, ...toGrantSum(call) },
    },
    awards_of_members: of_members
      .slice(0, MAX_LISTED_AWARDS)
      .map((award) => ({ ...toRelatedAward(award), members: award.members })),
    has_more_awards: of_members.length > MAX_LISTED_AWARDS,
    renews: renews.map(toRelatedAward),
    renewed_by: renewed_by.map(toRelatedAward),
  };
}

const toGrantSum = ({
  credits,
  awards,
  used_credits: used,
  ...seconds
}: Omit<GrantSum, 'left_credits'>): GrantSum => ({
  credits: formatCredits(credits),
  awards,
  used_credits: formatCredits(used),
  ...seconds,
  left_credits: formatCredits(new Big(credits).minus(used).toFixed()),
});

/** Without the members, which only the members' other awards show. */
function toRelatedAward(award: RelatedAward): RelatedAward {
  const { requested_credits: requested, granted_credits: granted } = award;
  return {
    identifier: award.identifier,
    destination: award.destination,
    name: award.name,
    state: award.state,
    template_name: award.template_name,
    requested_credits: requested && formatCredits(requested),
    granted_credits: granted && formatCredits(granted),
    start_date: award.start_date,
    end_date: award.end_date,
  };
}
