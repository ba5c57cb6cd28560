/* Creates and changes accounts: permission, transaction and audit. */

import type { Transaction } from 'kysely';
import { lockUnerasedPerson } from '../access/lock-unerased-person.ts';
import { deleteResetLinks } from '../access/password-reset-links.ts';
import { endSessions } from '../access/start-and-end-sessions.ts';
import { toActor } from '../admin-audit/actor.ts';
import { recordDifference } from '../admin-audit/record-change.ts';
import { BadInput } from '../award/bad-input.ts';
import { normalizeEmail } from '../award/email.ts';
import type { Database } from '../database/schema.ts';
import { isUniqueViolation } from '../database/sql-state.ts';
import { OvertakenError, runInTransaction } from '../database/transaction.ts';
import { conflictError, notFoundError } from '../errors/refused-error.ts';
import { type Caller, requireStaff } from '../http/caller.ts';
import { resourcePaths } from '../http/resource-urls.ts';
import type { AppContext } from '../http/app-context.ts';
import { updateWantedOfPerson } from '../wanted-state/update-wanted.ts';
import { createPerson, prepareNewPerson } from './create-person.ts';
import {
  type PersonColumns,
  type PersonFields,
  toPersonColumns,
  usernameTakenError,
} from './person-input.ts';
import {
  findPerson,
  findPersonByUuid,
  type PersonRow,
  requireRemainingStaff,
  toPersonAuditValues,
  updatePerson,
} from './person-store.ts';
import { lockEmails, requireFreeEmail } from './unique-email.ts';

type ServiceContext = Pick<AppContext, 'db' | 'clock'>;

/**
 * Makes an account; staff only. Returns it. Throws BadInput for a field, RefusedError where the caller
 * may not.
 */
export async function createAccount(
  { db, clock }: ServiceContext,
  caller: Caller,
  fields: PersonFields & { username: string },
): Promise<PersonRow> {
  requireStaff(caller);
  const person = await prepareNewPerson(fields);
  const now = clock().toISOString();
  const row = await runInTransaction(db, (trx) =>
    createPerson(trx, toActor(caller), person, { now }),
  );
  if (row === null) throw usernameTakenError();
  return row;
}

/** The account with this UUID. Throws RefusedError (`not_found`) where the caller sees none. */
export async function requireVisiblePerson(
  { db }: Pick<ServiceContext, 'db'>,
  caller: Caller,
  uuid: string,
): Promise<PersonRow> {
  const person = await findPerson(db, uuid, caller);
  if (person === null) throw notFoundError();
  return person;
}

/**
 * Changes an account; staff only. A new password or a deactivation ends its sessions and reset links.
 * Throws BadInput for a field, RefusedError where the caller does not see the account, may not change
 * it, or no active staff account would be left.
 */
export async function changeAccount(
  context: ServiceContext,
  caller: Caller,
  uuid: string,
  fields: PersonFields,
): Promise<void> {
  const row = await requireVisiblePerson(context, caller, uuid);
  requireStaff(caller);
  if (row.is_robot) throw conflictError('The robot account cannot be changed.');
  refuseLockingOneselfOut(caller, row, fields);
  const { is_service_account } = fields;
  if (is_service_account !== undefined && is_service_account !== row.is_service_account) {
    throw new BadInput('is_service_account', 'This cannot change once the account exists.');
  }
  await storeChange(context, caller, row, await toPersonColumns(fields, row));
}

function refuseLockingOneselfOut(
  caller: Caller,
  row: PersonRow,
  { is_staff, is_active, password }: PersonFields,
): void {
  if (row.uuid !== caller.uuid) return;
  if (is_staff === false || is_active === false) {
    throw conflictError('You cannot remove your own staff rights or deactivate yourself.');
  }
  if (password !== undefined) {
    const path = `${resourcePaths.users}me/password/`;
    throw new BadInput('password', `Your own password is changed at ${path}.`);
  }
}

async function storeChange(
  { db, clock }: ServiceContext,
  caller: Caller,
  { id, uuid }: PersonRow,
  columns: PersonColumns,
): Promise<void> {
  try {
    await runInTransaction(db, async (trx) => {
      const lockedEmail = await lockEmailsOfChange(trx, uuid, columns);
      await lockUnerasedPerson(trx, id);
      const before = await findPersonByUuid(trx, uuid);
      await updatePerson(trx, id, columns);
      const after = await findPersonByUuid(trx, uuid);
      if (before === null || after === null) throw notFoundError();
      if (before.email !== lockedEmail) throw new OvertakenError();
      const hasNewEmail = normalizeEmail(before.email) !== normalizeEmail(after.email);
      if (hasNewEmail || (after.is_active && !before.is_active)) {
        await requireFreeEmail(trx, after.email, { personId: id, isActive: after.is_active });
      }
      if (isActiveStaff(before) && !isActiveStaff(after)) await requireRemainingStaff(trx);
      if (columns.password_hash !== undefined || !after.is_active) {
        await endSessions(trx, id);
        await deleteResetLinks(trx, id);
      }
      if (before.is_active !== after.is_active) {
        await updateWantedOfPerson(trx, id, { now: clock(), actor: toActor(caller) });
      }
      await recordDifference(trx, toActor(caller), {
        at: clock().toISOString(),
        action: 'person.changed',
        subject: { uuid, name: after.username },
        before: toPersonAuditValues(before),
        after: {
          ...toPersonAuditValues(after),
          ...(columns.password_hash && { password: 'changed' }),
        },
      });
    });
  } catch (error) {
    for (const constraint of ['person_username_unique', 'person_username_key_unique']) {
      if (isUniqueViolation(error, constraint)) throw usernameTakenError();
    }
    throw error;
  }
}

/**
 * Locks the emails that an account has and gets, before its row, as an erasure does. Returns the email
 * that it has.
 */
async function lockEmailsOfChange(
  trx: Transaction<Database>,
  uuid: string,
  { email, is_active }: PersonColumns,
): Promise<string> {
  const found = await findPersonByUuid(trx, uuid);
  if (found === null) throw notFoundError();
  const getsEmail = email !== undefined || is_active === true;
  if (getsEmail)
    await lockEmails(
      trx,
      [found.email, email ?? ''].filter((text) => text !== ''),
    );
  return found.email;
}

function isActiveStaff({ is_staff, is_active }: PersonRow): boolean {
  return is_staff && is_active;
}
