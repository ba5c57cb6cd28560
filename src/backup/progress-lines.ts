import type { ReportBackupProgress } from './write-backup.ts';

const INTERVAL_MS = 2000;

/**
 * Says how far a backup or its restoring is, a line at most every two seconds, such as `Read 12.4 MB;
 * now audit_entry`. `nowMs`: milliseconds of a clock that never jumps.
 */
export function createProgressLines(
  verb: string,
  nowMs: () => number,
  say: (line: string) => void,
): ReportBackupProgress {
  let last = nowMs();
  return ({ table, bytes }) => {
    const now = nowMs();
    if (now - last < INTERVAL_MS) return;
    last = now;
    say(`${verb} ${formatBytes(bytes)}; now ${table}`);
  };
}

/** Such as `820 kB` or `12.4 MB`. */
export function formatBytes(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
