import type { OpenIdProvider } from './openid-provider.ts';
import type { OpenIdProviderConfig } from './provider-config.ts';

/** Opens the providers of the settings; what speaks OpenID Connect is loaded only where there is one. */
export async function openProviders(
  settings: readonly OpenIdProviderConfig[],
): Promise<OpenIdProvider[]> {
  if (settings.length === 0) return [];
  const openid = await import('./openid-provider.ts');
  return settings.map((provider) => new openid.OpenIdProvider(provider));
}
