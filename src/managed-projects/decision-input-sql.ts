import { type RawBuilder, sql } from 'kysely';
import type { TemplateTerms, ExistingProject } from '../award/existing-award.ts';
import { hasEmailSql } from '../people/person-email-sql.ts';

/*
 * What decisions look at, as JSON that PostgreSQL builds. Numbers leave as text: in JSON they would
 * be floats, which credits are not.
 */

/** A row of `project` under this alias as an ExistingProject. */
export function projectJsonSql(alias: 'project' | 'previous'): RawBuilder<ExistingProject> {
  const column = (name: string) => sql.ref(`${alias}.${name}`);
  return sql`jsonb_build_object(
    'id', ${column('id')}, 'uuid', ${column('uuid')}, 'name', ${column('name')},
    'shortName', ${column('short_name')},
    'description', ${column('description')}, 'startDate', ${column('start_date')},
    'endDate', ${column('end_date')}, 'credits', ${column('credits')}::text,
    'isRemoved', ${column('is_removed')}, 'customerId', ${column('customer_id')},
    'members', (select coalesce(jsonb_agg(member), '[]') from (
      ${membersSql(column('id'), column('customer_id'))}) member),
    'exclusions', (select coalesce(jsonb_agg(jsonb_build_object('email', excluded.email,
        'role', excluded.role)), '[]')
      from project_exclusion excluded where excluded.project_id = ${column('id')}))`;
}

function membersSql(projectId: RawBuilder<unknown>, customerId: RawBuilder<unknown>) {
  return sql`
    select (select coalesce(jsonb_agg(email order by place, email), '[]') from (
          select lower(person.email) as email, 1 as place where person.email <> ''
          union all
          select known.email, 2 from person_email known
            where known.person_id = person.id and known.email <> lower(person.email)) own) as emails,
      project_role.role, 'member' as state, person.is_active as "isActive",
      exists (select from customer_role where customer_role.person_id = person.id
        and customer_role.customer_id = ${customerId}) as "inCustomer"
    from project_role join person on person.id = project_role.person_id
    where project_role.project_id = ${projectId}
    union all
    select jsonb_build_array(invitation.email), invitation.role, 'invited', true,
      exists (select from customer_role where customer_role.customer_id = ${customerId}
        and customer_role.person_id in (
          select id from person where ${hasEmailSql('person', sql`invitation.email`)}
          union all select person_id from person_email where email = invitation.email))
    from invitation where invitation.project_id = ${projectId}`;
}

/** A row of `project_template` under this alias as TemplateTerms. */
export function templateJsonSql(alias: 'own' | 'requested'): RawBuilder<TemplateTerms> {
  const column = (name: string) => sql.ref(`${alias}.${name}`);
  return sql`jsonb_build_object('id', ${column('id')}, 'name', ${column('name')},
    'customerId', ${column('customer_id')}, 'shortname', ${column('shortname')},
    'approvalLimit', ${column('approval_limit')}::text,
    'maxCreditLimit', ${column('max_credit_limit')}::text,
    'allocationUnitsMapping', ${column('allocation_units_mapping')},
    'roleMapping', ${column('role_mapping')})`;
}
