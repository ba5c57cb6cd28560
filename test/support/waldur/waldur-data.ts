import { randomUUID } from 'node:crypto';
import { pythonClient } from '../../clients/kept-clients.ts';

/* Objects as a Waldur gives them: each has every field of its model in waldur-api-client 8.1.3. */

export type WaldurObject = Record<string, unknown>;

/** The lists of a Waldur, by path, such as `/api/customers/`. */
export type WaldurLists = Record<string, WaldurObject[]>;

const neutralValues: Record<string, unknown> = {
  string: '',
  uuid: '00000000000000000000000000000000',
  datetime: '2026-01-02T03:04:05.678901Z',
  date: '2026-01-02',
  boolean: false,
  integer: 0,
  number: 0,
  object: {},
};

/** An object of a model, with neutral values where none is given. */
function fillModel(model: string, given: WaldurObject): WaldurObject {
  const fields = Object.entries(pythonClient.models[model] ?? {});
  if (fields.length === 0) throw new Error(`The client has no model ${model}.`);
  const neutral = fields.map(([name, type]) => [name, neutralValue(type)]);
  return { ...Object.fromEntries(neutral), ...given };
}

function neutralValue(type: string): unknown {
  const kinds = type.replace(/!$/, '').split('|');
  if (kinds.includes('null')) return null;
  const [kind = ''] = kinds;
  if (kind.endsWith('[]')) return [];
  return neutralValues[kind] ?? pythonClient.enums[kind]?.[0] ?? {};
}

/** Without dashes, as Waldur writes them. */
export const newUuid = (): string => randomUUID().replaceAll('-', '');

/** With dashes, as we do. */
export const withDashes = (uuid: string): string =>
  uuid.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');

const origin = 'https://waldur.example.org';
const urlOf = (path: string, { uuid }: WaldurObject): string => `${origin}/api/${path}/${uuid}/`;

export const customer = (name: string, given: WaldurObject = {}): WaldurObject =>
  fillModel('Customer', { uuid: newUuid(), name, slug: name.toLowerCase(), ...given });

export const user = (username: string, given: WaldurObject = {}): WaldurObject =>
  fillModel('User', {
    uuid: newUuid(),
    username,
    first_name: username,
    last_name: 'Example',
    email: `${username}@example.org`,
    is_active: true,
    token: 'a-token-that-must-not-be-stored',
    ...given,
  });

export const project = (name: string, owner: WaldurObject, given: WaldurObject = {}) =>
  fillModel('Project', {
    uuid: newUuid(),
    name,
    slug: name.toLowerCase(),
    customer: urlOf('customers', owner),
    customer_uuid: owner.uuid,
    customer_name: owner.name,
    start_date: '2026-01-01',
    end_date: '2027-01-01',
    ...given,
  });

export const projectInfo = (of: WaldurObject, shortname: string | null): WaldurObject =>
  fillModel('ProjectInfo', { project: urlOf('projects', of), shortname });

export const userInfo = (of: WaldurObject, shortname: string): WaldurObject =>
  fillModel('UserInfo', { user: urlOf('users', of), shortname });

export const userRole = (of: WaldurObject, role_name: string, given: WaldurObject = {}) =>
  fillModel('UserRoleDetails', { uuid: newUuid(), user_uuid: of.uuid, role_name, ...given });

export const template = (
  parties: { provider: WaldurObject; customer: WaldurObject },
  given: WaldurObject,
): WaldurObject =>
  fillModel('ProjectTemplate', {
    uuid: newUuid(),
    provider: urlOf('customers', parties.provider),
    customer: urlOf('customers', parties.customer),
    ...given,
  });

export const award = (
  of: { template: WaldurObject; project?: WaldurObject; reviewer?: WaldurObject },
  given: WaldurObject & { details: WaldurObject },
): WaldurObject =>
  fillModel('ManagedProject', {
    destination: 'ukri.brics.isambard',
    project_template: urlOf('openportal-project-template', of.template),
    project_template_data: of.template,
    project: of.project ? urlOf('projects', of.project) : '',
    project_data: of.project ?? { url: '', uuid: '0'.repeat(32), name: '' },
    reviewed_by_uuid: of.reviewer?.uuid ?? '0'.repeat(32),
    reviewed_at: of.reviewer ? '2026-03-04T05:06:07.000008Z' : null,
    ...given,
    details: fillModel('AwardDetails', { breakdown: {}, ...given.details }),
  });

export const auditEntry = (
  of: WaldurObject,
  id: number,
  event_type: string,
  given: WaldurObject = {},
): WaldurObject =>
  fillModel('ManagedProjectAuditEntry', {
    id,
    identifier: of.identifier,
    destination: of.destination,
    event_type,
    timestamp: `2026-03-04T05:06:${String(id).padStart(2, '0')}.000000Z`,
    new_details: of.details,
    ...given,
  });

export const invitation = (to: WaldurObject, email: string, role_name: string): WaldurObject =>
  fillModel('Invitation', {
    uuid: newUuid(),
    email,
    role_name,
    scope_uuid: to.uuid,
    scope_type: 'project',
    state: 'pending',
  });
