import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { JsonColumn, NullableTimestamp, Timestamp } from './column-types.ts';

/** The tables of mail, as `schema.ts` describes them. */
export interface MailTables {
  mail_preference: MailPreferenceTable;
  mail_switched_off: MailSwitchedOffTable;
  mail_unsubscribed_email: MailUnsubscribedEmailTable;
  mail_refused_address: MailRefusedAddressTable;
  mail_digest_item: MailDigestItemTable;
  mail_message: MailMessageTable;
  mail_key: MailKeyTable;
}

export const digestModes = ['at_once', 'hourly', 'daily'] as const;
/** When a reviewer hears of awards that wait. */
export type DigestMode = (typeof digestModes)[number];

export const mailStates = ['sending', 'sent', 'refused', 'given_up', 'not_sent'] as const;
/** What became of a mail; `sending` until it is final. */
export type MailState = (typeof mailStates)[number];

interface MailPreferenceTable {
  person_id: number;
  /** A language tag; null: the site's. */
  language: string | null;
  /** An IANA name; null: the site's. */
  time_zone: string | null;
  waiting_awards: Generated<DigestMode>;
  /** Kinds of mail. */
  switched_off: Generated<string[]>;
}

interface MailSwitchedOffTable {
  /** null: for the whole site. */
  template_id: number | null;
  kind: string;
}

interface MailUnsubscribedEmailTable {
  /** sha256 of the email in lower case. */
  email_digest: Buffer;
  kind: string;
  created: Timestamp;
}

interface MailRefusedAddressTable {
  /** In lower case. */
  email: string;
  /** What the mail server said. */
  reason: string;
  refused: Timestamp;
}

/** An award that waits for a reviewer, for their next digest. */
interface MailDigestItemTable {
  person_id: number;
  identifier: string;
  destination: string;
  due: Timestamp;
}

interface MailMessageTable {
  id: GeneratedAlways<number>;
  uuid: Generated<string>;
  event_id: string;
  recipient: string;
  person_id: number | null;
  kind: string;
  identifier: string;
  destination: string;
  /** What it says and to whom, so that it can be sent again. */
  payload: JsonColumn<Record<string, unknown>>;
  created: Timestamp;
  state: Generated<MailState>;
  attempts: Generated<number>;
  last_attempt: NullableTimestamp;
  /** Since when its server refuses it for now; the two days count from here. */
  first_refused: NullableTimestamp;
  finished: NullableTimestamp;
  last_error: ColumnType<string | null, string | null | undefined, string | null>;
  /** As it was last sent. */
  subject: Generated<string>;
  /** The mail that staff sent again with this one. */
  sent_again_from: string | null;
}

interface MailKeyTable {
  is_only: Generated<boolean>;
  key: Buffer;
}
