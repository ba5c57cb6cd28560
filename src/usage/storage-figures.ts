import type { Day } from '../award/dates.ts';

/** One directory's quota. */
export interface StorageQuota {
  /** null: unlimited. */
  limitBytes: number | null;
  /** null where the volume doesn't count. */
  usedBytes: number | null;
}

/** What a project had stored at one moment, on one or several resources. */
export interface StorageSnapshot {
  /** RFC 3339, UTC. */
  takenAt: string;
  /** By volume. */
  projectQuotas: ReadonlyMap<string, StorageQuota>;
  /** By person (whatever the caller names people by) and volume. */
  userQuotas: ReadonlyMap<string, ReadonlyMap<string, StorageQuota>>;
}

/** The day in UTC that a snapshot stands for. */
export function getSnapshotDay({ takenAt }: Pick<StorageSnapshot, 'takenAt'>): Day {
  return new Date(takenAt).toISOString().slice(0, 10);
}
