/** A provider's notice that somebody signed out there: either all of a person's sessions or one. */
export interface ProviderLogout {
  /** `sub` of the person; null where the notice names only a session. */
  subject: string | null;
  /** `sid` of the session at the provider; null: all sessions of the person. */
  providerSession: string | null;
  /** Sessions that began later are not meant. */
  issuedAt: Date;
}

/** A logout token that says nothing that we can follow. */
export class LogoutTokenError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'LogoutTokenError';
  }
}

const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout';

/**
 * Reads the claims of a logout token whose signature, issuer, audience and age are verified (OpenID
 * Connect Back-Channel Logout 1.0, 2.4). Throws LogoutTokenError.
 */
export function readLogout(claims: Readonly<Record<string, unknown>>): ProviderLogout {
  const { events, nonce, sub, sid, iat } = claims;
  const isLogout = typeof events === 'object' && events !== null && LOGOUT_EVENT in events;
  if (!isLogout) throw new LogoutTokenError('The token is about another event.');
  // An ID token has a nonce; it must not end sessions.
  if (nonce !== undefined) throw new LogoutTokenError('A logout token has no nonce.');
  const subject = typeof sub === 'string' ? sub : null;
  const providerSession = typeof sid === 'string' ? sid : null;
  if (subject === null && providerSession === null) {
    throw new LogoutTokenError('The token names neither a person nor a session.');
  }
  return { subject, providerSession, issuedAt: new Date(Number(iat) * 1000) };
}
