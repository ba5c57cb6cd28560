import Big from 'big.js';
import type { Template } from '../api/types.ts';
import type { ChosenCustomer } from '../parts/customer-select.tsx';
import { projectRole } from '../projects/roles.ts';
import { newRole, newUnit, type RoleRow, roleMapping, type UnitRow, unitsMapping } from './rows.ts';

/** What becomes of the key when the template is saved. */
export type KeyWish = { kind: 'keep' } | { kind: 'clear' } | { kind: 'set'; key: string };

/** A template as it is typed; its fields are named as the service names them. */
export interface Draft {
  name: string;
  offering: string;
  portal: string;
  provider: ChosenCustomer | null;
  customer: ChosenCustomer | null;
  key: KeyWish;
  shortname: string;
  approval_limit: string;
  max_credit_limit: string;
  allocation_units_mapping: UnitRow[];
  role_mapping: RoleRow[];
}

export type DraftField = keyof Draft;

/** A new one lets nothing pass by itself until somebody says otherwise. */
export function draftOf(template: Template | null): Draft {
  return {
    name: template?.name ?? '',
    offering: template?.offering ?? '',
    portal: template?.portal ?? '',
    provider: template?.provider_data ?? null,
    customer: template?.customer_data ?? null,
    key: { kind: 'keep' },
    shortname: template?.shortname ?? '',
    approval_limit: template === null ? '0' : limitAsTyped(template.approval_limit),
    max_credit_limit: template === null ? '' : limitAsTyped(template.max_credit_limit),
    allocation_units_mapping: Object.entries(template?.allocation_units_mapping ?? {}).map(
      ([unit, factor]) => newUnit(unit, String(factor)),
    ),
    role_mapping: Object.entries(template?.role_mapping ?? {}).map(([word, role]) =>
      newRole(word, projectRole(role)),
    ),
  };
}

/** What the service is sent for a whole draft. */
export function bodyOfDraft(draft: Draft) {
  return {
    name: draft.name.trim(),
    offering: draft.offering.trim(),
    portal: draft.portal.trim(),
    provider: draft.provider?.url ?? '',
    customer: draft.customer?.url ?? '',
    ...keyOf(draft.key),
    shortname: draft.shortname.trim(),
    approval_limit: draft.approval_limit.trim() || null,
    max_credit_limit: draft.max_credit_limit.trim() || null,
    allocation_units_mapping: unitsMapping(draft.allocation_units_mapping),
    role_mapping: roleMapping(draft.role_mapping),
  };
}

/** Which fields differ between two drafts. */
export function changedFields(before: Draft, now: Draft): DraftField[] {
  const fields = Object.keys(now) as DraftField[];
  return fields.filter((field) => asText(before[field]) !== asText(now[field]));
}

/** Only what was changed, so that nothing which a colleague changed meanwhile is undone. */
export function changesIn(before: Draft, now: Draft): Partial<ReturnType<typeof bodyOfDraft>> {
  const changed: readonly string[] = changedFields(before, now);
  return Object.fromEntries(
    Object.entries(bodyOfDraft(now)).filter(([field]) => changed.includes(field)),
  );
}

function keyOf(wish: KeyWish): { key?: string | null } {
  if (wish.kind === 'keep') return {};
  return { key: wish.kind === 'clear' ? null : wish.key };
}

function asText(value: Draft[DraftField]): string {
  return JSON.stringify(value, (name, item: unknown) => (name === 'id' ? undefined : item));
}

/** `500`, not `500.00`. */
const limitAsTyped = (limit: string | null): string =>
  limit === null ? '' : new Big(limit).toFixed();
