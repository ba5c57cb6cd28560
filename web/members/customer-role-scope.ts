import type { CustomerRole } from '../../src/award/award-enums.ts';
import { api, readBody, readPage } from '../api/api-client.ts';
import { mayManage } from '../api/permissions.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Customer } from '../api/types.ts';
import { customerRoleTexts } from './customer-roles.ts';
import type { RoleScope } from './role-scope.ts';

/** The people of a customer and their roles. */
export function customerRoleScope({ uuid, name, url }: Customer): RoleScope<CustomerRole> {
  const path = { uuid };
  return {
    name,
    url,
    mayManage,
    roleTexts: customerRoleTexts,
    defaultRole: 'CUSTOMER.OWNER',
    hasInvitations: true,
    fetchMembers: (query) =>
      readPage(api.GET('/api/customers/{uuid}/list_users/', { params: { path, query } })),
    grantRole: (body) =>
      readBody(api.POST('/api/customers/{uuid}/add_user/', { params: { path }, body })),
    changeRoleEnd: (body) =>
      readBody(api.POST('/api/customers/{uuid}/update_user/', { params: { path }, body })),
    revokeRole: (body) =>
      readBody(api.POST('/api/customers/{uuid}/delete_user/', { params: { path }, body })),
    membersKey: [...queryKeys.customers, uuid, 'members'],
    // The signed-in person may have granted or revoked a role of their own.
    staleKeys: [queryKeys.customers, queryKeys.invitations, queryKeys.me],
    emptyText: 'Nobody has a role here, so only staff can review its awards.',
    describeRevocation: (memberName) =>
      `${memberName} can no longer see or review awards of ${name}, unless another role allows it. This applies at once. Earlier decisions of ${memberName} stay as they are.`,
  };
}
