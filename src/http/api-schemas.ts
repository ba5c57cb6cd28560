import type { Readable } from 'node:stream';
import { type TObject, type TProperties, type TSchema, Type } from 'typebox';

/** The schema with null as another type, as a list of types: clients and the serialiser need that form. */
export function nullable<Schema extends TSchema>(schema: Schema) {
  const { type } = schema as unknown as { type: string };
  return Type.Unsafe<Type.Static<Schema> | null>({ ...schema, type: [type, 'null'] });
}

export const Uuid = Type.String({ format: 'uuid' });
/** In a path or query, which is checked where it is read: 404 or 400 with the field. */
export function uuidInput(description: string) {
  return Type.String({ description, 'x-doc': { format: 'uuid' } });
}
export const Url = Type.String({ description: 'An absolute URL.', 'x-doc': { format: 'uri' } });
export const Time = Type.String({
  description: '2026-11-23T15:04:05.123456Z',
  'x-doc': { format: 'date-time' },
});
/** A time, or a day as its beginning, as a filter; without a zone it is UTC. */
export function timeInput(description: string) {
  return Type.String({ description, 'x-doc': { format: 'date-time' } });
}
export const Day = Type.String({ description: 'YYYY-MM-DD', 'x-doc': { format: 'date' } });
/** The URL of a resource of ours in a query or body; with any host, or none. */
export function urlInput(description: string, path?: string) {
  const pattern = path && `${path}[0-9a-fA-F]{8}(-?[0-9a-fA-F]{4}){3}-?[0-9a-fA-F]{12}/?$`;
  const rules = { format: 'uri-reference', ...(pattern && { pattern }) };
  return Type.String({ description, 'x-doc': rules });
}
export function emailInput(description?: string) {
  const rules = { maxLength: 254, 'x-doc': { format: 'email' } };
  return Type.String({ ...(description && { description }), ...rules });
}
/** Texts of which clients should send a known one; others are refused where they are read. */
export function wordInput(words: readonly string[], description?: string) {
  return Type.String({ ...(description && { description }), 'x-doc': { enum: [...words] } });
}
export const Credits = Type.String({ description: 'Decimal credits, such as "1000.00".' });
/** What credits are in time; unknown on several resources, as each of them grants the whole. */
export const GrantedSeconds = nullable(
  Type.Integer({
    description: 'Node seconds of projects on machines; null on no resource and on several.',
  }),
);
/** Any JSON. */
export const AnyJson = Type.Unsafe<unknown>({});

const DetailError = Type.Object(
  { detail: Type.String() },
  { title: 'DetailError', additionalProperties: true },
);
const FieldErrors = Type.Unsafe<Record<string, unknown>>({
  title: 'FieldErrors',
  type: 'object',
  additionalProperties: true,
  description: '{"<field>": ["what is wrong"]}, or {"detail": "…"} where no field is at fault.',
});

const errorResponseSchemas = {
  400: FieldErrors,
  401: DetailError,
  403: DetailError,
  404: DetailError,
  409: DetailError,
  412: DetailError,
  413: DetailError,
  415: DetailError,
  429: DetailError,
  500: DetailError,
  503: DetailError,
};

type ErrorStatus = keyof typeof errorResponseSchemas;

/** The error replies of a route: those that every route may send, and these. */
export function errorResponses(...statuses: ErrorStatus[]): Record<number, TSchema> {
  const all: ErrorStatus[] = [400, 401, 403, 429, 500, 503, ...statuses];
  return Object.fromEntries(all.map((status) => [status, errorResponseSchemas[status]]));
}

/** A reply without a body. */
export const NoBody = Type.Unsafe<void>({ type: 'null', description: 'No response body' });

/** A reply that is text of a media type, such as text/csv. */
export function textResponse(type: string, description: string) {
  return {
    description,
    content: { [type]: { schema: Type.Unsafe<Readable>({ type: 'string' }) } },
  };
}

/** The same object with every property optional, for PATCH. */
export function makePartial<Properties extends TProperties>(schema: TObject<Properties>) {
  return Type.Partial(schema);
}
