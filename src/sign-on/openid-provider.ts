import { createRemoteJWKSet, jwtVerify } from 'jose';
import * as client from 'openid-client';
import { LogoutTokenError, type ProviderLogout, readLogout } from './provider-logout.ts';
import type { OpenIdProviderConfig } from './provider-config.ts';

/** Values that connect the start of a sign-on with its callback (OpenID Connect Core 1.0, 3.1). */
export interface Handshake {
  state: string;
  nonce: string;
  /** The code verifier of PKCE (RFC 7636). */
  verifier: string;
}

/** Who somebody is, as a provider states it and we have verified it. */
export interface VerifiedIdentity {
  issuer: string;
  subject: string;
  claims: Record<string, unknown>;
  idToken: string;
  /** The provider's session (`sid`); null where it names none. */
  providerSession: string | null;
}

/** How long a provider may take to answer. */
const PROVIDER_TIMEOUT_SECONDS = 10;
/** Of logout tokens: asymmetric only, as for ID tokens. */
const SIGNATURE_ALGORITHMS = ['RS', 'PS', 'ES']
  .flatMap((family) => ['256', '384', '512'].map((bits) => family + bits))
  .concat('EdDSA', 'Ed25519');
/** Older logout tokens are refused, so that none is kept for later. */
const MAX_LOGOUT_TOKEN_AGE_SECONDS = 300;
/** How far a provider's clock may be off. */
const CLOCK_TOLERANCE_SECONDS = 10;
/** Longer ID tokens make a URL that proxies and providers refuse; many take 8 KiB of headers. */
const MAX_ID_TOKEN_HINT = 4000;
/** A provider's discovery document is read again after this time. */
const DISCOVERY_LIFETIME_MS = 3_600_000;

/**
 * An OpenID provider. Its discovery document is read when it is first needed, so that a provider that
 * is down stops neither the start of the service nor sign-on with others.
 */
export class OpenIdProvider {
  readonly settings: OpenIdProviderConfig;
  #configuration: Promise<client.Configuration> | null = null;
  #discoveredAt = 0;
  #keys: { uri: string; set: ReturnType<typeof createRemoteJWKSet> } | null = null;

  constructor(settings: OpenIdProviderConfig) {
    this.settings = settings;
  }

  /** Random values for a new sign-on. */
  createHandshake(): Handshake {
    return {
      state: client.randomState(),
      nonce: client.randomNonce(),
      verifier: client.randomPKCECodeVerifier(),
    };
  }

  /** The URL that the browser goes to. Throws where the provider does not answer. */
  async buildAuthorizationUrl(
    { state, nonce, verifier }: Handshake,
    redirectUri: string,
    { anotherAccount = false } = {},
  ): Promise<string> {
    const configuration = await this.#getConfiguration();
    const url = client.buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri,
      scope: this.settings.scope,
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
      ...(anotherAccount && { prompt: this.#getAccountPrompt(configuration) }),
    });
    return url.href;
  }

  /**
   * Verifies the callback and returns who signed on. `url` is our callback URL with the provider's
   * parameters. Throws where state, nonce, PKCE, signature, issuer or audience do not fit.
   */
  async completeSignOn({ state, nonce, verifier }: Handshake, url: URL): Promise<VerifiedIdentity> {
    const configuration = await this.#getConfiguration();
    const tokens = await client.authorizationCodeGrant(configuration, url, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    });
    const idClaims = tokens.claims();
    if (idClaims === undefined || tokens.id_token === undefined) {
      throw new Error('The provider sent no ID token.');
    }
    const userInfo =
      configuration.serverMetadata().userinfo_endpoint === undefined
        ? {}
        : await client.fetchUserInfo(configuration, tokens.access_token, idClaims.sub);
    return {
      issuer: idClaims.iss,
      subject: idClaims.sub,
      claims: { ...idClaims, ...userInfo },
      idToken: tokens.id_token,
      providerSession: typeof idClaims.sid === 'string' ? idClaims.sid : null,
    };
  }

  /**
   * The `prompt` after which the provider asks who signs on, although it knows the browser. Every
   * provider must know `login` (OpenID Connect Core 1.0, 3.1.2.1).
   */
  #getAccountPrompt(configuration: client.Configuration): string {
    const known = configuration.serverMetadata().prompt_values_supported;
    const isSelectable = Array.isArray(known) && known.includes('select_account');
    return this.settings.accountPrompt ?? (isSelectable ? 'select_account' : 'login');
  }

  /**
   * What the provider states about an access token (RFC 7662). Throws where it does not answer or has
   * no endpoint for it.
   */
  async introspect(accessToken: string): Promise<client.IntrospectionResponse> {
    const configuration = await this.#getConfiguration();
    return client.tokenIntrospection(configuration, accessToken, {
      token_type_hint: 'access_token',
    });
  }

  /**
   * The URL for signing out at the provider; null where it has none or does not answer. Without an
   * ID token, or with one that is too large for a URL, the provider asks for confirmation.
   */
  async buildSignOutUrl(idToken: string | null, returnTo: string): Promise<string | null> {
    const configuration = await this.#getConfiguration().catch(() => null);
    if (configuration?.serverMetadata().end_session_endpoint === undefined) return null;
    const url = client.buildEndSessionUrl(configuration, {
      ...(idToken !== null && idToken.length <= MAX_ID_TOKEN_HINT && { id_token_hint: idToken }),
      post_logout_redirect_uri: returnTo,
    });
    return url.href;
  }

  /** The issuer identifier. Throws where the provider does not answer. */
  async issuer(): Promise<string> {
    return (await this.#getConfiguration()).serverMetadata().issuer;
  }

  /**
   * Verifies a logout token (OpenID Connect Back-Channel Logout 1.0, 2.6) and returns which sessions
   * it ends. Throws where it is not valid, or the provider does not answer.
   */
  async verifyLogoutToken(token: string, now: Date): Promise<ProviderLogout> {
    const { issuer, jwks_uri: jwksUri } = (await this.#getConfiguration()).serverMetadata();
    if (jwksUri === undefined) throw new LogoutTokenError('The provider has no keys.');
    const { payload } = await jwtVerify(token, this.#getKeys(jwksUri), {
      issuer,
      audience: this.settings.clientId,
      algorithms: SIGNATURE_ALGORITHMS,
      currentDate: now,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      maxTokenAge: MAX_LOGOUT_TOKEN_AGE_SECONDS,
      requiredClaims: ['iat', 'jti', 'events'],
    });
    return readLogout(payload);
  }

  /** The provider's keys; they are read again where a token names one that is not among them. */
  #getKeys(jwksUri: string): ReturnType<typeof createRemoteJWKSet> {
    if (this.#keys?.uri !== jwksUri) {
      const timeoutDuration = PROVIDER_TIMEOUT_SECONDS * 1000;
      const set = createRemoteJWKSet(new URL(jwksUri), { timeoutDuration });
      this.#keys = { uri: jwksUri, set };
    }
    return this.#keys.set;
  }

  #getConfiguration(): Promise<client.Configuration> {
    const isOld = performance.now() - this.#discoveredAt > DISCOVERY_LIFETIME_MS;
    if (this.#configuration === null || isOld) {
      this.#discoveredAt = performance.now();
      const discovery = this.#discover();
      this.#configuration = discovery;
      // A failure is not cached: the next sign-on tries again.
      discovery.catch(() => {
        if (this.#configuration === discovery) this.#configuration = null;
      });
    }
    return this.#configuration;
  }

  async #discover(): Promise<client.Configuration> {
    const { discovery, clientId, clientSecret, auth } = this.settings;
    const url = new URL(discovery);
    const authentication = auth === 'basic' ? client.ClientSecretBasic : client.ClientSecretPost;
    const configuration = await client.discovery(
      url,
      clientId,
      { client_secret: clientSecret, [client.clockTolerance]: CLOCK_TOLERANCE_SECONDS },
      authentication(clientSecret),
      {
        timeout: PROVIDER_TIMEOUT_SECONDS,
        execute: [
          // Checks the ID token's signature, although it comes directly from the provider.
          client.enableNonRepudiationChecks,
          ...(url.protocol === 'http:' ? [client.allowInsecureRequests] : []),
        ],
      },
    );
    requireMatchingIssuer(url, configuration.serverMetadata().issuer);
    return configuration;
  }
}

class OtherIssuerError extends Error {
  readonly expectedIssuer: string;
  readonly namedIssuer: string;

  constructor(expectedIssuer: string, namedIssuer: string) {
    super('The discovery document names another issuer than the one it was read from.');
    this.name = 'OtherIssuerError';
    this.expectedIssuer = expectedIssuer;
    this.namedIssuer = namedIssuer;
  }
}

const discoveryPath = '/.well-known/openid-configuration';

/**
 * Throws unless the discovery document names the issuer whose URL it was read from; otherwise a provider
 * could speak for another one. The library checks it only where the issuer's URL is configured, not
 * that of the document.
 */
function requireMatchingIssuer({ href }: URL, issuer: string): void {
  if (!href.endsWith(discoveryPath)) return;
  const trimSlashes = (text: string): string => text.replace(/\/+$/, '');
  if (trimSlashes(href.slice(0, -discoveryPath.length)) !== trimSlashes(new URL(issuer).href)) {
    throw new OtherIssuerError(trimSlashes(href.slice(0, -discoveryPath.length)), issuer);
  }
}
