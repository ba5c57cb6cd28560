import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { decodeJwt, exportJWK, generateKeyPair, importJWK, SignJWT, UnsecuredJWT } from 'jose';
import Provider, { type Configuration } from 'oidc-provider';

/*
 * A real OpenID provider (npm oidc-provider) in its own process. It prints its URL.
 * `POST /control` with {"people", "fault"} sets the accounts, and the fault of its next tokens, which
 * a correct provider would never send; they are signed with its key unless the fault is the signature.
 */
const redirectUris = JSON.parse(process.env.REDIRECT_URIS ?? '[]') as string[];
const backChannelUri = process.env.BACK_CHANNEL_URI;
const signedOutUris = JSON.parse(process.env.SIGNED_OUT_URIS ?? '[]') as string[];

export type ProviderFault =
  | 'expired'
  | 'signature'
  | 'audience'
  | 'issuer'
  | 'nonce'
  | 'unsigned'
  | 'replayed'
  | 'down';

/** The claims of each account, by the name typed into the sign-in form. */
let people: Record<string, Record<string, unknown>> = {};
let fault: ProviderFault | null = null;
let previousToken: string | null = null;

const { privateKey } = await generateKeyPair('RS256', { extractable: true });
const jwk = { ...(await exportJWK(privateKey)), kid: 'first', alg: 'RS256', use: 'sig' };

const extraScopes = ['gatehouse:read', 'gatehouse:admin'];

const configuration: Configuration = {
  clients: [
    {
      client_id: 'gatehouse',
      client_secret: 'a secret of the provider and Gatehouse',
      redirect_uris: redirectUris,
      post_logout_redirect_uris: signedOutUris,
      ...(backChannelUri && {
        backchannel_logout_uri: backChannelUri,
        backchannel_logout_session_required: true,
      }),
    },
    {
      client_id: 'another-service',
      client_secret: 'a secret of the provider and another service',
      redirect_uris: redirectUris,
    },
  ],
  scopes: ['openid', 'profile', 'email', ...extraScopes],
  jwks: { keys: [jwk] },
  claims: {
    openid: ['sub'],
    profile: ['name', 'given_name', 'family_name', 'preferred_username'],
    email: ['email', 'email_verified'],
  },
  features: {
    backchannelLogout: { enabled: true },
    introspection: { enabled: true },
    // `resource=https://gatehouse` gets an access token with the audience `gatehouse`.
    resourceIndicators: {
      enabled: true,
      getResourceServerInfo: (_context, resource) => ({
        scope: extraScopes.join(' '),
        audience: new URL(resource).host,
        accessTokenFormat: 'opaque',
      }),
    },
  },
  pkce: { required: () => true },
  // Its own one refuses loopback, where the service under test is.
  fetch: (url, options) =>
    fetch(url, { ...options, dispatcher: undefined } as unknown as RequestInit),
  cookies: { keys: ['only for tests'] },
  findAccount: (_context, id) =>
    people[id] && { accountId: id, claims: async () => ({ sub: id, ...people[id] }) },
  // Grants everything without asking for consent.
  loadExistingGrant: async (context) => {
    const { client, session, provider } = context.oidc;
    if (!client || !session?.accountId) return undefined;
    const grant = new provider.Grant({ accountId: session.accountId, clientId: client.clientId });
    grant.addOIDCScope(['openid profile email', ...extraScopes].join(' '));
    for (const resource of [context.oidc.params?.resource ?? []].flat()) {
      grant.addResourceScope(String(resource), extraScopes.join(' '));
    }
    await grant.save();
    return grant;
  },
};

const server = createServer();
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
const provider = new Provider(issuer, configuration);

provider.use(async (context, next) => {
  await next();
  const body = context.body as { id_token?: string } | undefined;
  if (context.path !== '/token' || !body?.id_token) return;
  const honest = body.id_token;
  if (fault !== null && fault !== 'down') body.id_token = await forgeToken(honest, fault);
  previousToken ??= honest;
});

async function forgeToken(token: string, kind: Exclude<ProviderFault, 'down'>): Promise<string> {
  const claims = decodeJwt(token);
  const now = Math.floor(Date.now() / 1000);
  switch (kind) {
    case 'expired':
      return signToken({ ...claims, iat: now - 7200, exp: now - 3600 });
    case 'audience':
      return signToken({ ...claims, aud: 'another client' });
    case 'issuer':
      return signToken({ ...claims, iss: 'https://elsewhere.example' });
    case 'nonce':
      return signToken({ ...claims, nonce: 'of another sign-on' });
    case 'unsigned':
      return new UnsecuredJWT(claims).encode();
    case 'signature':
      return signToken(claims, generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey);
    case 'replayed':
      return previousToken ?? token;
  }
}

async function signToken(
  claims: Record<string, unknown>,
  key: Parameters<SignJWT['sign']>[0] | null = null,
): Promise<string> {
  const signing = key ?? (await importJWK(jwk, 'RS256'));
  return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'first' }).sign(signing);
}

const handleRequest = provider.callback();
server.on('request', async (request, response) => {
  if (request.url === '/control') {
    ({ people = people, fault = null } = JSON.parse(await text(request)));
    response.end();
    return;
  }
  if (fault === 'down') {
    response.writeHead(503).end();
    return;
  }
  await handleRequest(request, response);
});
console.log(issuer);
