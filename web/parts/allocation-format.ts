import { formatCredits } from './credit-format.ts';

/**
 * `3456000 COREHR` as `3,456,000 COREHR`; null is `none`. Other texts of portals stay as they are, such
 * as `1.5.2026 to 30.6.2026`.
 */
export function formatAllocation(allocation: string | null): string {
  if (allocation === null) return 'none';
  return allocation.replace(/^(\d+(\.\d+)?|\.\d+)(?=\s)/, (size) => formatCredits(size));
}
