import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { canReadEverything, type Viewer } from './caller.ts';

/*
 * Who may see what (awards.md, Who may), as conditions of the queries themselves, so that no
 * count, page or filter can tell of what is not shown.
 */
type SqlCondition = RawBuilder<SqlBool>;

const trueSql = sql<SqlBool>`true`;

/** Awards: those of one's customers' templates, and those of the projects one is a member of. */
export function visibleAwardsSql(caller: Viewer): SqlCondition {
  if (canReadEverything(caller)) return trueSql;
  const { personId } = caller;
  return sql`(${awardsOfOwnCustomersSql(caller)}
    or managed_project.project_id in (
      select project_id from project_role where person_id = ${personId}))`;
}

/** Awards whose audit and internal notes one may read: never for plain members of a project. */
export function auditedAwardsSql(caller: Viewer): SqlCondition {
  if (canReadEverything(caller)) return trueSql;
  return awardsOfOwnCustomersSql(caller);
}

/** Awards of templates whose provider or customer the caller has a role in. */
function awardsOfOwnCustomersSql({ personId }: Viewer): SqlCondition {
  return sql<SqlBool>`managed_project.template_id in (
      select t.id from project_template t join customer_role r on r.person_id = ${personId}
        and r.customer_id in (t.provider_id, t.customer_id))`;
}

/**
 * Whether this person is a reviewer of the awards of template `t`: owner or manager in the provider
 * and owner in the customer (awards.md).
 */
export function isReviewerSql(personId: Viewer['personId']): SqlCondition {
  return sql`(exists (select from customer_role where person_id = ${personId}
      and customer_id = t.provider_id)
    and exists (select from customer_role where person_id = ${personId}
      and customer_id = t.customer_id and role = 'CUSTOMER.OWNER'))`;
}

/**
 * The audit of awards: for owners and managers of the template's two customers, reviewers among
 * them; plain members of a project see the award but not its audit. Entries about awards that are
 * deleted are left to staff and support (awards.md, Who may).
 */
export function visibleAuditEntriesSql(caller: Viewer): SqlCondition {
  if (canReadEverything(caller)) return trueSql;
  return awardOfEntrySql(auditedAwardsSql(caller));
}

/** Audit entries of every award that the caller sees, readable for the caller or not. */
export function auditEntriesOfVisibleAwardsSql(caller: Viewer): SqlCondition {
  if (canReadEverything(caller)) return trueSql;
  return awardOfEntrySql(visibleAwardsSql(caller));
}

function awardOfEntrySql(condition: SqlCondition): SqlCondition {
  return sql`exists (select from managed_project
    where managed_project.identifier = audit_entry.identifier
      and managed_project.destination = audit_entry.destination and ${condition})`;
}

/** Templates: owners and managers of provider or customer read. */
export function visibleTemplatesSql(caller: Viewer): SqlCondition {
  if (canReadEverything(caller)) return trueSql;
  const mine = sql`(select customer_id from customer_role where person_id = ${caller.personId})`;
  return sql`(project_template.provider_id in ${mine} or project_template.customer_id in ${mine})`;
}

/** Projects: those of customers that one has a role in, and those that one is a member of. */
export function visibleProjectsSql(caller: Viewer): SqlCondition {
  if (canReadEverything(caller)) return trueSql;
  const { personId } = caller;
  return sql`(project.customer_id in (
      select customer_id from customer_role where person_id = ${personId})
    or project.id in (select project_id from project_role where person_id = ${personId}))`;
}

/** Customers: those that one has a role in, and those of one's projects. */
export function visibleCustomersSql(caller: Viewer): SqlCondition {
  if (canReadEverything(caller)) return trueSql;
  const { personId } = caller;
  return sql`(customer.id in (
      select customer_id from customer_role where person_id = ${personId})
    or customer.id in (select p.customer_id from project p
      join project_role r on r.project_id = p.id where r.person_id = ${personId}))`;
}

/**
 * How many of a customer's projects somebody may see; null sees all. Who has a role there sees the
 * count that the database keeps (migration 0005): a customer may have a great many.
 */
export function visibleProjectCountSql(caller: Viewer | null): RawBuilder<number> {
  const kept = sql<number>`(select coalesce(sum(projects), 0)::bigint from project_count
    where project_count.customer_id = customer.id)`;
  if (caller === null || canReadEverything(caller)) return kept;
  const { personId } = caller;
  return sql<number>`(case when exists (select from customer_role
      where person_id = ${personId} and customer_id = customer.id) then ${kept}
    else (select count(*) from project where not is_removed and customer_id = customer.id
      and id in (select project_id from project_role where person_id = ${personId})) end)`;
}

/** Accounts: everybody sees their own. */
export function visiblePeopleSql(caller: Viewer): SqlCondition {
  return canReadEverything(caller) ? trueSql : sql`person.id = ${caller.personId}`;
}
