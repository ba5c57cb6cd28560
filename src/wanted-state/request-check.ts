import { sql, type Transaction } from 'kysely';
import type { Database } from '../database/schema.ts';

/** Our own instructions cause events too, which come within this time. */
const OWN_EVENT_SECONDS = 150;

/** An event of the network about a project or a person on a machine. */
export interface MachineEvent {
  /** Where it happened, in the order of the network: `ai.clusters.isambard.brics`. */
  destination: string;
  /** `a6a.brics`. */
  project: string;
  /** Such as `user_added`. */
  name: string;
  /** `a6a.brics`, or `alice.a6a.brics` of a person. */
  identifier: string;
}

/** Which instructions have agents send which event; what is done to a project they do to its people too. */
const causes: Readonly<Record<string, readonly string[]>> = {
  user_added: ['add_user'],
  user_removed: ['remove_user', 'remove_project'],
  user_blocked: ['block_user', 'block_project'],
  user_unblocked: ['unblock_user', 'unblock_project'],
  project_added: ['add_project', 'add_user'],
  project_removed: ['remove_project'],
  project_blocked: ['block_project'],
  project_unblocked: ['unblock_project'],
};

/**
 * Has a project on a resource compared soon, because the network notified a change there. Events also
 * come for repeats and for what we asked for ourselves, so none is a proof, and one that an
 * instruction of ours explains is ignored. After an answer that was lost the wait goes on, as an earlier
 * instruction would share its failure. Returns whether a check was requested.
 */
export async function requestCheck(
  trx: Transaction<Database>,
  { destination, project, name, identifier }: MachineEvent,
  now: string,
): Promise<boolean> {
  const parts = destination.split('.').reverse();
  const [shortName, portal] = project.split('.');
  // A name of another portal is never one of ours.
  if (parts.length !== 4 || parts[0] !== portal) return false;
  const { numAffectedRows } = await sql`
    update machine_project pair
    set check_requested = true, due_at = least(pair.due_at, ${now}::timestamptz)
    from project, resource
    where project.id = pair.project_id and project.short_name = ${shortName}
      and resource.id = pair.resource_id and resource.destination = ${parts.join('.')}
      and (pair.lease_until is null or pair.lease_until <= ${now}::timestamptz)
      and pair.last_error_kind is distinct from 'unknown_outcome'
      and not exists (select from instruction own where own.machine_project_id = pair.id
        and own.instruction = any(${causes[name] ?? []}::text[])
        and (${identifier === project} or own.instruction like '%project'
          or right(own.command, length(${identifier}) + 1) = ' ' || ${identifier})
        and own.sent > ${now}::timestamptz - make_interval(secs => ${OWN_EVENT_SECONDS}))`.execute(
    trx,
  );
  return (numAffectedRows ?? 0n) > 0n;
}
