import type { Updateable } from 'kysely';
import type { Type } from 'typebox';
import { BadInput } from '../award/bad-input.ts';
import { parseCredits, parseUnitsMapping } from '../award/assess-credits.ts';
import { parseTemplateName } from '../award/field-parsers.ts';
import { parseNetworkName, requirePatternFits } from '../award/network-name.ts';
import { parseShortnamePattern } from '../award/short-name.ts';
import type { Database } from '../database/schema.ts';
import { parseResourceUrl, parseUuid, resourcePaths } from '../http/resource-urls.ts';
import { parseRoleMapping } from './parse-role-mapping.ts';
import { hashTemplateKey } from './template-key.ts';
import { keyPlaceholder, type TemplateBody } from './api-schema.ts';

type PartialTemplateBody = Partial<Type.Static<typeof TemplateBody>>;

/**
 * The columns that a body sets, checked by the rules of docs/rules (A1.3, A3.8, A4.1, O2.1),
 * without provider and customer. `ourPortal` is part of the name of each project. Throws BadInput
 * that names the field.
 */
export function parseTemplateBody(
  body: PartialTemplateBody,
  ourPortal: string,
): Updateable<Database['project_template']> {
  const { name, offering, portal, shortname, approval_limit, max_credit_limit } = body;
  return {
    ...(name !== undefined && { name: parseTemplateName(name, 'name') }),
    ...(offering !== undefined && { offering: parseNetworkName(offering, 'offering') }),
    ...(portal !== undefined && { portal: parseNetworkName(portal, 'portal') }),
    ...(shortname !== undefined && { shortname: parseShortname(shortname, ourPortal) }),
    ...(approval_limit !== undefined && {
      approval_limit: parseLimit(approval_limit, 'approval_limit'),
    }),
    ...(max_credit_limit !== undefined && {
      max_credit_limit: parseLimit(max_credit_limit, 'max_credit_limit'),
    }),
    ...(body.allocation_units_mapping !== undefined && {
      allocation_units_mapping: JSON.stringify(parseUnitsMapping(body.allocation_units_mapping)),
    }),
    ...toRoleMappingColumns(body.role_mapping),
    ...toKeyColumns(body.key),
  };
}

function parseShortname(value: string, ourPortal: string): string {
  const pattern = parseShortnamePattern(value);
  requirePatternFits(pattern, ourPortal);
  return pattern;
}

function parseLimit(value: string | number | null, field: string): string | null {
  return value === null || value === '' ? null : parseCredits(value, field);
}

function toRoleMappingColumns(value: unknown) {
  if (value === undefined) return {};
  const { names, given } = parseRoleMapping(value);
  return {
    role_mapping: JSON.stringify(names),
    role_mapping_given: given && JSON.stringify(given),
  };
}

/**
 * The UUIDs of the resources that `offerings` names by URL or UUID; undefined where a body says nothing
 * of them. Throws BadInput.
 */
export function parseOfferings(offerings: PartialTemplateBody['offerings']): string[] | undefined {
  const field = 'offerings';
  const uuids = offerings?.map((offering) => {
    if (typeof offering !== 'string') throw new BadInput(field, 'URLs of resources are required.');
    return offering.includes('/')
      ? parseResourceUrl(offering, resourcePaths.resources, field)
      : parseUuid(offering, field);
  });
  return uuids && [...new Set(uuids)];
}

function toKeyColumns(key: string | null | undefined) {
  if (key === undefined || key === keyPlaceholder) return {};
  if (key === null || key === '') return { key_salt: null, key_digest: null };
  if (/\s\s|[^\S ]/.test(key)) {
    const rule = 'A key has single spaces at most: the network folds other white space.';
    throw new BadInput('key', rule);
  }
  const { salt, digest } = hashTemplateKey(key);
  return { key_salt: salt, key_digest: digest };
}
