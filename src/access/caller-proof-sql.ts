import { type RawBuilder, sql } from 'kysely';
import type { Placeholders } from '../database/compiled-query.ts';
import type { CallerProofValues } from '../http/prove-caller.ts';
import type { CallerProofs } from '../http/share-read.ts';
import { hasActiveOwnerSql } from './token-lapse.ts';

/** The fields of a caller and the scope, of the tables `person` and `api_token`, as one text. */
export const callerFieldsSql = sql<string>`concat_ws(e'\x01', person.id, person.uuid, username, full_name,
  is_staff, is_support, api_token.id, api_token.uuid, scope)`;

/** Whether a token of `api_token` and its owner, in `person`, are active. */
export function isActiveTokenSql(
  now: RawBuilder<string>,
  cutoff: RawBuilder<string>,
): RawBuilder<boolean> {
  return sql`is_active and (expires_at is null or expires_at > ${now}) and ${hasActiveOwnerSql(cutoff)}`;
}

/** The values that `callerProofsSql` needs. */
export interface ProofStatementValues {
  now: string;
  cutoff: string;
  [digest: `digest${number}`]: Buffer;
}

/**
 * The values of a statement that proves these callers, and how many digests it has: some may be there
 * twice, so that few forms of the statement are prepared. They are no array, for which PostgreSQL may
 * plan at each use (docs/decisions/0010).
 */
export function toProofValues(proofs: readonly CallerProofValues[]): {
  values: ProofStatementValues;
  digestCount: number;
} {
  const [first] = proofs;
  if (first === undefined) return { values: { now: '', cutoff: '' }, digestCount: 0 };
  const latest = proofs.reduce((one, other) => (other.now > one.now ? other : one));
  const values: ProofStatementValues = { now: latest.now, cutoff: latest.cutoff };
  const digestCount = 4 ** Math.ceil(Math.log2(proofs.length) / 2);
  for (let n = 0; n < digestCount; n++) values[`digest${n}`] = (proofs[n] ?? first).digest;
  return { values, digestCount };
}

/** What the tokens with these digests stand for, those that are active: a scalar, null for none. */
export function callerProofsSql(
  places: Placeholders<ProofStatementValues>,
  digestCount: number,
): RawBuilder<CallerProofs> {
  if (digestCount === 0) return sql`null::json`;
  const digests = Array.from({ length: digestCount }, (_, n) => places[`digest${n}`]);
  return sql`(select json_object_agg(encode(digest, 'hex'), ${callerFieldsSql})
    from api_token join person on person.id = api_token.person_id
    where digest in (${sql.join(digests)}) and ${isActiveTokenSql(places.now, places.cutoff)})`;
}
