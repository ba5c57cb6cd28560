/* The list of awards as CSV. */

import type { Readable } from 'node:stream';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { auditedAwardsSql } from '../access/visibility-sql.ts';
import { formatCredits } from '../award/assess-credits.ts';
import type { AwardState } from '../award/award-enums.ts';
import type { Database } from '../database/schema.ts';
import type { Caller } from '../http/caller.ts';
import { type CsvFormat, streamCsv } from '../http/csv-stream.ts';
import type { OrderBy } from '../http/order-parameter.ts';
import type { AwardFilter } from './award-filter-sql.ts';
import { foundAwardIdsSql, type OrderColumn } from './award-list-sql.ts';

const csvColumns = [
  'identifier',
  'destination',
  'name',
  'state',
  'awarding_portal',
  'offering',
  'template',
  'customer',
  'call',
  'allocation',
  'credits',
  'granted_credits',
  'start_date',
  'end_date',
  'members',
  'arrived',
  'waiting_since',
  'waiting_reasons',
  'assignee',
  'reviewed_at',
  'reviewed_by',
  'review_comment',
  'project',
] as const;

interface ExportedAward extends Record<(typeof csvColumns)[number], unknown> {
  state: AwardState;
  credits: string | null;
  granted_credits: string | null;
}

const batchSize = 500;

interface ExportRequest {
  filter: AwardFilter;
  order: OrderBy<OrderColumn>[];
  portal: string;
  format: CsvFormat;
}

/**
 * The awards of a list as CSV, in its order, made as they are read: which ones they are is decided by
 * the first statement, their values are read in batches. Throws what the first batch throws.
 */
export function createAwardCsv(
  db: Kysely<Database>,
  caller: Caller,
  { filter, order, portal, format }: ExportRequest,
): Promise<Readable> {
  const ids = foundAwardIdsSql(caller, filter, portal, order);
  return streamCsv(csvColumns, readBatches(db, caller, ids), toRecord, format);
}

async function* readBatches(
  db: Kysely<Database>,
  caller: Caller,
  found: RawBuilder<{ id: number }>,
): AsyncGenerator<ExportedAward[]> {
  const ids = (await found.execute(db)).rows.map(({ id }) => id);
  for (let start = 0; start < ids.length; start += batchSize) {
    const { rows } = await exportedAwardsQuery(caller, ids.slice(start, start + batchSize)).execute(
      db,
    );
    yield rows;
  }
}

function exportedAwardsQuery(caller: Caller, ids: number[]): RawBuilder<ExportedAward> {
  return sql<ExportedAward>`
    select a.identifier, a.destination, a.name, a.state, a.portal as awarding_portal, a.offering,
      t.name as template, c.name as customer, a.call_id as call,
      a.details ->> 'allocation' as allocation, a.requested_credits as credits,
      a.granted_credits, a.start_day as start_date, a.end_day as end_date,
      cardinality(a.member_emails) as members, a.created as arrived, a.waiting_since,
      (select string_agg(reason ->> 'text', E'\\n') from jsonb_array_elements(a.waiting_reasons) reason)
        as waiting_reasons,
      assignee.full_name as assignee, a.reviewed_at, reviewer.full_name as reviewed_by,
      a.review_comment, p.short_name as project
    from unnest(${ids}::bigint[]) with ordinality as wanted (id, place)
    join managed_project a on a.id = wanted.id
    join project_template t on t.id = a.template_id
    join customer c on c.id = t.customer_id
    left join project p on p.id = a.project_id
    left join person reviewer on reviewer.id = a.reviewed_by
    left join person assignee on assignee.id = a.assignee_id and exists (
      select from managed_project where managed_project.id = a.id and ${auditedAwardsSql(caller)})
    order by wanted.place`;
}

const toRecord = (award: ExportedAward): Record<string, unknown> => ({
  ...award,
  credits: award.credits && formatCredits(award.credits),
  granted_credits: award.granted_credits && formatCredits(award.granted_credits),
});
