import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { OpenIdProviderConfig } from '../../../src/sign-on/provider-config.ts';
import type { ProviderFault } from './provider-process.ts';

/** The OpenID provider in its process. */
export class TestProvider {
  readonly issuer: string;
  readonly #child: ChildProcess;

  private constructor(issuer: string, child: ChildProcess) {
    this.issuer = issuer;
    this.#child = child;
  }

  /** Starts it for services at these URLs, which know it by this slug. */
  static async open(serviceUrls: string[], slug = 'university'): Promise<TestProvider> {
    const child = spawn(process.execPath, [path.join(import.meta.dirname, 'provider-process.ts')], {
      env: {
        ...process.env,
        NODE_NO_WARNINGS: '1',
        REDIRECT_URIS: JSON.stringify(
          serviceUrls.map((url) => `${url}/api/sign-in/${slug}/callback/`),
        ),
        BACK_CHANNEL_URI: `${serviceUrls[0]}/api/sign-in/${slug}/back-channel-logout/`,
        SIGNED_OUT_URIS: JSON.stringify(serviceUrls.map((url) => `${url}/sign-in`)),
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
    for await (const line of lines) {
      if (line.startsWith('http')) return new TestProvider(line, child);
    }
    throw new Error('The provider did not start.');
  }

  async configure(control: {
    people?: Record<string, Record<string, unknown>>;
    fault?: ProviderFault;
  }) {
    await fetch(`${this.issuer}/control`, { method: 'POST', body: JSON.stringify(control) });
  }

  /** Its configuration, as from the operator's file. */
  getSettings(more: Partial<OpenIdProviderConfig> = {}): OpenIdProviderConfig {
    return {
      slug: 'university',
      name: 'Example University',
      discovery: this.issuer,
      clientId: 'gatehouse',
      clientSecret: 'a secret of the provider and Gatehouse',
      auth: 'basic',
      scope: 'openid profile email',
      claims: {
        username: 'preferred_username',
        firstName: 'given_name',
        lastName: 'family_name',
        fullName: 'name',
        email: 'email',
      },
      unknownPeople: 'admit',
      emailsAreVerified: false,
      accountPrompt: null,
      apiTokenScopes: {},
      ...more,
    };
  }

  async close(): Promise<void> {
    this.#child.kill();
    await once(this.#child, 'exit');
  }
}
