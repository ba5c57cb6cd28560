import type { MailKind } from './mail-kinds.ts';

/**
 * A value that texts name; times, days, words (of the table `words`, such as a role) and reasons why
 * an award waits are written in the reader's language and time zone.
 */
export type MailFact =
  | string
  | { time: string }
  | { day: string }
  | { word: string }
  | MailReasons
  | null;

export interface MailReasons {
  reasons: readonly MailReason[];
  /** All of them in English, for the previous release, which runs beside this one during an upgrade. */
  word: string;
}

/** Why an award waits, as the award stores it. Another version may know other codes. */
export interface MailReason {
  code: string;
  /** A sentence in English. */
  text: string;
  /** The values of the code, such as `limit`. */
  [value: string]: unknown;
}

/** One line of a digest. */
export interface DigestItem {
  award: string;
  name: string;
  /** The path of its page. */
  path: string;
  /** RFC 3339. */
  since: string;
}

/** What a mail says, in no language: stored until it is sent, and for sending it again. */
export interface MailContent {
  kind: MailKind;
  /** By name, as the language files use them; null where the event has no such value. */
  facts: Readonly<Record<string, MailFact>>;
  /** The path of the page that the mail leads to, such as `/awards/…`. */
  path: string;
  /** Awards that a digest lists; null: not a digest. */
  items: readonly DigestItem[] | null;
}

/** Who a mail goes to, and how they read it. */
export interface MailReader {
  email: string;
  /** null: somebody without an account. */
  personUuid: string | null;
  /** A language tag; null: the site's. */
  language: string | null;
  /** An IANA name; null: the site's. */
  timeZone: string | null;
}
