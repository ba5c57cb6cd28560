import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Kysely } from 'kysely';
import type pg from 'pg';
import { withAdvisoryLock } from '../database/advisory-lock.ts';
import type { Database } from '../database/schema.ts';
import { PeriodicTask } from '../scheduling/periodic-task.ts';
import { type BackupSummary, writeBackupFile } from './backup-file.ts';

export interface BackupSchedule {
  /** The folder of the backups. */
  dir: string;
  /** Hours from one backup to the next. */
  intervalHours: number;
  /** How many of the newest are kept. */
  keep: number;
  /** Public keys of age; none: they are not encrypted. */
  recipients: readonly string[];
}

export interface ScheduledBackupsOptions {
  db: Kysely<Database>;
  openPool: () => pg.Pool;
  clock: () => Date;
  schedule: BackupSchedule;
  onBackup: (summary: BackupSummary) => void;
  onError: (error: unknown) => void;
}

/** How the scheduled backups stand. */
export interface BackupState {
  /** Of the newest backup in the folder; Infinity: there is none. */
  ageSeconds: number;
  intervalSeconds: number;
  /** Attempts of this process since the last one that succeeded here or elsewhere. */
  failedAttempts: number;
}

const CHECK_INTERVAL_MS = 60_000;
const HOUR_MS = 3_600_000;
const MAX_BACKUP_SECONDS = 12 * 3600;

/** Writes a backup into the folder whenever the newest there is older than the interval. */
export class ScheduledBackups {
  readonly #options: ScheduledBackupsOptions;
  readonly #task: PeriodicTask;
  readonly #stopController = new AbortController();
  #failedAttempts = 0;

  constructor(options: ScheduledBackupsOptions) {
    this.#options = options;
    this.#task = new PeriodicTask({
      intervalMs: CHECK_INTERVAL_MS,
      minGapMs: CHECK_INTERVAL_MS,
      task: () => this.runOnce(),
      onError: (error) => {
        this.#failedAttempts++;
        options.onError(error);
      },
    });
  }

  start(): void {
    this.#task.start();
  }

  /** Gives up a backup in progress: it is made after the next start. */
  stop(): Promise<void> {
    this.#stopController.abort();
    return this.#task.stop();
  }

  /** Writes a backup if one is due; one of several processes does. */
  async runOnce(): Promise<void> {
    const { db } = this.#options;
    if (!(await this.#isDue())) {
      this.#failedAttempts = 0;
      return;
    }
    // Replicas may share the folder: one of them writes.
    const work = async (): Promise<void> => {
      if (await this.#isDue()) await this.#write();
    };
    await withAdvisoryLock(db, 'scheduled backup', work, MAX_BACKUP_SECONDS);
  }

  /** What is known now; where the folder cannot be read, as if it had no backup. */
  async readState(): Promise<BackupState> {
    const { intervalHours } = this.#options.schedule;
    return {
      ageSeconds: (await this.#readAge().catch(() => Number.POSITIVE_INFINITY)) / 1000,
      intervalSeconds: (intervalHours * HOUR_MS) / 1000,
      failedAttempts: this.#failedAttempts,
    };
  }

  async #isDue(): Promise<boolean> {
    const age = await this.#readAge();
    // One from the future was named by a clock that was fast.
    return age >= this.#options.schedule.intervalHours * HOUR_MS || age < 0;
  }

  /** Milliseconds; Infinity where there is no backup. */
  async #readAge(): Promise<number> {
    const { clock, schedule } = this.#options;
    const newest = (await listBackups(schedule.dir)).at(-1);
    return newest === undefined ? Number.POSITIVE_INFINITY : clock().getTime() - newest.time;
  }

  async #write(): Promise<void> {
    const { clock, schedule, openPool, onBackup } = this.#options;
    const now = clock();
    const pool = openPool();
    const { dir, recipients } = schedule;
    const file = path.join(dir, formatBackupName(now, recipients.length > 0));
    const { signal } = this.#stopController;
    try {
      onBackup(await writeBackupFile({ pool, file, recipients, now, signal }));
    } catch (error) {
      if (signal.aborted) return;
      throw error;
    } finally {
      await pool.end();
    }
    this.#failedAttempts = 0;
    await removeOldBackups(schedule);
  }
}

/** Only after a backup has been written and verified, so that the last good one always stays. */
async function removeOldBackups({ dir, keep }: BackupSchedule): Promise<void> {
  const backups = await listBackups(dir);
  for (const { name } of backups.slice(0, Math.max(0, backups.length - keep))) {
    await rm(path.join(dir, name));
  }
}

/** The backups that a schedule wrote into this folder, oldest first. Makes the folder. */
export async function listBackups(dir: string): Promise<{ name: string; time: number }[]> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const backups = (await readdir(dir)).map((name) => ({ name, time: parseBackupName(name) }));
  return backups
    .filter((backup): backup is { name: string; time: number } => backup.time !== null)
    .toSorted((a, b) => a.time - b.time);
}

/** `gatehouse-2026-11-27T15-04-05Z.tar.gz`, with `.age` where it is encrypted. */
function formatBackupName(now: Date, isEncrypted: boolean): string {
  const time = now
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(':', '-');
  return `gatehouse-${time}.tar.gz${isEncrypted ? '.age' : ''}`;
}

/** Milliseconds since 1970; null for other files. */
function parseBackupName(name: string): number | null {
  const [, day, hour, minute, second] =
    /^gatehouse-(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2})Z\.tar\.gz(?:\.age)?$/.exec(name) ?? [];
  if (day === undefined) return null;
  const time = Date.parse(`${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(time) ? null : time;
}
