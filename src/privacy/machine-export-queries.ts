import { type RawBuilder, sql } from 'kysely';
import type { ExportQueries } from './json-export-sql.ts';

/** What is stored about a person on machines: names, accounts, use, and what was said with their names. */
export function machineExportQueries(personId: number): ExportQueries {
  return {
    short_names: sql`select short_name, created, replaced from person_short_name
      where person_id = ${personId}`,
    accounts_on_machines: sql`select resource.name as resource, local_name, short_name,
        first_seen, last_seen from local_account join resource on resource.id = resource_id
      where person_id = ${personId}`,
    access_to_machines: sql`select resource.name as resource, project.name as project, member.wanted,
        member.wanted_problem, member.seen, member.seen_at, member.local_name, member.last_error
      from machine_member member
      join machine_project on machine_project.id = machine_project_id
      join resource on resource.id = machine_project.resource_id
      join project on project.id = machine_project.project_id
      where member.person_id = ${personId}`,
    use_of_machines: sql`select resource.name as resource, project.name as project, day,
        (seconds[place])::text as node_seconds, jobs[place] as jobs
      from local_account account
      join usage_name on usage_name.resource_id = account.resource_id
        and usage_name.local_name = account.local_name
      join machine_project on machine_project.resource_id = account.resource_id
        and machine_project.project_id = account.project_id
      join usage_day on machine_project_id = machine_project.id
      cross join lateral array_position(name_ids, usage_name.id) place
      join resource on resource.id = account.resource_id
      join project on project.id = account.project_id
      where person_id = ${personId} and place is not null order by day, resource, project`,
    storage_on_machines: sql`select distinct resource.name as resource, project.name as project,
        day, user_quotas -> own.short_name as quotas
      from person_short_name own
      join local_account account on account.short_name = own.short_name
      join machine_project on machine_project.resource_id = account.resource_id
        and machine_project.project_id = account.project_id
      join storage_day on machine_project_id = machine_project.id
      join resource on resource.id = account.resource_id
      join project on project.id = account.project_id
      where own.person_id = ${personId} and user_quotas ? own.short_name
      order by day, resource, project`,
    // The answer of get_users names others too: of that, only that it named this person.
    instructions: sql`select resource.name as resource, instruction.instruction, sent, finished, outcome,
        case when is_about_person then command end as command,
        case when is_about_person then result end as result
      from person_short_name own
      cross join (${pairsOfPersonSql(personId)}) pair
      join instruction on instruction.machine_project_id = pair.id
      cross join lateral (select instruction.instruction in ('add_user', 'remove_user', 'is_user_added')
        and starts_with(split_part(command, ' ', 3), own.short_name || '.')) about(is_about_person)
      join resource on resource.id = instruction.resource_id
      where own.person_id = ${personId} and (is_about_person or (instruction.instruction = 'get_users'
        and strpos(result, '"' || own.short_name || '.') > 0)) order by instruction.id`,
    // Only what happened on a machine: elsewhere the same name may be somebody else's.
    network_notifications: sql`select event, notification.destination, received
      from person_short_name own
      join bridge_notification notification on starts_with(event, 'user_')
        and starts_with(split_part(event, ' ', 2), own.short_name || '.')
      where own.person_id = ${personId} and exists (select from resource
        where resource.destination = (select string_agg(agent, '.' order by place desc)
          from string_to_table(notification.destination, '.') with ordinality as part(agent, place)))
      order by received`,
  };
}

/**
 * The projects on machines whose instructions may name somebody: all others would have to be read whole.
 * An account that nobody here has may have their name, too.
 */
function pairsOfPersonSql(personId: number): RawBuilder<{ id: number }> {
  return sql`
    select machine_project_id as id from machine_member where person_id = ${personId}
    union
    select machine_project_id from machine_member where person_id is null and short_name in (
      select short_name from person_short_name where person_id = ${personId})
    union
    select pair.id from local_account account join machine_project pair
      on pair.resource_id = account.resource_id and pair.project_id = account.project_id
      where account.person_id = ${personId}`;
}
