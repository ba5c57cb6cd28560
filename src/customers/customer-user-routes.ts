import { resourcePaths } from '../http/resource-urls.ts';
import type { App, AppContext } from '../http/app-context.ts';
import { memberRoutes } from '../roles/member-api.ts';
import {
  changeCustomerRole,
  grantCustomerRole,
  revokeCustomerRole,
} from './customer-role-service.ts';
import { requireVisibleCustomer } from './customer-service.ts';

/** Roles in a customer: everybody who sees the customer reads them, staff grant and revoke them. */
export function customerUserRoutes(app: App, context: AppContext): void {
  memberRoutes(app, context, {
    path: resourcePaths.customers,
    operationPrefix: 'customers',
    kind: 'customer',
    noun: 'customer',
    findScope: async (caller, uuid) => {
      const { id } = await requireVisibleCustomer(context, caller, uuid);
      return { kind: 'customer', id };
    },
    grant: (caller, uuid, request) => grantCustomerRole(context, caller, uuid, request),
    change: (caller, uuid, request) => changeCustomerRole(context, caller, uuid, request),
    revoke: (caller, uuid, request) => revokeCustomerRole(context, caller, uuid, request),
  });
}
