import { type BaseUrl, userUrl } from '../http/resource-urls.ts';
import type { PersonRow } from './store.ts';

/** An account as the API gives it. */
export function toPersonJson({ id: _, is_robot: __, ...shown }: PersonRow, base: BaseUrl) {
  return { url: userUrl(base, shown.uuid), ...shown };
}
