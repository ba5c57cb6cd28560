import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from 'kysely';
import type { Nullable } from './column-types.ts';

/** The tables of use and storage (migrations 0016 and 0022), as `schema.ts` describes the others. */
export interface UsageTables {
  usage_name: UsageNameTable;
  usage_day: UsageDayTable;
  storage_day: StorageDayTable;
  usage_collection: UsageCollectionTable;
  project_threshold: ProjectThresholdTable;
}

interface UsageNameTable {
  id: GeneratedAlways<number>;
  resource_id: number;
  local_name: string;
}

/** The arrays belong together: one place for each name. */
interface UsageDayTable {
  machine_project_id: number;
  day: string;
  is_complete: boolean;
  name_ids: number[];
  /** Node seconds; 64 bits come as text. */
  seconds: string[];
  jobs: number[];
  wait_seconds: string[];
  components: Nullable<Record<string, (number | null)[]>>;
  total_jobs: number;
  total_wait_seconds: number;
  extra: Nullable<Record<string, unknown>>;
}

/** In bytes; null: unlimited, or not counted. */
export type StoredQuotas = Record<string, { limit: number | null; used: number | null }>;

interface StorageDayTable {
  machine_project_id: number;
  day: string;
  taken_at: ColumnType<string, string, string>;
  project_quotas: JSONColumnType<StoredQuotas, string, string>;
  /** By short name. */
  user_quotas: JSONColumnType<Record<string, StoredQuotas>, string, string>;
}

interface UsageCollectionTable {
  machine_project_id: number;
  first_day: string;
  due_at: ColumnType<string, string, string>;
  lease_until: Nullable<string>;
  collected_at: Nullable<string>;
  /** The most days to ask for at once. */
  max_days: Generated<number>;
  failures: Generated<number>;
  problem: Nullable<string>;
  problem_at: Nullable<string>;
  /** Node seconds of all stored days. */
  used_seconds: Generated<number>;
}

interface ProjectThresholdTable {
  project_id: number;
  threshold: 'usage_80' | 'usage_100' | 'end_30' | 'end_7';
  reached: ColumnType<string, string, string>;
}
