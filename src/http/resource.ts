import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest, RawServerDefault } from 'fastify';
import type { Kysely } from 'kysely';
import { type TObject, type TProperties, type TSchema, Type } from 'typebox';
import type { Database } from '../database/schema.ts';
import type { BaseUrl } from './addresses.ts';

/** The server as routes see it: types follow from the schemas. */
export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>;

/** What every resource's routes stand on. */
export interface Desk {
  db: Kysely<Database>;
  clock: () => Date;
  /** Our portal's name. */
  portal: () => string;
  /** The base of absolute URLs in the reply to this request. */
  baseUrl: (request: FastifyRequest) => BaseUrl;
}

/** Text or number or …, or null: one type list, which clients and the serialiser like best. */
export function nullable<Schema extends TSchema>(schema: Schema) {
  const { type } = schema as unknown as { type: string };
  return Type.Unsafe<Type.Static<Schema> | null>({ ...schema, type: [type, 'null'] });
}

export const Uuid = Type.String({ format: 'uuid' });
export const Url = Type.String({ description: 'An absolute URL.' });
export const Time = Type.String({ description: '2026-11-23T15:04:05.123456Z' });
export const Credits = Type.String({ description: 'Decimal credits, such as "1000.00".' });
/** Any JSON. */
export const AnyJson = Type.Unsafe<unknown>({});

const Detail = Type.Object({ detail: Type.String() }, { additionalProperties: true });
const FieldErrors = Type.Unsafe<Record<string, unknown>>({
  type: 'object',
  additionalProperties: true,
  description: '{"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault.',
});

const refusals = {
  400: FieldErrors,
  401: Detail,
  403: Detail,
  404: Detail,
  409: Detail,
  412: Detail,
  413: Detail,
  415: Detail,
  429: Detail,
  500: Detail,
  503: Detail,
};

type Refusal = keyof typeof refusals;

/** The refusals that a route documents, beside those that every route may come to. */
export function refusing(...statuses: Refusal[]): Record<number, TSchema> {
  const all: Refusal[] = [400, 401, 403, 429, 500, 503, ...statuses];
  return Object.fromEntries(all.map((status) => [status, refusals[status]]));
}

/** A reply without a body. */
export const NoBody = Type.Unsafe<void>({ type: 'null', description: 'No response body' });

/** A reply of text of this type, such as text/csv. */
export function written(type: string, description: string) {
  return {
    description,
    content: { [type]: { schema: Type.Unsafe<Readable>({ type: 'string' }) } },
  };
}

/** The same object with every property optional, for PATCH. */
export function partial<Properties extends TProperties>(schema: TObject<Properties>) {
  return Type.Partial(schema);
}
