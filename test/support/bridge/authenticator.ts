import type { IncomingHttpHeaders } from 'node:http';
import { type BridgeClock, parseHttpDate } from './bridge-clock.ts';
import type { NonceCache } from './nonce-cache.ts';
import { Refusal } from './replies.ts';
import {
  buildAuthorization,
  buildCanonicalText,
  type SignatureVersion,
  isSameText,
} from './signature.ts';

export type AcceptedSignatures = 'both' | '1' | '2';

const maxClockSkewMs = 5_000;

/** Checks the signature of every request but `GET /`. */
export class Authenticator {
  readonly #key: Uint8Array;
  readonly #acceptedSignatures: AcceptedSignatures;
  readonly #clock: BridgeClock;
  readonly #nonces: NonceCache;

  constructor(key: Uint8Array, spoken: AcceptedSignatures, clock: BridgeClock, nonces: NonceCache) {
    this.#key = key;
    this.#acceptedSignatures = spoken;
    this.#clock = clock;
    this.#nonces = nonces;
  }

  /** Returns the version of a valid signature; throws Refusal for anything else. */
  authenticate(
    call: { method: string; function: string; body: string },
    headers: IncomingHttpHeaders,
  ): SignatureVersion {
    const version = this.#readVersion(joinHeader(headers['x-openportal-signature-version']));
    if (headers['content-type'] !== 'application/json') throw new Refusal(401);
    const date = headers.date ?? '';
    if (!this.#isCurrentDate(date)) throw new Refusal(401);
    const nonce = joinHeader(headers['x-nonce']) ?? '';
    const expected = buildAuthorization(
      this.#key,
      buildCanonicalText(version, { ...call, date, nonce }),
    );
    if (!isSameText(headers.authorization ?? '', expected)) throw new Refusal(401);
    // Only nonces of valid signatures are remembered, so that nobody else can use them up.
    if (nonce !== '' && !this.#nonces.tryUse(nonce)) throw new Refusal(401);
    return version;
  }

  #readVersion(header: string | undefined): SignatureVersion {
    // Bridges before 0.9 do not know the header.
    if (this.#acceptedSignatures === '1') return 1;
    if (header !== undefined && header !== '1' && header !== '2') throw new Refusal(400);
    const version = header === '2' ? 2 : 1;
    if (version === 1 && this.#acceptedSignatures === '2') throw new Refusal(401);
    return version;
  }

  #isCurrentDate(date: string): boolean {
    const time = parseHttpDate(date);
    return time !== undefined && Math.abs(this.#clock.now() - time) <= maxClockSkewMs;
  }
}

function joinHeader(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join(', ') : header;
}
