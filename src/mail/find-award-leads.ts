import { type Kysely, sql } from 'kysely';
import { isEmailAllowed } from '../award/email.ts';
import type { Database } from '../database/schema.ts';
import { isErasedSql } from '../people/erased-emails.ts';
import type { PlannedMail } from './planned-mail.ts';

/** The roles of those who lead a project. */
export const leadRolesSql = sql`('PROJECT.ADMIN', 'PROJECT.MANAGER')`;

interface NamedLead {
  /** The index of the planned mail. */
  plan: number;
  email: string;
  allowedDomains: string[] | null;
}

/**
 * The emails whom awards name with a role that leads, by the index of the planned mail, with one query.
 * Left out are those that were removed from the project by hand, that `allowed_domains` does not admit
 * (docs/rules/awards.md, A6.4), and that were erased after the award arrived and have no account since.
 */
export async function findAwardLeads(
  db: Kysely<Database>,
  plans: readonly PlannedMail[],
): Promise<Map<number, string[]>> {
  const asked = plans.flatMap((plan, index) => {
    if (!isForAwardLeads(plan)) return [];
    const { identifier, destination, projectId, data } = plan.announcement;
    const template = data.template_uuid ?? null;
    return [{ plan: index, identifier, destination, project_id: projectId, template }];
  });
  if (asked.length === 0) return new Map();
  const { rows } = await sql<NamedLead>`
    select asked.plan, member.email,
      case when jsonb_typeof(award.details -> 'allowed_domains') = 'array'
        then award.details -> 'allowed_domains' end as "allowedDomains"
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as asked (plan int, identifier text,
      destination text, project_id bigint, template uuid)
    join managed_project award on award.identifier = asked.identifier
      and award.destination = asked.destination
    join project_template template on template.id = coalesce(award.template_id,
      (select id from project_template named where named.uuid = asked.template))
    cross join lateral jsonb_each_text(case jsonb_typeof(award.details -> 'members')
      when 'object' then award.details -> 'members' else '{}' end) as member (email, role)
    where template.role_mapping ->> member.role in ${leadRolesSql}
      and not exists (select from project_exclusion excluded
        where excluded.email = lower(member.email)
          and excluded.project_id in (asked.project_id, award.project_id, award.previous_project_id))
      and not ${isErasedSql(sql`member.email`, sql`award.created`)}`.execute(db);
  const admitted = rows.filter(({ email, allowedDomains }) =>
    isEmailAllowed(email, allowedDomains),
  );
  const byPlan = Map.groupBy(admitted, ({ plan }) => plan);
  return new Map([...byPlan].map(([plan, leads]) => [plan, leads.map(({ email }) => email)]));
}

/** Whether a mail goes to those whom the award names: also where it has no project yet. */
function isForAwardLeads({ addressee, announcement }: PlannedMail): boolean {
  const { group } = addressee;
  return group === 'award' || (group === 'project' && announcement.projectId === null);
}
