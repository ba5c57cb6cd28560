import { foldUnit } from '../../src/award/allocation.ts';
import { BadInput } from '../../src/award/bad-input.ts';
import { type CreditRules, parseCredits, parseUnitsMapping } from '../../src/award/credits.ts';
import { parseOffering, parsePortal } from '../../src/award/identifiers.ts';
import { parseShortnamePattern } from '../../src/award/short-name.ts';
import type { Draft, DraftField } from './draft.ts';
import { isRoleTyped, isUnitTyped, type RoleRow, type UnitRow, unitsMapping } from './rows.ts';

/** What is wrong with a draft by the rules that the service shares with the pages. */
export interface Problems {
  fields: Partial<Record<DraftField, string>>;
  /** By the id of a row. */
  rows: ReadonlyMap<number, string>;
}

export function problemsOf(draft: Draft): Problems {
  const fields: [DraftField, string | undefined][] = [
    ['name', draft.name.trim() === '' ? 'A template has a name.' : undefined],
    ['offering', brokenRule(() => parseOffering(draft.offering.trim()))],
    ['portal', brokenRule(() => parsePortal(draft.portal.trim()))],
    ['provider', draft.provider === null ? 'Choose a customer.' : undefined],
    ['customer', draft.customer === null ? 'Choose a customer.' : undefined],
    ['shortname', brokenRule(() => parseShortnamePattern(draft.shortname.trim()))],
    ['approval_limit', brokenRule(() => readLimit(draft.approval_limit))],
    ['max_credit_limit', brokenRule(() => readLimit(draft.max_credit_limit))],
  ];
  return {
    fields: Object.fromEntries(fields.filter(([, rule]) => rule !== undefined)),
    rows: new Map([
      ...wrongUnits(draft.allocation_units_mapping),
      ...wrongRoles(draft.role_mapping),
    ]),
  };
}

export function isSound({ fields, rows }: Problems): boolean {
  return Object.keys(fields).length + rows.size === 0;
}

/** A limit as typed: empty is none. Throws BadInput. */
export function readLimit(text: string): string | null {
  return text.trim() === '' ? null : parseCredits(text.trim(), 'limit');
}

/** The rules that a draft would judge by; null while they cannot be read. */
export function rulesOf(draft: Draft): CreditRules | null {
  if (wrongUnits(draft.allocation_units_mapping).length > 0) return null;
  try {
    return {
      approvalLimit: readLimit(draft.approval_limit),
      maxCreditLimit: readLimit(draft.max_credit_limit),
      allocationUnitsMapping: parseUnitsMapping(unitsMapping(draft.allocation_units_mapping)),
    };
  } catch {
    return null;
  }
}

function wrongUnits(rows: readonly UnitRow[]): [number, string][] {
  const typed = rows.filter(isUnitTyped);
  return typed.flatMap((row): [number, string][] => {
    const { id, unit } = row;
    const twins = typed.filter((other) => foldUnit(other.unit) === foldUnit(unit));
    const rule =
      brokenRule(() => parseUnitsMapping(unitsMapping([row]))) ??
      (twins.length > 1 ? 'This unit stands here twice.' : undefined);
    return rule === undefined ? [] : [[id, rule]];
  });
}

function wrongRoles(rows: readonly RoleRow[]): [number, string][] {
  const typed = rows.filter(isRoleTyped);
  const isTwin = ({ id, word }: RoleRow): boolean =>
    typed.some((other) => other.id !== id && other.word === word);
  return typed.filter(isTwin).map(({ id }) => [id, 'This role stands here twice.']);
}

function brokenRule(parse: () => unknown): string | undefined {
  try {
    parse();
    return undefined;
  } catch (error) {
    if (error instanceof BadInput) return error.rule;
    throw error;
  }
}
