import { type Kysely, sql } from 'kysely';
import { isReviewerSql } from '../access/visibility-sql.ts';
import type { Database } from '../database/schema.ts';

/** Somebody who may decide about the awards of a template. */
export interface Reviewer {
  id: number;
  uuid: string;
  username: string;
  full_name: string;
  is_staff: boolean;
}

/**
 * Who may decide about the awards of a template (docs/rules/awards.md, A9.1 and A9.2), staff last,
 * by name. Only active people: programs and the robot take care of nothing.
 */
export async function listReviewers(db: Kysely<Database>, templateId: number): Promise<Reviewer[]> {
  const { rows } = await sql<Reviewer>`
    select person.id, person.uuid, person.username, person.full_name,
      not ${isReviewerSql(sql<number>`person.id`)} as is_staff
    from person cross join (select * from project_template where id = ${templateId}) t
    where person.is_active and not person.is_robot and not person.is_service_account
      and (person.is_staff or person.id in (
        select person_id from customer_role where customer_id = t.provider_id))
      and (person.is_staff or ${isReviewerSql(sql<number>`person.id`)})
    order by 5, lower(person.full_name), person.username`.execute(db);
  return rows;
}
