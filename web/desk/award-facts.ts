import { displayName } from '../../src/award/award-details.ts';
import { parseProjectIdentifier } from '../../src/award/identifiers.ts';
import type { Award } from '../api/types.ts';
import type { AwardKey } from '../award/award-queries.ts';

/** An award's key as one text, for maps and React keys. */
export const formatAwardKey = ({ identifier, destination }: AwardKey): string =>
  `${identifier} ${destination}`;

export const getAwardName = ({ details, identifier }: Award): string =>
  displayName({ name: details.name, identifier });

export const getAwardingPortal = ({ identifier }: Award): string =>
  parseProjectIdentifier(identifier).portal;

/** When the award's embargo ends (RFC 3339); null where it has none or the end has passed. */
export function findEmbargoEnd({ details }: Award, now: number): string | null {
  const earliest = details.earliest_approve;
  return earliest !== undefined && Date.parse(earliest) > now ? earliest : null;
}

/** The number of members that the award names. */
export const countMembers = ({ details }: Award): number =>
  Object.keys(details.members ?? {}).length;
