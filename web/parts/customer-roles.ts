import { type CustomerRole, customerRoles } from '../../src/award/enums.ts';

interface RoleText {
  name: string;
  /** What it lets somebody do (awards.md, Who may). */
  description: string;
}

export const customerRoleTexts: Record<CustomerRole, RoleText> = {
  'CUSTOMER.OWNER': {
    name: 'Owner',
    description:
      'Sees its awards. Reviews those of a template of this customer, with a role in the template’s provider.',
  },
  'CUSTOMER.MANAGER': {
    name: 'Manager',
    description:
      'Sees its awards. Reviews those that this customer provides for, as owner of the template’s customer.',
  },
};

export const parseCustomerRole = (text: string): CustomerRole | undefined =>
  customerRoles.find((role) => role === text);

/** A role's name; one that we do not know as it is. */
export function formatCustomerRole(role: string): string {
  const known = parseCustomerRole(role);
  return known === undefined ? role : customerRoleTexts[known].name;
}
