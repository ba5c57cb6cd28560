import type { WaldurKind } from './waldur-shapes.ts';

/** A list of Waldur's interface. */
export interface WaldurList {
  /** Its name in `waldur_list`. */
  name: string;
  kind: WaldurKind;
  path: string;
  parameters: Readonly<Record<string, string>>;
  /** The customer or project whose roles it has. */
  scope?: string;
}

function list(kind: WaldurKind, path: string, parameters = {}): WaldurList {
  return { name: path, kind, path: `/api/${path}/`, parameters };
}

/** The lists that are always there. */
export const mainLists: readonly WaldurList[] = [
  list('customer', 'customers'),
  list('person', 'users'),
  list('person_name', 'openportal-userinfo'),
  list('project', 'projects', { include_terminated: 'true' }),
  list('project_name', 'openportal-projectinfo'),
  list('template', 'openportal-project-template'),
  list('award', 'openportal-managed-projects'),
  list('audit_entry', 'openportal-managed-project-audit', { o: 'timestamp' }),
  list('invitation', 'user-invitations', { state: 'pending' }),
];

/** The list of who has which role in a customer or project. */
export function roleList(kind: 'customer' | 'project', uuid: string): WaldurList {
  const path = `${kind}s/${uuid.replaceAll('-', '')}/list_users`;
  return { ...list(`${kind}_role`, path), scope: uuid };
}
