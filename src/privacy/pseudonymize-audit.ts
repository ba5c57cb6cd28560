import { sql, type Transaction } from 'kysely';
import type { Database } from '../database/schema.ts';

/** Values of the administrative audit that name a person. */
const namingKeys = [
  'username',
  'first_name',
  'last_name',
  'full_name',
  'email',
  'issuer',
  'subject',
  'owner',
  'short_name',
];
const ERASED = 'erased';

/**
 * Replaces what names a person in the administrative audit; the entries stay. `account`: null for
 * somebody who is known by email alone. `emails` in lower case.
 */
export async function pseudonymizeAudit(
  trx: Transaction<Database>,
  {
    account,
    emails,
    pseudonym,
  }: {
    account: { id: number; uuid: string; username: string } | null;
    emails: readonly string[];
    pseudonym: string;
  },
): Promise<void> {
  const { id, uuid, username } = account ?? { id: null, uuid: null, username: null };
  const replaced = (column: 'before' | 'after') => sql`(
    select jsonb_object_agg(key, case
      when key = any(${namingKeys}) and jsonb_typeof(value) = 'string'
      then to_jsonb(${ERASED}::text) else value end)
    from jsonb_each(${sql.ref(column)}))`;
  const names = (column: 'before' | 'after') => sql`
    ${sql.ref(column)} ->> 'owner' = ${username}::text
    or lower(${sql.ref(column)} ->> 'email') = any(${emails})`;
  await sql`select set_config('gatehouse.erases_person', 'on', true)`.execute(trx);
  await sql`update administrative_entry set
      subject_name = case when subject_uuid = ${uuid}::uuid or lower(subject_name) = any(${emails})
        then ${pseudonym} else subject_name end,
      before = ${replaced('before')}, after = ${replaced('after')}
    where subject_uuid = ${uuid}::uuid or lower(subject_name) = any(${emails})
      or ${names('before')} or ${names('after')}`.execute(trx);
  await sql`update administrative_entry set address = '' where performed_by = ${id}::bigint`.execute(
    trx,
  );
  await sql`select set_config('gatehouse.erases_person', 'off', true)`.execute(trx);
}
