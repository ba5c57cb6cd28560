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
  /** The header of the next message, where it comes in several chunks. */
  readonly #header = Buffer.alloc(HEADER_BYTES);
  /** How much of it has come. */
  #headerBytes = 0;
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
      let bytes: number;
      if (this.#headerBytes === 0 && chunk.length - offset >= HEADER_BYTES) {
        bytes = chunk.readUInt32BE(offset + 1);
        offset += HEADER_BYTES;
      } else {
        const end = offset + HEADER_BYTES - this.#headerBytes;
        const copied = chunk.copy(this.#header, this.#headerBytes, offset, end);
        offset += copied;
        this.#headerBytes += copied;
        if (this.#headerBytes < HEADER_BYTES) return;
        bytes = this.#header.readUInt32BE(1);
        this.#headerBytes = 0;
      }
      if (bytes > this.#maxBytes) throw new MessageTooLongError(bytes, this.#maxBytes);
      this.#left = Math.max(0, bytes - 4);
    }
  }
}
