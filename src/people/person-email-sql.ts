import { sql } from 'kysely';

/**
 * The email that decisions name a person of `person` by, in lower case: their email, else one that
 * they have signed in with. null where there is none.
 */
export const shownEmailSql = sql<string>`coalesce(nullif(lower(person.email), ''), (
  select min(known.email) from person_email known where known.person_id = person.id))`;
