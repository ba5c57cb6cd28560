import { createHash } from 'node:crypto';
import { AgentError } from './agent-error.ts';
import { formatSize, formatSizeLimit, type SizeLimit } from './sizes.ts';

export interface VolumeSettings {
  name: string;
  owner: 'project' | 'user';
  /** Without one no quota is set, and every quota is `unlimited`. */
  hasQuotaEngine: boolean;
  defaultLimit?: SizeLimit | undefined;
  /** In bytes. */
  maxLimit?: number | undefined;
}

interface Directory {
  limit: SizeLimit;
  usedBytes: number;
}

/** A quota on the wire. */
export type Quota = { limit: string; usage?: string };

/** Directories and quotas of one instance, as op-filesystem 0.32.2 keeps them [run]. */
export class FilesystemAgent {
  readonly #volumes: VolumeSettings[];
  /** By owner (a group or an account) and volume. */
  readonly #directories = new Map<string, Map<string, Directory>>();
  /** What was kept aside when its owner was removed. */
  readonly #recycled = new Map<string, Map<string, Directory>>();

  /** The most bytes in a new directory of a project. */
  readonly #maxInitialBytes: number;

  constructor(volumes: VolumeSettings[], maxInitialBytes = 0) {
    this.#volumes = volumes;
    this.#maxInitialBytes = maxInitialBytes;
  }

  /**
   * Makes what is missing, and sets every quota back to the default of its volume, also of
   * directories that exist (seen in 0.32.2).
   */
  addDirectories(owner: string, kind: 'project' | 'user'): void {
    const directories = this.#directories.get(owner) ?? this.#recycled.get(owner) ?? new Map();
    this.#recycled.delete(owner);
    this.#directories.set(owner, directories);
    for (const volume of this.#volumes.filter((one) => one.owner === kind)) {
      const directory = directories.get(volume.name) ?? {
        limit: 'unlimited',
        usedBytes: kind === 'project' ? this.#createInitialUse(owner, volume.name) : 0,
      };
      if (volume.hasQuotaEngine && volume.defaultLimit !== undefined) {
        directory.limit = volume.defaultLimit;
      }
      directories.set(volume.name, directory);
    }
  }

  /** Keeps them aside. */
  removeDirectories(owner: string): void {
    const directories = this.#directories.get(owner);
    if (!directories) return;
    this.#directories.delete(owner);
    this.#recycled.set(owner, directories);
  }

  hasDirectories(owner: string): boolean {
    return this.#directories.has(owner);
  }

  setQuota(owner: string, kind: 'project' | 'user', volumeName: string, limit: SizeLimit): Quota {
    const volume = this.#requireVolume(volumeName, kind);
    if (!volume.hasQuotaEngine) return { limit: 'unlimited' };
    const { maxLimit = Number.POSITIVE_INFINITY } = volume;
    const isTooLarge =
      limit === 'unlimited' ? maxLimit < Number.POSITIVE_INFINITY : limit > maxLimit;
    if (isTooLarge) {
      throw new AgentError(
        `Requested quota limit (${formatSizeLimit(limit)}) exceeds maximum allowed quota (${formatSize(maxLimit)}) for ${kind} ${owner} on volume ${volumeName}`,
      );
    }
    this.#requireDirectory(owner, volumeName).limit = limit;
    return this.getQuota(owner, kind, volumeName);
  }

  clearQuota(owner: string, kind: 'project' | 'user', volumeName: string): void {
    const volume = this.#requireVolume(volumeName, kind);
    if (volume.hasQuotaEngine) this.#requireDirectory(owner, volumeName).limit = 'unlimited';
  }

  getQuota(owner: string, kind: 'project' | 'user', volumeName: string): Quota {
    const volume = this.#requireVolume(volumeName, kind);
    if (!volume.hasQuotaEngine) return { limit: 'unlimited' };
    const { limit, usedBytes } = this.#requireDirectory(owner, volumeName);
    return { limit: formatSizeLimit(limit), usage: formatSize(usedBytes) };
  }

  getQuotas(owner: string, kind: 'project' | 'user'): Record<string, Quota> {
    const volumes = this.#volumes.filter((one) => one.owner === kind);
    if (!this.hasDirectories(owner)) return {};
    return Object.fromEntries(
      volumes.map(({ name }) => [name, this.getQuota(owner, kind, name)] as const),
    );
  }

  setUsedBytes(owner: string, volumeName: string, bytes: number): void {
    this.#requireDirectory(owner, volumeName).usedBytes = bytes;
  }

  /** For tests to look at: limits and use in bytes. */
  toJson() {
    return {
      directories: toPlainObject(this.#directories),
      recycled: toPlainObject(this.#recycled),
    };
  }

  /** Always the same bytes for the same directory. */
  #createInitialUse(owner: string, volume: string): number {
    const share =
      createHash('sha256').update(`${owner} ${volume}`).digest().readUInt32BE() / 2 ** 32;
    return Math.floor(share * this.#maxInitialBytes);
  }

  #requireVolume(name: string, kind: 'project' | 'user'): VolumeSettings {
    const volume = this.#volumes.find((one) => one.name === name && one.owner === kind);
    if (!volume) throw new AgentError(`Volume '${name}' not found`);
    return volume;
  }

  #requireDirectory(owner: string, volume: string): Directory {
    const directory = this.#directories.get(owner)?.get(volume);
    if (!directory) throw new AgentError(`No directory for ${owner} on volume ${volume}`);
    return directory;
  }
}

function toPlainObject(owners: Map<string, Map<string, Directory>>) {
  return Object.fromEntries(
    [...owners].map(([owner, volumes]) => [
      owner,
      Object.fromEntries([...volumes].map(([name, directory]) => [name, { ...directory }])),
    ]),
  );
}
