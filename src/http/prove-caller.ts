/*
 * The caller of a frequent read is proved by the statement that reads: it also returns what the token of
 * the request stands for at that moment. Who sent it is remembered from an earlier request, so one
 * statement replaces two, and a token that was revoked meanwhile gets no reply but its 401.
 */

import type { FastifyRequest } from 'fastify';
import { type Caller, requireCaller } from './caller.ts';

/** What a statement needs to prove a caller. */
export interface CallerProofValues {
  /** Of the token. */
  digest: Buffer;
  now: string;
  /** Its owner has signed in since. */
  cutoff: string;
}

/** A caller whom an earlier request with the same token found. */
export interface UnprovenCaller {
  caller: Caller;
  values: CallerProofValues;
  /** What the statement returns if the token still stands for this caller. */
  expected: string;
  /** Looks the caller up. Throws a 401. */
  authenticate: () => Promise<Caller>;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** On routes with `provesCaller`, until a statement has proved `caller`; else null. */
    unprovenCaller: UnprovenCaller | null;
  }
  interface FastifyContextConfig {
    /** The handler reads through `readAsCaller`, within `withProvenCaller`. */
    provesCaller?: boolean;
  }
}

/**
 * Reads for the caller of a request. `proof` is null where the caller has been looked up; otherwise
 * the statement returns what the token stands for, and it runs again for that caller if it is another.
 * Throws a 401 where the token is not active any more.
 */
export async function readAsCaller<Result extends { proof: string | null }>(
  request: FastifyRequest,
  read: (caller: Caller, proof: CallerProofValues | null) => Promise<Result>,
): Promise<Result> {
  const { unprovenCaller } = request;
  if (unprovenCaller !== null) {
    const result = await read(unprovenCaller.caller, unprovenCaller.values);
    if (result.proof === unprovenCaller.expected) {
      request.unprovenCaller = null;
      return result;
    }
    await lookUpCaller(request, unprovenCaller);
  }
  return read(requireCaller(request), null);
}

/** A refusal leaves no caller, so it is not looked up again and the log names nobody for it. */
async function lookUpCaller(
  request: FastifyRequest,
  { authenticate }: UnprovenCaller,
): Promise<void> {
  request.unprovenCaller = null;
  request.caller = null;
  request.caller = await authenticate();
}

/**
 * What the handler of a route with `provesCaller` and `attachValidation` does: a request with a token
 * that is not active gets its 401 before any other error.
 */
export async function withProvenCaller<Result>(
  request: FastifyRequest,
  handle: () => Promise<Result>,
): Promise<Result> {
  try {
    if (request.validationError !== undefined) throw request.validationError;
    return await handle();
  } catch (error) {
    if (request.unprovenCaller !== null) await lookUpCaller(request, request.unprovenCaller);
    throw error;
  }
}
