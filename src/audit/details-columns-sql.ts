import { type RawBuilder, sql } from 'kysely';
import type { AuditEntry } from '../award/award-decision.ts';
import { measureJson } from '../award/printed-size.ts';
import { toWireDetails } from '../award/wire-details.ts';
import { compareStoredDetails, type StoredDetailsChange } from './details-change.ts';

/*
 * Which form the details of new audit entries are stored in (migration 0013). Most hold only what
 * changed since the entry before. Whole details come again where the changes since the last whole
 * ones have grown as large: so reading an entry costs a few times its own size, and the disk that
 * entries take grows with what was said.
 */

/** The most entries between two with whole details. */
const MAX_CHAIN_ENTRIES = 200;
/** What an entry costs to read besides its change, in bytes. */
const ENTRY_OVERHEAD_BYTES = 100;
/** Small details begin a new chain only after this many bytes of changes. */
const MIN_CHAIN_BYTES = 4096;

/** The award that an entry is about. */
export interface AuditSubject {
  identifier: string;
  destination: string;
}

type Details = Readonly<Record<string, unknown>>;

/** The details of one entry, with their sizes as PostgreSQL prints them. */
interface EntryDetails {
  previous: Details | null;
  next: Details | null;
  previousBytes: number | null;
  nextBytes: number | null;
}

/** The columns previous_details, new_details, details_change, previous_bytes and new_bytes. */
interface DetailsColumns {
  /** The beginning of the statement that the rows refer to; empty where they refer to nothing. */
  with: RawBuilder<unknown>;
  /** The values of each entry. */
  rows: RawBuilder<unknown>[];
}

/** The values that store the details of a decision's entries. */
export function detailsColumnsSql(
  subject: AuditSubject,
  entries: readonly AuditEntry[],
): DetailsColumns {
  const measured = entries.map(toEntryDetails);
  const [first] = measured;
  return {
    with: first?.previous ? chainSql(subject, first) : sql``,
    rows: measured.map((details, index) => {
      const before = measured[index - 1];
      return before?.next ? followingValuesSql(details, before) : firstValuesSql(details);
    }),
  };
}

function toEntryDetails({ previousDetails, newDetails }: AuditEntry): EntryDetails {
  const previous = previousDetails && toWireDetails(previousDetails);
  // Often the same object, which need not be measured twice.
  const next = newDetails === previousDetails ? previous : newDetails && toWireDetails(newDetails);
  const previousBytes = previous && measureJson(previous);
  return {
    previous,
    next,
    previousBytes,
    nextBytes: next === previous ? previousBytes : next && measureJson(next),
  };
}

/** An entry after another one of the same decision. */
function followingValuesSql(details: EntryDetails, before: EntryDetails): RawBuilder<unknown> {
  const { previous, next } = details;
  if (next === null || before.next === null) return wholeValuesSql(details);
  const change: StoredDetailsChange = {
    forward: compareStoredDetails(before.next, next),
    ...(previous === null && { arrival: true }),
  };
  return valuesSql(details, null, null, change);
}

/** The first entry of a decision: only whether a chain can go on says in which form. */
function firstValuesSql(details: EntryDetails): RawBuilder<unknown> {
  const { previous, next } = details;
  if (previous === null) return wholeValuesSql(details);
  const change = changeFromBefore(previous, next);
  const instead: StoredDetailsChange | null = next && {
    backward: compareStoredDetails(next, previous),
  };
  return sql`case when (select is_usable from chain) then null
      else ${next === null ? JSON.stringify(previous) : null}::jsonb end,
    case when (select is_usable from chain) then null else ${toJsonText(next)}::jsonb end,
    case when (select is_usable from chain) then ${JSON.stringify(change)}
      else ${toJsonText(instead)} end::jsonb,
    ${details.previousBytes}::integer, ${details.nextBytes}::integer`;
}

function changeFromBefore(previous: Details, next: Details | null): StoredDetailsChange {
  return next === null ? { end: true } : { forward: compareStoredDetails(previous, next) };
}

/** As every entry of earlier versions. */
function wholeValuesSql(details: EntryDetails): RawBuilder<unknown> {
  return valuesSql(details, details.previous, details.next, null);
}

function valuesSql(
  { previousBytes, nextBytes }: EntryDetails,
  previous: Details | null,
  next: Details | null,
  change: StoredDetailsChange | null,
): RawBuilder<unknown> {
  return sql`${toJsonText(previous)}::jsonb, ${toJsonText(next)}::jsonb,
    ${toJsonText(change)}::jsonb, ${previousBytes}::integer, ${nextBytes}::integer`;
}

// "No details" is SQL's null, which jsonb's 'null' is not.
function toJsonText(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value);
}

/**
 * Whether the award's last entry with details is what this one continues (its details have the
 * size that they should have), and the changes since the last whole details have room for one more.
 */
function chainSql(subject: AuditSubject, first: EntryDetails): RawBuilder<unknown> {
  const { previous, next, previousBytes, nextBytes } = first;
  const changeBytes = measureJson(changeFromBefore(previous ?? {}, next)) + ENTRY_OVERHEAD_BYTES;
  const isSubject = sql`identifier = ${subject.identifier} and destination = ${subject.destination}`;
  const size = nextBytes ?? previousBytes ?? 0;
  return sql`with whole as materialized (
      select id, coalesce(new_bytes, octet_length(new_details::text)) as bytes
      from audit_entry where ${isSubject} and new_details is not null order by id desc limit 1),
    change as materialized (
      select id, new_bytes, pg_column_size(details_change) + ${ENTRY_OVERHEAD_BYTES}::integer as bytes
      from audit_entry where ${isSubject} and id > (select id from whole)
        and details_change is not null),
    chain as materialized (
      select coalesce((select new_bytes from change order by id desc limit 1),
            (select bytes from whole)) = ${previousBytes}::integer
        and not exists (select from change where new_bytes is null)
        and (select count(*) from change) < ${MAX_CHAIN_ENTRIES}::integer
        and (select coalesce(sum(bytes), 0) from change) + ${changeBytes}::integer
          <= greatest(${MIN_CHAIN_BYTES}::integer, ${size}::integer)
        and (select bytes from whole) <= 2 * ${size}::integer + ${MIN_CHAIN_BYTES}::integer
        as is_usable)`;
}
