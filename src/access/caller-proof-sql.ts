import { type RawBuilder, sql } from 'kysely';
import type { Placeholders } from '../database/compiled-query.ts';
import type { CallerProofValues } from '../http/prove-caller.ts';
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

/** What the token with a digest stands for, for a statement of `readAsCaller`: a scalar, null where the token is not active. */
export function callerProofSql(
  { digest, now, cutoff }: Placeholders<CallerProofValues>,
  isProving: boolean,
): RawBuilder<string | null> {
  if (!isProving) return sql`null::text`;
  return sql`(select ${callerFieldsSql} from api_token join person on person.id = api_token.person_id
    where digest = ${digest} and ${isActiveTokenSql(now, cutoff)})`;
}

/** In the place of values that a statement without proof does not use. */
export const noProofValues: CallerProofValues = { digest: Buffer.alloc(0), now: '', cutoff: '' };
