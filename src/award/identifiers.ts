import { BadInput } from './bad-input.ts';

/** Longer names are refused, so that every index holds them. */
const MAX_NAME_LENGTH = 255;

export interface ProjectIdentifier {
  /** The whole text, such as `p1.ukri`. */
  text: string;
  project: string;
  /** The awarding portal. */
  portal: string;
}

/**
 * What the wire has in names, with the dots between them. Anything else could look like another name:
 * letters of two scripts, characters that cannot be seen.
 */
const nameCharacters = /^[A-Za-z0-9_.-]*$/;

/** Reads a PortalIdentifier (`ukri`): not empty, no space, no dot. Throws BadInput. */
export function parsePortal(text: unknown, field = 'portal'): string {
  const portal = parseName(text, field);
  if (portal.includes('.')) throw new BadInput(field, 'A portal has no dot in its name.');
  return portal;
}

/** Reads a ProjectIdentifier (`p1.ukri`): exactly two parts, neither empty. Throws BadInput. */
export function parseProjectIdentifier(text: unknown, field = 'identifier'): ProjectIdentifier {
  const name = parseName(text, field);
  const parts = name.split('.');
  const [project, portal] = parts;
  if (parts.length !== 2 || !project || !portal) {
    throw new BadInput(field, 'A project identifier has exactly two parts, as in "p1.ukri".');
  }
  return { text: name, project, portal };
}

/** Reads a Destination (`ukri.brics.isambard-ai`) into its two or more agents. Throws BadInput. */
export function parseDestination(text: unknown, field = 'destination'): string[] {
  const agents = parseName(text, field).split('.');
  if (agents.length < 2 || agents.some((agent) => agent === '')) {
    throw new BadInput(field, 'A destination is two agents or more, joined by dots.');
  }
  return agents;
}

/** Reads the name of an offering, one part of a destination. Throws BadInput. */
export function parseOffering(text: unknown, field = 'offering'): string {
  const offering = parseName(text, field);
  if (offering.includes('.')) throw new BadInput(field, 'An offering has no dot in its name.');
  return offering;
}

/** `<awarding portal>.<our portal>.<offering>`, the second half of an award key (A1.1). */
export function formatDestination(
  awardingPortal: string,
  ourPortal: string,
  offering: string,
): string {
  return `${awardingPortal}.${ourPortal}.${offering}`;
}

/** A ProjectMapping: theirs `:` ours; without a project ours is the literal `None`. */
export function formatProjectMapping(identifier: string, localIdentifier: string | null): string {
  return `${identifier}:${localIdentifier ?? 'None'}`;
}

/** What a project is called in this portal, such as `a6a.brics`. */
export function formatLocalIdentifier(shortName: string, ourPortal: string): string {
  return `${shortName}.${ourPortal}`;
}

function parseName(text: unknown, field: string): string {
  if (typeof text !== 'string' || text === '') throw new BadInput(field, 'This must be a name.');
  if (text.length > MAX_NAME_LENGTH) {
    throw new BadInput(field, `A name has at most ${MAX_NAME_LENGTH} characters.`);
  }
  if (!nameCharacters.test(text)) {
    throw new BadInput(field, 'A name has only A-Z, a-z, 0-9, _ and -.');
  }
  return text;
}
