import type { AwardDetails } from './award-details.ts';
import { measureDetails } from './printed-size.ts';

/**
 * Why details are too large to be stored, with field and rule; null where they are not. An award
 * that is too large already, as earlier versions and another setting allowed, may change but not
 * grow (docs/rules/awards.md, A3.20).
 */
export function judgeSize(
  details: AwardDetails,
  maxBytes: number,
  existing: AwardDetails | null,
): string | null {
  const bytes = measureDetails(details);
  if (bytes <= maxBytes) return null;
  if (existing !== null && bytes <= measureDetails(existing)) return null;
  const limit = maxBytes.toLocaleString('en');
  return `details: An award has at most ${limit} bytes here; with this it would have ${bytes.toLocaleString('en')}.`;
}
