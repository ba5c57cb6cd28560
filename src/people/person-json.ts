import { type BaseUrl, userUrl } from '../http/resource-urls.ts';
import type { PersonRow } from './person-store.ts';

/** An account in the form of the API. */
export function toPersonJson({ id: _, is_robot: __, ...fields }: PersonRow, base: BaseUrl) {
  return { url: userUrl(base, fields.uuid), ...fields };
}
