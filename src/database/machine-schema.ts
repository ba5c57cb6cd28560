import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { JsonColumn, Nullable, NullableTimestamp, Timestamp } from './column-types.ts';

/** The tables about machines (migration 0015), as `schema.ts` describes the others. */
export interface MachineTables {
  resource: ResourceTable;
  template_resource: TemplateResourceTable;
  machine_project: MachineProjectTable;
  machine_member: MachineMemberTable;
  local_account: LocalAccountTable;
  unknown_project: UnknownProjectTable;
  instruction: InstructionTable;
}

type NullableText = Nullable<string>;

/** A place where projects can run (docs/rules/machines.md, M3.1). */
interface ResourceTable {
  id: GeneratedAlways<number>;
  uuid: Generated<string>;
  name: string;
  destination: string;
  last_part: GeneratedAlways<string>;
  /** Node seconds. */
  seconds_per_credit: string;
  volumes: JsonColumn<string[]>;
  mode: Generated<ResourceMode>;
  is_enabled: Generated<boolean>;
  created: Timestamp;
  checked_at: NullableTimestamp;
  check_problem: NullableText;
  check_result: ColumnType<ResourceCheckResult | null, string | null | undefined, string | null>;
}

/** `observe` asks and compares, and sends nothing that changes a machine. */
export type ResourceMode = 'active' | 'observe';

/** What a check found: the agents on the way to a resource, first ours, and what they can do. */
export interface ResourceCheckResult {
  agents: {
    name: string;
    kind: string;
    version: string;
    connected: boolean;
    last_updated: string | null;
  }[];
  capabilities: { is_added: boolean };
  /** How many projects of ours the resource has. */
  projects: number | null;
  /** Nobody answered which projects it has: the question may still be under way. */
  is_unanswered?: boolean;
}

interface TemplateResourceTable {
  template_id: number;
  resource_id: number;
  quota_mapping: JsonColumn<Record<string, string>>;
}

/** What a project should be on a resource, and what it was last seen to be. */
export type WantedState = 'present' | 'blocked' | 'absent';
/** `added`: made, but not yet proved as wanted. */
export type SeenState = 'unknown' | 'absent' | 'added' | 'present' | 'blocked';
/** Of what is wrong with the last instruction: nobody knows, it failed, it will always fail. */
export type InstructionErrorKind = 'unknown_outcome' | 'failed' | 'permanent';

interface MachineProjectTable {
  id: GeneratedAlways<number>;
  project_id: number;
  resource_id: number;
  wanted: WantedState;
  wanted_reason: string;
  /** Node seconds. */
  wanted_limit: number;
  wanted_quotas: JsonColumn<Record<string, string>>;
  wanted_problem: NullableText;
  wanted_version: Generated<number>;
  wanted_since: Timestamp;
  ended_at: NullableTimestamp;
  recheck_at: NullableTimestamp;
  blocked_by: Nullable<number>;
  blocked_at: NullableTimestamp;
  block_comment: NullableText;
  seen: Generated<SeenState>;
  seen_at: NullableTimestamp;
  seen_proof: NullableText;
  seen_blocked: Nullable<boolean>;
  seen_limit: Nullable<number>;
  seen_limit_at: NullableTimestamp;
  seen_quotas: ColumnType<Record<string, string>, string | undefined, string>;
  seen_quotas_at: NullableTimestamp;
  seen_members_at: NullableTimestamp;
  local_name: NullableText;
  seen_version: Generated<number>;
  reached_at: NullableTimestamp;
  present_since: NullableTimestamp;
  /** When the last usage report before the removal was stored. */
  usage_final_at: NullableTimestamp;
  check_requested: Generated<boolean>;
  /** Members are sent again once, as nobody can prove their scheduler part. */
  repeat_members: Generated<boolean>;
  due_at: NullableTimestamp;
  tries: Generated<number>;
  last_error: NullableText;
  last_error_kind: Nullable<InstructionErrorKind>;
  last_error_at: NullableTimestamp;
  needs_attention: Generated<boolean>;
  lease_owner: NullableText;
  lease_until: NullableTimestamp;
}

interface MachineMemberTable {
  id: GeneratedAlways<number>;
  machine_project_id: number;
  /** null: an account of the machine that is nobody's here. */
  person_id: number | null;
  short_name: string | null;
  wanted: boolean;
  wanted_problem: NullableText;
  seen: Generated<'unknown' | 'absent' | 'added' | 'present'>;
  seen_at: NullableTimestamp;
  seen_proof: NullableText;
  local_name: NullableText;
  last_error: NullableText;
  last_error_at: NullableTimestamp;
}

/** Every local name ever seen on a resource; never deleted. */
interface LocalAccountTable {
  resource_id: number;
  local_name: string;
  short_name: string;
  project_id: number;
  person_id: number | null;
  local_group: string;
  first_seen: Timestamp;
  last_seen: Timestamp;
}

interface UnknownProjectTable {
  resource_id: number;
  short_name: string;
  local_name: string;
  first_seen: Timestamp;
  last_seen: Timestamp;
}

/** `unknown`: nobody knows whether it was done. */
export type InstructionOutcome = 'complete' | 'error' | 'unknown';

interface InstructionTable {
  id: GeneratedAlways<number>;
  machine_project_id: number | null;
  resource_id: number;
  instruction: string;
  command: string;
  job_id: NullableText;
  sent: Timestamp;
  expires: Timestamp;
  finished: NullableTimestamp;
  /** null: under way, or lost with the process that sent it. */
  outcome: Nullable<InstructionOutcome>;
  result: NullableText;
}
