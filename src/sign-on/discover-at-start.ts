import type { App } from '../http/app-context.ts';
import { describeProviderFault } from './describe-provider-fault.ts';
import type { OpenIdProvider } from './openid-provider.ts';

/**
 * Reads each provider's discovery document once when the service listens, so that an operator learns of
 * a wrong file or an unreachable provider before anybody signs on. It is only a warning: the provider
 * may come up later.
 */
export function discoverProvidersAtStart(app: App, providers: readonly OpenIdProvider[]): void {
  app.addHook('onListen', async () => {
    for (const provider of providers) {
      // Not awaited: a provider that does not answer must not delay the start.
      void provider.issuer().catch((error: unknown) => logProviderFault(app.log, provider, error));
    }
  });
}

/** Logs that a provider's discovery document cannot be used, and why. */
export function logProviderFault(log: App['log'], provider: OpenIdProvider, error: unknown): void {
  const { slug, discovery } = provider.settings;
  log.warn(
    { event: 'provider fault', provider: slug, discovery, reason: describeProviderFault(error) },
    'a sign-in provider cannot be used',
  );
}
