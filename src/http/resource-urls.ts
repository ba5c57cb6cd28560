import { BadInput } from '../award/bad-input.ts';

/** The path of each resource; links and routes both take it from here. */
export const resourcePaths = {
  managedProjects: '/api/openportal-managed-projects/',
  audit: '/api/openportal-managed-project-audit/',
  templates: '/api/openportal-project-template/',
  unmanagedProjects: '/api/openportal-unmanaged-projects/',
  projects: '/api/projects/',
  customers: '/api/customers/',
  users: '/api/users/',
  roles: '/api/roles/',
  userInvitations: '/api/user-invitations/',
  administrativeAudit: '/api/administrative-audit/',
  resources: '/api/openportal-resources/',
  machines: '/api/openportal-machines/',
  usageReports: '/api/openportal-project-usage-reports/',
  storageReports: '/api/openportal-project-storage-reports/',
  accountingSummary: '/api/openportal-accounting-summary/',
  webhooks: '/api/webhooks/',
  webhookEventTypes: '/api/webhook-event-types/',
  savedReplies: '/api/openportal-saved-replies/',
  savedViews: '/api/openportal-saved-views/',
} as const;

/** Scheme, host and path prefix of absolute URLs, without a last slash. */
export type BaseUrl = string;

export function projectUrl(base: BaseUrl, uuid: string): string {
  return `${base}${resourcePaths.projects}${uuid}/`;
}

/** The page of a project, for people. */
export function projectPageUrl(base: BaseUrl, uuid: string): string {
  return `${base}/projects/${uuid}`;
}

/** The page of an award, for people. */
export function awardPageUrl(
  base: BaseUrl,
  { identifier, destination }: { identifier: string; destination: string },
): string {
  return `${base}/awards/${encodeURIComponent(identifier)}/${encodeURIComponent(destination)}`;
}

export function customerUrl(base: BaseUrl, uuid: string): string {
  return `${base}${resourcePaths.customers}${uuid}/`;
}

export function templateUrl(base: BaseUrl, uuid: string): string {
  return `${base}${resourcePaths.templates}${uuid}/`;
}

/** Of a resource on which projects can run. */
export function resourceUrl(base: BaseUrl, uuid: string): string {
  return `${base}${resourcePaths.resources}${uuid}/`;
}

export function userUrl(base: BaseUrl, uuid: string): string {
  return `${base}${resourcePaths.users}${uuid}/`;
}

export const nilUuid = '00000000-0000-0000-0000-000000000000';

/** Reads a UUID with or without dashes; returns it with dashes. Throws BadInput. */
export function parseUuid(text: string, field: string): string {
  const hex = text.replaceAll('-', '').toLowerCase();
  if (!/^[0-9a-f]{32}$/.test(hex)) throw new BadInput(field, 'A valid UUID is required.');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/**
 * Reads a reference to a resource: its URL, with any host, ending in the resource's path and a
 * UUID (docs/rules/api.md, R2.3). Returns the UUID. Throws BadInput.
 */
export function parseResourceUrl(text: string, path: string, field: string): string {
  const rule = `A resource URL such as ${path}<uuid>/ is required.`;
  if (!URL.canParse(text, 'http://localhost')) throw new BadInput(field, rule);
  const { pathname } = new URL(text, 'http://localhost');
  const at = pathname.lastIndexOf(path);
  if (at === -1) throw new BadInput(field, rule);
  return parseUuid(pathname.slice(at + path.length).replace(/\/$/, ''), field);
}
