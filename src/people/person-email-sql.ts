import { type RawBuilder, type SqlBool, sql } from 'kysely';

/**
 * The email that decisions name a person of `person` by, in lower case: their email, else one that
 * they have signed in with. null where there is none.
 */
export const shownEmailSql = sql<string>`coalesce(nullif(lower(person.email), ''), (
  select min(known.email) from person_email known where known.person_id = person.id))`;

/** Whether a row of `person` has an email, in lower case; by the index, in which '' is not. */
export function hasEmailSql(person: string, email: RawBuilder<unknown>): RawBuilder<SqlBool> {
  const own = sql.ref(`${person}.email`);
  return sql<SqlBool>`(lower(${own}) = ${email} and ${own} <> '')`;
}

/** The account with this email as its own, else one that has signed in with it. */
export function personWithEmailSql(email: RawBuilder<unknown>): RawBuilder<number | null> {
  return sql`(select id from (
      select id, 0 as rank from person
        where ${hasEmailSql('person', sql`lower(${email})`)}
      union all
      select person_id, 1 from person_email where person_email.email = lower(${email})) known
    where ${email} <> '' order by rank, id limit 1)`;
}

/** Whether another account than `personId` has an email, in lower case, or has signed in with it. */
export function isEmailOfAnotherSql(
  email: RawBuilder<unknown>,
  personId: RawBuilder<unknown>,
): RawBuilder<SqlBool> {
  return sql<SqlBool>`(exists (select from person_email other
      where other.email = ${email} and other.person_id <> ${personId})
    or exists (select from person other
      where ${hasEmailSql('other', email)} and other.id <> ${personId}))`;
}

/**
 * A query of the ids of the people whom an email names: whose email it is, in any case, else who has
 * signed in with it where nobody else has or had it (docs/rules/awards.md, A6.7).
 */
export function peopleByEmailQuery(email: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`select owner.id from person owner
      where ${hasEmailSql('owner', sql`lower(${email})`)}
    union select known.person_id from person_email known where known.email = lower(${email})
      and not ${isEmailOfAnotherSql(sql`known.email`, sql`known.person_id`)}`;
}

/**
 * The email that mails to a person of `person` go to: their own, else the newest of those they have signed
 * in with that nobody else has or had. null where there is none.
 */
export const mailEmailSql = sql<string | null>`coalesce(nullif(person.email, ''), (
  select mine.email from person_email mine where mine.person_id = person.id
    and not ${isEmailOfAnotherSql(sql`mine.email`, sql`mine.person_id`)}
  order by mine.created desc, mine.email limit 1))`;
