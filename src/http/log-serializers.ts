import type { FastifyRequest } from 'fastify';

/*
 * How requests and errors are logged: with what is needed to find a cause, without secrets and
 * personal data.
 */

/** Below these paths stands the signed link of a mail, or an email. */
const confidentialPaths = /(\/api\/mail-(?:unsubscribe|refused-addresses)\/).+/i;

/**
 * Without the query string: the id in a signal's is all that protects a job
 * (docs/rules/openportal.md, O6.3).
 */
export function serializeRequest({ method, url, ip }: FastifyRequest) {
  const path = url.split('?')[0]?.replace(confidentialPaths, '$1…');
  return { method, path, remoteAddress: ip };
}

interface SerializedError extends Record<string, unknown> {
  type: string;
  message: string;
  stack: string;
}

/** Only these fields: a database error also carries its connection, with a secret, or a row. */
export function serializeError(error: unknown): SerializedError {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error), stack: '' };
  const { code, constraint, cause } = error as Error & { code?: unknown; constraint?: unknown };
  return {
    type: error.name,
    message: error.message,
    stack: error.stack ?? '',
    ...(code !== undefined && { code }),
    ...(constraint !== undefined && { constraint }),
    ...(cause !== undefined && { cause: serializeError(cause) }),
  };
}
