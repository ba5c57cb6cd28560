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
 * Replaces what names a person in the administrative audit; the entries stay. Of an entry about
 * somebody else only the side that names the person is changed. `account`: null for somebody who is
 * known by email alone. `emails` in lower case.
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
  const isSubject = sql`(subject_uuid = ${uuid}::uuid or lower(subject_name) = any(${emails}))`;
  const names = (column: 'before' | 'after') => sql`(
    ${sql.ref(column)} ->> 'owner' = ${username}::text
    or lower(${sql.ref(column)} ->> 'email') = any(${emails}))`;
  const replaced = (column: 'before' | 'after') => sql`case when ${isSubject} or ${names(column)}
    then (select jsonb_object_agg(key, case
        when key = any(${namingKeys}) and jsonb_typeof(value) = 'string'
        then to_jsonb(${ERASED}::text) else value end)
      from jsonb_each(${sql.ref(column)}))
    else ${sql.ref(column)} end`;
  await sql`select set_config('gatehouse.erases_person', 'on', true)`.execute(trx);
  await sql`update administrative_entry set
      subject_name = case when ${isSubject} then ${pseudonym} else subject_name end,
      before = ${replaced('before')}, after = ${replaced('after')}
    where ${isSubject} or ${names('before')} or ${names('after')}`.execute(trx);
  await sql`update administrative_entry set address = '' where performed_by = ${id}::bigint`.execute(
    trx,
  );
  await sql`select set_config('gatehouse.erases_person', 'off', true)`.execute(trx);
}
