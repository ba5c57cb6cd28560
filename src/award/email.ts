import { BadInput } from './bad-input.ts';
import { findDeceptions } from './deceptive-text.ts';
import { quoteText } from './json-value.ts';

/** The longest email address that can be delivered to. */
export const MAX_EMAIL_LENGTH = 254;

/** Reads an email address as people write it; case is kept. Throws BadInput. */
export function parseEmail(text: string, field: string): string {
  const isEmail = /^[^@\s\p{Cc}\p{Cs}<>,;:"]+@[^@\s\p{Cc}\p{Cs}<>,;:"]+$/u.test(text);
  if (!isEmail || text.length > MAX_EMAIL_LENGTH || isDisguised(text)) {
    throw new BadInput(field, `${quoteText(text)} is not an email address.`);
  }
  return text;
}

/**
 * Whether the address would compare equal to one that is written with other characters: a Kelvin sign
 * becomes `k` in lower case, a full-width `＠` a second @. Nor may it have a character that cannot be
 * seen.
 */
function isDisguised(text: string): boolean {
  if (findDeceptions(text).some((found) => found !== 'mixed scripts')) return true;
  return [...text].some((character) => {
    const isAscii = character <= '\x7f';
    return !isAscii && /[\0-\x7f]/.test(character.normalize('NFKC').toLowerCase());
  });
}

/** Emails compare without regard to case. */
export function normalizeEmail(email: string): string {
  return email.toLowerCase();
}

/**
 * Whether `allowed_domains` admits this email (docs/rules/awards.md, A6.4): null admits everybody, an empty
 * list nobody; entries are a domain, a suffix (`*.ac.uk`, any depth) or one email.
 */
export function isEmailAllowed(email: string, allowedDomains: readonly string[] | null): boolean {
  if (allowedDomains === null) return true;
  const wanted = normalizeEmail(email);
  const host = wanted.slice(wanted.lastIndexOf('@') + 1);
  return allowedDomains.some((entry) => {
    const pattern = normalizeEmail(entry);
    if (pattern.startsWith('*.')) {
      return host.endsWith(pattern.slice(1)) && host !== pattern.slice(2);
    }
    return pattern.includes('@') ? pattern === wanted : pattern === host;
  });
}
