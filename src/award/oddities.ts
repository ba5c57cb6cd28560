import type { BadInput } from './bad-input.ts';

const MAX_DESCRIBED_ODDITIES = 10;

/** `members: "x" is not an email address; left out.` */
export function describeOddity({ message }: BadInput): string {
  return `${message.replace(/\.$/, '')}; left out.`;
}

/** What was left out of a message as one text; null where nothing was. */
export function describeOddities(oddities: readonly string[]): string | null {
  if (oddities.length === 0) return null;
  const more = oddities.length - MAX_DESCRIBED_ODDITIES;
  const described = oddities.slice(0, MAX_DESCRIBED_ODDITIES).join(' ');
  return more > 0 ? `${described} And ${more} more.` : described;
}
