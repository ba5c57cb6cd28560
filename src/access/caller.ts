import type { FastifyRequest } from 'fastify';
import type { RawBuilder } from 'kysely';
import type { Actor } from '../admin-audit/record-change.ts';
import type { TokenScope } from '../database/schema.ts';
import { forbidden, unauthorized } from '../http/http-problem.ts';

/** What a token may do of all that its owner may: each includes those before it. */
export const tokenScopes = ['read', 'review', 'admin'] as const satisfies readonly TokenScope[];

/** What a request came with. */
export interface Credential {
  via: 'session' | 'token';
  /** Of the session or token. */
  uuid: string;
  /** A session may do all that its owner may. */
  scope: TokenScope;
}

/** Who makes a request. */
export interface Caller {
  personId: number;
  uuid: string;
  username: string;
  fullName: string;
  isStaff: boolean;
  isSupport: boolean;
  credential: Credential;
  /** The client's address. */
  clientIp: string;
}

/** Who sees what: a caller, or in a statement for many of their kind what stands for the person. */
export type Viewer = Pick<Caller, 'isStaff' | 'isSupport'> & {
  personId: number | RawBuilder<number>;
};

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by authentication; null on the few routes that need none. */
    caller: Caller | null;
  }
  interface FastifyContextConfig {
    /** Needs no credentials. */
    isPublic?: boolean;
    /** Pages ask for it by themselves: a session is not used by it. */
    isUnattended?: boolean;
    /** What a token must have; if not said, `read` for what only reads, else `admin`. */
    scope?: TokenScope;
  }
}

/** Who makes this request. Throws the 401 where nobody is known. */
export function requireCaller(request: FastifyRequest): Caller {
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
export function canReadEverything({ isStaff, isSupport }: Omit<Viewer, 'personId'>): boolean {
  return isStaff || isSupport;
}

/** Throws a 403 where the token was made for less. A session may do all that its owner may. */
export function requireScope({ credential }: Caller, needed: TokenScope): void {
  if (tokenScopes.indexOf(credential.scope) < tokenScopes.indexOf(needed)) {
    throw forbidden(`This token's scope is ${credential.scope}; this needs ${needed}.`);
  }
}

/** Who an administrative audit entry names (see administration/record.ts). */
export function toActor({ personId, credential, clientIp: address }: Caller): Actor {
  return { personId, via: credential.via, clientIp: address };
}
