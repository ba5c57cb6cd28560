import type { Kysely, Transaction } from 'kysely';
import { endSessionsOfProvider } from '../access/sessions-ended-by-provider.ts';
import { recordChanges } from '../admin-audit/record-change.ts';
import type { Database } from '../database/schema.ts';
import { runInTransaction } from '../database/transaction.ts';
import type { OpenIdProvider } from './openid-provider.ts';
import type { ProviderLogout } from './provider-logout.ts';

/** An account whose sessions ended. */
export interface SignedOutAccount {
  uuid: string;
  username: string;
  sessions: number;
}

/** The provider's clock may be behind, and its times have whole seconds. */
const CLOCK_TOLERANCE_MS = 10_000;

/**
 * Ends the sessions that a provider's logout means, with an audit entry for each account. Returns those
 * accounts; none where the sessions had ended already.
 */
export function endSessionsByLogout(
  db: Kysely<Database>,
  { settings: { slug } }: OpenIdProvider,
  { subject, providerSession, issuedAt }: ProviderLogout,
  { now, clientIp }: { now: Date; clientIp: string },
): Promise<SignedOutAccount[]> {
  const beganBefore = new Date(issuedAt.getTime() + CLOCK_TOLERANCE_MS);
  return runInTransaction(db, async (trx) => {
    const ended = await endSessionsOfProvider(
      trx,
      { provider: slug, subject, providerSession, beganBefore },
      now,
    );
    const accounts = await loadAccounts(trx, ended);
    await recordChanges(
      trx,
      { personId: null, via: 'sign-in', clientIp },
      accounts.map(({ uuid, username, sessions }) => ({
        at: now.toISOString(),
        action: 'session.ended',
        subject: { uuid, name: username },
        before: { sessions },
        after: { signed_out_at: slug },
      })),
    );
    return accounts;
  });
}

async function loadAccounts(
  trx: Transaction<Database>,
  ended: readonly { person_id: number }[],
): Promise<SignedOutAccount[]> {
  if (ended.length === 0) return [];
  const ids = ended.map(({ person_id }) => person_id);
  const people = await trx
    .selectFrom('person')
    .select(['id', 'uuid', 'username'])
    .where('id', 'in', ids)
    .execute();
  return people.map(({ id, uuid, username }) => {
    return { uuid, username, sessions: ids.filter((one) => one === id).length };
  });
}
