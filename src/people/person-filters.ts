/* The filters and orders of the list of accounts. */

import { sql } from 'kysely';
import {
  contains,
  flagColumn,
  refused,
  type SqlCondition,
  since,
  text,
  uuid,
} from '../http/list-filters.ts';
import { requireRole } from '../roles/member-store.ts';

const notKept = refused('this is not kept of people.');
const searched = ['person.username', 'person.full_name', 'person.email'];

/** A role of this name or UUID anywhere. */
const hasRole = (table: 'customer_role' | 'project_role') => (value: string, name: string) => {
  const { name: role } = requireRole(value, name);
  return sql`person.id in (select person_id from ${sql.table(table)} where role = ${role})` as SqlCondition;
};

/** What accounts can be filtered by: the parameters of Waldur's clients, and ours. */
export const personFilters = {
  query: contains(...searched),
  user_keyword: contains(...searched),
  username: contains('person.username'),
  full_name: contains('person.full_name'),
  email: contains('person.email'),
  username_list: text('User names, comma-separated.', (value): SqlCondition => {
    const names = value.split(',').map((name) => name.trim());
    return sql`person.username = any(${names}::text[])`;
  }),
  is_staff: flagColumn('person.is_staff'),
  is_support: flagColumn('person.is_support'),
  is_active: flagColumn('person.is_active'),
  is_service_account: flagColumn('person.is_service_account'),
  date_joined: since('person.date_joined'),
  customer_uuid: uuid('UUID of a customer with a role for them.', (value): SqlCondition => {
    return sql`person.id in (select person_id from customer_role join customer
        on customer.id = customer_role.customer_id where customer.uuid = ${value}
      union all select person_id from project_role join project
        on project.id = project_role.project_id join customer on customer.id = project.customer_id
        where customer.uuid = ${value})`;
  }),
  project_uuid: uuid('UUID of a project with a role for them.', (value): SqlCondition => {
    return sql`person.id in (select person_id from project_role join project
      on project.id = project_role.project_id where project.uuid = ${value})`;
  }),
  organization_roles: text('Name or UUID of a role in some customer.', hasRole('customer_role')),
  project_roles: text('Name or UUID of a role in some project.', hasRole('project_role')),
  agreement_date: notKept,
  civil_number: notKept,
  description: notKept,
  job_title: notKept,
  modified: notKept,
  native_name: notKept,
  organization: notKept,
  phone_number: notKept,
  registration_method: notKept,
};

/** What accounts can be ordered by. */
export const personOrder = {
  username: 'person.username',
  full_name: 'person.full_name',
  email: 'person.email',
  date_joined: 'person.date_joined',
  is_active: 'person.is_active',
  is_staff: 'person.is_staff',
  is_support: 'person.is_support',
};
