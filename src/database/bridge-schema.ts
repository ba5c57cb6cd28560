import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { Nullable, NullableTimestamp, Timestamp } from './column-types.ts';

/** The tables of the bridge and the outbox, as `schema.ts` describes them. */
export interface BridgeTables {
  outbox: OutboxTable;
  delivery_log: DeliveryLogTable;
  announcement_channel: AnnouncementChannelTable;
  announced_once: AnnouncedOnceTable;
  answered_job: AnsweredJobTable;
  bridge_job: BridgeJobTable;
  bridge_notification: BridgeNotificationTable;
}

interface OutboxTable {
  id: GeneratedAlways<number>;
  kind: string;
  event: string;
  identifier: string;
  destination: string;
  created: Timestamp;
  attempts: Generated<number>;
  next_attempt: NullableTimestamp;
  /** Why its last delivery was refused. */
  last_error: ColumnType<string | null, string | null | undefined, string | null>;
  /** Empty where the kind has one recipient, as notifications of awarding portals have. */
  recipient: Generated<string>;
  /** The same in every entry of one event; null where the kind has no events of the catalogue. */
  event_id: Nullable<string>;
  payload: ColumnType<Record<string, unknown> | null, string | null | undefined, never>;
  /** Since when its receiver refuses it. */
  first_refused: NullableTimestamp;
  /** When it was refused for so long that it is not tried any more. */
  dead: NullableTimestamp;
}

/** Entries of the outbox that have ended, where no other log has them. */
interface DeliveryLogTable {
  /** Of the entry. */
  id: number;
  kind: string;
  event: string;
  identifier: string;
  destination: string;
  recipient: string;
  created: Timestamp;
  attempts: number;
  last_error: string | null;
  finished: Timestamp;
  outcome: 'delivered' | 'given_up';
}

interface AnnouncementChannelTable {
  name: string;
}

interface AnnouncedOnceTable {
  key: string;
  announced: Timestamp;
}

interface AnsweredJobTable {
  id: string;
  command_digest: Buffer;
  outcome: ColumnType<unknown, string, string>;
  answered: Timestamp;
  /** The award that the job is about; null where an earlier version stored the result. */
  offering: Nullable<string>;
  identifier: Nullable<string>;
}

interface BridgeJobTable {
  id: string;
  sealed: Buffer | null;
  received: Timestamp;
  expires: Timestamp;
  /** JSON as text: jsonb would refuse some strings that an answer may quote. */
  outcome: ColumnType<string | null, string | null | undefined, string | null>;
  answered: NullableTimestamp;
  closed: NullableTimestamp;
  /** Set when the job is closed. */
  result: ColumnType<string | null, string | null | undefined, string | null>;
  /** What it asks for, without the details of an award; null where it cannot be read. */
  asked_by: Nullable<string>;
  offering: Nullable<string>;
  instruction: Nullable<string>;
  subject: Nullable<string>;
  failed_attempts: Generated<number>;
  last_attempt: NullableTimestamp;
  last_error: Nullable<string>;
  /** When a person gave it up. */
  decided: NullableTimestamp;
}

interface BridgeNotificationTable {
  id: string;
  destination: string;
  event: string;
  received: Timestamp;
  /** As the bridge handed it over; null in rows of older versions. */
  content: ColumnType<string | null, string | null | undefined, never>;
  /** Why it could not be understood; null where it was. */
  problem: ColumnType<string | null, string | null | undefined, never>;
}
