import type { FastifyReply } from 'fastify';
import type { ReplyBuffer } from './reply-buffer.ts';

/**
 * Sends JSON that was put together as text. Its content must fit the reply's schema. The buffer is
 * released when the reply has been sent.
 */
export function sendJson(reply: FastifyReply, json: ReplyBuffer): never {
  reply.raw.once('close', () => json.release());
  reply.type('application/json; charset=utf-8');
  // Fastify sends bytes unchanged, but the type of `send` follows from the schema.
  return reply.send(json.bytes) as never;
}
