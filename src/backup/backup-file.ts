import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { access, chmod, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { type Readable, pipeline as pipelineWithCallback } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type pg from 'pg';
import { StartError } from '../errors/start-error.ts';
import { encryptStream } from './backup-encryption.ts';
import { verifyBackup } from './read-backup.ts';
import { archiveDatabase, type ReportBackupProgress } from './write-backup.ts';

export interface BackupOptions {
  pool: pg.Pool;
  /** An absolute or relative path; nothing may exist there. */
  file: string;
  /** Public keys of age; none: the backup is not encrypted. */
  recipients: readonly string[];
  now: Date;
  report?: ReportBackupProgress;
  /** Gives up; the file is not made. */
  signal?: AbortSignal;
}

export interface BackupSummary {
  file: string;
  tables: number;
  rows: number;
  /** Of the file. */
  bytes: number;
}

/**
 * Writes a backup to a file that only its owner may read. The file gets its name when it is whole,
 * on the disk and verified by reading it again. Throws StartError where the file exists or cannot be
 * written.
 */
export async function writeBackupFile(options: BackupOptions): Promise<BackupSummary> {
  const { file, recipients } = options;
  await refuseExisting(file);
  const draft = `${file}.partial`;
  try {
    const { end, sha256 } = await writeDraft(draft, options);
    await syncFile(draft);
    await verifyDraft(draft, sha256, recipients.length > 0);
    await rename(draft, file);
    await syncFile(path.dirname(path.resolve(file)));
    const rows = Object.values(end.tables).reduce((sum, table) => sum + table.rows, 0);
    const { size } = await stat(file);
    return { file, tables: Object.keys(end.tables).length, rows, bytes: size };
  } catch (error) {
    await rm(draft, { force: true });
    throw toFileError(error, file);
  }
}

async function writeDraft(draft: string, options: BackupOptions) {
  const { pool, now, report = () => undefined } = options;
  const output = createWriteStream(draft, { flags: 'w', mode: 0o600 });
  await once(output, 'open');
  // An earlier draft may have had other rights.
  await chmod(draft, 0o600);
  const { archive, done } = await archiveDatabase(pool, now, report).catch((error) => {
    output.destroy();
    throw error;
  });
  // Both may fail; the first one says why.
  const [sha256, end] = await Promise.all([writeArchive(archive, options, output), done]);
  return { end, sha256 };
}

/** Resolves with the SHA-256 of the bytes that were written. */
async function writeArchive(
  archive: Readable,
  { recipients, signal }: BackupOptions,
  output: NodeJS.WritableStream,
): Promise<string> {
  const gzip = createGzip();
  // Its errors end the reading of gzip, so the pipeline below reports them.
  pipelineWithCallback(archive, gzip, () => undefined);
  const stored = recipients.length === 0 ? gzip : await encryptStream(gzip, recipients);
  const hash = createHash('sha256');
  await pipeline(
    stored,
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        hash.update(chunk);
        yield chunk;
      }
    },
    output,
    { ...(signal && { signal }) },
  );
  return hash.digest('hex');
}

/**
 * Reads the file again. What is encrypted cannot be opened here, as the machine has no secret key:
 * its bytes are compared with those that were written.
 */
async function verifyDraft(draft: string, sha256: string, isEncrypted: boolean): Promise<void> {
  if (!isEncrypted) {
    await verifyBackup(draft, []);
    return;
  }
  const hash = createHash('sha256');
  await pipeline(createReadStream(draft), hash);
  if (hash.digest('hex') !== sha256) {
    throw new StartError('The backup was not stored as it was written: is the disk sound?');
  }
}

async function refuseExisting(file: string): Promise<void> {
  const exists = await access(file).then(
    () => true,
    () => false,
  );
  if (exists) throw new StartError(`${file} exists already.`);
}

async function syncFile(file: string): Promise<void> {
  await using handle = await open(file, 'r');
  await handle.sync();
}

const fileErrorCodes = [
  'ENOENT',
  'EACCES',
  'EPERM',
  'ENOSPC',
  'EROFS',
  'ENOTDIR',
  'EISDIR',
  'EDQUOT',
];

function toFileError(error: unknown, file: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined || !fileErrorCodes.includes(code)) return error;
  return new StartError(`${file} cannot be written (${code}).`);
}
