import type { FastifyRequest } from 'fastify';

/*
 * What the log says of requests and errors: what somebody needs who looks for the cause, and
 * nothing that is secret or somebody's own.
 */

/** Queries stay out: a signal's id is all that guards a job (openportal.md §6). */
export function serializeRequest({ method, url, ip }: FastifyRequest) {
  return { method, path: url.split('?')[0], remoteAddress: ip };
}

interface SerializedError extends Record<string, unknown> {
  type: string;
  message: string;
  stack: string;
}

/**
 * Errors of the database carry the connection with them, and its secret key, or the row that
 * would not fit.
 */
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
