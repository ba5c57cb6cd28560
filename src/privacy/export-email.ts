import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Database } from '../database/schema.ts';
import { refuseAccountEmail } from './erase-email.ts';
import { jsonExportSql } from './json-export-sql.ts';
import { mailExportQueries } from './mail-export-queries.ts';

/**
 * What is stored about somebody without an account, by kind; times are RFC 3339. `email` in lower
 * case. Throws RefusedError where an account has the email.
 */
export async function exportEmail(
  db: Kysely<Database>,
  email: string,
): Promise<Record<string, unknown>> {
  await refuseAccountEmail(db, email);
  const queries = {
    invitations: sql`select 'project' as kind, project.name, role, invitation.created, expiration_time
        from invitation join project on project.id = project_id where email = ${email}
      union all select 'customer', customer.name, role, customer_invitation.created, expiration_time
        from customer_invitation join customer on customer.id = customer_id
        where customer_invitation.email = ${email}`,
    awards: sql`select identifier, destination, name, state,
        (select jsonb_object_agg(key, value) from jsonb_each(details -> 'members')
          where lower(key) = ${email}) as membership
      from managed_project where member_emails && array[${email}]`,
    exclusions: sql`select project.name as project, exclusion.created
      from project_exclusion exclusion join project on project.id = project_id
      where exclusion.email = ${email}`,
    refused_sign_ons: sql`select provider, username, full_name, problem, first_refused,
        last_refused, attempts
      from refused_sign_on where lower(email) = ${email}`,
    ...mailExportQueries({ personId: null, personUuid: null, emails: [email] }),
    administrative_audit: administrativeEntriesSql(email),
  };
  const { rows } = await sql<{ data: Record<string, unknown> }>`
    select ${jsonExportSql(queries)} as data`.execute(db);
  return { email, ...rows[0]?.data };
}

/** Of an entry about somebody else, such as one whose email was corrected, only the side with the email. */
function administrativeEntriesSql(email: string): RawBuilder<unknown> {
  const isSubject = sql`lower(subject_name) = ${email}`;
  const names = (column: 'before' | 'after') =>
    sql`lower(${sql.ref(column)} ->> 'email') = ${email}`;
  const side = (column: 'before' | 'after') =>
    sql`case when ${isSubject} or ${names(column)} then ${sql.ref(column)} end as ${sql.ref(column)}`;
  return sql`select "timestamp", action, case when ${isSubject} then subject_name end as subject_name,
      ${side('before')}, ${side('after')}
    from administrative_entry where ${isSubject} or ${names('before')} or ${names('after')}`;
}
