import { formatCredits } from '../award/credits.ts';
import type { ProjectRole } from '../award/vocabulary.ts';
import { representCustomer } from '../customers/representation.ts';
import { type BaseUrl, customerUrl, paths, templateUrl } from '../http/addresses.ts';
import { bareOf, creditsOf, eitherOf, objectOf, plainOf, textOf, urlOf } from '../http/json-sql.ts';
import { hiddenKey } from './schema.ts';
import type { TemplateRow } from './store.ts';

const roleDescriptions: Record<ProjectRole, string> = {
  'PROJECT.ADMIN': 'Project administrator',
  'PROJECT.MANAGER': 'Project manager',
  'PROJECT.MEMBER': 'Project member',
};

/** A template as its own endpoint and awards give it. */
export function representTemplate(row: TemplateRow, base: BaseUrl) {
  const { provider, customer } = row;
  return {
    url: templateUrl(base, row.uuid),
    uuid: row.uuid,
    name: row.name,
    offering: row.offering,
    provider: customerUrl(base, provider.uuid),
    provider_data: representCustomer(provider, base),
    portal: row.portal,
    key: row.has_key ? hiddenKey : null,
    customer: customerUrl(base, customer.uuid),
    customer_data: representCustomer(customer, base),
    shortname: row.shortname,
    // Waldur's clients expect the lists; here an offering is a name, not a resource of its own.
    offerings: [],
    offerings_data: [],
    approval_limit: limitOf(row.approval_limit),
    max_credit_limit: limitOf(row.max_credit_limit),
    allocation_units_mapping: row.allocation_units_mapping,
    role_mapping: row.role_mapping,
    role_mapping_data: Object.fromEntries(
      Object.entries(row.role_mapping).map(([word, name]) => [
        word,
        { name, description: roleDescriptions[name] },
      ]),
    ),
  };
}

function limitOf(limit: string | null): string | null {
  return limit === null ? null : formatCredits(limit);
}

const roleDescriptionSql = Object.entries(roleDescriptions)
  .map(([role, description]) => `when '${role}' then '${description}'`)
  .join(' ');

/** The same as PostgreSQL writes it for awards, of `project_template`, `provider` and `customer`. */
export const templateJson = objectOf({
  url: urlOf(paths.templates, 'project_template.uuid'),
  uuid: plainOf('project_template.uuid'),
  name: textOf('project_template.name'),
  offering: textOf('project_template.offering'),
  provider: urlOf(paths.customers, 'provider.uuid'),
  provider_data: bareOf('provider.json'),
  portal: textOf('project_template.portal'),
  key: eitherOf('project_template.key_digest is null', ['null'], [JSON.stringify(hiddenKey)]),
  customer: urlOf(paths.customers, 'customer.uuid'),
  customer_data: bareOf('customer.json'),
  shortname: textOf('project_template.shortname'),
  offerings: ['[]'],
  offerings_data: ['[]'],
  approval_limit: creditsOf('project_template.approval_limit'),
  max_credit_limit: creditsOf('project_template.max_credit_limit'),
  allocation_units_mapping: bareOf('project_template.allocation_units_mapping'),
  role_mapping: bareOf('project_template.role_mapping'),
  role_mapping_data: bareOf(`(select coalesce(json_object_agg(word, json_build_object('name', role,
    'description', case role ${roleDescriptionSql} end)), '{}')
    from jsonb_each_text(project_template.role_mapping) as mapped (word, role))`),
});
