import { MAX_EMAIL_LENGTH } from './email.ts';
import { MAX_NETWORK_NAME_LENGTH } from './network-name.ts';

/*
 * The grammar of UserMapping (docs/rules/openportal.md, O2.4). One entry that breaks it makes readers refuse the
 * whole list.
 */

const MAX_LOCAL_PART_LENGTH = 64;
const localPartPattern = /^(?!-)[A-Za-z0-9_+-]+(\.[A-Za-z0-9_+-]+)*$/;
const labelPattern = '[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?';
const hostPattern = new RegExp(`^${labelPattern}(\\.${labelPattern})+$`);

/** Whether an email may stand in a UserMapping. */
export function isMappableEmail(email: string): boolean {
  const [localPart = '', host = '', ...more] = email.split('@');
  return (
    more.length === 0 &&
    email.length <= MAX_EMAIL_LENGTH &&
    localPart.length <= MAX_LOCAL_PART_LENGTH &&
    localPartPattern.test(localPart) &&
    hostPattern.test(host)
  );
}

/**
 * The form of an email that may stand in a UserMapping: accents and signs of the local part are
 * replaced, an international host is written in ASCII. null where none is possible: a host is never
 * guessed, and nothing is cut off.
 */
export function sanitizeEmailForMapping(email: string): string | null {
  if (isMappableEmail(email)) return email;
  const at = email.lastIndexOf('@');
  if (at < 1) return null;
  const localPart = email
    .slice(0, at)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^A-Za-z0-9._+-]/g, '_')
    .replace(/\.{2,}/g, '.')
    .replace(/^[.-]+|\.+$/g, '');
  const sanitized = `${localPart}@${toAsciiHost(email.slice(at + 1))}`;
  return isMappableEmail(sanitized) ? sanitized : null;
}

/**
 * A UserIdentifier for somebody with this username in this project, of the characters and the length
 * that one may be built from (docs/rules/openportal.md, O2.1); `taken` keeps two people apart whose
 * names fold to the same.
 */
export function createUserIdentifier(
  username: string,
  project: string,
  taken: Set<string>,
): string {
  const base = username.replace(/[^A-Za-z0-9_-]/g, '_').replace(/^-+/, '_') || '_';
  let name = base.slice(0, MAX_NETWORK_NAME_LENGTH);
  for (let n = 2; taken.has(name); n++) {
    const suffix = `-${n}`;
    name = base.slice(0, MAX_NETWORK_NAME_LENGTH - suffix.length) + suffix;
  }
  taken.add(name);
  return `${name}.${project}`;
}

/** An international domain name in its `xn--` form; other text as it is. */
function toAsciiHost(host: string): string {
  const isInternational = /[^\p{ASCII}]/u.test(host);
  const url = `http://${host}`;
  return isInternational && URL.canParse(url) ? new URL(url).hostname : host;
}
