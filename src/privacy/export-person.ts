import { type Kysely, sql } from 'kysely';
import type { Database } from '../database/schema.ts';
import { personEmailsSql } from './person-emails-sql.ts';

/** Everything that is stored about a person, by kind; times are RFC 3339. */
export type PersonalData = Record<string, unknown>;

/**
 * What Gatehouse stores about the person with this id: GDPR, article 15. Keys and hashes of secrets
 * are left out; of awards and audits, what concerns the person. null where there is no such person.
 */
export async function exportPerson(
  db: Kysely<Database>,
  personId: number,
): Promise<PersonalData | null> {
  const { rows } = await sql<{ data: PersonalData }>`
    with subject as (select * from person where id = ${personId}),
      emails as (${personEmailsSql(personId)})
    select jsonb_build_object(
      'person', (select to_jsonb(subject) - '{id,password_hash,username_key}'::text[] from subject),
      'emails', ${listSql(sql`select email, created from person_email where person_id = ${personId}`)},
      'short_names', ${listSql(sql`select short_name, created, replaced from person_short_name
        where person_id = ${personId}`)},
      'identities', ${listSql(sql`select issuer, subject, created, last_used from person_identity
        where person_id = ${personId}`)},
      'tokens', ${listSql(sql`select name, scope, created, expires_at, last_used from api_token
        where person_id = ${personId}`)},
      'sessions', ${listSql(sql`select created, last_used, expires, address, user_agent, provider
        from session where person_id = ${personId}`)},
      'refused_sign_ons', ${listSql(sql`select provider, username, full_name, email, problem,
        first_refused, last_refused, attempts from refused_sign_on
        where lower(email) in (select email from emails)`)},
      'project_roles', ${listSql(sql`select project.name as project, role, project_role.created,
        expiration_time from project_role join project on project.id = project_id
        where person_id = ${personId}`)},
      'customer_roles', ${listSql(sql`select customer.name as customer, role, customer_role.created,
        expiration_time from customer_role join customer on customer.id = customer_id
        where person_id = ${personId}`)},
      'invitations', ${listSql(sql`select email, role, created, expiration_time from invitation
          where email in (select email from emails)
        union all select email, role, created, expiration_time from customer_invitation
          where email in (select email from emails)`)},
      'exclusions', ${listSql(sql`select project.name as project, exclusion.email, exclusion.created
        from project_exclusion exclusion join project on project.id = project_id
        where exclusion.email in (select email from emails)`)},
      'awards', ${listSql(sql`select identifier, destination, name, state,
          (select jsonb_object_agg(key, value) from jsonb_each(details -> 'members')
            where lower(key) in (select email from emails)) as membership
        from managed_project
        where member_emails && (select coalesce(array_agg(email), '{}') from emails)`)},
      'reviews', ${listSql(sql`select identifier, destination, "timestamp", event_type, action, note
        from audit_entry where performed_by = ${personId}`)},
      'mentions', ${listSql(sql`select identifier, destination, text, created
        from internal_note_mention join internal_note on internal_note.id = note_id
        where person_id = ${personId}`)},
      'refused_addresses', ${listSql(sql`select email, reason, refused from mail_refused_address
        where email in (select email from emails)`)},
      'internal_notes', ${listSql(sql`select identifier, destination, text, created
        from internal_note where author = ${personId}`)},
      'accounts_on_machines', ${listSql(sql`select resource.name as resource, local_name, short_name,
        first_seen, last_seen from local_account join resource on resource.id = resource_id
        where person_id = ${personId}`)},
      'use_of_machines', ${listSql(sql`select resource.name as resource, project.name as project, day,
          (seconds[place])::text as node_seconds, jobs[place] as jobs
        from local_account account
        join usage_name on usage_name.resource_id = account.resource_id
          and usage_name.local_name = account.local_name
        join machine_project on machine_project.resource_id = account.resource_id
          and machine_project.project_id = account.project_id
        join usage_day on machine_project_id = machine_project.id
        cross join lateral array_position(name_ids, usage_name.id) place
        join resource on resource.id = account.resource_id
        join project on project.id = account.project_id
        where person_id = ${personId} and place is not null order by day, resource, project`)},
      'storage_on_machines', ${listSql(sql`select distinct resource.name as resource, project.name as project,
          day, user_quotas -> own.short_name as quotas
        from person_short_name own
        join local_account account on account.short_name = own.short_name
        join machine_project on machine_project.resource_id = account.resource_id
          and machine_project.project_id = account.project_id
        join storage_day on machine_project_id = machine_project.id
        join resource on resource.id = account.resource_id
        join project on project.id = account.project_id
        where own.person_id = ${personId} and user_quotas ? own.short_name
        order by day, resource, project`)},
      'mail_preferences', ${listSql(sql`select language, time_zone, waiting_awards, switched_off
        from mail_preference where person_id = ${personId}`)},
      'mails', ${listSql(sql`select recipient, kind, subject, created, state from mail_message
        where person_id = ${personId} or lower(recipient) in (select email from emails)`)},
      'saved_replies', ${listSql(sql`select title, text, is_shared, created from saved_reply
        where person_id = ${personId}`)},
      'saved_views', ${listSql(sql`select name, query, created from saved_view
        where person_id = ${personId}`)},
      'administrative_audit', ${listSql(sql`select "timestamp", via, address, action, subject_name,
          before, after from administrative_entry
        where performed_by = ${personId} or subject_uuid = (select uuid from subject)`)}
    ) as data from subject`.execute(db);
  return rows[0]?.data ?? null;
}

function listSql(query: ReturnType<typeof sql>) {
  return sql`coalesce((select jsonb_agg(to_jsonb(entry)) from (${query}) entry), '[]')`;
}
