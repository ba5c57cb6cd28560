import { type BaseUrl, customerUrl, resourcePaths } from '../http/resource-urls.ts';
import {
  rawJson,
  jsonObject,
  unescapedString,
  jsonString,
  jsonTime,
  jsonUrl,
} from '../http/json-sql.ts';
import { neutralJsonFields } from '../http/neutral-fields.ts';
import type { CustomerRow } from './customer-row.ts';
import { neutralCustomerFields } from './neutral-customer-fields.ts';

/** A customer in the form of the API, alone and in templates. */
export function toCustomerJson({ id: _, ...fields }: CustomerRow, base: BaseUrl) {
  return {
    url: customerUrl(base, fields.uuid),
    ...fields,
    display_name: fields.name,
    ...neutralCustomerFields,
  };
}

/** The same form, written by PostgreSQL for templates: expressions over `customer` with its counts. */
export const customerJsonFields = jsonObject({
  url: jsonUrl(resourcePaths.customers, 'customer.uuid'),
  uuid: unescapedString('customer.uuid'),
  name: jsonString('customer.name'),
  slug: jsonString('customer.slug'),
  native_name: jsonString('customer.native_name'),
  abbreviation: jsonString('customer.abbreviation'),
  description: jsonString('customer.description'),
  email: jsonString('customer.email'),
  created: jsonTime('customer.created'),
  projects_count: rawJson('customer.projects_count'),
  users_count: rawJson('customer.users_count'),
  display_name: jsonString('customer.name'),
  ...neutralJsonFields(neutralCustomerFields),
});
