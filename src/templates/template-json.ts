/* A project template as JSON. */

import { formatCredits } from '../award/assess-credits.ts';
import type { ProjectRole } from '../award/award-enums.ts';
import { toCustomerJson } from '../customers/customer-json.ts';
import { type BaseUrl, customerUrl, resourceUrl, templateUrl } from '../http/resource-urls.ts';
import { getRole } from '../roles/role-catalog.ts';
import { keyPlaceholder } from './api-schema.ts';
import type { TemplateRow } from './template-row.ts';

/** A template in the form of the API, alone and in awards. */
export function toTemplateJson(row: TemplateRow, base: BaseUrl) {
  const { provider, customer } = row;
  return {
    url: templateUrl(base, row.uuid),
    uuid: row.uuid,
    name: row.name,
    offering: row.offering,
    provider: customerUrl(base, provider.uuid),
    provider_data: toCustomerJson(provider, base),
    portal: row.portal,
    key: row.has_key ? keyPlaceholder : null,
    customer: customerUrl(base, customer.uuid),
    customer_data: toCustomerJson(customer, base),
    shortname: row.shortname,
    // Waldur's word for the resources of a template; `offering` is the name on the network.
    offerings: row.offerings.map(({ uuid }) => resourceUrl(base, uuid)),
    offerings_data: row.offerings.map(({ uuid, name }) => ({
      url: resourceUrl(base, uuid),
      uuid,
      name,
    })),
    approval_limit: formatLimit(row.approval_limit),
    max_credit_limit: formatLimit(row.max_credit_limit),
    allocation_units_mapping: row.allocation_units_mapping,
    role_mapping: row.role_mapping_given ?? row.role_mapping,
    role_mapping_data: Object.fromEntries(
      Object.entries(row.role_mapping).map(([word, name]) => [word, toRoleData(name)]),
    ),
  };
}

function formatLimit(limit: string | null): string | null {
  return limit === null ? null : formatCredits(limit);
}

function toRoleData(role: ProjectRole) {
  const { uuid, name, description } = getRole(role);
  return { uuid, name, description };
}
