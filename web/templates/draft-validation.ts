import { normalizeUnit } from '../../src/award/allocation.ts';
import { BadInput } from '../../src/award/bad-input.ts';
import { type CreditRules, parseCredits, parseUnitsMapping } from '../../src/award/credits.ts';
import { parseOffering, parsePortal } from '../../src/award/identifiers.ts';
import { parseShortnamePattern } from '../../src/award/short-name.ts';
import type { TemplateDraft, TemplateDraftField } from './template-draft.ts';
import {
  hasRoleInput,
  hasUnitInput,
  type RoleRow,
  type UnitRow,
  toUnitsMapping,
} from './mapping-rows.ts';

/** What is wrong with a draft by the rules that the service shares with the pages. */
export interface DraftProblems {
  fields: Partial<Record<TemplateDraftField, string>>;
  /** By the id of a row. */
  rows: ReadonlyMap<number, string>;
}

export function validateDraft(draft: TemplateDraft): DraftProblems {
  const fields: [TemplateDraftField, string | undefined][] = [
    ['name', draft.name.trim() === '' ? 'A template has a name.' : undefined],
    ['offering', findBrokenRule(() => parseOffering(draft.offering.trim()))],
    ['portal', findBrokenRule(() => parsePortal(draft.portal.trim()))],
    ['provider', draft.provider === null ? 'Choose a customer.' : undefined],
    ['customer', draft.customer === null ? 'Choose a customer.' : undefined],
    ['shortname', findBrokenRule(() => parseShortnamePattern(draft.shortname.trim()))],
    ['approval_limit', findBrokenRule(() => parseLimit(draft.approval_limit))],
    ['max_credit_limit', findBrokenRule(() => parseLimit(draft.max_credit_limit))],
  ];
  return {
    fields: Object.fromEntries(fields.filter(([, rule]) => rule !== undefined)),
    rows: new Map([
      ...findUnitProblems(draft.allocation_units_mapping),
      ...findRoleProblems(draft.role_mapping),
    ]),
  };
}

export function hasNoProblems({ fields, rows }: DraftProblems): boolean {
  return Object.keys(fields).length + rows.size === 0;
}

/** A limit as typed: empty is none. Throws BadInput. */
export function parseLimit(text: string): string | null {
  return text.trim() === '' ? null : parseCredits(text.trim(), 'limit');
}

/** The rules that a draft would judge by; null while they cannot be read. */
export function toCreditRules(draft: TemplateDraft): CreditRules | null {
  if (findUnitProblems(draft.allocation_units_mapping).length > 0) return null;
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

function findUnitProblems(rows: readonly UnitRow[]): [number, string][] {
  const typed = rows.filter(hasUnitInput);
  return typed.flatMap((row): [number, string][] => {
    const { id, unit } = row;
    const twins = typed.filter((other) => normalizeUnit(other.unit) === normalizeUnit(unit));
    const rule =
      findBrokenRule(() => parseUnitsMapping(toUnitsMapping([row]))) ??
      (twins.length > 1 ? 'This unit stands here twice.' : undefined);
    return rule === undefined ? [] : [[id, rule]];
  });
}

function findRoleProblems(rows: readonly RoleRow[]): [number, string][] {
  const typed = rows.filter(hasRoleInput);
  const isTwin = ({ id, portalRole: word }: RoleRow): boolean =>
    typed.some((other) => other.id !== id && other.portalRole === word);
  return typed.filter(isTwin).map(({ id }) => [id, 'This role stands here twice.']);
}

function findBrokenRule(parse: () => unknown): string | undefined {
  try {
    parse();
    return undefined;
  } catch (error) {
    if (error instanceof BadInput) return error.rule;
    throw error;
  }
}
