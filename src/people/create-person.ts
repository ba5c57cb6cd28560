import type { Transaction } from 'kysely';
import type { Actor } from '../admin-audit/actor.ts';
import { recordChange } from '../admin-audit/record-change.ts';
import type { Database } from '../database/schema.ts';
import { type PersonColumns, toPersonColumns, type PersonFields } from './person-input.ts';
import { requireFreeEmail } from './unique-email.ts';
import { insertPerson, type PersonRow, toPersonAuditValues } from './person-store.ts';

/** The columns of a new person; the defaults of the table apply to those that are absent. */
export type NewPerson = PersonColumns & { username: string; is_service_account?: boolean };

/** Checks the fields of a new account and hashes its password. Throws BadInput. */
export async function prepareNewPerson(
  fields: PersonFields & { username: string },
): Promise<NewPerson> {
  const { username, is_service_account = false } = fields;
  return { ...(await toPersonColumns(fields)), username, is_service_account };
}

/**
 * Makes a person and the audit entry `person.created`. Only an import from Waldur makes people elsewhere. `actor`
 * may depend on the new person's id: who signs in for the first time makes their own account.
 * `provider` is the slug of the OpenID provider that they come from. Returns null where the user name
 * is taken. Throws BadInput where another active account has the email.
 */
export async function createPerson(
  trx: Transaction<Database>,
  actor: Actor | ((personId: number) => Actor),
  person: NewPerson,
  { now, provider }: { now: string; provider?: string },
): Promise<PersonRow | null> {
  const isActive = person.is_active ?? true;
  await requireFreeEmail(trx, person.email ?? '', { personId: null, isActive });
  const row = await insertPerson(trx, {
    ...person,
    password_hash: person.password_hash ?? null,
    date_joined: now,
  });
  if (row === null) return null;
  await recordChange(trx, typeof actor === 'function' ? actor(row.id) : actor, {
    at: now,
    action: 'person.created',
    subject: { uuid: row.uuid, name: row.username },
    before: null,
    after: {
      ...toPersonAuditValues(row),
      ...(person.password_hash && { password: 'set' }),
      ...(provider !== undefined && { provider }),
    },
  });
  return row;
}
