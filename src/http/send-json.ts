import type { FastifyReply } from 'fastify';

/** Sends JSON text that the database wrote. Its content must fit the reply's schema. */
export function sendJson(reply: FastifyReply, json: string): never {
  reply.type('application/json; charset=utf-8');
  // Fastify sends text unchanged, but the type of `send` follows from the schema.
  return reply.send(json) as never;
}
