import type { TokenScope } from '../database/account-schema.ts';
import { tokenScopes } from '../http/caller.ts';
import type { ApiTokenScopes } from './provider-config.ts';

/** What a provider states about a token (RFC 7662, 2.2), of which nothing is checked yet. */
export type TokenStatement = Readonly<Record<string, unknown>>;

/** Whom an access token stands for, and the widest API token that it may be exchanged for. */
export interface AccessTokenGrant {
  issuer: string;
  subject: string;
  scope: TokenScope;
}

/** An access token that is not exchanged. */
export class AccessTokenRefusedError extends Error {
  /** `scope`: valid and for us, but it does not allow an API token. */
  readonly problem: 'invalid' | 'scope';

  constructor(problem: 'invalid' | 'scope', message: string) {
    super(message);
    this.name = 'AccessTokenRefusedError';
    this.problem = problem;
  }
}

interface Expectation {
  issuer: string;
  /** Ours at the provider. */
  clientId: string;
  apiTokenScopes: ApiTokenScopes;
}

/**
 * Judges what a provider states about an access token. It must be an active bearer token of a
 * person, meant for us, with a scope that the operator listed. Without the audience check any
 * service that somebody signed in to could use their token here. Throws AccessTokenRefusedError.
 */
export function judgeAccessToken(
  statement: TokenStatement,
  { issuer, clientId, apiTokenScopes }: Expectation,
): AccessTokenGrant {
  if (statement.active !== true) refuse('The access token is not valid, or has expired.');
  if (statement.iss !== undefined && statement.iss !== issuer) {
    refuse('The access token is from another provider.');
  }
  if (!isBearerAccessToken(statement)) refuse('A bearer access token is required.');
  if (!isMeantFor(clientId, statement)) {
    refuse(`The access token is for another service: its audience must contain ${clientId}.`);
  }
  const { sub } = statement;
  if (typeof sub !== 'string' || sub === '') refuse('The access token names no person.');
  const accessScopes = typeof statement.scope === 'string' ? statement.scope.split(' ') : [];
  const scope = tokenScopes.findLast((one) => {
    const needed = apiTokenScopes[one];
    return needed !== undefined && accessScopes.includes(needed);
  });
  if (scope === undefined) {
    const knownScopes = Object.values(apiTokenScopes).join(', ');
    throw new AccessTokenRefusedError(
      'scope',
      `The access token needs one of the scopes ${knownScopes}.`,
    );
  }
  return { issuer, subject: sub as string, scope };
}

function refuse(message: string): never {
  throw new AccessTokenRefusedError('invalid', message);
}

/**
 * Introspection also accepts refresh tokens, and tokens that are bound to a key of their owner
 * (`cnf`), whose possession nobody has proved to us. Keycloak states the kind in `typ`.
 */
function isBearerAccessToken({ token_type, typ, cnf }: TokenStatement): boolean {
  const kind = token_type ?? typ;
  return cnf === undefined && typeof kind === 'string' && kind.toLowerCase() === 'bearer';
}

/** Where a provider states no audience, the token must have been issued to our own client. */
function isMeantFor(ownClientId: string, { aud, client_id }: TokenStatement): boolean {
  if (aud === undefined) return client_id === ownClientId;
  return [aud].flat().includes(ownClientId);
}
