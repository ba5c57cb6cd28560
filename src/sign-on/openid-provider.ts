import * as client from 'openid-client';
import type { OpenIdProviderConfig } from './provider-config.ts';

/** What is kept of a sign-on between its two halves (OpenID Connect Core 1.0, 3.1). */
export interface Handshake {
  state: string;
  nonce: string;
  /** Of PKCE (RFC 7636). */
  verifier: string;
}

/** What the provider says of somebody, verified. */
export interface VerifiedIdentity {
  issuer: string;
  subject: string;
  claims: Record<string, unknown>;
  idToken: string;
}

/** In seconds: how long a provider may take, and how far its clock may be off. */
const providerTimeoutSeconds = 10;
const clockToleranceSeconds = 10;
/** A provider's own description is read again after this long. */
const discoveryLifetimeMs = 3_600_000;

/**
 * One OpenID provider. It is first asked for its description when somebody wants to sign on, so
 * that one that is down keeps nobody else out.
 */
export class OpenIdProvider {
  readonly settings: OpenIdProviderConfig;
  #configuration: Promise<client.Configuration> | null = null;
  #discoveredAt = 0;

  constructor(settings: OpenIdProviderConfig) {
    this.settings = settings;
  }

  static createHandshake(): Handshake {
    return {
      state: client.randomState(),
      nonce: client.randomNonce(),
      verifier: client.randomPKCECodeVerifier(),
    };
  }

  /** Where the browser is sent to. Throws where the provider does not answer. */
  async buildAuthorizationUrl(
    { state, nonce, verifier }: Handshake,
    redirectUri: string,
  ): Promise<string> {
    const configuration = await this.#getConfiguration();
    const url = client.buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri,
      scope: this.settings.scope,
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state,
      nonce,
    });
    return url.href;
  }

  /**
   * Who comes back. `url` is our own address with what the provider put behind it. Throws where
   * anything at all is not as it must be.
   */
  async completeSignOn({ state, nonce, verifier }: Handshake, url: URL): Promise<VerifiedIdentity> {
    const configuration = await this.#getConfiguration();
    const tokens = await client.authorizationCodeGrant(configuration, url, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    });
    const own = tokens.claims();
    if (own === undefined || tokens.id_token === undefined) throw new Error('No ID token came.');
    const more =
      configuration.serverMetadata().userinfo_endpoint === undefined
        ? {}
        : await client.fetchUserInfo(configuration, tokens.access_token, own.sub);
    return {
      issuer: own.iss,
      subject: own.sub,
      claims: { ...own, ...more },
      idToken: tokens.id_token,
    };
  }

  /** Where to sign out at the provider too; null where it has no such address, or is down. */
  async buildSignOutUrl(idToken: string, returnTo: string): Promise<string | null> {
    const configuration = await this.#getConfiguration().catch(() => null);
    if (configuration?.serverMetadata().end_session_endpoint === undefined) return null;
    const url = client.buildEndSessionUrl(configuration, {
      id_token_hint: idToken,
      post_logout_redirect_uri: returnTo,
    });
    return url.href;
  }

  /** The issuer, which a person is known by. Throws where the provider does not answer. */
  async issuer(): Promise<string> {
    return (await this.#getConfiguration()).serverMetadata().issuer;
  }

  #getConfiguration(): Promise<client.Configuration> {
    const isOld = performance.now() - this.#discoveredAt > discoveryLifetimeMs;
    if (this.#configuration === null || isOld) {
      this.#discoveredAt = performance.now();
      const discovery = this.#discover();
      this.#configuration = discovery;
      // The next who comes asks again.
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
      { client_secret: clientSecret, [client.clockTolerance]: clockToleranceSeconds },
      authentication(clientSecret),
      {
        timeout: providerTimeoutSeconds,
        execute: [
          // The ID token's signature is checked even though it comes from the provider itself.
          client.enableNonRepudiationChecks,
          ...(url.protocol === 'http:' ? [client.allowInsecureRequests] : []),
        ],
      },
    );
    requireMatchingIssuer(url, configuration.serverMetadata().issuer);
    return configuration;
  }
}

const discoveryPath = '/.well-known/openid-configuration';

/**
 * A provider speaks for itself alone: the issuer that its document names is the one that the
 * address is of. The library sees to it where the issuer is given, but not where the document is.
 */
function requireMatchingIssuer({ href }: URL, issuer: string): void {
  if (!href.endsWith(discoveryPath)) return;
  const bare = (text: string): string => text.replace(/\/+$/, '');
  if (bare(href.slice(0, -discoveryPath.length)) !== bare(new URL(issuer).href)) {
    throw new Error('The provider names another issuer than the one that its address is of.');
  }
}
