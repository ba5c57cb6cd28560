import type { Day } from '../award/dates.ts';
import {
  getSnapshotDay,
  type StorageQuota,
  type StorageSnapshot,
} from '../usage/storage-figures.ts';

interface VolumeHistory {
  resource_name: string;
  volume: string;
  days: { day: Day; limit_bytes: number | null; used_bytes: number | null }[];
}

/** What a project stored on each volume of its resources, day by day, the oldest first. */
export function listVolumes(
  resources: readonly { machineProjectId: number; resource_name: string }[],
  stored: readonly { machineProjectId: number; snapshot: StorageSnapshot }[],
): VolumeHistory[] {
  return resources.flatMap(({ machineProjectId, resource_name }) => {
    const snapshots = stored
      .filter((one) => one.machineProjectId === machineProjectId)
      .map(({ snapshot }) => ({ day: getSnapshotDay(snapshot), quotas: snapshot.projectQuotas }))
      .sort((one, other) => (one.day < other.day ? -1 : 1));
    const volumes = [...new Set(snapshots.flatMap(({ quotas }) => [...quotas.keys()]))].sort();
    return volumes.map((volume) => ({
      resource_name,
      volume,
      days: snapshots.flatMap(({ day, quotas }) => toVolumeDay(day, quotas.get(volume))),
    }));
  });
}

function toVolumeDay(day: Day, quota: StorageQuota | undefined): VolumeHistory['days'] {
  if (quota === undefined) return [];
  return [{ day, limit_bytes: quota.limitBytes, used_bytes: quota.usedBytes }];
}
