import { sql, type Transaction } from 'kysely';
import type { WantedState } from '../database/machine-schema.ts';
import type { Database } from '../database/schema.ts';
import type { CurrentPair, TemplateResource, WantedInput } from './wanted-types.ts';

/** A member row as it is stored; personId is null for an account that is nobody's here. */
export interface StoredMember {
  id: number;
  personId: number | null;
  shortName: string | null;
  wanted: boolean;
  problem: string | null;
}

/** A row of machine_project as far as `wanted` is compared with it. */
export interface StoredPair extends CurrentPair {
  id: number;
  resourceName: string;
  wanted: WantedState;
  reason: string;
  limit: number;
  quotas: Record<string, string>;
  problem: string | null;
  recheckAt: string | null;
  members: StoredMember[];
}

/** The input for one project, with what is stored of it. */
export interface LoadedProject extends WantedInput {
  id: number;
  uuid: string;
  pairs: StoredPair[];
  resources: (TemplateResource & { resourceName: string })[];
}

/**
 * Loads what decides about these projects in one query. Numbers that are decimal leave as text, so
 * that none becomes a float.
 */
export async function loadWantedInputs(
  trx: Transaction<Database>,
  projectIds: readonly number[],
): Promise<LoadedProject[]> {
  const { rows } = await sql<LoadedProject>`
    select project.id, project.uuid,
      jsonb_build_object('shortName', project.short_name, 'startDate', project.start_date,
        'endDate', project.end_date, 'credits', project.credits::text,
        'isRemoved', project.is_removed) as project,
      case when award.id is not null then jsonb_build_object('breakdown',
        case jsonb_typeof(award.details -> 'breakdown') when 'object'
          then award.details -> 'breakdown' else '{}' end) end as award,
      (select coalesce(jsonb_agg(jsonb_build_object('personId', person.id,
          'shortName', named.short_name, 'isActive', person.is_active) order by person.id), '[]')
        from project_role
        join person on person.id = project_role.person_id
        left join person_short_name named on named.person_id = person.id and named.replaced is null
        where project_role.project_id = project.id) as people,
      (select coalesce(jsonb_agg(jsonb_build_object('resourceId', resource.id,
          'resourceName', resource.name, 'secondsPerCredit', resource.seconds_per_credit::text,
          'volumes', resource.volumes, 'quotaMapping', named.quota_mapping)
          order by resource.id), '[]')
        from template_resource named join resource on resource.id = named.resource_id
        where named.template_id = award.template_id) as resources,
      (select coalesce(jsonb_agg(jsonb_build_object('id', pair.id, 'resourceId', resource.id,
          'resourceName', resource.name, 'secondsPerCredit', resource.seconds_per_credit::text,
          'isBlockedByStaff', pair.blocked_at is not null, 'endedAt', pair.ended_at,
          'wanted', pair.wanted, 'reason', pair.wanted_reason, 'limit', pair.wanted_limit,
          'quotas', pair.wanted_quotas, 'problem', pair.wanted_problem,
          'recheckAt', pair.recheck_at,
          'members', (select coalesce(jsonb_agg(jsonb_build_object('id', member.id,
              'personId', member.person_id, 'shortName', member.short_name,
              'wanted', member.wanted, 'problem', member.wanted_problem)), '[]')
            from machine_member member where member.machine_project_id = pair.id))
          order by resource.id), '[]')
        from machine_project pair join resource on resource.id = pair.resource_id
        where pair.project_id = project.id) as pairs
    from project
    left join lateral (select id, details, template_id from managed_project
      where project_id = project.id and not project.is_removed
        and (state = 'approved' or state = 'pending' and applied_allocation is not null)
      limit 1) award on true
    where project.id = any(${projectIds}::bigint[])
    order by project.id`.execute(trx);
  return rows;
}
