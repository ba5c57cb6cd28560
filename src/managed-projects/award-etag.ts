import { sql } from 'kysely';
import { isInGrace } from '../award/dates.ts';
import { computeEtag } from '../http/conditional-requests.ts';
import type { AwardJsonContext } from './award-json.ts';

/** What an ETag is made of, without all that the award shows. */
export interface AwardEtagSource {
  stamp: string;
  /** Of its project: on the day after, the award is shown in grace. */
  end_date: string | null;
}

/**
 * The ETag of one award: it changes with the award, its project, its template and their names, but
 * not with the project counts of its customers, or another award's approval would stop a reviewer.
 */
export function createAwardEtag(
  { stamp, end_date }: AwardEtagSource,
  { portal, today }: Pick<AwardJsonContext, 'portal' | 'today'>,
): string {
  return computeEtag([stamp, isInGrace(end_date, today), portal]);
}

/** Changes with whatever an award shows: a row's xmin is the transaction that wrote it last. */
export const etagStampSql = sql<string>`concat_ws('.', managed_project.id, managed_project.version,
  managed_project.xmin, reviewer.uuid, reviewer.full_name,
  (select concat_ws('.', p.xmin, c.xmin) from project p
    join customer c on c.id = p.customer_id where p.id = managed_project.project_id),
  (select string_agg(concat_ws('.', r.uuid, r.name), '.' order by r.id) from template_resource tr
    join resource r on r.id = tr.resource_id where tr.template_id = managed_project.template_id),
  (select concat_ws('.', t.xmin, provider.xmin, c.xmin) from project_template t
    join customer provider on provider.id = t.provider_id
    join customer c on c.id = t.customer_id where t.id = managed_project.template_id))`;
