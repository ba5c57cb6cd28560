/* Checks the fields of a template before it is saved. */

import { normalizeUnit } from '../../src/award/allocation.ts';
import { BadInput } from '../../src/award/bad-input.ts';
import {
  type CreditRules,
  parseCredits,
  parseUnitsMapping,
} from '../../src/award/assess-credits.ts';
import { parseOffering, parsePortal } from '../../src/award/identifiers.ts';
import { parseShortnamePattern } from '../../src/award/short-name.ts';
import { stripSeparators } from '../parts/typed-number.ts';
import {
  hasRoleInput,
  hasUnitInput,
  type RoleRow,
  toUnitsMapping,
  type UnitRow,
} from './mapping-rows.ts';
import type { TemplateDraft } from './template-draft.ts';

/** Error messages by path: `name`, `allocation_units_mapping.0.unit`. */
export type DraftErrors = Readonly<Record<string, string>>;

/** Checks a draft by the rules of src/award, which the service checks by as well. */
export function validateDraft(draft: TemplateDraft): DraftErrors {
  const errors: (readonly [string, string | undefined])[] = [
    ['name', draft.name.trim() === '' ? 'A name is required.' : undefined],
    ['offering', findBrokenRule(() => parseOffering(draft.offering.trim()))],
    ['portal', findBrokenRule(() => parsePortal(draft.portal.trim()))],
    ['provider', draft.provider === null ? 'Choose a customer.' : undefined],
    ['customer', draft.customer === null ? 'Choose a customer.' : undefined],
    ['shortname', findBrokenRule(() => parseShortnamePattern(draft.shortname.trim()))],
    ['approval_limit', findBrokenRule(() => parseLimit(draft.approval_limit))],
    ['max_credit_limit', findBrokenRule(() => parseLimit(draft.max_credit_limit))],
    ...findUnitErrors(draft.allocation_units_mapping),
    ...findRoleErrors(draft.role_mapping),
  ];
  return Object.fromEntries(
    errors.filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/** A limit as typed; an empty text is no limit (null). Throws BadInput. */
export function parseLimit(text: string): string | null {
  return text.trim() === '' ? null : parseCredits(stripSeparators(text), 'limit');
}

/** The limits and units of a draft; null while one of them is invalid. */
export function toCreditRules(draft: TemplateDraft): CreditRules | null {
  if (findUnitErrors(draft.allocation_units_mapping).length > 0) return null;
  try {
    return {
      approvalLimit: parseLimit(draft.approval_limit),
      maxCreditLimit: parseLimit(draft.max_credit_limit),
      allocationUnitsMapping: parseUnitsMapping(toUnitsMapping(draft.allocation_units_mapping)),
    };
  } catch {
    return null;
  }
}

function findUnitErrors(rows: readonly UnitRow[]): [string, string][] {
  const filled = rows.filter(hasUnitInput);
  const isDuplicate = ({ unit }: UnitRow): boolean =>
    filled.filter((other) => normalizeUnit(other.unit) === normalizeUnit(unit)).length > 1;
  return rows.flatMap((row, index): [string, string][] => {
    if (!hasUnitInput(row)) return [];
    const error =
      findBrokenRule(() => parseUnitsMapping(toUnitsMapping([row]))) ??
      (isDuplicate(row) ? 'This unit is listed twice.' : undefined);
    return error === undefined ? [] : [[`allocation_units_mapping.${index}.unit`, error]];
  });
}

function findRoleErrors(rows: readonly RoleRow[]): [string, string][] {
  const isDuplicate = ({ key, portalRole }: RoleRow): boolean =>
    rows.some((other) => other.key !== key && other.portalRole === portalRole);
  return rows.flatMap((row, index): [string, string][] =>
    hasRoleInput(row) && isDuplicate(row)
      ? [[`role_mapping.${index}.portalRole`, 'This role is listed twice.']]
      : [],
  );
}

/** The rule that `parse` complains of; undefined where it accepts the input. */
function findBrokenRule(parse: () => unknown): string | undefined {
  try {
    parse();
    return undefined;
  } catch (error) {
    if (error instanceof BadInput) return error.rule;
    throw error;
  }
}
