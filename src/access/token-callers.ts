/* Who a token belongs to. */

import { sql } from 'kysely';
import { LRUCache } from 'lru-cache';
import type { TokenScope } from '../database/account-schema.ts';
import { coalesce } from '../database/coalesce-calls.ts';
import { compileOnce } from '../database/compiled-query.ts';
import type { AppContext } from '../http/app-context.ts';
import type { Caller } from '../http/caller.ts';
import { unauthorized } from '../http/http-problem.ts';
import type { UnprovenCaller } from '../http/prove-caller.ts';
import { callerColumns, type CallerRow, toCallerFields } from './caller-fields.ts';
import { callerFieldsSql, isActiveTokenSql } from './caller-proof-sql.ts';
import { getTokenOwnerCutoff } from './token-lapse.ts';
import { isUseRecorded, recordTokenUse } from './token-store.ts';

interface ActiveTokenRow extends CallerRow {
  digest: Buffer;
  token_id: number;
  token_uuid: string;
  scope: TokenScope;
  last_used: string | null;
  /** As `callerFieldsSql` returns it. */
  proof: string;
}

const MAX_REMEMBERED_TOKENS = 1000;

/** Finds the callers of requests with tokens. */
export class TokenCallers {
  readonly #context: AppContext;
  /** null where there is no active token with this digest. */
  readonly #lookUp: (digest: Buffer) => Promise<ActiveTokenRow | null>;
  readonly #remembered = new LRUCache<string, ActiveTokenRow>({ max: MAX_REMEMBERED_TOKENS });

  constructor(context: AppContext) {
    this.#context = context;
    this.#lookUp = createTokenLookup(context);
  }

  /** The caller with the token of this digest. Throws a 401 where it is unknown or not active. */
  async authenticate(digest: Buffer, clientIp: string): Promise<Caller> {
    const { db, clock } = this.#context;
    const token = await this.#lookUp(digest);
    if (token === null) {
      // Otherwise every request with a revoked token would run its query for the former owner first.
      this.#remembered.delete(toKey(digest));
      throw unauthorized('Invalid token.');
    }
    const now = clock();
    await recordTokenUse(db, token.token_id, token.last_used, now);
    const last_used = isUseRecorded(token.last_used, now) ? token.last_used : now.toISOString();
    this.#remembered.set(toKey(digest), { ...token, last_used });
    return toCaller(token, clientIp);
  }

  /**
   * The caller that an earlier request with this token found, for a statement that proves it; null
   * where there was none, or where the use of the token is to be written.
   */
  recall(digest: Buffer, clientIp: string): UnprovenCaller | null {
    const token = this.#remembered.get(toKey(digest));
    const now = this.#context.clock();
    if (token === undefined || !isUseRecorded(token.last_used, now)) return null;
    const cutoff = getTokenOwnerCutoff(now, this.#context.tokenOwnerDays);
    return {
      caller: toCaller(token, clientIp),
      values: { digest, now: now.toISOString(), cutoff },
      expected: token.proof,
      authenticate: () => this.authenticate(digest, clientIp),
    };
  }
}

const toKey = (digest: Buffer): string => digest.toString('latin1');

function toCaller(token: ActiveTokenRow, clientIp: string): Caller {
  const credential = { via: 'token', uuid: token.token_uuid, scope: token.scope } as const;
  return { ...toCallerFields(token), credential, clientIp };
}

/** Concurrent requests share one query; each is looked up after it arrived, so revoking is immediate. */
function createTokenLookup({ db, clock, tokenOwnerDays }: AppContext) {
  return coalesce<Buffer, ActiveTokenRow | null>(async (digests) => {
    const now = clock();
    const cutoff = getTokenOwnerCutoff(now, tokenOwnerDays);
    const rows = await findActiveTokens(db, { digests, now: now.toISOString(), cutoff }, null);
    return digests.map((digest) => rows.find((row) => row.digest.equals(digest)) ?? null);
  });
}

const findActiveTokens = compileOnce<
  { digests: readonly Buffer[]; now: string; cutoff: string },
  null,
  ActiveTokenRow
>(
  ({ digests, now, cutoff }) => sql`
    select ${callerColumns}, api_token.id as token_id, api_token.uuid as token_uuid, scope, last_used,
      digest, ${callerFieldsSql} as proof
    from person join api_token on api_token.person_id = person.id
    where digest = any(${digests}::bytea[]) and ${isActiveTokenSql(now, cutoff)}`,
);
