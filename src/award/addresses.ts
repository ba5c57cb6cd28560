import { BadInput } from './bad-input.ts';

/** The longest e-mail address that can be delivered to. */
const longestAddress = 254;

/** Reads an e-mail address as people write it; case is kept. Throws BadInput. */
export function parseAddress(text: string, field: string): string {
  const at = text.lastIndexOf('@');
  const shaped = at > 0 && at < text.length - 1 && !/[\s\p{Cc}\p{Cs}<>,;:"]/u.test(text);
  if (!shaped || text.length > longestAddress) {
    throw new BadInput(field, `"${text.slice(0, 80)}" is not an e-mail address.`);
  }
  return text;
}

/** Addresses of people compare without regard to case (api.md). */
export function sameCase(address: string): string {
  return address.toLowerCase();
}

/**
 * Whether `allowed_domains` admits this address (openportal.md §2): null admits everybody, an
 * empty list nobody; entries are a domain, a suffix (`*.ac.uk`, any depth) or one address.
 */
export function isAdmitted(address: string, allowedDomains: readonly string[] | null): boolean {
  if (allowedDomains === null) return true;
  const wanted = sameCase(address);
  const host = wanted.slice(wanted.lastIndexOf('@') + 1);
  return allowedDomains.some((entry) => {
    const pattern = sameCase(entry);
    if (pattern.startsWith('*.'))
      return host.endsWith(pattern.slice(1)) && host !== pattern.slice(2);
    return pattern.includes('@') ? pattern === wanted : pattern === host;
  });
}

// The stricter form that a UserMapping can carry (openportal.md §2).
const mappable = /^[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/;

/** Whether an address may stand in a UserMapping. */
export function isMappableAddress(address: string): boolean {
  return address.length <= longestAddress && mappable.test(address);
}

/**
 * A UserIdentifier for somebody with this username in this project, of the characters that one
 * may be built from; `taken` keeps two people apart whose names fold to the same.
 */
export function userIdentifier(username: string, project: string, taken: Set<string>): string {
  const base = username.replace(/[^A-Za-z0-9_-]/g, '_') || '_';
  let name = base;
  for (let n = 2; taken.has(name); n++) name = `${base}-${n}`;
  taken.add(name);
  return `${name}.${project}`;
}
