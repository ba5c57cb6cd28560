import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { AuditEventType, AwardState, ProjectRole } from '../award/award-enums.ts';
import type { WaitingReason } from '../award/waiting-reason.ts';
import type { JsonColumn, Nullable, NullableTimestamp, Timestamp } from './column-types.ts';

/** The tables of templates, awards and their audit, as `schema.ts` describes them. */
export interface AwardTables {
  project_template: ProjectTemplateTable;
  managed_project: ManagedProjectTable;
  internal_note: InternalNoteTable;
  internal_note_mention: InternalNoteMentionTable;
  award_viewer: AwardViewerTable;
  grant_total: GrantTotalTable;
  saved_reply: SavedReplyTable;
  saved_view: SavedViewTable;
  audit_entry: AuditEntryTable;
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
  /** What its JSON shows of this row alone (managed-projects/award-json.ts). */
  stored_json: GeneratedAlways<string>;
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
  /** The reviewer who takes care of it. */
  assignee_id: number | null;
  assigned_at: NullableTimestamp;
  /** Since when nothing of it may be deleted; null: no legal hold. */
  legal_hold_since: NullableTimestamp;
  /** What staff gave as the reason; null without a legal hold. */
  legal_hold_reason: Nullable<string>;
  /** Credits of the allocation asked for. */
  requested_credits: Derived<string | null>;
  /** Credits of the allocation in force; null where none is. */
  granted_credits: Derived<string | null>;
  /** YYYY-MM-DD. */
  start_day: Derived<string | null>;
  end_day: Derived<string | null>;
  call_id: Derived<string | null>;
  /** The awarding side's own reference. */
  reference_id: Derived<string | null>;
  /** The reference of the award that this one renews. */
  renewal_id: Derived<string | null>;
  /** In lower case. */
  member_emails: Derived<string[]>;
  /** Since when it waited for its last decision. */
  waited_since: Derived<string | null>;
}

/** Written by a trigger of managed_project (migration 0023). */
type Derived<Value> = ColumnType<Value, never, never>;

/** What was granted; the sum of the rows of a template and call counts ('' is no call). */
interface GrantTotalTable {
  template_id: number;
  call_id: string;
  awards: number;
  credits: string;
}

interface InternalNoteMentionTable {
  note_id: number;
  person_id: number;
}

/** Who has the page of an award open. */
interface AwardViewerTable {
  award_id: number;
  person_id: number;
  since: Timestamp;
  seen: ColumnType<string, string, string>;
}

/** A comment that its author uses again, or everybody where it is shared. */
interface SavedReplyTable {
  id: GeneratedAlways<number>;
  uuid: Generated<string>;
  person_id: number;
  title: string;
  text: string;
  is_shared: boolean;
  created: Timestamp;
}

/** A query of the list of awards with a name. */
interface SavedViewTable {
  id: GeneratedAlways<number>;
  uuid: Generated<string>;
  person_id: number;
  name: string;
  query: string;
  created: Timestamp;
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
  /** Whom it concerns beside its author: the assignee, or who is mentioned. */
  concerns_id: Generated<number | null>;
  /** The award after the entry; null where the entry does not say. */
  state: AwardState | null;
  project_id: number | null;
  credits: string | null;
  version: number | null;
}
