import type { Award, Me } from './types.ts';

/*
 * Who may what (awards.md, Who may), for what the pages show. The service decides by itself;
 * this only keeps buttons away from those whom it would refuse.
 */

/** Staff, or owner or manager of the template's provider and owner of its customer. */
export function mayReview(me: Me, award: Pick<Award, 'project_template_data'>): boolean {
  if (me.is_staff) return true;
  const { provider, customer } = award.project_template_data;
  const has = (url: string, roles: readonly string[]): boolean =>
    me.customer_roles.some((one) => hasSamePath(one.customer, url) && roles.includes(one.role));
  return has(provider, ['CUSTOMER.OWNER', 'CUSTOMER.MANAGER']) && has(customer, ['CUSTOMER.OWNER']);
}

export const mayAddNotes = (me: Me): boolean => me.is_staff;
export const mayManage = (me: Me): boolean => me.is_staff;
/** Staff and support read everything. */
export const mayReadEverything = (me: Me): boolean => me.is_staff || me.is_support;

function hasSamePath(one: string, other: string): boolean {
  return new URL(one).pathname === new URL(other).pathname;
}
