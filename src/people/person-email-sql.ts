import { type RawBuilder, sql } from 'kysely';

/**
 * The email that decisions name a person of `person` by, in lower case: their email, else one that
 * they have signed in with. null where there is none.
 */
export const shownEmailSql = sql<string>`coalesce(nullif(lower(person.email), ''), (
  select min(known.email) from person_email known where known.person_id = person.id))`;

/**
 * A query of the ids of the people whom an email names: whose email it is, in any case, else who has
 * signed in with it where nobody else has or had it (docs/rules/awards.md, A6.7).
 */
export function peopleByEmailQuery(email: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`select owner.id from person owner where lower(owner.email) = lower(${email})
    union all select known.person_id from person_email known where known.email = lower(${email})
      and not exists (select from person_email other
        where other.email = known.email and other.person_id <> known.person_id)
      and not exists (select from person other where lower(other.email) = known.email)`;
}

/**
 * The email that mails to a person of `person` go to: their own, else the newest of those they have signed
 * in with that nobody else has or had. null where there is none.
 */
export const mailEmailSql = sql<string | null>`coalesce(nullif(person.email, ''), (
  select mine.email from person_email mine where mine.person_id = person.id
    and not exists (select from person_email other
      where other.email = mine.email and other.person_id <> mine.person_id)
    and not exists (select from person other where lower(other.email) = mine.email
      and other.email <> '')
  order by mine.created desc, mine.email limit 1))`;
