import Big from 'big.js';
import { type Allocation, normalizeUnit, parseAllocation } from './allocation.ts';
import { BadInput } from './bad-input.ts';

/** A quotient that has no end is cut here, in decimal places; limits compare before the cut. */
const CREDIT_DECIMAL_PLACES = 10;

const Quotient = Big();
Quotient.DP = CREDIT_DECIMAL_PLACES;
Quotient.RM = Big.roundHalfEven;

/** The part of a template that turns allocations into credits and judges them. */
export interface CreditRules {
  /** Credits above this wait for a reviewer; 0: everything waits; null: nothing does. */
  approvalLimit: string | null;
  /** Credits above this are rejected; 0: none at all; null: no limit. */
  maxCreditLimit: string | null;
  /** How many of a unit make one credit. */
  allocationUnitsMapping: Readonly<Record<string, string | number>>;
}

/** What an allocation means under a template's rules (docs/rules/awards.md, A3.8 to A3.10). */
export interface Assessment {
  /** Decimal text, such as `1000.00`; null where there is no allocation. */
  credits: string | null;
  /** The unit that the template, though it maps units, does not map. */
  unmappedUnit: string | null;
  isAboveMaximum: boolean;
  needsApproval: boolean;
}

/** Judges an allocation, written as in the details. Exact: compares before any rounding. */
export function assessCredits(allocationText: string | null, rules: CreditRules): Assessment {
  const allocation = allocationText === null ? null : parseAllocation(allocationText);
  const factor = allocation === null ? null : findUnitFactor(allocation, rules);
  const size = allocation?.size ?? new Big(0);
  const divisor = new Big(factor ?? 1);
  const isAbove = (limit: string | null): boolean =>
    limit !== null && size.gt(new Big(limit).times(divisor));
  const mapsUnits = Object.keys(rules.allocationUnitsMapping).length > 0;
  return {
    credits: allocation === null ? null : formatCredits(new Quotient(size).div(divisor)),
    unmappedUnit: allocation !== null && factor === null && mapsUnits ? allocation.unit : null,
    isAboveMaximum: isAbove(rules.maxCreditLimit),
    needsApproval:
      isAbove(rules.approvalLimit) ||
      (rules.approvalLimit !== null && new Big(rules.approvalLimit).eq(0)),
  };
}

/** Writes credits: plain decimal text with at least two places. */
export function formatCredits(credits: Big | string | number): string {
  const exact = new Big(credits);
  const text = exact.toFixed();
  const decimals = text.split('.')[1]?.length ?? 0;
  return decimals < 2 ? exact.toFixed(2) : text;
}

/** Orders two amounts of credits, where null stands for none. */
export function compareCredits(one: string | null, other: string | null): number {
  return new Big(one ?? 0).cmp(new Big(other ?? 0));
}

/**
 * Reads a limit or an amount of credits: a decimal number or its text, not negative.
 * Gives decimal text. Throws BadInput.
 */
export function parseCredits(value: unknown, field: string): string {
  const text = typeof value === 'number' ? String(value) : value;
  if (
    typeof text !== 'string' ||
    text.length > 64 ||
    !/^\d+(\.\d+)?(e[+-]?\d{1,2})?$/i.test(text)
  ) {
    throw new BadInput(field, 'A valid number that is not negative is required.');
  }
  const amount = new Big(text);
  if (amount.gt('1e18')) throw new BadInput(field, 'At most 1e18.');
  if (!amount.eq(amount.round(CREDIT_DECIMAL_PLACES, Big.roundHalfEven))) {
    throw new BadInput(field, `At most ${CREDIT_DECIMAL_PLACES} decimal places.`);
  }
  return formatCredits(amount);
}

/**
 * Reads a template's allocation_units_mapping: unit → how many make one credit, above
 * zero. Units are folded (`node hours` is `NHR`). Throws BadInput.
 */
export function parseUnitsMapping(
  value: unknown,
  field = 'allocation_units_mapping',
): Record<string, string | number> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new BadInput(field, 'An object of units and factors is required, as in {"NHR": 1}.');
  }
  const mapping: [string, string | number][] = Object.entries(value).map(([unit, factor]) => {
    const folded = normalizeUnit(unit);
    if (folded === '' || folded.length > 64) throw new BadInput(field, 'A unit has a name.');
    if (!isUnitFactor(factor)) {
      throw new BadInput(field, `The factor of ${folded} must be a number greater than zero.`);
    }
    return [folded, factor];
  });
  if (new Set(mapping.map(([unit]) => unit)).size < mapping.length) {
    throw new BadInput(field, 'A unit stands here twice.');
  }
  return Object.fromEntries(mapping);
}

function isUnitFactor(value: unknown): value is string | number {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string' || text.length > 40) return false;
  if (!/^\d+(\.\d+)?(e[+-]?\d{1,2})?$/i.test(text)) return false;
  const factor = new Big(text);
  return factor.gt(0) && factor.lte('1e18') && factor.gte('1e-12');
}

function findUnitFactor(allocation: Allocation, rules: CreditRules): string | number | null {
  const mapping = rules.allocationUnitsMapping;
  return Object.hasOwn(mapping, allocation.unit) ? (mapping[allocation.unit] ?? null) : null;
}
