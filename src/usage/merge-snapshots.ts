import type { Day } from '../award/dates.ts';
import { getSnapshotDay, type StorageQuota, type StorageSnapshot } from './storage-figures.ts';

type Quotas = ReadonlyMap<string, StorageQuota>;

/**
 * The snapshots of a project on several resources as one a day. A volume that several resources have
 * is named with its resource, such as `ai-scratch`; the time is that of the newest part.
 */
export function mergeSnapshots(
  machines: readonly { resource: string; snapshots: readonly StorageSnapshot[] }[],
): StorageSnapshot[] {
  if (machines.length === 1) return [...(machines[0]?.snapshots ?? [])];
  const shared = findSharedVolumes(machines);
  const byDay = new Map<Day, StorageSnapshot>();
  for (const { resource, snapshots } of machines) {
    for (const snapshot of snapshots) {
      const day = getSnapshotDay(snapshot);
      const renamed = renameVolumes(snapshot, resource, shared);
      const present = byDay.get(day);
      byDay.set(day, present ? merge(present, renamed) : renamed);
    }
  }
  return [...byDay.values()];
}

function findSharedVolumes(
  machines: readonly { snapshots: readonly StorageSnapshot[] }[],
): Set<string> {
  const names = machines.flatMap(({ snapshots }) => [...new Set(snapshots.flatMap(listVolumes))]);
  return new Set(names.filter((name, index) => names.indexOf(name) !== index));
}

function listVolumes({ projectQuotas, userQuotas }: StorageSnapshot): string[] {
  return [projectQuotas, ...userQuotas.values()].flatMap((quotas) => [...quotas.keys()]);
}

function renameVolumes(
  snapshot: StorageSnapshot,
  resource: string,
  shared: ReadonlySet<string>,
): StorageSnapshot {
  const rename = (quotas: Quotas): Quotas =>
    new Map(
      [...quotas].map(([name, quota]) => [shared.has(name) ? `${resource}-${name}` : name, quota]),
    );
  return {
    ...snapshot,
    projectQuotas: rename(snapshot.projectQuotas),
    userQuotas: new Map([...snapshot.userQuotas].map(([user, own]) => [user, rename(own)])),
  };
}

function merge(one: StorageSnapshot, other: StorageSnapshot): StorageSnapshot {
  const userQuotas = new Map(one.userQuotas);
  for (const [user, quotas] of other.userQuotas) {
    userQuotas.set(user, new Map([...(userQuotas.get(user) ?? []), ...quotas]));
  }
  return {
    takenAt: [one.takenAt, other.takenAt].sort().at(-1) ?? one.takenAt,
    projectQuotas: new Map([...one.projectQuotas, ...other.projectQuotas]),
    userQuotas,
  };
}
