import type { IncomingHttpHeaders } from 'node:http';
import { type Clock, readHttpDate } from './clock.ts';
import type { Nonces } from './nonces.ts';
import { Refusal } from './replies.ts';
import { authorization, canonicalText, type SignatureVersion, sameText } from './signature.ts';

export type Spoken = 'both' | '1' | '2';

const toleranceMs = 5_000;

/** What every request but `GET /` has to pass. */
export class Gate {
  readonly #key: Uint8Array;
  readonly #spoken: Spoken;
  readonly #clock: Clock;
  readonly #nonces: Nonces;

  constructor(key: Uint8Array, spoken: Spoken, clock: Clock, nonces: Nonces) {
    this.#key = key;
    this.#spoken = spoken;
    this.#clock = clock;
    this.#nonces = nonces;
  }

  /** The version of a good signature; anything else ends the request. */
  check(
    call: { method: string; function: string; body: string },
    headers: IncomingHttpHeaders,
  ): SignatureVersion {
    const version = this.#version(one(headers['x-openportal-signature-version']));
    if (headers['content-type'] !== 'application/json') throw new Refusal(401);
    const date = headers.date ?? '';
    if (!this.#isNow(date)) throw new Refusal(401);
    const nonce = one(headers['x-nonce']) ?? '';
    const expected = authorization(this.#key, canonicalText(version, { ...call, date, nonce }));
    if (!sameText(headers.authorization ?? '', expected)) throw new Refusal(401);
    // Only a nonce under a good signature is remembered, or a stranger could use them up.
    if (nonce !== '' && !this.#nonces.use(nonce)) throw new Refusal(401);
    return version;
  }

  #version(header: string | undefined): SignatureVersion {
    // An old bridge has never heard of the header.
    if (this.#spoken === '1') return 1;
    if (header !== undefined && header !== '1' && header !== '2') throw new Refusal(400);
    const version = header === '2' ? 2 : 1;
    if (version === 1 && this.#spoken === '2') throw new Refusal(401);
    return version;
  }

  #isNow(date: string): boolean {
    const time = readHttpDate(date);
    return time !== undefined && Math.abs(this.#clock.now() - time) <= toleranceMs;
  }
}

function one(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join(', ') : header;
}
