import type { Kysely, Transaction } from 'kysely';
import type { Database } from '../database/schema.ts';
import { lockRow } from '../database/transaction.ts';

/** Who a person is at an OpenID provider. */
export interface IdentityRow {
  uuid: string;
  issuer: string;
  subject: string;
  created: string;
  last_used: string | null;
}

/** The identities of a person, in the order in which they were added. */
export function listIdentities(db: Kysely<Database>, personId: number): Promise<IdentityRow[]> {
  return db
    .selectFrom('person_identity')
    .select(['uuid', 'issuer', 'subject', 'created', 'last_used'])
    .where('person_id', '=', personId)
    .orderBy('id')
    .execute();
}

/** Adds an identity; false where a person has it already. */
export async function addIdentity(
  db: Kysely<Database>,
  identity: { personId: number; issuer: string; subject: string; now: string },
): Promise<boolean> {
  const { personId, issuer, subject, now } = identity;
  const row = await db
    .insertInto('person_identity')
    .values({ person_id: personId, issuer, subject, created: now })
    .onConflict((conflict) => conflict.columns(['issuer', 'subject']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Locks the person with this identity and returns them; undefined where nobody has it, maybe since an
 * erasure that this waited for.
 */
export async function lockPersonByIdentity(
  trx: Transaction<Database>,
  identity: { issuer: string; subject: string },
) {
  const found = await findPersonByIdentity(trx, identity);
  if (found === undefined) return undefined;
  // The row of the person alone: an erasure, which deletes the identity after it, would wait in a circle.
  await lockRow(trx, 'person', found.id);
  return findPersonByIdentity(trx, identity);
}

/** The person with this identity, known by issuer and subject, never by an email. */
export function findPersonByIdentity(
  db: Kysely<Database>,
  { issuer, subject }: { issuer: string; subject: string },
) {
  return db
    .selectFrom('person_identity')
    .innerJoin('person', 'person.id', 'person_identity.person_id')
    .select([
      'person_identity.id as identity_id',
      'person.id',
      'person.uuid',
      'person.username',
      'person.first_name',
      'person.last_name',
      'person.email',
      'person.is_active',
      'person.is_staff',
    ])
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst();
}

/** Deletes an identity and returns it; null where that person has no such identity. */
export async function removeIdentity(
  db: Kysely<Database>,
  personId: number,
  uuid: string,
): Promise<{ issuer: string; subject: string } | null> {
  const row = await db
    .deleteFrom('person_identity')
    .where('person_id', '=', personId)
    .where('uuid', '=', uuid)
    .returning(['issuer', 'subject'])
    .executeTakeFirst();
  return row ?? null;
}
