import compress from '@fastify/compress';
import type { FastifyRequest } from 'fastify';
import type { App } from './app-context.ts';
import { brotliParams, ReplyBuffer, type ReplyEncoding } from './reply-buffer.ts';

/** Below this a reply fits into one packet anyway. */
const MIN_COMPRESSED_BYTES = 1024;

/** The one that is preferred first. */
const encodings = ['br', 'gzip'] as const satisfies readonly ReplyEncoding[];

const jsonType = /^application\/json\b/;

/**
 * Compresses JSON replies with br or gzip, whichever the client accepts. Event streams, CSV and
 * files keep their own way. `Vary` is set on small and uncompressed replies too, or a cache would
 * give one client the bytes of another.
 */
export async function registerJsonCompression(app: App): Promise<void> {
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (jsonType.test(String(reply.getHeader('content-type')))) addVaryOnEncoding(reply);
    done();
  });
  compressReplyBuffers(app);
  await app.register(compress, {
    encodings: [...encodings],
    threshold: MIN_COMPRESSED_BYTES,
    customTypes: jsonType,
    globalDecompression: false,
    brotliOptions: { params: brotliParams },
  });
}

/** Compresses what several replies share once for all of them. The plugin leaves the result as it is. */
function compressReplyBuffers(app: App): void {
  app.addHook('onSend', (request, reply, payload, done) => {
    const json = ReplyBuffer.find(payload);
    const encoding = chooseEncoding(request);
    if (json === undefined || encoding === null || json.bytes.length < MIN_COMPRESSED_BYTES) {
      return done();
    }
    json.compress(encoding).then((bytes) => {
      reply.header('content-encoding', encoding).removeHeader('content-length');
      done(null, bytes);
    }, done);
  });
}

/** null where the plugin has to weigh what the client prefers, or the client accepts neither. */
function chooseEncoding({ headers }: FastifyRequest): ReplyEncoding | null {
  const accepted = headers['accept-encoding'];
  if (typeof accepted !== 'string' || accepted.includes(';')) return null;
  if (headers['x-no-compression'] !== undefined) return null;
  const names = accepted.split(',').map((name) => name.trim().toLowerCase());
  return encodings.find((encoding) => names.includes(encoding)) ?? null;
}

interface HeaderWriter {
  getHeader(name: string): number | string | string[] | undefined;
  header(name: string, value: string): unknown;
}

function addVaryOnEncoding(reply: HeaderWriter): void {
  const current = reply.getHeader('vary');
  if (current === undefined) {
    reply.header('vary', 'accept-encoding');
    return;
  }
  const names = [current].flat().join(', ');
  if (names.toLowerCase().includes('accept-encoding')) return;
  reply.header('vary', `${names}, accept-encoding`);
}
