import type { FastifyRequest } from 'fastify';
import { getClientIp } from '../http/client-ip.ts';

/** A line in the operator's log (docs/security.md, Logs). */
export interface SignInEvent {
  outcome: 'accepted' | 'refused';
  /** `password`, `password for a token`, `password change`, or the slug of a provider. */
  way: string;
  /**
   * UUID of the account; null where it is not known. Never what was typed: people type their password
   * into the wrong field.
   */
  person: string | null;
  /** Why it was refused, by us or by a library; never a secret. */
  reason?: unknown;
}

/** Logs a sign-in or an attempt: who, how, and from which client IP. */
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
