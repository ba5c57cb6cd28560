import { type Kysely, sql } from 'kysely';
import { isReviewerSql, visibleTemplatesSql } from '../access/visibility-sql.ts';
import type { Database } from '../database/schema.ts';
import type { Viewer } from '../http/caller.ts';

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

/**
 * Who may decide about awards of templates that the viewer sees, staff last, by name: nobody where
 * the viewer sees none. Only active people.
 */
export async function listColleagues(db: Kysely<Database>, viewer: Viewer): Promise<Reviewer[]> {
  const { rows } = await sql<Reviewer>`
    with t as materialized (
      select * from project_template where ${visibleTemplatesSql(viewer)}),
    reviewer as (
      select id from person where id in (select person_id from customer_role)
        and exists (select from t where ${isReviewerSql(sql<number>`person.id`)}))
    select id, uuid, username, full_name, id not in (select id from reviewer) as is_staff
    from person
    where is_active and not is_robot and not is_service_account
      and (id in (select id from reviewer) or is_staff and exists (select from t))
    order by 5, lower(full_name), username`.execute(db);
  return rows;
}
