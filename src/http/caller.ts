import type { FastifyRequest } from 'fastify';
import type { RawBuilder } from 'kysely';
import type { TokenScope } from '../database/account-schema.ts';
import { forbiddenError } from '../errors/refused-error.ts';
import { forbidden, unauthorized } from './http-problem.ts';

/** What a token allows out of what its owner may do; each scope includes those before it. */
export const tokenScopes = ['read', 'review', 'admin'] as const satisfies readonly TokenScope[];

/** How a request is authenticated. */
export interface Credential {
  via: 'session' | 'token';
  /** Of the session or token. */
  uuid: string;
  /** `admin` for a session: it allows all that its owner may do. */
  scope: TokenScope;
}

/** The person who makes a request. */
export interface Caller {
  personId: number;
  uuid: string;
  username: string;
  fullName: string;
  isStaff: boolean;
  isSupport: boolean;
  credential: Credential;
  clientIp: string;
}

/**
 * For whom a query checks visibility: a caller, or, in one statement for many people, the column that
 * stands for the person.
 */
export type Viewer = Pick<Caller, 'isStaff' | 'isSupport'> & {
  personId: number | RawBuilder<number>;
};

declare module 'fastify' {
  interface FastifyRequest {
    /**
     * Set by authentication; null on routes that are public. While `unprovenCaller` is set, it is only
     * who an earlier request with the same token came from.
     */
    caller: Caller | null;
  }
  interface FastifyContextConfig {
    /** Needs no credentials. */
    isPublic?: boolean;
    /** Open pages request it without their user: it does not count as use of the session. */
    isUnattended?: boolean;
    /** Goes on in maintenance although it is no GET: signing in and out. */
    isAllowedInMaintenance?: boolean;
    /** The scope that a token needs; the default is `read` for GET and HEAD, else `admin`. */
    scope?: TokenScope;
  }
}

/** The caller of this request. Throws a 401 where the route is public and nobody is authenticated. */
export function requireCaller(request: FastifyRequest): Caller {
  if (request.unprovenCaller) throw new Error('The handler reads before its caller is proved.');
  if (request.caller === null) {
    throw unauthorized('Authentication credentials were not provided.');
  }
  return request.caller;
}

/** Staff may do everything (docs/rules/awards.md, A9.1). Throws RefusedError for others. */
export function requireStaff(caller: Caller): void {
  if (!caller.isStaff) throw forbiddenError();
}

/** Staff and support read everything. */
export function canReadEverything({ isStaff, isSupport }: Omit<Viewer, 'personId'>): boolean {
  return isStaff || isSupport;
}

/** The same for viewers who see the same of every award. */
export function toVisibilityKey(
  viewer: Pick<Caller, 'isStaff' | 'isSupport' | 'personId'>,
): string {
  return canReadEverything(viewer) ? 'all' : String(viewer.personId);
}

/** Throws a 403 where the credential's scope does not include `needed`. */
export function requireScope({ credential }: Caller, needed: TokenScope): void {
  if (tokenScopes.indexOf(credential.scope) < tokenScopes.indexOf(needed)) {
    throw forbidden(`This token's scope is ${credential.scope}; this needs ${needed}.`);
  }
}
