import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import type { App } from './app-context.ts';

/** Below this a reply fits into one packet anyway. */
const MIN_COMPRESSED_BYTES = 1024;

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
  await app.register(compress, {
    encodings: ['br', 'gzip'],
    threshold: MIN_COMPRESSED_BYTES,
    customTypes: jsonType,
    globalDecompression: false,
    // Node's default of 11 takes longer to write a page than PostgreSQL takes to make it.
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
  });
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
