import { BadInput } from '../award/bad-input.ts';

/*
 * Sizes on the wire: a number, a space and a unit of base 1024, such as `5.00 TB`. Agents round to
 * two decimals, so a size that was written and read again may differ by half a hundredth of its unit.
 */

const units = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'];
/** What a column of 64 bits holds. Beyond 8 PB a number has no single bytes, nor have two decimals. */
const MAX_BYTES = 2 ** 62;
const sizePattern = /^(\d{1,20}(?:\.\d{1,10})?) ?([KMGTP]?B)$/i;

/** Reads a size into whole bytes. Throws BadInput. */
export function parseStorageSize(value: unknown, field: string): number {
  const [, number, unit = ''] = typeof value === 'string' ? (sizePattern.exec(value) ?? []) : [];
  const power = units.indexOf(unit.toUpperCase());
  const bytes = Math.floor(Number(number) * 1024 ** power);
  if (number !== undefined && bytes <= MAX_BYTES) return bytes;
  throw new BadInput(field, 'A size is a number and one of B, KB, MB, GB, TB and PB.');
}

/** Writes bytes in the largest unit of which there is a whole one: `5.00 TB`, `512 B`. */
export function formatStorageSize(bytes: number): string {
  const power = units.findLastIndex((_, index) => bytes >= 1024 ** index);
  if (power <= 0) return `${bytes} B`;
  return `${(bytes / 1024 ** power).toFixed(2)} ${units[power]}`;
}
