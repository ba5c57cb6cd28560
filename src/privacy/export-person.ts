import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Database } from '../database/schema.ts';
import { type ExportQueries, jsonExportSql } from './json-export-sql.ts';
import { machineExportQueries } from './machine-export-queries.ts';
import { mailExportQueries } from './mail-export-queries.ts';
import { personEmailsSql } from './person-emails-sql.ts';

/** Everything that is stored about a person, by kind; times are RFC 3339. */
export type PersonalData = Record<string, unknown>;

/** `emails` in lower case. */
interface Subject {
  uuid: string;
  emails: string[];
}

/**
 * What Gatehouse stores about the person with this id: GDPR, article 15. Keys and hashes of secrets
 * are left out; of awards and audits, what concerns the person. null where there is no such person.
 */
export async function exportPerson(
  db: Kysely<Database>,
  personId: number,
): Promise<PersonalData | null> {
  const found = await sql<Subject>`select uuid::text,
      array(${personEmailsSql(personId)}) as emails
    from person where id = ${personId}`.execute(db);
  const [subject] = found.rows;
  if (subject === undefined) return null;
  const { uuid, emails } = subject;
  const queries = {
    ...accountQueries(personId, emails),
    ...membershipQueries(personId, emails),
    ...reviewQueries(personId),
    ...machineExportQueries(personId),
    ...mailExportQueries({ personId, personUuid: uuid, emails }),
    ...ownThingsQueries(personId),
    administrative_audit: sql`select "timestamp", via, address, action, subject_name, before, after
      from administrative_entry where performed_by = ${personId} or subject_uuid = ${uuid}::uuid`,
  };
  const { rows } = await sql<{ data: PersonalData }>`select jsonb_build_object('person',
      to_jsonb(person) - '{id,password_hash,username_key}'::text[]) || ${jsonExportSql(queries)} as data
    from person where id = ${personId}`.execute(db);
  return rows[0]?.data ?? null;
}

function accountQueries(personId: number, emails: readonly string[]): ExportQueries {
  return {
    emails: sql`select email, created from person_email where person_id = ${personId}`,
    identities: sql`select issuer, subject, created, last_used from person_identity
      where person_id = ${personId}`,
    tokens: sql`select name, scope, created, expires_at, last_used from api_token
      where person_id = ${personId}`,
    sessions: sql`select created, last_used, expires, address, user_agent, provider
      from session where person_id = ${personId}`,
    begun_sign_ons: sql`select provider, next, expires from sign_on where person_id = ${personId}`,
    password_links: sql`select created, expires from reset_link where person_id = ${personId}`,
    refused_sign_ons: sql`select provider, username, full_name, email, problem,
        first_refused, last_refused, attempts from refused_sign_on
      where ${isOneOf('lower(email)', emails)}`,
  };
}

function membershipQueries(personId: number, emails: readonly string[]): ExportQueries {
  return {
    project_roles: sql`select project.name as project, role, project_role.created, expiration_time
      from project_role join project on project.id = project_id where person_id = ${personId}`,
    customer_roles: sql`select customer.name as customer, role, customer_role.created,
        expiration_time
      from customer_role join customer on customer.id = customer_id where person_id = ${personId}`,
    invitations: sql`select email, role, created, expiration_time from invitation
        where ${isOneOf('email', emails)}
      union all select email, role, created, expiration_time from customer_invitation
        where ${isOneOf('email', emails)}`,
    exclusions: sql`select project.name as project, exclusion.email, exclusion.created
      from project_exclusion exclusion join project on project.id = project_id
      where ${isOneOf('exclusion.email', emails)}`,
    awards: sql`select identifier, destination, name, state,
        (select jsonb_object_agg(key, value) from jsonb_each(details -> 'members')
          where ${isOneOf('lower(key)', emails)}) as membership
      from managed_project where member_emails && ${emails}::text[]`,
  };
}

function reviewQueries(personId: number): ExportQueries {
  return {
    reviews: sql`select identifier, destination, "timestamp", event_type, action, note
      from audit_entry where performed_by = ${personId}`,
    assigned_awards: sql`select identifier, destination, name, state, assigned_at
      from managed_project where assignee_id = ${personId}`,
    entries_about: sql`select identifier, destination, "timestamp", event_type, action, note
      from audit_entry where concerns_id = ${personId}`,
    mentions: sql`select identifier, destination, text, created
      from internal_note_mention join internal_note on internal_note.id = note_id
      where person_id = ${personId}`,
    internal_notes: sql`select identifier, destination, text, created
      from internal_note where author = ${personId}`,
    awards_in_next_mail: sql`select identifier, destination, due from mail_digest_item
      where person_id = ${personId}`,
    open_awards: sql`select identifier, destination, since, seen
      from award_viewer join managed_project on managed_project.id = award_id
      where person_id = ${personId}`,
  };
}

function ownThingsQueries(personId: number): ExportQueries {
  return {
    mail_preferences: sql`select language, time_zone, waiting_awards, switched_off
      from mail_preference where person_id = ${personId}`,
    saved_replies: sql`select title, text, is_shared, created from saved_reply
      where person_id = ${personId}`,
    saved_views: sql`select name, query, created from saved_view where person_id = ${personId}`,
    // The path of some receivers is a key.
    webhooks: sql`select webhook.name, customer.name as customer,
        substring(destination_url from '^[^:]+://[^/?#]+') as receiver, form, event_types, is_active,
        webhook.created
      from webhook left join customer on customer.id = customer_id where owner_id = ${personId}`,
  };
}

/** `expression`: SQL. */
function isOneOf(expression: string, emails: readonly string[]): RawBuilder<boolean> {
  return sql`${sql.raw(expression)} = any(${emails}::text[])`;
}
