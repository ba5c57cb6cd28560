import Big from 'big.js';
import type { Template } from '../api/types.ts';
import type { CustomerOption } from '../parts/customer-select.tsx';
import { parseProjectRole } from '../members/project-roles.ts';
import { stripSeparators } from '../parts/typed-number.ts';
import {
  createRoleRow,
  createUnitRow,
  type RoleRow,
  toRoleMapping,
  type UnitRow,
  toUnitsMapping,
} from './mapping-rows.ts';

/** What saving does to the key of the template. */
export type KeyChange = { kind: 'keep' } | { kind: 'clear' } | { kind: 'set'; key: string };

/** A template as typed. The fields are named as the API names them. */
export interface TemplateDraft {
  name: string;
  offering: string;
  portal: string;
  provider: CustomerOption | null;
  customer: CustomerOption | null;
  key: KeyChange;
  shortname: string;
  approval_limit: string;
  max_credit_limit: string;
  allocation_units_mapping: UnitRow[];
  role_mapping: RoleRow[];
}

export type TemplateDraftField = keyof TemplateDraft;

/** The draft of a stored template, or of a new one, which approves nothing automatically at first. */
export function toTemplateDraft(template: Template | null): TemplateDraft {
  return {
    name: template?.name ?? '',
    offering: template?.offering ?? '',
    portal: template?.portal ?? '',
    provider: template?.provider_data ?? null,
    customer: template?.customer_data ?? null,
    key: { kind: 'keep' },
    shortname: template?.shortname ?? '',
    approval_limit: template === null ? '0' : formatLimitInput(template.approval_limit),
    max_credit_limit: template === null ? '' : formatLimitInput(template.max_credit_limit),
    allocation_units_mapping: Object.entries(template?.allocation_units_mapping ?? {}).map(
      ([unit, factor]) => createUnitRow(unit, String(factor)),
    ),
    role_mapping: Object.entries(template?.role_mapping_data ?? {}).map(([portalRole, { name }]) =>
      createRoleRow(portalRole, parseProjectRole(name)),
    ),
  };
}

export type TemplateBody = ReturnType<typeof toTemplateBody>;

/** The body of a request that stores a whole draft. */
export function toTemplateBody(draft: TemplateDraft) {
  return {
    name: draft.name.trim(),
    offering: draft.offering.trim(),
    portal: draft.portal.trim(),
    provider: draft.provider?.url ?? '',
    customer: draft.customer?.url ?? '',
    ...toKeyField(draft.key),
    shortname: draft.shortname.trim(),
    approval_limit: stripSeparators(draft.approval_limit) || null,
    max_credit_limit: stripSeparators(draft.max_credit_limit) || null,
    allocation_units_mapping: toUnitsMapping(draft.allocation_units_mapping),
    role_mapping: toRoleMapping(draft.role_mapping),
  };
}

/** The fields that differ between two drafts. */
export function findChangedFields(before: TemplateDraft, now: TemplateDraft): TemplateDraftField[] {
  const fields = Object.keys(now) as TemplateDraftField[];
  return fields.filter((field) => toComparableText(before[field]) !== toComparableText(now[field]));
}

/** The body of a request that stores only the changed fields, so that it undoes nobody else's change. */
export function toTemplatePatch(before: TemplateDraft, now: TemplateDraft): Partial<TemplateBody> {
  const changed: readonly string[] = findChangedFields(before, now);
  return Object.fromEntries(
    Object.entries(toTemplateBody(now)).filter(([field]) => changed.includes(field)),
  );
}

function toKeyField(change: KeyChange): { key?: string | null } {
  if (change.kind === 'keep') return {};
  return { key: change.kind === 'clear' ? null : change.key };
}

/** Ignores the names of customers, and the keys of rows, which exist for React. */
function toComparableText(value: TemplateDraft[TemplateDraftField]): string {
  if (value !== null && typeof value === 'object' && 'uuid' in value) return value.uuid;
  if (!Array.isArray(value)) return JSON.stringify(value);
  return JSON.stringify(value, (name, item: unknown) => (name === 'key' ? undefined : item));
}

/** `500` for `500.00`. */
const formatLimitInput = (limit: string | null): string =>
  limit === null ? '' : new Big(limit).toFixed();
