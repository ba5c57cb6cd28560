/* A project template as JSON. */

import { formatCredits } from '../award/assess-credits.ts';
import { type ProjectRole, projectRoles } from '../award/award-enums.ts';
import { toCustomerJson } from '../customers/customer-json.ts';
import {
  type BaseUrl,
  customerUrl,
  resourcePaths,
  resourceUrl,
  templateUrl,
} from '../http/resource-urls.ts';
import {
  rawJson,
  jsonCredits,
  jsonCase,
  jsonObject,
  unescapedString,
  jsonString,
  jsonUrl,
  type JsonSql,
  toExpressionSql,
} from '../http/json-sql.ts';
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

const roleDataSql = projectRoles
  .map((role) => `when '${role}' then '${JSON.stringify(toRoleData(role))}'::json`)
  .join(' ');

/** What each resource of `project_template` is written as, in a list. */
function listOfResources(item: JsonSql): JsonSql {
  return rawJson(`coalesce((select
      '[' || string_agg(${toExpressionSql(item)}, ',' order by resource.name) || ']'
    from template_resource join resource on resource.id = template_resource.resource_id
    where template_resource.template_id = project_template.id), '[]')`);
}

/** The same form, written by PostgreSQL: expressions over `project_template`, `provider`, `customer`. */
export const templateJsonFields = jsonObject({
  url: jsonUrl(resourcePaths.templates, 'project_template.uuid'),
  uuid: unescapedString('project_template.uuid'),
  name: jsonString('project_template.name'),
  offering: jsonString('project_template.offering'),
  provider: jsonUrl(resourcePaths.customers, 'provider.uuid'),
  provider_data: rawJson('provider.json'),
  portal: jsonString('project_template.portal'),
  key: jsonCase('project_template.key_digest is null', ['null'], [JSON.stringify(keyPlaceholder)]),
  customer: jsonUrl(resourcePaths.customers, 'customer.uuid'),
  customer_data: rawJson('customer.json'),
  shortname: jsonString('project_template.shortname'),
  offerings: listOfResources(jsonUrl(resourcePaths.resources, 'resource.uuid')),
  offerings_data: listOfResources(
    jsonObject({
      url: jsonUrl(resourcePaths.resources, 'resource.uuid'),
      uuid: unescapedString('resource.uuid'),
      name: jsonString('resource.name'),
    }),
  ),
  approval_limit: jsonCredits('project_template.approval_limit'),
  max_credit_limit: jsonCredits('project_template.max_credit_limit'),
  allocation_units_mapping: rawJson('project_template.allocation_units_mapping'),
  role_mapping: rawJson(
    'coalesce(project_template.role_mapping_given, project_template.role_mapping)',
  ),
  role_mapping_data:
    rawJson(`(select coalesce(json_object_agg(word, case role ${roleDataSql} end), '{}')
    from jsonb_each_text(project_template.role_mapping) as mapped (word, role))`),
});
