import type { Transaction } from 'kysely';
import { type Actor, toActor } from '../admin-audit/actor.ts';
import { recordChange, recordChanges } from '../admin-audit/record-change.ts';
import { requireStorableText } from '../award/json-value.ts';
import type { TokenScope } from '../database/account-schema.ts';
import type { Database } from '../database/schema.ts';
import { runInTransaction } from '../database/transaction.ts';
import { notFoundError } from '../errors/refused-error.ts';
import type { Caller } from '../http/caller.ts';
import type { AppContext } from '../http/app-context.ts';
import { findOwnOrAnyAccount } from './find-account.ts';
import { getTokenExpiry, getTokenLapse } from './token-lapse.ts';
import * as store from './token-store.ts';

type ServiceContext = Pick<AppContext, 'db' | 'clock'>;

/** The account that a token is for. */
export interface TokenOwner {
  id: number;
  username: string;
}

/** What a new token is; the key is random unless it is given. */
export interface TokenRequest {
  owner: TokenOwner;
  /** What it is for, in the owner's words. */
  name: string;
  scope: TokenScope;
  now: string;
  /** RFC 3339; null never expires. */
  expiresAt: string | null;
  key?: string;
}

/**
 * Makes a token with its audit entry; the one way in which tokens are made. The key is returned this
 * once. Expired tokens of the owner are deleted. Throws RefusedError (`conflict`) where the owner has
 * as many as allowed.
 */
export async function issueToken(
  trx: Transaction<Database>,
  actor: Actor,
  request: TokenRequest,
): Promise<store.TokenRow & { key: string }> {
  const { owner, name, scope, now, expiresAt, key } = request;
  await store.lockTokenOwner(trx, owner.id);
  await store.deleteExpiredTokens(trx, owner.id, now);
  await store.requireTokenCapacity(trx, owner.id);
  const token = await store.insertToken(trx, {
    personId: owner.id,
    name,
    scope,
    now,
    expiresAt,
    ...(key !== undefined && { key }),
  });
  await recordChange(trx, actor, {
    at: now,
    action: 'token.created',
    subject: { uuid: token.uuid, name },
    before: null,
    after: toTokenAuditValues(owner, token),
  });
  return token;
}

/**
 * Makes a token for an account: everybody for themselves, staff for everybody. It lasts `days`,
 * a year by default; null: until it is revoked or lapses. Throws BadInput for the name, RefusedError as `issueToken` and where the caller may not.
 */
export async function createToken(
  { db, clock, tokenOwnerDays }: Pick<AppContext, 'db' | 'clock' | 'tokenOwnerDays'>,
  caller: Caller,
  accountUuid: string,
  { name, scope, days }: { name: string; scope: TokenScope; days?: number | null | undefined },
): Promise<store.TokenRow & { key: string; lapses_at: string | null }> {
  const owner = await findOwnOrAnyAccount(db, caller, accountUuid);
  requireStorableText(name, 'name');
  const now = clock();
  const expiresAt = getTokenExpiry(now, days);
  const request = { owner, name, scope, now: now.toISOString(), expiresAt };
  const token = await runInTransaction(db, (trx) => issueToken(trx, toActor(caller), request));
  return { ...token, lapses_at: getTokenLapse(owner, token, tokenOwnerDays) };
}

/**
 * Revokes a token of an account, with its audit entry: everybody their own, staff everybody's. Throws
 * RefusedError (`not_found`) where that account has no such token or the caller may not see it.
 */
export async function revokeToken(
  { db, clock }: ServiceContext,
  caller: Caller,
  accountUuid: string,
  tokenUuid: string,
): Promise<void> {
  const owner = await findOwnOrAnyAccount(db, caller, accountUuid);
  await runInTransaction(db, (trx) =>
    withdrawToken(trx, toActor(caller), { owner, tokenUuid, now: clock().toISOString() }),
  );
}

/** Deletes a token with its audit entry. Throws RefusedError where the owner has no such token. */
export async function withdrawToken(
  trx: Transaction<Database>,
  actor: Actor,
  { owner, tokenUuid, now }: { owner: TokenOwner; tokenUuid: string; now: string },
): Promise<void> {
  const token = await store.deleteToken(trx, owner.id, tokenUuid);
  if (token === null) throw notFoundError();
  await recordChange(trx, actor, {
    at: now,
    action: 'token.revoked',
    subject: { uuid: tokenUuid, name: token.name },
    before: toTokenAuditValues(owner, token),
    after: null,
  });
}

/**
 * Deletes the tokens of one account or, with null, of all, with an audit entry for each. Returns how
 * many there were.
 */
export async function withdrawTokens(
  trx: Transaction<Database>,
  actor: Actor,
  { ownerId, now }: { ownerId: number | null; now: string },
): Promise<number> {
  const tokens = await store.deleteTokens(trx, ownerId);
  const changes = tokens.map(({ owner, ...token }) => ({
    at: now,
    action: 'token.revoked' as const,
    subject: { uuid: token.uuid, name: token.name },
    before: toTokenAuditValues({ username: owner }, token),
    after: null,
  }));
  await recordChanges(trx, actor, changes);
  return tokens.length;
}

function toTokenAuditValues(
  { username }: Pick<TokenOwner, 'username'>,
  { scope, expires_at }: store.TokenRow,
) {
  return { owner: username, scope, expires_at };
}
