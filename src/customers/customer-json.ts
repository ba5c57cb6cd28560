import { type BaseUrl, customerUrl } from '../http/resource-urls.ts';
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
