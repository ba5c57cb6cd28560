import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { canReadEverything, type Viewer } from '../http/caller.ts';

/*
 * Who may see what (docs/rules/awards.md, A9), as conditions inside the queries, so that no count,
 * page or filter reveals a row that the viewer may not see.
 */
type SqlCondition = RawBuilder<SqlBool>;

const trueSql = sql<SqlBool>`true`;

/** Awards of templates whose provider or customer the viewer has a role in, and of their projects. */
export function visibleAwardsSql(viewer: Viewer): SqlCondition {
  if (canReadEverything(viewer)) return trueSql;
  const { personId } = viewer;
  return sql`(${awardsOfOwnCustomersSql(viewer)}
    or managed_project.project_id in (
      select project_id from project_role where person_id = ${personId}))`;
}

/** Awards whose audit and internal notes the viewer may read; plain project members may not. */
export function auditedAwardsSql(viewer: Viewer): SqlCondition {
  if (canReadEverything(viewer)) return trueSql;
  return awardsOfOwnCustomersSql(viewer);
}

/** Awards of templates whose provider or customer the viewer has a role in. */
function awardsOfOwnCustomersSql({ personId }: Viewer): SqlCondition {
  return sql<SqlBool>`managed_project.template_id in (
      select t.id from project_template t join customer_role r on r.person_id = ${personId}
        and r.customer_id in (t.provider_id, t.customer_id))`;
}

/**
 * Whether this person is a reviewer of the awards of template `t`: owner or manager in the provider
 * and owner in the customer (docs/rules/awards.md, A9.2).
 */
export function isReviewerSql(personId: Viewer['personId']): SqlCondition {
  return sql`(exists (select from customer_role where person_id = ${personId}
      and customer_id = t.provider_id)
    and exists (select from customer_role where person_id = ${personId}
      and customer_id = t.customer_id and role = 'CUSTOMER.OWNER'))`;
}

/**
 * The audit of awards: for owners and managers of the template's two customers, reviewers among
 * them; plain members of a project see the award but not its audit. Entries of deleted awards are
 * visible to staff and support only (docs/rules/awards.md, A9).
 */
export function visibleAuditEntriesSql(viewer: Viewer): SqlCondition {
  if (canReadEverything(viewer)) return trueSql;
  return awardOfEntrySql(auditedAwardsSql(viewer));
}

/** Audit entries of every award that the viewer sees, whether or not they may read the entries. */
export function auditEntriesOfVisibleAwardsSql(viewer: Viewer): SqlCondition {
  if (canReadEverything(viewer)) return trueSql;
  return awardOfEntrySql(visibleAwardsSql(viewer));
}

function awardOfEntrySql(condition: SqlCondition): SqlCondition {
  return sql`exists (select from managed_project
    where managed_project.identifier = audit_entry.identifier
      and managed_project.destination = audit_entry.destination and ${condition})`;
}

/** Templates whose provider or customer the viewer is owner or manager of. */
export function visibleTemplatesSql(viewer: Viewer): SqlCondition {
  if (canReadEverything(viewer)) return trueSql;
  const mine = sql`(select customer_id from customer_role where person_id = ${viewer.personId})`;
  return sql`(project_template.provider_id in ${mine} or project_template.customer_id in ${mine})`;
}

/** Projects of customers that the viewer has a role in, and those that they are a member of. */
export function visibleProjectsSql(viewer: Viewer): SqlCondition {
  if (canReadEverything(viewer)) return trueSql;
  const { personId } = viewer;
  return sql`(project.customer_id in (
      select customer_id from customer_role where person_id = ${personId})
    or project.id in (select project_id from project_role where person_id = ${personId}))`;
}

/** Projects whose use and storage the viewer may read: those that they see, or whose award they see. */
export function visibleFiguresSql(viewer: Viewer): SqlCondition {
  if (canReadEverything(viewer)) return trueSql;
  return sql`(${visibleProjectsSql(viewer)}
    or project.id in (select managed_project.project_id from managed_project
      where ${visibleAwardsSql(viewer)}))`;
}

/** Customers that the viewer has a role in, and those of their projects. */
export function visibleCustomersSql(viewer: Viewer): SqlCondition {
  if (canReadEverything(viewer)) return trueSql;
  const { personId } = viewer;
  return sql`(customer.id in (
      select customer_id from customer_role where person_id = ${personId})
    or customer.id in (select p.customer_id from project p
      join project_role r on r.project_id = p.id where r.person_id = ${personId}))`;
}

/**
 * How many projects of a customer are visible to the viewer; null sees all. For those with a role in
 * the customer it reads the count that triggers maintain (migration 0005), which stays fast for
 * customers with many projects.
 */
export function visibleProjectCountSql(viewer: Viewer | null): RawBuilder<number> {
  const storedCount = sql<number>`(select coalesce(sum(projects), 0)::bigint from project_count
    where project_count.customer_id = customer.id)`;
  if (viewer === null || canReadEverything(viewer)) return storedCount;
  const { personId } = viewer;
  return sql<number>`(case when exists (select from customer_role
      where person_id = ${personId} and customer_id = customer.id) then ${storedCount}
    else (select count(*) from project where not is_removed and customer_id = customer.id
      and id in (select project_id from project_role where person_id = ${personId})) end)`;
}

/** Staff and support see all accounts, everybody else only their own. */
export function visiblePeopleSql(viewer: Viewer): SqlCondition {
  return canReadEverything(viewer) ? trueSql : sql`person.id = ${viewer.personId}`;
}

/**
 * People whom one meets: those that one may see, and those with a role in a customer or project that
 * one sees, whose members one can list.
 */
export function knownPeopleSql(caller: Viewer): SqlCondition {
  if (canReadEverything(caller)) return trueSql;
  return sql`(${visiblePeopleSql(caller)}
    or person.id in (select person_id from project_role join project
      on project.id = project_role.project_id where ${visibleProjectsSql(caller)})
    or person.id in (select person_id from customer_role join customer
      on customer.id = customer_role.customer_id where ${visibleCustomersSql(caller)}))`;
}
