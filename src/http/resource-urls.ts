import { BlockList, isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';
import { BadInput } from '../award/bad-input.ts';

/** Where each resource is served; one place, so that links and routes agree. */
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
} as const;

/** The address before the path: the public one if it is set, else the request's own. */
export type BaseUrl = string;

/** The base of a request's absolute URLs (api.md): PUBLIC_URL if set, else from the request. */
export function resolveBaseUrl(request: FastifyRequest, publicUrl: string | null): BaseUrl {
  return publicUrl ?? `${request.protocol}://${request.host}`;
}

export function projectUrl(base: BaseUrl, uuid: string): string {
  return `${base}${resourcePaths.projects}${uuid}/`;
}

export function customerUrl(base: BaseUrl, uuid: string): string {
  return `${base}${resourcePaths.customers}${uuid}/`;
}

export function templateUrl(base: BaseUrl, uuid: string): string {
  return `${base}${resourcePaths.templates}${uuid}/`;
}

export function userUrl(base: BaseUrl, uuid: string): string {
  return `${base}${resourcePaths.users}${uuid}/`;
}

export const nilUuid = '00000000-0000-0000-0000-000000000000';

/** Reads a UUID with or without dashes; gives it with. Throws BadInput. */
export function parseUuid(text: string, field: string): string {
  const hex = text.replaceAll('-', '').toLowerCase();
  if (!/^[0-9a-f]{32}$/.test(hex)) throw new BadInput(field, 'A valid UUID is required.');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/**
 * Reads a reference to a resource: its URL, as ours or any with the same path (api.md).
 * Gives the UUID in it. Throws BadInput.
 */
export function parseResourceUrl(text: string, path: string, field: string): string {
  const rule = `The URL of one is required, as in ${path}<uuid>/.`;
  if (!URL.canParse(text, 'http://localhost')) throw new BadInput(field, rule);
  const { pathname } = new URL(text, 'http://localhost');
  const at = pathname.lastIndexOf(path);
  if (at === -1) throw new BadInput(field, rule);
  return parseUuid(pathname.slice(at + path.length).replace(/\/$/, ''), field);
}

const loopbackNetworks = new BlockList();
loopbackNetworks.addSubnet('127.0.0.0', 8, 'ipv4');
loopbackNetworks.addAddress('::1', 'ipv6');

/** Whether this host, as in a URL, is the machine itself. */
export function isLoopbackHost(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '');
  const family = isIP(host);
  if (family === 0) return host === 'localhost' || host.endsWith('.localhost');
  return loopbackNetworks.check(host, family === 4 ? 'ipv4' : 'ipv6');
}
