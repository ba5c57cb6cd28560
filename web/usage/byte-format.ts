const names = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'] as const;

/** The largest unit of base 1024, as the agents count, of which `bytes` is at least one. */
export function chooseByteUnit(bytes: number): { name: string; size: number } {
  const power = Math.min(
    names.length - 1,
    Math.max(0, Math.floor(Math.log(Math.max(bytes, 1)) / Math.log(1024))),
  );
  return { name: names[power] ?? 'B', size: 1024 ** power };
}

/** Bytes as `1.5 TB`. */
export function formatBytes(bytes: number): string {
  const { name, size } = chooseByteUnit(bytes);
  return `${(bytes / size).toLocaleString('en', { maximumFractionDigits: 2 })} ${name}`;
}
