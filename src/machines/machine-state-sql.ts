import { sql } from 'kysely';

/** `findMachineState` of a row of machine_project with its resource, in SQL, for filters. */
export const machineStateSql = sql<string>`(case
  when machine_project.needs_attention then 'needs_attention'
  when not resource.is_enabled then 'paused'
  when resource.mode = 'observe' then 'observed'
  when machine_project.wanted = 'present' then case
    when machine_project.seen_version = machine_project.wanted_version then 'present'
    when machine_project.seen = 'present' then 'being_changed'
    else 'being_made' end
  when machine_project.wanted = 'blocked' then case
    when machine_project.seen_version <> machine_project.wanted_version then 'being_blocked'
    when machine_project.seen = 'absent' then 'not_made'
    else 'blocked' end
  when machine_project.seen_version = machine_project.wanted_version then 'absent'
  else 'being_removed' end)`;
