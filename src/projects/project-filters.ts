/* The filters and orders of the list of projects. */

import { type SqlBool, sql } from 'kysely';
import type { Caller } from '../http/caller.ts';
import {
  contains,
  equals,
  flag,
  flagColumn,
  type ListFilter,
  refused,
  type SqlCondition,
  since,
  texts,
  until,
  uuid,
  uuids,
} from '../http/list-filters.ts';
import { requireRole } from '../roles/member-store.ts';

export interface ProjectFilterContext {
  caller: Caller;
  /** In UTC. */
  today: string;
}

const noAccounting = refused('accounting is not kept here.');
const noAffiliations = refused('projects have no affiliation here.');
const noScience = refused('projects have no science domain here.');
const noModified = refused('the time of the last change is not kept.');

function hasRoleSql(personId: number, role: string): SqlCondition {
  return sql`project.id in (select project_id from project_role
    where person_id = ${personId} and role = ${role})`;
}

/** A filter of the project's customer. */
function ofCustomer<Context>(filter: ListFilter<Context>): ListFilter<Context> {
  const toCondition: ListFilter<Context>['toCondition'] = (values, name, context) =>
    sql`project.customer_id in (select customer.id from customer
      where ${filter.toCondition(values, name, context)})`;
  return { ...filter, toCondition };
}

/** A role in the project itself. */
const hasUser = (userUuid: string): SqlCondition =>
  sql`project.id in (select project_id from project_role
    join person on person.id = project_role.person_id where person.uuid = ${userUuid})`;

/** What projects can be filtered by: the parameters of Waldur's clients, and ours. */
export const projectFilters = {
  name: contains('project.name'),
  name_exact: equals('project.name'),
  slug: equals('project.slug'),
  backend_id: equals('project.backend_id'),
  description: contains('project.description'),
  query: contains('project.name', 'project.short_name', 'project.slug', 'project.description'),
  customer: ofCustomer(
    uuids(
      'UUIDs of customers.',
      (values): SqlCondition => sql`customer.uuid = any(${values}::uuid[])`,
    ),
  ),
  customer_uuid: ofCustomer(
    uuid('UUID of a customer.', (value): SqlCondition => sql`customer.uuid = ${value}`),
  ),
  customer_name: ofCustomer(contains('customer.name')),
  customer_native_name: ofCustomer(contains('customer.native_name')),
  customer_abbreviation: ofCustomer(contains('customer.abbreviation')),
  created: since('project.created'),
  created_before: until('project.created'),
  is_removed: flagColumn('project.is_removed'),
  include_terminated: flag('false leaves out removed projects.', (value): SqlCondition => {
    return value ? sql<SqlBool>`true` : sql`not project.is_removed`;
  }),
  conceal_finished_projects: flag(
    'true leaves out projects that have ended.',
    (value, { today }: ProjectFilterContext): SqlCondition =>
      value ? sql`coalesce(project.end_date >= ${today}, true)` : sql<SqlBool>`true`,
  ),
  can_admin: flag(
    'Whether you are an administrator of it.',
    (value, { caller }: ProjectFilterContext): SqlCondition =>
      sql`${hasRoleSql(caller.personId, 'PROJECT.ADMIN')} = ${value}`,
  ),
  can_manage: flag(
    'Whether you are a manager of it.',
    (value, { caller }: ProjectFilterContext): SqlCondition =>
      sql`${hasRoleSql(caller.personId, 'PROJECT.MANAGER')} = ${value}`,
  ),
  current_user_has_role: texts(
    'Names or UUIDs of roles that you have in it or in its customer. Repeatable.',
    (values, name, { caller }: ProjectFilterContext): SqlCondition => {
      const names = values.map((value) => requireRole(value, name).name);
      return sql`(project.id in (select project_id from project_role
          where person_id = ${caller.personId} and role = any(${names}::text[]))
        or project.customer_id in (select customer_id from customer_role
          where person_id = ${caller.personId} and role = any(${names}::text[])))`;
    },
  ),
  user_uuid: uuid('UUID of a user with a role in it.', hasUser),
  user_uuid_with_active_role: uuid('The same: roles that have ended are gone.', hasUser),
  accounting_is_running: noAccounting,
  affiliation_name: noAffiliations,
  affiliation_uuid: noAffiliations,
  has_affiliation: noAffiliations,
  modified: noModified,
  modified_before: noModified,
  science_domain_uuid: noScience,
  science_sub_domain_uuid: noScience,
};

/** What projects can be ordered by. */
export const projectOrder = {
  name: 'project.name',
  created: 'project.created',
  start_date: 'project.start_date',
  end_date: 'project.end_date',
  customer_name: 'customer.name',
  customer_native_name: 'customer.native_name',
  customer_abbreviation: 'customer.abbreviation',
};
