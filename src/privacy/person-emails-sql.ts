import { type RawBuilder, sql } from 'kysely';
import { isEmailOfAnotherSql } from '../people/person-email-sql.ts';

/** The emails of a person, in lower case: the present one and those they signed in with. */
export function personEmailsSql(personId: number): RawBuilder<{ email: string }> {
  return sql`select email from person_email where person_id = ${personId}
    union select lower(email) from person where id = ${personId} and email <> ''`;
}

/** Those of them that no other account has, or has signed in with. */
export function unsharedEmailsSql(personId: number): RawBuilder<{ email: string }> {
  return sql`select email from (${personEmailsSql(personId)}) as known
    where not ${isEmailOfAnotherSql(sql`known.email`, sql`${personId}`)}`;
}
