import { BadInput } from './bad-input.ts';
import { formatLocalIdentifier } from './identifiers.ts';

/** What a Slurm account and a group on the machines may have. */
const MAX_LOCAL_IDENTIFIER_LENGTH = 32;

/**
 * Reads a short name that staff give to a project (docs/rules/machines.md, M1.2): a-z, 0-9 and -,
 * beginning with a letter; 32 characters at most with a dot and our portal's name. Throws BadInput.
 */
export function parseProjectShortName(text: string, portal: string, field = 'shortname'): string {
  if (!/^[a-z][a-z0-9-]*$/.test(text)) {
    throw new BadInput(field, 'A short name has a-z, 0-9 and -, and begins with a letter.');
  }
  if (formatLocalIdentifier(text, portal).length > MAX_LOCAL_IDENTIFIER_LENGTH) {
    throw new BadInput(
      field,
      `A short name and ".${portal}" have at most ${MAX_LOCAL_IDENTIFIER_LENGTH} characters together.`,
    );
  }
  return text;
}
