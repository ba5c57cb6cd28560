import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { StoredWaitingReason } from '../database/award-schema.ts';
import type { Database } from '../database/schema.ts';
import type { MailFact, MailReasons } from './mail-content.ts';

/** What mails say about an award, as it is now. */
export interface AwardMailFacts {
  identifier: string;
  destination: string;
  name: string;
  /** The awarding portal. */
  portal: string;
  template: string;
  allocation: string | null;
  /** YYYY-MM-DD, as the awarding portal wrote them. */
  startDate: string | null;
  endDate: string | null;
  /** null unless pending. */
  waitingSince: string | null;
  /** Empty unless pending. */
  waitingReasons: readonly StoredWaitingReason[];
}

interface AwardKey {
  identifier: string;
  destination: string;
}

export function toAwardKeyText({ identifier, destination }: AwardKey): string {
  return `${identifier} ${destination}`;
}

/** The columns of AwardMailFacts, from `managed_project award` and `project_template template`. */
export const awardFactsSql = sql`award.identifier, award.destination, award.name, award.portal,
  template.name as template, award.details ->> 'allocation' as allocation,
  award.waiting_since as "waitingSince",
  ${dayOfSql('start_date')} as "startDate", ${dayOfSql('end_date')} as "endDate",
  award.waiting_reasons as "waitingReasons"`;

/** A detail that is a day. */
function dayOfSql(field: 'start_date' | 'end_date'): RawBuilder<unknown> {
  return sql`substring(award.details ->> ${sql.lit(field)} from '^\\d{4}-\\d\\d-\\d\\d')`;
}

/** The awards with these keys that are still there, by toAwardKeyText. */
export async function loadAwardFacts(
  db: Kysely<Database>,
  keys: readonly AwardKey[],
): Promise<Map<string, AwardMailFacts>> {
  if (keys.length === 0) return new Map();
  const identifiers = keys.map(({ identifier }) => identifier);
  const destinations = keys.map(({ destination }) => destination);
  const { rows } = await sql<AwardMailFacts>`
    select ${awardFactsSql}
    from managed_project award join project_template template on template.id = award.template_id
    where (award.identifier, award.destination) in (select identifier, destination
      from unnest(${identifiers}::text[], ${destinations}::text[])
        as asked (identifier, destination))`.execute(db);
  return new Map(rows.map((row) => [toAwardKeyText(row), row]));
}

/** What texts about an award name. */
export function toAwardFacts(award: AwardMailFacts): Record<string, MailFact> {
  const { startDate, endDate, waitingSince } = award;
  return {
    award: award.identifier,
    name: award.name,
    portal: award.portal,
    template: award.template,
    allocation: award.allocation,
    start: startDate && { day: startDate },
    end: endDate && { day: endDate },
    since: waitingSince && { time: waitingSince },
    reasons: toMailReasons(award.waitingReasons),
  };
}

/** null for none. */
export function toMailReasons(reasons: readonly StoredWaitingReason[]): MailReasons | null {
  if (reasons.length === 0) return null;
  return { reasons, word: reasons.map(({ text }) => text).join(' ') };
}
