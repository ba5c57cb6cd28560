import { type BaseUrl, customerUrl, paths } from '../http/addresses.ts';
import { bareOf, objectOf, plainOf, textOf, timeOf, urlOf } from '../http/json-sql.ts';
import type { CustomerRow } from './store.ts';

/** A customer as its own endpoint and templates give it. */
export function representCustomer({ id: _, ...shown }: CustomerRow, base: BaseUrl) {
  return { url: customerUrl(base, shown.uuid), ...shown };
}

/** The same as PostgreSQL writes it for templates, of `customer` with its counts. */
export const customerJson = objectOf({
  url: urlOf(paths.customers, 'customer.uuid'),
  uuid: plainOf('customer.uuid'),
  name: textOf('customer.name'),
  slug: textOf('customer.slug'),
  native_name: textOf('customer.native_name'),
  abbreviation: textOf('customer.abbreviation'),
  description: textOf('customer.description'),
  email: textOf('customer.email'),
  created: timeOf('customer.created'),
  projects_count: bareOf('customer.projects_count'),
  users_count: bareOf('customer.users_count'),
});
