import type { FastifyRequest } from 'fastify';
import { getClientIp } from '../http/client-ip.ts';

/** One line of the operator's log (docs/security.md, Logs). */
export interface SignInEvent {
  outcome: 'accepted' | 'refused';
  /** `password`, `password for a token`, `password change`, or the slug of a provider. */
  way: string;
  /**
   * The account's uuid; null where there is none of that name, or none is known yet. Never what was
   * typed: people type their password into the wrong field.
   */
  person: string | null;
  /** Why, in words of ours or of a library; never a secret. */
  reason?: unknown;
}

/** Writes down who signed in, or did not, how and from where. */
export function logSignIn(
  request: Pick<FastifyRequest, 'ip' | 'log'>,
  { outcome, ...event }: SignInEvent,
): void {
  const level = outcome === 'accepted' ? 'info' : 'warn';
  request.log[level](
    { event: 'sign-in', outcome, ...event, address: getClientIp(request) },
    'sign-in',
  );
}
