import { type RawBuilder, sql } from 'kysely';

/** The emails of a person, in lower case: the present one and those they signed in with. */
export function personEmailsSql(personId: number): RawBuilder<{ email: string }> {
  return sql`select email from person_email where person_id = ${personId}
    union select lower(email) from person where id = ${personId} and email <> ''`;
}
