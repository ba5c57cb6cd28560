import { BadInput } from './bad-input.ts';

/** The longest e-mail address that can be delivered to. */
const MAX_EMAIL_LENGTH = 254;

/** Reads an e-mail address as people write it; case is kept. Throws BadInput. */
export function parseEmail(text: string, field: string): string {
  const at = text.lastIndexOf('@');
  const shaped = at > 0 && at < text.length - 1 && !/[\s\p{Cc}\p{Cs}<>,;:"]/u.test(text);
  if (!shaped || text.length > MAX_EMAIL_LENGTH) {
    throw new BadInput(field, `"${text.slice(0, 80)}" is not an e-mail address.`);
  }
  return text;
}

/** Addresses of people compare without regard to case (api.md). */
export function normalizeEmail(address: string): string {
  return address.toLowerCase();
}

/**
 * Whether `allowed_domains` admits this address (openportal.md §2): null admits everybody, an
 * empty list nobody; entries are a domain, a suffix (`*.ac.uk`, any depth) or one address.
 */
export function isEmailAllowed(address: string, allowedDomains: readonly string[] | null): boolean {
  if (allowedDomains === null) return true;
  const wanted = normalizeEmail(address);
  const host = wanted.slice(wanted.lastIndexOf('@') + 1);
  return allowedDomains.some((entry) => {
    const pattern = normalizeEmail(entry);
    if (pattern.startsWith('*.'))
      return host.endsWith(pattern.slice(1)) && host !== pattern.slice(2);
    return pattern.includes('@') ? pattern === wanted : pattern === host;
  });
}

// The stricter form that a UserMapping can carry (openportal.md §2).
const mappableEmailPattern = /^[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/;

/** Whether an address may stand in a UserMapping. */
export function isMappableEmail(address: string): boolean {
  return address.length <= MAX_EMAIL_LENGTH && mappableEmailPattern.test(address);
}

/**
 * A UserIdentifier for somebody with this username in this project, of the characters that one
 * may be built from; `taken` keeps two people apart whose names fold to the same.
 */
export function createUserIdentifier(
  username: string,
  project: string,
  taken: Set<string>,
): string {
  const base = username.replace(/[^A-Za-z0-9_-]/g, '_') || '_';
  let name = base;
  for (let n = 2; taken.has(name); n++) name = `${base}-${n}`;
  taken.add(name);
  return `${name}.${project}`;
}
