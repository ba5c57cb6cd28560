import { BadInput } from '../award/bad-input.ts';
import { parseResourceUrl, resourcePaths } from '../http/resource-urls.ts';
import type { Role } from '../roles/role-catalog.ts';

/** What somebody is invited to. */
export interface InvitationScope {
  kind: Role['content_type'];
  uuid: string;
}

/** Reads the URL of a project or customer. Throws BadInput. */
export function parseScopeUrl(url: string, field: string): InvitationScope {
  if (url.includes(resourcePaths.projects)) {
    return { kind: 'project', uuid: parseResourceUrl(url, resourcePaths.projects, field) };
  }
  if (url.includes(resourcePaths.customers)) {
    return { kind: 'customer', uuid: parseResourceUrl(url, resourcePaths.customers, field) };
  }
  throw new BadInput(field, 'The URL of a project or customer is required.');
}
