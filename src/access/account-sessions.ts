import { toActor } from '../admin-audit/actor.ts';
import { recordChange } from '../admin-audit/record-change.ts';
import { runInTransaction } from '../database/transaction.ts';
import { notFoundError } from '../errors/refused-error.ts';
import type { Caller } from '../http/caller.ts';
import type { AppContext } from '../http/app-context.ts';
import { findOwnOrAnyAccount } from './find-account.ts';
import { endSessions, listActiveSessions } from './start-and-end-sessions.ts';

type ServiceContext = Pick<AppContext, 'db' | 'clock' | 'sessionLimits'>;

/**
 * The active sessions of an account, marked with which one the caller uses: everybody their own, staff
 * everybody's. Throws RefusedError (`not_found`) for others.
 */
export async function listSessions(
  { db, clock, sessionLimits }: ServiceContext,
  caller: Caller,
  accountUuid: string,
) {
  const account = await findOwnOrAnyAccount(db, caller, accountUuid);
  const sessions = await listActiveSessions(db, account.id, clock(), sessionLimits);
  return sessions.map((row) => ({ ...row, is_current: row.uuid === caller.credential.uuid }));
}

/**
 * Ends one session of an account (`sessionUuid`), or all but the one that the caller uses, with an
 * audit entry. Throws RefusedError (`not_found`) where the caller may not, or that session has ended.
 */
export async function endAccountSessions(
  { db, clock }: ServiceContext,
  caller: Caller,
  accountUuid: string,
  sessionUuid?: string,
): Promise<void> {
  const account = await findOwnOrAnyAccount(db, caller, accountUuid);
  const selection =
    sessionUuid === undefined ? { except: caller.credential.uuid } : { only: sessionUuid };
  await runInTransaction(db, async (trx) => {
    const count = await endSessions(trx, account.id, selection);
    if (count === 0 && sessionUuid !== undefined) throw notFoundError();
    if (count === 0) return;
    await recordChange(trx, toActor(caller), {
      at: clock().toISOString(),
      action: 'session.ended',
      subject: { uuid: account.uuid, name: account.username },
      before: { sessions: count },
      after: null,
    });
  });
}
