import type { CustomerRole } from '../../src/award/award-enums.ts';
import { formatRole, type RoleText } from './role-text.ts';

/** The roles of people in a customer, the highest first. */
export const customerRoleTexts: Readonly<Record<CustomerRole, RoleText>> = {
  'CUSTOMER.OWNER': {
    name: 'Owner',
    description:
      'Sees its awards. Reviews awards whose template has this customer, with a role in the template’s provider.',
  },
  'CUSTOMER.MANAGER': {
    name: 'Manager',
    description:
      'Sees its awards. Reviews awards whose template has this provider, as owner of the template’s customer.',
  },
};

/** The name of a role in a customer. */
export const formatCustomerRole = (role: string): string => formatRole(customerRoleTexts, role);
