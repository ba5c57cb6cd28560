import type { Announcement, AwardKey } from '../announcements/announcement.ts';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Database } from '../database/schema.ts';
import type { DigestMode } from '../database/mail-schema.ts';
import { findAwardLeads, leadRolesSql } from './find-award-leads.ts';
import { mailEmailSql, personWithEmailSql } from '../people/person-email-sql.ts';
import { isErasedSql } from '../people/erased-emails.ts';
import type { MailReader } from './mail-content.ts';
import type { PlannedMail } from './planned-mail.ts';
import { reviewerIdsSql } from './reviewers-sql.ts';

export interface MailRecipient extends MailReader {
  /** The index of the planned mail. */
  plan: number;
  personId: number | null;
  /** How they want to hear of awards that wait. */
  waitingAwards: DigestMode;
}

/**
 * The recipients of planned mails, with two queries: each person or email once for each mail. Left out
 * are people who did the thing themselves, who switched the kind off or have no email, refused
 * addresses, emails that were erased and that nobody invited since, and kinds that are off for the site or
 * the template of the award or of the project's award.
 */
export async function findRecipients(
  db: Kysely<Database>,
  plans: readonly PlannedMail[],
): Promise<MailRecipient[]> {
  if (plans.length === 0) return [];
  const awardLeads = await findAwardLeads(db, plans);
  const asked = plans.map(({ announcement, addressee, content }, plan) => ({
    ...findAwardKey(announcement),
    plan,
    kind: content.kind,
    addressee: addressee.group,
    email: addressee.group === 'email' ? addressee.email : null,
    person: addressee.group === 'person' ? addressee.uuid : announcement.data.person_uuid,
    template: announcement.data.template_uuid ?? null,
    project_id: announcement.projectId,
    performed_by: announcement.performedBy,
    created: announcement.created,
    award_leads: awardLeads.get(plan) ?? [],
  }));
  const { rows } = await sql<MailRecipient>`
    with asked as (
      select asked.*, template.id as template_id, template.provider_id, template.customer_id,
        award.created as award_created
      from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as asked (plan int, kind text,
        addressee text, email text, person uuid, template uuid, identifier text, destination text,
        project_id bigint, performed_by bigint, created timestamptz, award_leads jsonb)
      left join managed_project award on award.identifier = asked.identifier
        and award.destination = asked.destination
      left join project_template template on template.id = coalesce(award.template_id,
        (select id from project_template named where named.uuid = asked.template))),
    named as (${namedSql()}),
    found as (
      select named.plan, person.*, ${recipientEmailSql} as mail_email
      from named left join person
        on person.id = coalesce(named.person_id, ${personWithEmailSql(sql`named.email`)}))
    select distinct on (asked.plan, lower(found.mail_email))
      asked.plan, found.id as "personId", found.uuid as "personUuid", found.mail_email as email,
      preference.language, preference.time_zone as "timeZone",
      coalesce(preference.waiting_awards, 'at_once') as "waitingAwards"
    from found join asked on asked.plan = found.plan
    left join mail_preference preference on preference.person_id = found.id
    where found.mail_email <> ''
      and (found.id is null
        or (found.is_active and not found.is_robot and not found.is_service_account))
      and (found.id is null or found.id is distinct from asked.performed_by)
      and not (asked.kind = any(coalesce(preference.switched_off, '{}')))
      and not exists (select from mail_refused_address refused
        where refused.email = lower(found.mail_email))
      and not (found.id is null and exists (select from mail_unsubscribed_email stopped
        where stopped.kind = asked.kind
          and stopped.email_digest = sha256(convert_to(lower(found.mail_email), 'UTF8'))))
      and not (found.id is null and ${isErasedSql(sql`found.mail_email`, sql`asked.award_created`)})
      and not exists (select from mail_switched_off off where off.kind = asked.kind
        and (off.template_id is null or off.template_id = asked.template_id))
    order by asked.plan, lower(found.mail_email), found.id`.execute(db);
  return rows;
}

/**
 * An account gets its mails at its own email; where it has none, at the one that it is invited or named
 * by, else at one that it has signed in with.
 */
const recipientEmailSql = sql`case when person.id is null then named.email
  else coalesce(nullif(person.email, ''), named.email, ${mailEmailSql}) end`;

/** The award that an event is about, or that manages its project; empty texts for none. */
function findAwardKey({ identifier, destination, awardOfProject }: Announcement): AwardKey {
  if (identifier !== '' || awardOfProject === null) return { identifier, destination };
  return awardOfProject;
}

/** plan, person_id, email: one of the last two is null. */
function namedSql(): RawBuilder<unknown> {
  return sql`
    ${reviewersSql()}
    union all
    ${projectLeadsSql()}
    union all
    ${leadsOfAwardSql()}
    union all
    select asked.plan, person.id, null from asked join person on person.is_staff
    where asked.addressee = 'staff'
    union all
    select asked.plan, person.id, null from asked join person on person.uuid = asked.person
    where asked.addressee = 'person'
    union all
    select asked.plan, null, asked.email from asked where asked.addressee = 'email'`;
}

/** Admins and managers of the project, the invited ones too. */
function projectLeadsSql(): RawBuilder<unknown> {
  return sql`select asked.plan, role.person_id, null::text as email from asked
      join project_role role on role.project_id = asked.project_id and role.role in ${leadRolesSql}
      where asked.addressee = 'project' and ${isNewsSql(sql`role.person_id`)}
    union all
    select asked.plan, null, invitation.email from asked
      join invitation on invitation.project_id = asked.project_id
        and invitation.role in ${leadRolesSql}
      where asked.addressee = 'project' and ${isNewsSql(sql`null::bigint`)}`;
}

/** Who joins need not hear of it, nor anybody of each member that a new project begins with. */
function isNewsSql(personId: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(asked.kind <> 'member_joined' or exists (select from project
    where project.id = asked.project_id and project.created < asked.created
      and not exists (select from person joined
        where joined.uuid = asked.person and joined.id = ${personId})))`;
}

/** The people whom an award names, with a role that leads. */
function leadsOfAwardSql(): RawBuilder<unknown> {
  return sql`select asked.plan, null::bigint, lead.email from asked
    cross join lateral jsonb_array_elements_text(asked.award_leads) as lead (email)`;
}

/** An award that has no template has no reviewers. */
function reviewersSql(): RawBuilder<unknown> {
  const template = { customerId: sql`asked.customer_id`, providerId: sql`asked.provider_id` };
  return sql`select asked.plan, reviewer.person_id, null::text as email
    from asked cross join lateral (${reviewerIdsSql(template)}) reviewer
    where asked.addressee = 'reviewers' and asked.template_id is not null`;
}
