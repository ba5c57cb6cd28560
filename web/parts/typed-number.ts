/**
 * What somebody typed as an amount, without the separators between thousands: spaces, apostrophes
 * or commas in their places. `1,900.50` is `1900.50`; a text of another form stays as it is, so
 * that the check of the field explains it.
 */
export function stripSeparators(text: string): string {
  const trimmed = text.trim();
  const [, separator] = /^\d{1,3}([,'’\s_\u00a0\u202f])\d{3}/.exec(trimmed) ?? [];
  if (separator === undefined) return trimmed;
  const groups = new RegExp(`^\\d{1,3}(${separator}\\d{3})+(\\.\\d+)?$`);
  return groups.test(trimmed) ? trimmed.replaceAll(separator, '') : trimmed;
}

/** As stripSeparators, for an allocation such as `1,900 NHR`. */
export function stripAllocationSeparators(text: string): string {
  const [, size = '', unit = ''] = /^\s*([\d,.'’_\s\u00a0\u202f]*\d)(\D*)$/.exec(text) ?? [];
  return size === '' ? text : `${stripSeparators(size)}${unit}`;
}
