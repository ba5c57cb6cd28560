import { formatCredits } from './credits-bar.tsx';

/** `3456000 COREHR` as `3,456,000 COREHR`; null is `none`. A text without a size stays as it is. */
export function formatAllocation(allocation: string | null): string {
  if (allocation === null) return 'none';
  return allocation.replace(/^[\d.]+(?=\s)/, (size) => formatCredits(size));
}
