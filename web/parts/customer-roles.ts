import { type CustomerRole, customerRoles } from '../../src/award/vocabulary.ts';

interface RoleWords {
  name: string;
  /** What it lets somebody do (awards.md, Who may). */
  about: string;
}

export const roleWords: Record<CustomerRole, RoleWords> = {
  'CUSTOMER.OWNER': {
    name: 'Owner',
    about:
      'Sees its awards. Reviews those of a template of this customer, with a role in the template’s provider.',
  },
  'CUSTOMER.MANAGER': {
    name: 'Manager',
    about:
      'Sees its awards. Reviews those that this customer provides for, as owner of the template’s customer.',
  },
};

export const customerRole = (text: string): CustomerRole | undefined =>
  customerRoles.find((role) => role === text);

/** A role's name; one that we do not know as it is. */
export function roleName(role: string): string {
  const known = customerRole(role);
  return known === undefined ? role : roleWords[known].name;
}
