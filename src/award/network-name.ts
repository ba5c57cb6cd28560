import { BadInput } from './bad-input.ts';
import { formatLocalIdentifier } from './identifiers.ts';
import { expandYear, formatShortName } from './short-name.ts';

/*
 * What the network takes as a name (docs/rules/openportal.md, O2.1 and O2.3). Newer agents refuse every other name, and a
 * bridge refuses the whole list that holds one.
 */

export const MAX_NETWORK_NAME_LENGTH = 64;
const MAX_LOCAL_IDENTIFIER_LENGTH = 64;
/** The 18,278th award of a year is the first whose count has four letters. */
const LONGEST_EXPECTED_COUNT = 26 + 26 ** 2 + 26 ** 3;
const networkNamePattern = /^(?!-)[A-Za-z0-9_-]+$/;

/** Whether the network takes the name of a portal, an offering, a project or a user. */
export function isNetworkName(name: string): boolean {
  return name.length <= MAX_NETWORK_NAME_LENGTH && networkNamePattern.test(name);
}

/** Reads such a name where somebody types a new one. Throws BadInput. */
export function parseNetworkName(value: unknown, field: string): string {
  if (typeof value === 'string' && isNetworkName(value)) return value;
  throw new BadInput(
    field,
    `At most ${MAX_NETWORK_NAME_LENGTH} of A-Z, a-z, 0-9, _ and -, and no - in front.`,
  );
}

/** Whether `<short name>.<portal>` fits into a ProjectMapping. */
export function fitsMapping(shortName: string, portal: string): boolean {
  return formatLocalIdentifier(shortName, portal).length <= MAX_LOCAL_IDENTIFIER_LENGTH;
}

/**
 * Checks that the short names of a pattern fit into a ProjectMapping with our portal's name, for as
 * many awards in a year as a count of four letters reaches. Throws BadInput.
 */
export function requirePatternFits(pattern: string, portal: string, field = 'shortname'): void {
  const longest = formatShortName(expandYear(pattern, 0), LONGEST_EXPECTED_COUNT);
  if (fitsMapping(longest, portal)) return;
  throw new BadInput(
    field,
    `A short name such as ${longest} and ".${portal}" have more than ${MAX_LOCAL_IDENTIFIER_LENGTH} characters together.`,
  );
}
