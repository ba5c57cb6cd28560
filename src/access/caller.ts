import type { FastifyRequest } from 'fastify';
import { forbidden, unauthorized } from '../http/problem.ts';

/** Who makes a request. */
export interface Caller {
  personId: number;
  uuid: string;
  username: string;
  fullName: string;
  isStaff: boolean;
  isSupport: boolean;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by authentication; null on the few routes that need none. */
    caller: Caller | null;
  }
  interface FastifyContextConfig {
    /** Needs no credentials. */
    isPublic?: boolean;
  }
}

/** Who makes this request. Throws the 401 where nobody is known. */
export function callerOf(request: FastifyRequest): Caller {
  if (request.caller === null) {
    throw unauthorized('Authentication credentials were not provided.');
  }
  return request.caller;
}

/** Staff: everything (awards.md, Who may). Throws a 403 for others. */
export function requireStaff(caller: Caller): void {
  if (!caller.isStaff) throw forbidden();
}

/** Staff and support read everything. */
export function readsEverything(caller: Caller): boolean {
  return caller.isStaff || caller.isSupport;
}
