import { type RawBuilder, sql } from 'kysely';

/** SQL for a template's customer and provider: expressions that give their ids. */
interface TemplateOperands {
  customerId: RawBuilder<unknown>;
  providerId: RawBuilder<unknown>;
}

/** SQL that is true where the row of `customer_role owner` is a reviewer's (docs/rules/awards.md, A9.2). */
export function isReviewerRoleSql({
  customerId,
  providerId,
}: TemplateOperands): RawBuilder<boolean> {
  return sql`(owner.customer_id = ${customerId}
    and owner.role = 'CUSTOMER.OWNER' and exists (select from customer_role mine
      where mine.person_id = owner.person_id and mine.customer_id = ${providerId}))`;
}

/**
 * SQL that selects `person_id` of each person who hears of the awards of a template: its reviewers, or
 * staff where it has no active reviewer, so that no award is overlooked.
 */
export function reviewerIdsSql(template: TemplateOperands): RawBuilder<unknown> {
  return sql`select owner.person_id from customer_role owner where ${isReviewerRoleSql(template)}
    union all
    select staff.id from person staff where staff.is_staff
      and not exists (select from customer_role owner join person reviewer
        on reviewer.id = owner.person_id and reviewer.is_active where ${isReviewerRoleSql(template)})`;
}
