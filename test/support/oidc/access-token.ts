import { calculatePKCECodeChallenge, randomPKCECodeVerifier } from 'openid-client';
import { CookieBrowser } from './cookie-browser.ts';

export interface AccessTokenRequest {
  /** The provider's URL. */
  issuer: string;
  client: { id: string; secret: string; redirectUri: string };
  /** The name that is typed into the provider's sign-in form. */
  login: string;
  scope: string;
  /** Whom the token is for; left out: the one whom the client asks. */
  resource?: string;
}

/** Signs somebody in at the provider as another program would, and returns their access token. */
export async function getAccessToken(request: AccessTokenRequest): Promise<string> {
  const { issuer, client, login, scope, resource } = request;
  const verifier = randomPKCECodeVerifier();
  const start = new URL(`${issuer}/auth`);
  start.search = new URLSearchParams({
    client_id: client.id,
    redirect_uri: client.redirectUri,
    response_type: 'code',
    scope,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...(resource !== undefined && { resource }),
  }).toString();
  const back = await new CookieBrowser().signOn(start.href, login, client.redirectUri);
  const code = new URL(back).searchParams.get('code');
  if (code === null) throw new Error(`The provider sent no code: ${back}`);
  const reply = await fetch(`${issuer}/token`, {
    method: 'POST',
    headers: { authorization: encodeBasic(client.id, client.secret) },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      redirect_uri: client.redirectUri,
      code_verifier: verifier,
      ...(resource !== undefined && { resource }),
    }),
  });
  const { access_token } = (await reply.json()) as { access_token?: string };
  if (access_token === undefined) throw new Error(`The provider sent no token: ${reply.status}`);
  return access_token;
}

/** Client authentication by RFC 6749, 2.3.1: both parts are form-encoded. */
function encodeBasic(id: string, secret: string): string {
  const encode = (text: string) => new URLSearchParams({ x: text }).toString().slice(2);
  return `Basic ${Buffer.from(`${encode(id)}:${encode(secret)}`).toString('base64')}`;
}
