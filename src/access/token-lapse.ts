import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Database } from '../database/schema.ts';

/*
 * A token stops working when its owner has not signed in for a set time: we do not hear when an account
 * at a provider ends (docs/decisions/0017-limits-for-each-caller.md).
 */

const DAY_MS = 86_400_000;

/** How long a new token lasts unless its maker says otherwise. */
const DEFAULT_TOKEN_DAYS = 365;

/** When a token ends that is created now and lasts this number of days; null: no end of its own. */
export function getTokenExpiry(now: Date, days: number | null = DEFAULT_TOKEN_DAYS): string | null {
  return days === null ? null : new Date(now.getTime() + days * DAY_MS).toISOString();
}

/** Tokens whose owner last signed in before this time have lapsed. */
export function getTokenOwnerCutoff(now: Date, tokenOwnerDays: number): string {
  return new Date(now.getTime() - tokenOwnerDays * DAY_MS).toISOString();
}

/** When a token stops working unless its owner signs in before; null: never. */
export function getTokenLapse(
  owner: { is_service_account: boolean; last_sign_in: string | null },
  token: { created: string },
  tokenOwnerDays: number,
): string | null {
  if (owner.is_service_account) return null;
  const last = Math.max(Date.parse(owner.last_sign_in ?? token.created), Date.parse(token.created));
  return new Date(last + tokenOwnerDays * DAY_MS).toISOString();
}

/** Whether the token in `api_token` of the account in `person` has not lapsed. */
export function hasActiveOwnerSql(cutoff: RawBuilder<unknown> | string): RawBuilder<SqlBool> {
  // A token that is made for somebody who has never signed in counts from its creation.
  return sql`(person.is_service_account
    or greatest(person.last_sign_in, api_token.created) > ${cutoff})`;
}

/** Writes that somebody signs in, in a browser or for a token. */
export async function recordSignIn(
  db: Kysely<Database>,
  personId: number,
  now: string,
): Promise<void> {
  await db.updateTable('person').set({ last_sign_in: now }).where('id', '=', personId).execute();
}
