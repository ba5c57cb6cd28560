/* The filters and orders of the list of customers. */

import { sql } from 'kysely';
import type { Caller } from '../http/caller.ts';
import {
  contains,
  equals,
  flag,
  refused,
  type SqlCondition,
  texts,
  uuid,
} from '../http/list-filters.ts';
import { requireRole } from '../roles/member-store.ts';

export interface CustomerFilterContext {
  caller: Caller;
}

const noServices = refused('customers are no service providers here.');
const notKept = refused('this is not kept of customers.');

/** A role of the caller in the customer, one of these. */
function callerHasRoleSql({ personId }: Caller, names: readonly string[]): SqlCondition {
  return sql`customer.id in (select customer_id from customer_role
    where person_id = ${personId} and role = any(${[...names]}::text[]))`;
}

/** What customers can be filtered by: the parameters of Waldur's clients, and ours. */
export const customerFilters = {
  name: contains('customer.name'),
  name_exact: equals('customer.name'),
  native_name: contains('customer.native_name'),
  abbreviation: contains('customer.abbreviation'),
  slug: equals('customer.slug'),
  query: contains(
    'customer.name',
    'customer.native_name',
    'customer.abbreviation',
    'customer.slug',
  ),
  owned_by_current_user: flag(
    'Whether you are an owner of it.',
    (value, { caller }: CustomerFilterContext): SqlCondition =>
      sql`${callerHasRoleSql(caller, ['CUSTOMER.OWNER'])} = ${value}`,
  ),
  current_user_has_project_create_permission: flag(
    'Whether you can create projects in it.',
    (value, { caller }: CustomerFilterContext): SqlCondition =>
      sql`(${caller.isStaff} or ${callerHasRoleSql(caller, ['CUSTOMER.OWNER'])}) = ${value}`,
  ),
  current_user_has_role: texts(
    'Names or UUIDs of roles that you have in it. Repeatable.',
    (values, name, { caller }: CustomerFilterContext): SqlCondition =>
      callerHasRoleSql(
        caller,
        values.map((value) => requireRole(value, name).name),
      ),
  ),
  user_uuid: uuid('UUID of a user with a role in it.', (value): SqlCondition => {
    return sql`customer.id in (select customer_id from customer_role
      join person on person.id = customer_role.person_id where person.uuid = ${value})`;
  }),
  accounting_is_running: refused('accounting is not kept here.'),
  agreement_number: notKept,
  archived: notKept,
  backend_id: notKept,
  contact_details: notKept,
  registration_code: notKept,
  has_resources: refused('customers have no resources of their own here.'),
  is_call_managing_organization: refused('there are no calls here.'),
  is_service_provider: noServices,
  service_provider_uuid: noServices,
  organization_group_name: refused('there are no organisation groups here.'),
  organization_group_uuid: refused('there are no organisation groups here.'),
};

/** What customers can be ordered by. */
export const customerOrder = {
  name: 'customer.name',
  created: 'customer.created',
  abbreviation: 'customer.abbreviation',
  native_name: 'customer.native_name',
};
