import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { NullableTimestamp, Timestamp } from './column-types.ts';

/** The tables of people, their credentials and the administrative audit, as `schema.ts` describes them. */
export interface AccountTables {
  person: PersonTable;
  person_email: PersonEmailTable;
  api_token: ApiTokenTable;
  session: SessionTable;
  person_identity: PersonIdentityTable;
  sign_on: SignOnTable;
  refused_sign_on: RefusedSignOnTable;
  reset_link: ResetLinkTable;
  sign_in_attempt: SignInAttemptTable;
  administrative_entry: AdministrativeEntryTable;
  person_short_name: PersonShortNameTable;
}

interface PersonTable {
  id: GeneratedAlways<number>;
  uuid: Generated<string>;
  username: string;
  /** The user name in lower case, written by a trigger; unique. */
  username_key: ColumnType<string, never, never>;
  first_name: Generated<string>;
  last_name: Generated<string>;
  full_name: GeneratedAlways<string>;
  email: Generated<string>;
  is_staff: Generated<boolean>;
  is_support: Generated<boolean>;
  is_active: Generated<boolean>;
  is_robot: Generated<boolean>;
  is_service_account: Generated<boolean>;
  password_hash: string | null;
  date_joined: Timestamp;
  /** The last sign-in in a browser or for a token. */
  last_sign_in: NullableTimestamp;
  /** When what named the person was removed. */
  erased: NullableTimestamp;
}

/** Every email, in lower case, that a person has signed in with. */
interface PersonEmailTable {
  person_id: number;
  email: string;
  created: Timestamp;
}

/** Names of people on the machines; one that was replaced stays taken. */
interface PersonShortNameTable {
  short_name: string;
  person_id: number;
  created: Timestamp;
  replaced: NullableTimestamp;
}

interface ApiTokenTable {
  id: GeneratedAlways<number>;
  uuid: Generated<string>;
  person_id: number;
  name: string;
  digest: Buffer;
  scope: Generated<TokenScope>;
  created: Timestamp;
  expires_at: NullableTimestamp;
  last_used: NullableTimestamp;
}

/** How much of what its owner may do a token may do; each scope includes those before it. */
export type TokenScope = 'read' | 'review' | 'admin';

interface SessionTable {
  id: GeneratedAlways<number>;
  uuid: Generated<string>;
  person_id: number;
  digest: Buffer;
  created: Timestamp;
  last_used: Timestamp;
  expires: Timestamp;
  address: Generated<string>;
  user_agent: Generated<string>;
  /** The OpenID provider of the sign-on; null: a password. */
  provider: string | null;
  /** Sent to the provider at sign-out. */
  id_token: string | null;
  /** Of the sign-on, as the provider names it. */
  subject: string | null;
  /** The provider's own session (`sid`), where it names one. */
  provider_session: string | null;
  /** Why it ended before its time; its browser reads this. */
  end_reason: 'provider' | null;
}

interface PersonIdentityTable {
  id: GeneratedAlways<number>;
  uuid: Generated<string>;
  person_id: number;
  issuer: string;
  subject: string;
  created: Timestamp;
  last_used: NullableTimestamp;
}

interface SignOnTable {
  digest: Buffer;
  provider: string;
  state: string;
  nonce: string;
  verifier: string;
  /** The path of the page to go on with. */
  next: string;
  /** The account that the identity is to be added to; null: a sign-in. */
  person_id: number | null;
  /** Of the browser's session; null: none. */
  session_digest: Buffer | null;
  expires: Timestamp;
}

/** An identity that was refused at sign-on, as its provider described it then. */
interface RefusedSignOnTable {
  id: GeneratedAlways<number>;
  uuid: Generated<string>;
  issuer: string;
  subject: string;
  /** Slug of the provider. */
  provider: string;
  problem: string;
  username: string;
  full_name: string;
  email: string;
  is_email_verified: boolean;
  first_refused: Timestamp;
  last_refused: Timestamp;
  attempts: Generated<number>;
}

interface ResetLinkTable {
  digest: Buffer;
  person_id: number;
  created: Timestamp;
  expires: Timestamp;
}

interface SignInAttemptTable {
  digest: Buffer;
  failures: number;
  last_failure: Timestamp;
  blocked_until: Timestamp;
}

interface AdministrativeEntryTable {
  id: GeneratedAlways<number>;
  timestamp: Timestamp;
  /** null: no account, as on the command line. */
  performed_by: number | null;
  via: ChangeSource;
  /** The client IP; empty where there is none. */
  address: string;
  action: string;
  subject_kind: string;
  subject_uuid: string | null;
  subject_name: string;
  before: ColumnType<Record<string, unknown> | null, string | null, never>;
  after: ColumnType<Record<string, unknown> | null, string | null, never>;
}

/** What made a change. */
export type ChangeSource =
  | 'session'
  | 'token'
  | 'sign-in'
  | 'command line'
  | 'start'
  | 'award'
  | 'schedule';
