/** Memory of replies that were sent, for the next ones: a large buffer is dear to allocate. */
const spare: Buffer[] = [];
const MAX_SPARE_BUFFERS = 16;
const INITIAL_BYTES = 256 * 1024;
/** Larger ones are rare, and are not kept. */
const MAX_SPARE_BYTES = 1024 * 1024;
/** Bytes of a UTF-16 unit in UTF-8, at most. */
const MAX_BYTES_PER_UNIT = 3;

/**
 * The body of a reply, written piece by piece as UTF-8. A text of 100 kB and more would be a large
 * object of the heap, which costs more to allocate and collect than to write.
 */
export class ReplyBuffer {
  #memory = spare.pop() ?? Buffer.allocUnsafeSlow(INITIAL_BYTES);
  #length = 0;
  /** How many replies have yet to be sent with it. */
  #readers = 1;

  /** What has been written. Do not write afterwards. */
  get bytes(): Buffer {
    return this.#memory.subarray(0, this.#length);
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
