import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** The encodings that replies are compressed with. */
export type ReplyEncoding = 'br' | 'gzip';

/** Node's default of 11 takes longer to write a page than PostgreSQL takes to make it. */
export const brotliParams = { [constants.BROTLI_PARAM_QUALITY]: 4 };

const compressors: Record<ReplyEncoding, (bytes: Buffer) => Promise<Buffer>> = {
  br: (bytes) => compressBrotli(bytes, { params: brotliParams }),
  gzip: promisify<Buffer, Buffer>(gzip),
};
const compressBrotli = promisify(brotliCompress);

/** Memory of replies that were sent, for the next ones: a large buffer is dear to allocate. */
const spare: Buffer[] = [];
const MAX_SPARE_BUFFERS = 16;
const INITIAL_BYTES = 256 * 1024;
/** Larger ones are rare, and are not kept. */
const MAX_SPARE_BYTES = 1024 * 1024;
/** Bytes of a UTF-16 unit in UTF-8, at most. */
const MAX_BYTES_PER_UNIT = 3;
/** By the bytes that are sent. */
const replies = new WeakMap<Buffer, ReplyBuffer>();

/**
 * The body of a reply, written piece by piece as UTF-8. A text of 100 kB and more would be a large
 * object of the heap, which costs more to allocate and collect than to write.
 */
export class ReplyBuffer {
  #memory = spare.pop() ?? Buffer.allocUnsafeSlow(INITIAL_BYTES);
  #length = 0;
  /** How many replies have yet to be sent with it. */
  #readers = 1;
  #bytes: Buffer | undefined;
  readonly #compressed = new Map<ReplyEncoding, Promise<Buffer>>();

  /** The reply whose bytes these are; undefined where they are of none. */
  static find(bytes: unknown): ReplyBuffer | undefined {
    return replies.get(bytes as Buffer);
  }

  /** What has been written. Do not write afterwards. */
  get bytes(): Buffer {
    if (this.#bytes === undefined) {
      this.#bytes = this.#memory.subarray(0, this.#length);
      replies.set(this.#bytes, this);
    }
    return this.#bytes;
  }

  /** The bytes in this encoding, compressed once for all replies that are sent with it. */
  compress(encoding: ReplyEncoding): Promise<Buffer> {
    let compressed = this.#compressed.get(encoding);
    if (compressed === undefined) {
      // Compressing reads the memory, also when all clients have left meanwhile.
      this.#readers++;
      compressed = compressors[encoding](this.bytes).finally(() => this.release());
      this.#compressed.set(encoding, compressed);
    }
    return compressed;
  }

  writeText(text: string): void {
    this.#reserve(text.length * MAX_BYTES_PER_UNIT);
    this.#length += this.#memory.write(text, this.#length);
  }

  writeBytes(bytes: Buffer): void {
    this.#reserve(bytes.length);
    this.#length += bytes.copy(this.#memory, this.#length);
  }

  /** Says how many replies are sent with it: each of them has to release it. */
  share(readers: number): void {
    this.#readers = readers;
  }

  /**
   * Gives the memory to another reply when all have called it. Each reply calls it once, when it reads
   * `bytes` no more.
   */
  release(): void {
    this.#readers--;
    if (this.#readers > 0) return;
    if (this.#memory.length <= MAX_SPARE_BYTES && spare.length < MAX_SPARE_BUFFERS) {
      spare.push(this.#memory);
    }
    this.#memory = Buffer.alloc(0);
    this.#bytes = undefined;
    this.#length = 0;
  }

  #reserve(bytes: number): void {
    const needed = this.#length + bytes;
    if (needed <= this.#memory.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.#memory.length * 2));
    this.#memory.copy(larger, 0, 0, this.#length);
    this.#memory = larger;
  }
}
