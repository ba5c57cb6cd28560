/* Sizes of storage as the agents read and write them: base 1024, two decimals (seen in 0.32.2). */

const units = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'];

/** Bytes, or `unlimited`. */
export type SizeLimit = number | 'unlimited';

/** Nothing for what is no size. */
export function parseSizeLimit(text: string): SizeLimit | undefined {
  if (text.toLowerCase() === 'unlimited') return 'unlimited';
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?) ?([KMGTP]?B)$/i.exec(text) ?? [];
  if (number === undefined) return undefined;
  return Math.floor(Number(number) * 1024 ** units.indexOf(unit.toUpperCase()));
}

export function formatSizeLimit(limit: SizeLimit): string {
  return limit === 'unlimited' ? limit : formatSize(limit);
}

/** `5.00 TB`; the whole unit is written in the smaller one: 1024 MB, not 1 GB. */
export function formatSize(bytes: number): string {
  const power = units.findIndex((_, index) => bytes <= 1024 ** (index + 1));
  const index = power < 0 ? units.length - 1 : power;
  return index === 0 ? `${bytes} B` : `${(bytes / 1024 ** index).toFixed(2)} ${units[index]}`;
}
