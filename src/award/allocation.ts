import Big from 'big.js';
import { BadInput } from './bad-input.ts';

/** So much of a unit, exactly. */
export interface Allocation {
  size: Big;
  unit: string;
}

/** Larger ones are mistakes, and would not fit the other side's numbers (64-bit floats). */
const MAX_ALLOCATION_SIZE = new Big('1e15');
const MAX_UNIT_LENGTH = 64;
const sizePattern = /^\+?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i;

// openportal.md §2: the long forms, the short ones and any case fold to these.
const unitBySpelling: ReadonlyMap<string, string> = new Map(
  ['node:NHR', 'gpu:GPUHR', 'cpu:CPUHR', 'core:COREHR', 'gb:GBHR', 'billing:BHR'].flatMap(
    (entry) => {
      const [word, unit] = entry.split(':') as [string, string];
      return [
        `${word} hour`,
        `${word} hours`,
        `${word}hour`,
        `${word}hours`,
        unit.toLowerCase(),
      ].map((spelling): [string, string] => [spelling, unit]);
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
  const size = parseSize(words.slice(0, space), field);
  const unit = normalizeUnit(words.slice(space + 1));
  if (unit.length > MAX_UNIT_LENGTH || /[\p{Cc}\p{Cs}]/u.test(unit)) {
    throw new BadInput(field, `A unit has at most ${MAX_UNIT_LENGTH} printable characters.`);
  }
  return { size, unit };
}

/** Writes an allocation the one way that compares equal: no exponent, no idle zeros. */
export function formatAllocation(allocation: Allocation | null): string {
  return allocation === null ? 'none' : `${allocation.size.toFixed()} ${allocation.unit}`;
}

function parseSize(text: string, field: string): Big {
  if (text.startsWith('-')) throw new BadInput(field, 'The size of an allocation is not negative.');
  if (text.length > 64 || !sizePattern.test(text)) {
    throw new BadInput(field, 'The size of an allocation is a decimal number.');
  }
  const size = new Big(
    text
      .replace(/^\+/, '')
      .replace(/^\./, '0.')
      .replace(/\.(?=e|$)/i, ''),
  );
  if (size.gt(MAX_ALLOCATION_SIZE))
    throw new BadInput(field, 'The size of an allocation is at most 1e15.');
  // What is finer than this is noise of another system's floats, and would grow without end.
  return size.round(12, Big.roundHalfEven);
}
