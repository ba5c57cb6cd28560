import type { Kysely, Transaction } from 'kysely';
import type { Database } from '../database/schema.ts';
import type { OutboxKind } from '../outbox/outbox-entry.ts';
import type { EventType } from './event-catalogue.ts';

/** Names an award. */
export interface AwardKey {
  identifier: string;
  destination: string;
}

/** An event with what the fan-out knows of it. */
export interface Announcement {
  /** Of the outbox; the order of events. */
  id: number;
  event: EventType;
  /** The same for every recipient and every attempt. */
  eventId: string;
  /** With the destination: the key of the award; empty where the event is about none. */
  identifier: string;
  destination: string;
  /** RFC 3339, UTC. */
  created: string;
  /** What the catalogue's schema of the event says. */
  data: Record<string, unknown>;
  /** Of the project, else of the award's template, else of the role; null for the site. */
  customerId: number | null;
  /** Of the award's template, or of the award of the project. */
  providerId: number | null;
  projectId: number | null;
  isProjectRemoved: boolean;
  /** The award that manages the project of an event about no award, where it is known. */
  awardOfProject: AwardKey | null;
  /** Whether a change of an award changed the credits of its project. */
  isGrantChanged: boolean;
  /** Who caused it; null: the rules of the service. */
  performedBy: number | null;
}

/** An entry of the outbox for one recipient. */
export interface RecipientEntry {
  kind: Extract<OutboxKind, 'mail' | 'webhook'>;
  recipient: string;
  payload: Record<string, unknown> | null;
  /** Where the event is about none: the award whose entries it belongs to, in their order. */
  award?: AwardKey;
}

/** Entries for the recipients of an announcement. */
export interface ExpandedAnnouncement {
  announcement: Announcement;
  entries: readonly RecipientEntry[];
}

/**
 * Finds the recipients of announcements, for all of them with a fixed number of queries. It may
 * write in the transaction, which also deletes the announcements: what it writes happens once.
 */
export type ExpandAnnouncements = (
  trx: Transaction<Database>,
  announcements: readonly Announcement[],
) => Promise<ExpandedAnnouncement[]>;

/** Marks a channel as one that delivers announcements here, so that they are written, or not. */
export async function setAnnouncementChannel(
  db: Kysely<Database>,
  name: 'mail' | 'webhook',
  isPresent: boolean,
): Promise<void> {
  if (isPresent) {
    await db
      .insertInto('announcement_channel')
      .values({ name })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  } else {
    await db.deleteFrom('announcement_channel').where('name', '=', name).execute();
  }
}
