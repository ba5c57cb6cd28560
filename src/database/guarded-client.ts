import type { Duplex } from 'node:stream';
import type pg from 'pg';
import { MessageMeter } from './message-meter.ts';
import { PrimaryClient } from './primary-client.ts';

/** A message of PostgreSQL beyond this would fill the memory; the service reads no such values. */
const MAX_MESSAGE_BYTES = 64 * 1024 * 1024;

/** What pg 8 has in a connection; its types leave it out. */
interface PgConnection {
  attachListeners(stream: Duplex): void;
  emit(event: 'error', error: unknown): boolean;
}

/**
 * A client in which a failure of the driver ends the connection, and with it one request, never the
 * process. pg 8 reads messages in the stream's own event: what its parser or a reader of a value
 * throws there, such as for a value longer than a string can be, nobody could catch. A message that
 * is too long is refused when its length is known, before it is kept.
 */
export class GuardedClient extends PrimaryClient {
  constructor(config?: string | (pg.ClientConfig & { maxMessageBytes?: number })) {
    super(config);
    const limit = typeof config === 'object' ? config.maxMessageBytes : undefined;
    const { connection } = this as unknown as { connection: PgConnection };
    const attach = connection.attachListeners;
    // Called with the stream that messages come on, after TLS where there is TLS.
    connection.attachListeners = (stream) => {
      attach.call(connection, stream);
      guardStream(connection, stream, limit ?? MAX_MESSAGE_BYTES);
    };
  }
}

/** Puts the guard in the place of the listener that the driver has just added. */
function guardStream(connection: PgConnection, stream: Duplex, maxMessageBytes: number): void {
  const readChunk = stream.listeners('data').at(-1) as (chunk: Buffer) => void;
  stream.off('data', readChunk);
  const meter = new MessageMeter(maxMessageBytes);
  let hasFailed = false;
  stream.on('data', (chunk: Buffer) => {
    if (hasFailed) return;
    try {
      meter.read(chunk);
      readChunk(chunk);
    } catch (error) {
      hasFailed = true;
      connection.emit('error', error);
      stream.destroy();
    }
  });
}
