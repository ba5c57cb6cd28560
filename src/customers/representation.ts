import { type BaseUrl, customerUrl } from '../http/addresses.ts';
import type { CustomerRow } from './store.ts';

/** A customer as its own endpoint and templates give it. */
export function representCustomer({ id: _, ...shown }: CustomerRow, base: BaseUrl) {
  return { url: customerUrl(base, shown.uuid), ...shown };
}
