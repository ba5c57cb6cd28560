import { issueToken } from '../access/token-service.ts';
import { hashKey } from '../access/token-store.ts';
import { signInActor } from '../admin-audit/actor.ts';
import { runInTransaction } from '../database/transaction.ts';
import type { AppContext } from '../http/app-context.ts';
import { AccessTokenRefusedError, judgeAccessToken } from './judge-access-token.ts';
import { lockPersonByIdentity } from './identity-store.ts';
import type { OpenIdProvider } from './openid-provider.ts';

/** The provider cannot say now what an access token is. */
export class IntrospectionFailedError extends Error {
  constructor(cause: unknown) {
    super('The provider did not check the access token.', { cause });
    this.name = 'IntrospectionFailedError';
  }
}

/** The access token is valid, but its owner has no active account here. */
export class NoAccountError extends Error {}

/** As short as the API tokens of Waldur: nobody here learns that an account at the provider ended. */
const EXCHANGED_TOKEN_LIFETIME_MS = 3_600_000;

export interface ExchangedToken {
  key: string;
  person: string;
  email: string;
  isStaff: boolean;
}

/**
 * Exchanges an access token of an OpenID provider for an API token of the person who has signed in
 * here with that identity. The API token lasts an hour and has the scope that the access token
 * allows. Throws AccessTokenRefusedError, IntrospectionFailedError, NoAccountError, and RefusedError
 * (`conflict`) where the person has as many tokens as allowed.
 */
export async function exchangeAccessToken(
  { db, clock }: Pick<AppContext, 'db' | 'clock'>,
  provider: OpenIdProvider,
  { accessToken, clientIp }: { accessToken: string; clientIp: string },
): Promise<ExchangedToken> {
  const own = await db
    .selectFrom('api_token')
    .select('id')
    .where('digest', '=', hashKey(accessToken))
    .executeTakeFirst();
  // A key of ours must not travel to the provider.
  if (own !== undefined) {
    throw new AccessTokenRefusedError('invalid', 'A bearer access token is required.');
  }
  const { clientId, apiTokenScopes, slug } = provider.settings;
  const [statement, issuer] = await introspect(provider, accessToken);
  const grant = judgeAccessToken(statement, { issuer, clientId, apiTokenScopes });
  const now = clock();
  return runInTransaction(db, async (trx) => {
    const person = await lockPersonByIdentity(trx, grant);
    if (!person?.is_active) throw new NoAccountError();
    await trx
      .updateTable('person_identity')
      .set({ last_used: now.toISOString() })
      .where('id', '=', person.identity_id)
      .execute();
    const { key } = await issueToken(trx, signInActor(person.id, clientIp), {
      owner: person,
      name: `exchanged at ${slug}`,
      scope: grant.scope,
      now: now.toISOString(),
      expiresAt: new Date(now.getTime() + EXCHANGED_TOKEN_LIFETIME_MS).toISOString(),
    });
    return { key, person: person.uuid, email: person.email, isStaff: person.is_staff };
  });
}

async function introspect(provider: OpenIdProvider, accessToken: string) {
  try {
    return await Promise.all([provider.introspect(accessToken), provider.issuer()]);
  } catch (error) {
    throw new IntrospectionFailedError(error);
  }
}
