import type { FastifyRequest } from 'fastify';
import { notFoundError } from '../errors/refused-error.ts';
import type { AppContext } from '../http/app-context.ts';
import type { OpenIdProvider } from './openid-provider.ts';

/** What the routes for signing in need. */
export interface SignOnContext {
  context: AppContext;
  providers: readonly OpenIdProvider[];
  passwordLogin: boolean;
  /** GATEHOUSE_PUBLIC_URL; null where it is not set. */
  publicUrl: string | null;
}

/** The provider with this slug, if there is one. */
export function findProvider(
  { providers }: SignOnContext,
  slug: string | null,
): OpenIdProvider | undefined {
  return providers.find(({ settings }) => settings.slug === slug);
}

/** Throws RefusedError (`not_found`) where there is no provider with this slug. */
export function requireProvider(signOn: SignOnContext, slug: string): OpenIdProvider {
  const provider = findProvider(signOn, slug);
  if (provider === undefined) throw notFoundError();
  return provider;
}

/**
 * The URL at which to sign out at the provider where this session began; null where it began here, or
 * the provider has no such URL or does not answer.
 */
export async function buildSignOutUrl(
  signOn: SignOnContext,
  request: FastifyRequest,
  session: { provider: string | null; id_token: string | null },
): Promise<string | null> {
  const provider = findProvider(signOn, session.provider);
  // Without an ID token the provider has ended the session there, or never began one.
  if (provider === undefined || session.id_token === null) return null;
  const returnTo = `${signOn.context.baseUrl(request)}/sign-in`;
  return provider.buildSignOutUrl(session.id_token, returnTo);
}
