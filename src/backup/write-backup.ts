import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import tar from 'tar-stream';
import { version } from '../config/version.ts';
import { StartError } from '../errors/start-error.ts';
import {
  BACKUP_FORMAT,
  type BackupEnd,
  type BackupManifest,
  endName,
  manifestName,
  type TableLayout,
} from './backup-manifest.ts';
import { loadAppliedMigrations, loadSequenceStates, loadTableLayouts } from './database-layout.ts';

/** Bytes of rows in one entry of the archive. */
const ENTRY_BYTES = 1024 * 1024;

/** How far a backup or its restoring is. */
export interface BackupProgress {
  table: string;
  /** Bytes of rows so far, of all tables. */
  bytes: number;
}

export type ReportBackupProgress = (progress: BackupProgress) => void;

/** An archive that is being written. */
export interface BackupArchive {
  /** The bytes of the tar archive; an error of the database destroys it. */
  archive: Readable;
  /** Resolves when the last row has been read. */
  done: Promise<BackupEnd>;
}

/**
 * Writes every table as it was at one instant: all are read in one transaction, while the service
 * goes on. Throws StartError where the database has no tables of ours. `pool` needs no limit of its
 * own on the time of statements.
 */
export async function archiveDatabase(
  pool: pg.Pool,
  now: Date,
  report: ReportBackupProgress,
): Promise<BackupArchive> {
  const client = await pool.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    // Larger tables take longer than a statement of the service may.
    await client.query('set local statement_timeout = 0');
    const manifest = await loadManifest(client, now);
    const pack = tar.pack();
    const done = addTables(client, pack, manifest, report);
    return {
      archive: Readable.from(pack, { objectMode: false }),
      done: done.finally(() => client.release(true)),
    };
  } catch (error) {
    client.release(true);
    throw error;
  }
}

async function loadManifest(client: pg.ClientBase, now: Date): Promise<BackupManifest> {
  const migrations = await loadAppliedMigrations(client);
  if (migrations.length === 0) throw new StartError('The database is empty: nothing to back up.');
  const { rows } = await client.query<{ server_version: string }>('show server_version');
  return {
    format: BACKUP_FORMAT,
    gatehouse: version,
    created: now.toISOString(),
    postgres: rows[0]?.server_version ?? '',
    migrations,
    tables: await loadTableLayouts(client),
    sequences: await loadSequenceStates(client),
  };
}

async function addTables(
  client: pg.ClientBase,
  pack: tar.Pack,
  manifest: BackupManifest,
  report: ReportBackupProgress,
): Promise<BackupEnd> {
  try {
    await addEntry(pack, manifestName, toJson(manifest));
    const end: BackupEnd = { tables: {} };
    let bytes = 0;
    for (const table of manifest.tables) {
      end.tables[table.name] = await addRows(client, pack, table, (added) => {
        bytes += added;
        report({ table: table.name, bytes });
      });
    }
    await client.query('commit');
    await addEntry(pack, endName, toJson(end));
    pack.finalize();
    return end;
  } catch (error) {
    pack.destroy(error as Error);
    throw error;
  }
}

async function addRows(
  client: pg.ClientBase,
  pack: tar.Pack,
  table: TableLayout,
  report: (bytes: number) => void,
): Promise<BackupEnd['tables'][string]> {
  const hash = createHash('sha256');
  let entry = 0;
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  const flush = async (): Promise<void> => {
    if (waitingBytes === 0) return;
    entry += 1;
    const content = Buffer.concat(waiting);
    waiting = [];
    waitingBytes = 0;
    await addEntry(pack, `tables/${table.name}/${String(entry).padStart(8, '0')}`, content);
    report(content.length);
  };
  const stream = client.query(copyTo(`copy ${quoteTable(table)} to stdout`));
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    hash.update(chunk);
    waiting.push(chunk);
    waitingBytes += chunk.length;
    if (waitingBytes >= ENTRY_BYTES) await flush();
  }
  await flush();
  return { rows: stream.rowCount, sha256: hash.digest('hex') };
}

/** Resolves when the archive can take more; rejects when its reader has given up. */
function addEntry(pack: tar.Pack, name: string, content: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const onClose = (): void => reject(new Error('The archive was closed.'));
    pack.once('close', onClose);
    pack.entry({ name, size: content.length, mode: 0o600 }, content, (error) => {
      pack.off('close', onClose);
      if (error) reject(error);
      else resolve();
    });
  });
}

function toJson(value: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(value, null, 1)}\n`);
}

/** `"table" ("column", …)` for COPY. */
export function quoteTable({ name, columns }: TableLayout): string {
  const list = columns.map((column) => pg.escapeIdentifier(column)).join(', ');
  return `${pg.escapeIdentifier(name)} (${list})`;
}
