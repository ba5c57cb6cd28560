import { BadInput } from './bad-input.ts';

/** Leaves 11 characters for the project in the 32 that a person's name on a machine may have. */
const MAX_LENGTH = 20;

/**
 * Reads a person's short name (docs/rules/machines.md, M2.1): a-z, 0-9 and -, beginning with a letter, and not
 * the name of our own portal. Throws BadInput.
 */
export function parsePersonShortName(text: string, portal: string, field = 'shortname'): string {
  if (!/^[a-z][a-z0-9-]*$/.test(text)) {
    throw new BadInput(field, 'A short name has a-z, 0-9 and -, and begins with a letter.');
  }
  if (text.length > MAX_LENGTH) {
    throw new BadInput(field, `A short name has at most ${MAX_LENGTH} characters.`);
  }
  if (text === portal.toLowerCase()) {
    throw new BadInput(field, "A short name must differ from the portal's name.");
  }
  return text;
}

/**
 * The short names that fit a user name, the best first: for `Ada.Lovelace@example.ac.uk` they are
 * `ada-lovelace`, `ada-lovelace-2` and so on. Empty where the user name has no Latin letter.
 */
export function proposePersonShortNames(username: string, portal: string, count = 20): string[] {
  const [local = ''] = username.split('@');
  const plain = local
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .replace(/-+$/, '');
  if (plain === '') return [];
  const numbered = Array.from({ length: count }, (_, n) => {
    const suffix = n === 0 ? '' : `-${n + 1}`;
    return plain.slice(0, MAX_LENGTH - suffix.length).replace(/-+$/, '') + suffix;
  });
  return numbered.filter((name) => name !== portal.toLowerCase());
}
