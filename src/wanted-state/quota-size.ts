import Big from 'big.js';

const units = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'];

/**
 * Reads a storage size, such as `5 TB`, `5.00TB`, `500 GiB` or `unlimited`, in any case, and writes
 * it as agents do: two decimals and a unit of base 1024, such as `5.00 TB`. Null for anything else.
 */
export function normalizeQuotaSize(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const text = value.trim().toLowerCase();
  if (text === 'unlimited') return 'unlimited';
  const [, number, unit] = /^(\d{1,12}(?:\.\d{1,6})?)\s*([kmgtp]?)(?:i?b|bytes)$/.exec(text) ?? [];
  if (number === undefined) return null;
  const size = new Big(number);
  if (size.eq(0)) return null;
  const name = units.find((candidate) => candidate.toLowerCase() === `${unit}b`);
  return `${size.toFixed(2)} ${name}`;
}

/** Whether two sizes are the same to the two decimals of agents, whatever their units. */
export function isSameQuota(one: string, other: string): boolean {
  const [left, right] = [toBytes(one), toBytes(other)];
  if (left === null || right === null) return one === other;
  const larger = left.gt(right) ? left : right;
  return left.minus(right).abs().lte(larger.times('0.005'));
}

function toBytes(size: string): Big | null {
  const normal = normalizeQuotaSize(size);
  if (normal === null || normal === 'unlimited') return null;
  const [number = '0', unit = 'B'] = normal.split(' ');
  return new Big(number).times(new Big(1024).pow(units.indexOf(unit)));
}
