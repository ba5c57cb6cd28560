import { sql, type Transaction } from 'kysely';
import {
  detailsBytesSql,
  type EntryDetails,
  loadEntryDetails,
  wholeIdSql,
} from '../audit/entry-details.ts';
import { orderDetailFields } from '../award/wire-details.ts';
import type { Database } from '../database/schema.ts';
import type { Batches } from './read-rows.ts';

const BATCH_SIZE = 200;
/** Entries with more are read one at a time. */
const MAX_BATCHED_BYTES = 64 * 1024;

/** The whole audit of awards, with the details before and after each entry. */
export async function* readAudit(trx: Transaction<Database>): Batches<'audit'> {
  for (let last = 0; ; ) {
    const rows = await trx
      .selectFrom('audit_entry')
      .innerJoin('person', 'person.id', 'performed_by')
      .select(['audit_entry.id', 'identifier', 'destination', 'timestamp', 'event_type'])
      .select(['action', 'note', 'username as performed_by', 'state'])
      .select([wholeIdSql.as('whole_id'), detailsBytesSql.as('bytes')])
      .where('audit_entry.id', '>', last)
      .orderBy('audit_entry.id')
      .limit(BATCH_SIZE)
      .execute();
    const small = rows.filter(({ bytes }) => bytes <= MAX_BATCHED_BYTES);
    const details = await loadEntryDetails(trx, small);
    for (const { whole_id, bytes, ...row } of rows) {
      const alone = bytes > MAX_BATCHED_BYTES;
      const found = alone ? await loadEntryDetails(trx, [{ ...row, whole_id }]) : details;
      yield [{ ...row, ...toDetailColumns(found.get(row.id)) }];
    }
    if (rows.length < BATCH_SIZE) return;
    last = rows.at(-1)?.id ?? last;
  }
}

function toDetailColumns(details: EntryDetails | undefined) {
  const order = (value: Readonly<Record<string, unknown>> | null | undefined) =>
    value ? orderDetailFields(value) : null;
  return { previous_details: order(details?.previous), new_details: order(details?.next) };
}

/** A line for each day and account that used something. */
export async function* readUsage(trx: Transaction<Database>): Batches<'usage'> {
  let last = { pair: 0, day: '0001-01-01' };
  for (;;) {
    const { rows } = await sql<UsageRow>`
      with days as materialized (
        select machine_project_id, day, is_complete, name_ids, seconds, jobs, wait_seconds
        from usage_day where (machine_project_id, day) > (${last.pair}, ${last.day}::date)
        order by machine_project_id, day limit ${BATCH_SIZE})
      select machine_project_id as pair, day, project.uuid as project_uuid, project.short_name,
        resource.destination as resource, usage_name.local_name, person.username,
        used.node_seconds, used.jobs, used.wait_seconds, is_complete
      from days join machine_project pair on pair.id = machine_project_id
      join project on project.id = pair.project_id join resource on resource.id = pair.resource_id
      left join lateral unnest(name_ids, seconds, days.jobs, days.wait_seconds)
        as used (name_id, node_seconds, jobs, wait_seconds) on true
      left join usage_name on usage_name.id = used.name_id
      left join local_account account on account.resource_id = pair.resource_id
        and account.local_name = usage_name.local_name
      left join person on person.id = account.person_id
      order by machine_project_id, day, usage_name.local_name`.execute(trx);
    const end = rows.at(-1);
    if (end === undefined) return;
    last = { pair: end.pair, day: end.day };
    // A day on which nobody used anything has no account.
    yield rows.filter(({ local_name }) => local_name !== null).map(({ pair: _, ...row }) => row);
  }
}

interface UsageRow extends Record<string, unknown> {
  pair: number;
  day: string;
  local_name: string | null;
  project_uuid: string;
  short_name: string | null;
  resource: string;
  username: string | null;
  node_seconds: string;
  jobs: number;
  wait_seconds: string;
  is_complete: boolean;
}
