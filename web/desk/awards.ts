import type { Award } from '../api/types.ts';

/** One name for one award, wherever a list needs one. */
export function nameOf({ identifier, destination }: Pick<Award, 'identifier' | 'destination'>) {
  return `${identifier} ${destination}`;
}

/** What an award is called: its name, else its identifier. */
export function titleOf({ details, identifier }: Pick<Award, 'details' | 'identifier'>): string {
  return details.name?.trim() || identifier;
}

/** The awarding portal: the second half of the identifier (openportal.md §2). */
export function awardingPortalOf({ identifier }: Pick<Award, 'identifier'>): string {
  return identifier.split('.')[1] ?? '';
}

/** Not before this moment, where that is still ahead. */
export function embargoOf({ details }: Pick<Award, 'details'>, now = Date.now()): string | null {
  const earliest = details.earliest_approve;
  return earliest !== undefined && Date.parse(earliest) > now ? earliest : null;
}
