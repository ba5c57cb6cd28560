import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from 'kysely';
import type { AuditEventType } from '../award/award-enums.ts';
import type { AwardState, CustomerRole, ProjectRole } from '../award/award-enums.ts';
import type { WaitingReason } from '../award/waiting-reason.ts';
import type { MachineTables } from './machine-schema.ts';
import type { UsageTables } from './usage-schema.ts';

/**
 * The tables as Kysely sees them; the migrations create them. Times are returned as ISO text with
 * six digits, dates as YYYY-MM-DD, numeric as decimal text (connection-pool.ts).
 */
export interface Database extends MachineTables, UsageTables {
  setting: SettingTable;
  customer: CustomerTable;
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
  customer_role: CustomerRoleTable;
  project: ProjectTable;
  project_role: ProjectRoleTable;
  invitation: InvitationTable;
  customer_invitation: CustomerInvitationTable;
  person_short_name: PersonShortNameTable;
  project_exclusion: ProjectExclusionTable;
  short_name_series: ShortNameSeriesTable;
  project_template: ProjectTemplateTable;
  managed_project: ManagedProjectTable;
  internal_note: InternalNoteTable;
  audit_entry: AuditEntryTable;
  outbox: OutboxTable;
  answered_job: AnsweredJobTable;
  bridge_job: BridgeJobTable;
  bridge_notification: BridgeNotificationTable;
}

type Timestamp = ColumnType<string, string, string>;
type NullableTimestamp = ColumnType<string | null, string | null | undefined, string | null>;
/** JSON is written as text, so that we decide about the spelling of numbers and the key order. */
type JsonColumn<Value extends object | null> = JSONColumnType<Value, string, string>;

interface SettingTable {
  key: string;
  value: ColumnType<unknown, string, string>;
}

interface CustomerTable {
  id: GeneratedAlways<number>;
  uuid: Generated<string>;
  name: string;
  slug: string;
  native_name: Generated<string>;
  abbreviation: Generated<string>;
  description: Generated<string>;
  email: Generated<string>;
  created: Timestamp;
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
}

/** Every email, in lower case, that a person has signed in with. */
interface PersonEmailTable {
  person_id: number;
  email: string;
  created: Timestamp;
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

/** A role or an invitation, which may end. */
interface EndingRole {
  uuid: Generated<string>;
  created: Timestamp;
  expiration_time: NullableTimestamp;
  /** null: an award, or nobody with an account. */
  created_by: ColumnType<number | null, number | null | undefined, number | null>;
}

interface CustomerRoleTable extends EndingRole {
  customer_id: number;
  person_id: number;
  role: CustomerRole;
}

interface CustomerInvitationTable extends EndingRole {
  customer_id: number;
  email: string;
  role: CustomerRole;
}

interface ProjectTable {
  id: GeneratedAlways<number>;
  uuid: Generated<string>;
  customer_id: number;
  name: string;
  slug: string;
  short_name: string | null;
  description: Generated<string>;
  start_date: string | null;
  end_date: string | null;
  credits: string | null;
  backend_id: Generated<string>;
  is_removed: Generated<boolean>;
  created: Timestamp;
}

interface ProjectRoleTable extends EndingRole {
  project_id: number;
  person_id: number;
  role: ProjectRole;
}

interface InvitationTable extends EndingRole {
  project_id: number;
  email: string;
  role: ProjectRole;
}

/** Names of people on the machines; one that was replaced stays taken. */
interface PersonShortNameTable {
  short_name: string;
  person_id: number;
  created: Timestamp;
  replaced: NullableTimestamp;
}

/** Who was removed from a project by hand while its award left membership to us. */
interface ProjectExclusionTable {
  project_id: number;
  email: string;
  /** The awarding portal's word for their role then. */
  role: string;
  created: Timestamp;
}

interface ShortNameSeriesTable {
  series: string;
  next_count: number;
}

interface ProjectTemplateTable {
  id: GeneratedAlways<number>;
  uuid: Generated<string>;
  name: string;
  offering: string;
  portal: string;
  provider_id: number;
  customer_id: number;
  key_salt: Buffer | null;
  key_digest: Buffer | null;
  shortname: string;
  approval_limit: string | null;
  max_credit_limit: string | null;
  allocation_units_mapping: JsonColumn<Record<string, string | number>>;
  role_mapping: JsonColumn<Record<string, ProjectRole>>;
  /** As it was written; null: as role_mapping has it. */
  role_mapping_given: ColumnType<
    Record<string, unknown> | null,
    string | null | undefined,
    string | null
  >;
  created: Timestamp;
}

interface ManagedProjectTable {
  id: GeneratedAlways<number>;
  identifier: string;
  offering: string;
  portal: string;
  destination: string;
  state: AwardState;
  details: JsonColumn<Record<string, unknown>>;
  name: GeneratedAlways<string>;
  /** Emails of members, references of the award, the call and the renewed award. */
  search_text: GeneratedAlways<string>;
  earliest_approve: NullableTimestamp;
  template_id: number;
  project_id: number | null;
  applied_allocation: string | null;
  created: Timestamp;
  reviewed_at: NullableTimestamp;
  reviewed_by: number | null;
  review_comment: string | null;
  version: Generated<number>;
  /** When it became pending this time; null unless pending. */
  waiting_since: NullableTimestamp;
  /** Empty unless pending. */
  waiting_reasons: ColumnType<StoredWaitingReason[], string | undefined, string>;
  /** A change that was refused while the award went on with `applied_allocation`. */
  refused_allocation: string | null;
  /** What was refused or left out of the last message, in words. */
  message_problem: string | null;
  message_problem_at: NullableTimestamp;
  /** Whom get_users leaves out, in words. */
  user_list_problem: string | null;
  /** The project that a withdrawn award had. */
  previous_project_id: number | null;
  /** Of the details as PostgreSQL prints them; null where an earlier version wrote them. */
  details_bytes: number | null;
}

/** A waiting reason with its sentence, so that lists need not make it. */
export type StoredWaitingReason = WaitingReason & { text: string };

/** What reviewers and staff write beside an award, by award key: it outlasts the award. */
interface InternalNoteTable {
  id: GeneratedAlways<number>;
  uuid: Generated<string>;
  identifier: string;
  destination: string;
  text: string;
  author: number;
  created: Timestamp;
}

interface AuditEntryTable {
  id: GeneratedAlways<number>;
  identifier: string;
  destination: string;
  timestamp: Timestamp;
  event_type: AuditEventType;
  action: string;
  note: Generated<string>;
  /** Read them with src/audit/entry-details.ts: most entries hold only what changed. */
  previous_details: JsonColumn<Record<string, unknown> | null>;
  new_details: JsonColumn<Record<string, unknown> | null>;
  details_change: JsonColumn<object | null>;
  /** Of both details as PostgreSQL prints them; null in entries of earlier versions. */
  previous_bytes: number | null;
  new_bytes: number | null;
  performed_by: number;
  /** The award after the entry; null where the entry does not say. */
  state: AwardState | null;
  project_id: number | null;
  credits: string | null;
  version: number | null;
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
}

interface AnsweredJobTable {
  id: string;
  command_digest: Buffer;
  outcome: ColumnType<unknown, string, string>;
  answered: Timestamp;
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
