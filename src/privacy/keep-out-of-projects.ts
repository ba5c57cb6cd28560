import { sql, type Transaction } from 'kysely';
import type { Database } from '../database/schema.ts';

/**
 * Keeps erased emails (in lower case) out of the projects whose awards still name them, as a removal by hand
 * does (docs/rules/awards.md, A6.5): without it the next message of the portal would invite them again. No other
 * account has or had one of them: the award would name that person too.
 */
export async function keepOutOfProjects(
  trx: Transaction<Database>,
  emails: readonly string[],
  now: string,
): Promise<void> {
  await sql`
    insert into project_exclusion (project_id, email, role, created)
    select coalesce(award.project_id, award.previous_project_id), lower(named.email), named.role,
      ${now}::timestamptz
    from managed_project award
    cross join lateral jsonb_each_text(case jsonb_typeof(award.details -> 'members')
      when 'object' then award.details -> 'members' else '{}' end) as named (email, role)
    where award.member_emails && ${emails}::text[]
      and coalesce(award.project_id, award.previous_project_id) is not null
      and lower(named.email) = any(${emails}::text[])
    on conflict do nothing`.execute(trx);
}
