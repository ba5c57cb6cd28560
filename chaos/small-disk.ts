import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';

const DISK_MEGABYTES = 768;
const fillChunk = Buffer.alloc(1024 * 1024, 0x5a);

/** A disk of the database's own, small enough to be filled. */
export class SmallDisk {
  readonly folder: string;
  /** Whether its size is limited: only root on Linux can mount such a disk. */
  readonly isSmall: boolean;

  constructor(folder: string) {
    mkdirSync(folder);
    this.folder = folder;
    this.isSmall = mountTmpfs(folder);
  }

  /** Uses up its free space. */
  fill(): void {
    try {
      // Far more pieces than there is room for.
      for (let count = 0; count < DISK_MEGABYTES * 2; count++)
        appendFileSync(this.#filler, fillChunk);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    }
  }

  free(): void {
    rmSync(this.#filler, { force: true });
  }

  unmount(): void {
    if (this.isSmall) execFileSync('umount', ['--lazy', this.folder]);
  }

  get #filler(): string {
    return path.join(this.folder, 'filler');
  }
}

function mountTmpfs(folder: string): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  try {
    execFileSync(
      'mount',
      ['-t', 'tmpfs', '-o', `size=${DISK_MEGABYTES}m`, 'gatehouse-chaos', folder],
      {
        stdio: 'ignore',
      },
    );
    return true;
  } catch {
    return false;
  }
}
