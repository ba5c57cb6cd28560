import { type Kysely, sql } from 'kysely';
import { parseLosslessJson } from '../award/lossless-json.ts';
import type { Database } from '../database/schema.ts';
import { applyDetailsChange, type StoredDetailsChange } from './details-change.ts';

type Details = Readonly<Record<string, unknown>>;

/** The details before and after an entry; null where the entry shows none. */
export interface EntryDetails {
  previous: Details | null;
  next: Details | null;
}

/** An entry, and the one with whole details that its chain of changes begins with. */
export interface ChainedEntry {
  id: number;
  identifier: string;
  destination: string;
  /** The entry itself where it holds whole details; null where there are none before it. */
  whole_id: number | null;
}

/** SQL for `whole_id` of the entries of `audit_entry`. */
export const wholeIdSql = sql<number | null>`(select max(whole.id) from audit_entry whole
  where whole.identifier = audit_entry.identifier and whole.destination = audit_entry.destination
    and whole.new_details is not null and whole.id <= audit_entry.id)`;

/**
 * SQL for the bytes of both details of an entry as PostgreSQL prints them. Only entries of earlier
 * versions are printed for it.
 */
export const detailsBytesSql = sql<number>`(
  coalesce(previous_bytes, octet_length(previous_details::text), 0)
  + coalesce(new_bytes, octet_length(new_details::text), 0))`;

/** Loads the details of entries, by their ids, with one query. */
export async function loadEntryDetails(
  db: Kysely<Database>,
  entries: readonly ChainedEntry[],
): Promise<Map<number, EntryDetails>> {
  const wanted = new Set(entries.map(({ id }) => id));
  const details = new Map<number, EntryDetails>();
  if (entries.length === 0) return details;
  // The details after the entry before, by the entry that the chain begins with.
  const current = new Map<number, Details>();
  for (const row of await loadChains(db, entries)) {
    const entry = readEntry(row, current.get(row.whole_id) ?? null);
    if (entry.next === null) current.delete(row.whole_id);
    else current.set(row.whole_id, entry.next);
    if (wanted.has(row.id)) details.set(row.id, entry);
  }
  return details;
}

interface ChainRow {
  id: number;
  whole_id: number;
  previous_details: string | null;
  new_details: string | null;
  details_change: string | null;
}

/** Each chain from its whole details to the last entry that is wanted of it, in order of id. */
async function loadChains(
  db: Kysely<Database>,
  entries: readonly ChainedEntry[],
): Promise<ChainRow[]> {
  const chains = new Map<number, ChainedEntry>();
  for (const entry of entries) {
    const wholeId = entry.whole_id ?? entry.id;
    const knownChain = chains.get(wholeId);
    if (knownChain === undefined || knownChain.id < entry.id) chains.set(wholeId, entry);
  }
  const wanted = [...chains].map(([whole_id, { id, identifier, destination }]) => {
    return { whole_id, last_id: id, identifier, destination };
  });
  const { rows } = await sql<ChainRow>`
    select entry.id, wanted.whole_id, entry.previous_details::text, entry.new_details::text,
      entry.details_change::text
    from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb)
      as wanted (whole_id bigint, last_id bigint, identifier text, destination text)
    join audit_entry entry on entry.identifier = wanted.identifier
      and entry.destination = wanted.destination
      and entry.id between wanted.whole_id and wanted.last_id
    where entry.previous_details is not null or entry.new_details is not null
      or entry.details_change is not null
    order by entry.id`.execute(db);
  return rows;
}

function readEntry(row: ChainRow, before: Details | null): EntryDetails {
  const change = parseColumn<StoredDetailsChange>(row.details_change);
  const next = parseColumn<Details>(row.new_details);
  if (next !== null) {
    const previous =
      change !== null && 'backward' in change
        ? applyDetailsChange(next, change.backward)
        : parseColumn<Details>(row.previous_details);
    return { previous, next };
  }
  if (change !== null && 'forward' in change && before !== null) {
    const previous = change.arrival ? null : before;
    return { previous, next: applyDetailsChange(before, change.forward) };
  }
  const ends = change !== null && 'end' in change;
  return { previous: ends ? before : parseColumn<Details>(row.previous_details), next: null };
}

function parseColumn<Value>(text: string | null): Value | null {
  return text === null ? null : (parseLosslessJson(text) as Value);
}
