import Big from 'big.js';
import type { Template } from '../api/types.ts';
import type { CustomerOption } from '../parts/customer-select.tsx';
import { parseProjectRole } from '../projects/project-roles.ts';
import {
  createRoleRow,
  createUnitRow,
  type RoleRow,
  toRoleMapping,
  type UnitRow,
  toUnitsMapping,
} from './mapping-rows.ts';

/** What becomes of the key when the template is saved. */
export type KeyChange = { kind: 'keep' } | { kind: 'clear' } | { kind: 'set'; key: string };

/** A template as it is typed; its fields are named as the service names them. */
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

/** A new one lets nothing pass by itself until somebody says otherwise. */
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
    role_mapping: Object.entries(template?.role_mapping_data ?? {}).map(([word, { name: role }]) =>
      createRoleRow(word, parseProjectRole(role)),
    ),
  };
}

/** What the service is sent for a whole draft. */
export function toTemplateBody(draft: TemplateDraft) {
  return {
    name: draft.name.trim(),
    offering: draft.offering.trim(),
    portal: draft.portal.trim(),
    provider: draft.provider?.url ?? '',
    customer: draft.customer?.url ?? '',
    ...toKeyField(draft.key),
    shortname: draft.shortname.trim(),
    approval_limit: draft.approval_limit.trim() || null,
    max_credit_limit: draft.max_credit_limit.trim() || null,
    allocation_units_mapping: toUnitsMapping(draft.allocation_units_mapping),
    role_mapping: toRoleMapping(draft.role_mapping),
  };
}

/** Which fields differ between two drafts. */
export function findChangedFields(before: TemplateDraft, now: TemplateDraft): TemplateDraftField[] {
  const fields = Object.keys(now) as TemplateDraftField[];
  return fields.filter((field) => toComparableText(before[field]) !== toComparableText(now[field]));
}

/** Only what was changed, so that nothing which a colleague changed meanwhile is undone. */
export function toTemplatePatch(
  before: TemplateDraft,
  now: TemplateDraft,
): Partial<ReturnType<typeof toTemplateBody>> {
  const changed: readonly string[] = findChangedFields(before, now);
  return Object.fromEntries(
    Object.entries(toTemplateBody(now)).filter(([field]) => changed.includes(field)),
  );
}

function toKeyField(wish: KeyChange): { key?: string | null } {
  if (wish.kind === 'keep') return {};
  return { key: wish.kind === 'clear' ? null : wish.key };
}

/** Of a customer only which one; of rows all but what tells them apart. */
function toComparableText(value: TemplateDraft[TemplateDraftField]): string {
  if (value !== null && typeof value === 'object' && 'uuid' in value) return value.uuid;
  return JSON.stringify(value, (name, item: unknown) => (name === 'id' ? undefined : item));
}

/** `500`, not `500.00`. */
const formatLimitInput = (limit: string | null): string =>
  limit === null ? '' : new Big(limit).toFixed();
