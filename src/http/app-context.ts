import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest, RawServerDefault } from 'fastify';
import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import type { BaseUrl } from './resource-urls.ts';

/** The Fastify server, with the types of requests and replies taken from their schemas. */
export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

/** What every route gets. */
export interface AppContext {
  db: Kysely<Database>;
  /** The database for a list: searches have connections of their own, with less time. */
  listDb: (request: FastifyRequest) => Kysely<Database>;
  clock: () => Date;
  /** Our portal's name. */
  portal: () => string;
  /** How many days after its owner last signed in a token stops working. */
  tokenOwnerDays: number;
  /** When a session of a browser ends: without use, and after it began. */
  sessionLimits: { idleHours: number; hours: number };
  /** The site's time zone, an IANA name. */
  timeZone: string;
  /** The base of absolute URLs in the reply to this request. */
  baseUrl: (request: FastifyRequest) => BaseUrl;
  /** The most bytes of a list's reply. */
  maxReplyBytes: number;
  /** How large an award may become, in bytes as PostgreSQL prints its details. */
  maxAwardBytes: number;
}
