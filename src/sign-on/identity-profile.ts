import { createHash } from 'node:crypto';
import { parseEmail } from '../award/email.ts';
import type { VerifiedIdentity } from './openid-provider.ts';
import type { OpenIdProviderConfig } from './provider-config.ts';

/** What a provider says about a person, in the fields of an account. */
export interface IdentityProfile {
  username: string;
  first_name: string;
  last_name: string;
  /**
   * null unless the provider has verified the address: otherwise anybody could enter the address of
   * somebody else there and receive their invitations.
   */
  email: string | null;
  /** The address as the provider gives it, verified or not; null where it gives none. */
  claimedEmail: string | null;
}

/** Reads the profile from the claims, by the claim names of the provider's configuration. */
export function toProfile(
  provider: OpenIdProviderConfig,
  { subject, claims }: VerifiedIdentity,
): IdentityProfile {
  const names = provider.claims;
  const readText = (claim: string, maxLength: number): string =>
    toStorableText(claims[claim]).slice(0, maxLength);
  const [first = '', ...rest] = readText(names.fullName, 300).split(' ');
  const username = readText(names.username, 150).replace(/[\s\p{Cc}\p{Cf}]+/gu, '-');
  // `email_verified` speaks about the claim `email` only (OpenID Connect Core, 5.1).
  const saysVerified = names.email === 'email' && claims.email_verified === true;
  const isVerified = provider.emailsAreVerified || saysVerified;
  const claimedEmail = parseEmailOrNull(claims[names.email]);
  return {
    username: username || toStorableText(subject).replace(/\s+/g, '-').slice(0, 150),
    first_name: readText(names.firstName, 150) || first.slice(0, 150),
    last_name: readText(names.lastName, 150) || rest.join(' ').slice(0, 150),
    email: isVerified ? claimedEmail : null,
    claimedEmail,
  };
}

/** A user name for an identity whose own one is taken: marked with a hash, the same each time. */
export function toMarkedUsername(username: string, { issuer, subject }: VerifiedIdentity): string {
  const mark = createHash('sha256').update(`${issuer} ${subject}`).digest('hex').slice(0, 8);
  return `${username.slice(0, 140)}-${mark}`;
}

function toStorableText(value: unknown): string {
  return typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '').trim() : '';
}

function parseEmailOrNull(value: unknown): string | null {
  try {
    return typeof value === 'string' ? parseEmail(value, 'email') : null;
  } catch {
    return null;
  }
}
