import { type CustomerRole, customerRoles } from '../../src/award/enums.ts';

interface RoleText {
  name: string;
  /** What a person with this role may do (awards.md, "Who may"). */
  description: string;
}

/** Names and descriptions of the roles that a person can have in a customer. */
export const customerRoleTexts: Record<CustomerRole, RoleText> = {
  'CUSTOMER.OWNER': {
    name: 'Owner',
    description:
      'Sees the customer’s awards. Reviews awards of the customer’s templates, if they also have a role in the template’s provider.',
  },
  'CUSTOMER.MANAGER': {
    name: 'Manager',
    description:
      'Sees the customer’s awards. Reviews awards of templates that this customer provides, if they also own the template’s customer.',
  },
};

/** The role of this name; undefined for an unknown one. */
export const parseCustomerRole = (text: string): CustomerRole | undefined =>
  customerRoles.find((role) => role === text);

/** The display name of a role; an unknown role is returned unchanged. */
export function formatCustomerRole(role: string): string {
  const known = parseCustomerRole(role);
  return known === undefined ? role : customerRoleTexts[known].name;
}
