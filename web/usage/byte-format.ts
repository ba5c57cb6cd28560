const units = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'];

/** Bytes as `1.5 TB`, of base 1024 as the agents count. */
export function formatBytes(bytes: number): string {
  const power = Math.min(
    units.length - 1,
    Math.max(0, Math.floor(Math.log(Math.max(bytes, 1)) / Math.log(1024))),
  );
  const value = (bytes / 1024 ** power).toLocaleString('en', { maximumFractionDigits: 2 });
  return `${value} ${units[power]}`;
}
