import Big from 'big.js';
import { BadInput } from './bad-input.ts';

/** An amount of a unit. */
export interface Allocation {
  size: Big;
  /** The size as text, with every digit that was sent. */
  digits: string;
  unit: string;
}

/** Larger sizes are mistakes; readers that hold sizes as 64-bit floats would lose their decimals. */
const MAX_ALLOCATION_SIZE = new Big('1e15');
const MAX_SIZE_LENGTH = 64;
const MAX_UNIT_LENGTH = 64;
const sizePattern = /^\+?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i;

// docs/rules/openportal.md, O2.6: long forms, short forms and any case fold to these.
const unitBySpelling: ReadonlyMap<string, string> = new Map(
  ['node:NHR', 'gpu:GPUHR', 'cpu:CPUHR', 'core:COREHR', 'gb:GBHR', 'billing:BHR'].flatMap(
    (entry) => {
      const [word, unit] = entry.split(':') as [string, string];
      // "nodehours" and "node-hours" are other units to the official package (0.94.0).
      return [`${word} hour`, `${word} hours`, unit.toLowerCase()].map(
        (spelling): [string, string] => [spelling, unit],
      );
    },
  ),
);

/** Folds the spellings of a unit to one; a unit we do not know is kept in lower case. */
export function normalizeUnit(text: string): string {
  const unit = text.trim().replace(/\s+/g, ' ').toLowerCase();
  return unitBySpelling.get(unit) ?? unit;
}

/**
 * Reads an allocation such as `1000 NHR` or `12.5 gpu hours`; `none` and `no allocation` give
 * null. Throws BadInput for anything else, and for a negative or absurd size.
 */
export function parseAllocation(text: unknown, field = 'allocation'): Allocation | null {
  if (typeof text !== 'string') throw new BadInput(field, 'An allocation is text.');
  const words = text.trim().replace(/\s+/g, ' ');
  if (/^(none|no allocation)$/i.test(words)) return null;
  const space = words.indexOf(' ');
  if (space === -1) {
    throw new BadInput(field, 'An allocation is a size, a space and a unit, as in "1000 NHR".');
  }
  const sizeText = words.slice(0, space);
  const size = parseSize(sizeText, field);
  const digits = size.eq(0) ? sizeText.replace(/^-/, '') : sizeText;
  const unit = normalizeUnit(words.slice(space + 1));
  if (unit.length > MAX_UNIT_LENGTH || /[\p{Cc}\p{Cs}]/u.test(unit)) {
    throw new BadInput(field, `A unit has at most ${MAX_UNIT_LENGTH} printable characters.`);
  }
  return { size, digits, unit };
}

/** Writes an allocation with the digits that it came with and its folded unit. */
export function formatAllocation(allocation: Allocation | null): string {
  return allocation === null ? NO_ALLOCATION : `${allocation.digits} ${allocation.unit}`;
}

export const NO_ALLOCATION = 'none';

/** Whether two allocations, as the details hold them, are the same amount of the same unit. */
export function isSameAllocation(one: string | null, other: string | null): boolean {
  const [a, b] = [one, other].map((text) => (text === null ? null : parseAllocation(text)));
  if (!a || !b) return !a && !b;
  return a.unit === b.unit && a.size.eq(b.size);
}

function parseSize(text: string, field: string): Big {
  // The official package reads and writes a negative zero.
  if (/^-0*\.?0+$/.test(text)) return new Big(0);
  if (text.startsWith('-')) throw new BadInput(field, 'The size of an allocation is not negative.');
  if (text.length > MAX_SIZE_LENGTH || !sizePattern.test(text)) {
    throw new BadInput(field, 'The size of an allocation is a decimal number.');
  }
  const size = new Big(
    text
      .replace(/^\+/, '')
      .replace(/^\./, '0.')
      .replace(/\.(?=e|$)/i, ''),
  );
  if (size.gt(MAX_ALLOCATION_SIZE)) {
    throw new BadInput(field, 'The size of an allocation is at most 1e15.');
  }
  return size;
}
