import { type CustomerRole, customerRoles } from '../../src/award/award-enums.ts';
import type { Award, Me, Project, Template } from './types.ts';

/*
 * Permissions as the pages show them: buttons are hidden from people whom the service would refuse.
 * The service checks each request on its own (docs/rules/awards.md, A9).
 */

/** Whether this person has one of these roles in a customer, which is given by its URL. */
function hasCustomerRole(me: Me, customerUrl: string, roles: readonly CustomerRole[]): boolean {
  return me.customer_roles.some(
    (grant) =>
      hasSamePath(grant.customer, customerUrl) && roles.some((role) => role === grant.role),
  );
}

/**
 * Whether this person may decide about an award: staff, or an owner or manager of the template's
 * provider who is also an owner of the template's customer.
 */
export function mayReview(me: Me, award: Pick<Award, 'project_template_data'>): boolean {
  if (me.is_staff) return true;
  const { provider, customer } = award.project_template_data;
  return (
    hasCustomerRole(me, provider, ['CUSTOMER.OWNER', 'CUSTOMER.MANAGER']) &&
    hasCustomerRole(me, customer, ['CUSTOMER.OWNER'])
  );
}

/** Whether this person sees a template: staff, support, and who has a role in one of its customers. */
export const maySeeTemplate = (
  me: Me,
  { provider, customer }: Pick<Template, 'provider' | 'customer'>,
): boolean =>
  mayReadEverything(me) ||
  hasCustomerRole(me, provider, customerRoles) ||
  hasCustomerRole(me, customer, customerRoles);

/** Whether this person may add notes to awards. */
export const mayAddNotes = (me: Me): boolean => me.is_staff;
/** Whether this person may change people, customers and projects, and create templates here. */
export const mayManage = (me: Me): boolean => me.is_staff;
/** Whether this person may change and delete a template: staff, and owners of its provider. */
export const mayChangeTemplate = (me: Me, { provider }: Pick<Template, 'provider'>): boolean =>
  me.is_staff || hasCustomerRole(me, provider, ['CUSTOMER.OWNER']);
/**
 * Whether this person may give and take roles in a project and invite people to it: staff, owners and
 * managers of its customer, and its own administrators and managers (docs/rules/awards.md, A9.8).
 */
export const mayManageMembers = (
  me: Me,
  { uuid, customer_uuid }: Pick<Project, 'uuid' | 'customer_uuid'>,
): boolean =>
  me.is_staff ||
  me.permissions.some(
    ({ scope_uuid, role_name }) =>
      (scope_uuid === uuid && ['PROJECT.ADMIN', 'PROJECT.MANAGER'].includes(role_name)) ||
      (scope_uuid === customer_uuid && ['CUSTOMER.OWNER', 'CUSTOMER.MANAGER'].includes(role_name)),
  );
/** Whether this person reads everything: staff and support. */
export const mayReadEverything = (me: Me): boolean => me.is_staff || me.is_support;

/** Whether this person may have webhooks: staff, and owners of a customer. */
export const mayHaveWebhooks = (me: Me): boolean =>
  me.is_staff || me.customer_roles.some(({ role }) => role === 'CUSTOMER.OWNER');

/** The host may differ: a service can have several. */
function hasSamePath(url: string, otherUrl: string): boolean {
  return new URL(url).pathname === new URL(otherUrl).pathname;
}
