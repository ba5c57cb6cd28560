/** PostgreSQL sends a message that is longer than this service reads. */
export class MessageTooLongError extends Error {
  readonly code = 'MESSAGE_TOO_LONG';

  constructor(bytes: number, maxBytes: number) {
    super(`The database sends a message of ${bytes} bytes; at most ${maxBytes} are read.`);
    this.name = 'MessageTooLongError';
  }
}

/** The type of a message, and its length without the type, in four bytes. */
const HEADER_BYTES = 5;

/** Reads the lengths of PostgreSQL's messages in what comes from the server, chunk by chunk. */
export class MessageMeter {
  readonly #maxBytes: number;
  /** What is known of the header of the next message. */
  #header = Buffer.alloc(0);
  /** Bytes of the present message that have not come yet. */
  #left = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** Takes the next chunk. Throws MessageTooLongError where a message that begins in it is longer. */
  read(chunk: Buffer): void {
    let offset = 0;
    while (offset < chunk.length) {
      if (this.#left > 0) {
        const skipped = Math.min(this.#left, chunk.length - offset);
        this.#left -= skipped;
        offset += skipped;
        continue;
      }
      const missing = HEADER_BYTES - this.#header.length;
      const part = chunk.subarray(offset, offset + missing);
      offset += part.length;
      if (part.length < missing) {
        this.#header = Buffer.concat([this.#header, part]);
        return;
      }
      const header = this.#header.length === 0 ? part : Buffer.concat([this.#header, part]);
      this.#header = Buffer.alloc(0);
      const bytes = header.readUInt32BE(1);
      if (bytes > this.#maxBytes) throw new MessageTooLongError(bytes, this.#maxBytes);
      this.#left = Math.max(0, bytes - 4);
    }
  }
}
