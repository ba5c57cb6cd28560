import { formatCredits } from '../award/credits.ts';
import type { ProjectRole } from '../award/vocabulary.ts';
import { representCustomer } from '../customers/representation.ts';
import { type BaseUrl, customerUrl, templateUrl } from '../http/addresses.ts';
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
