/* Writes an export: JSON lines and CSV of everything that it names, as of one instant. */

import { createWriteStream } from 'node:fs';
import { access, mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Database } from '../database/schema.ts';
import { StartError } from '../errors/start-error.ts';
import { streamCsv } from '../http/csv-stream.ts';
import { type ExportName, exportFiles } from './export-files.ts';
import { readAudit, readUsage } from './read-audit.ts';
import { readAdministrativeAudit, readAwards, readPeople, readProjects } from './read-rows.ts';

type Records = AsyncGenerator<Record<string, unknown>[]>;

const readers: Record<ExportName, (trx: Transaction<Database>) => Records> = {
  awards: readAwards,
  projects: readProjects,
  people: readPeople,
  audit: readAudit,
  administrative_audit: readAdministrativeAudit,
  usage: readUsage,
};

/**
 * Writes a `.jsonl` and a `.csv` of each file to a new folder that only its owner may read, while the
 * service goes on. The folder gets its name when all is written. Returns the lines of each file.
 * Throws StartError where the folder exists or cannot be made.
 */
export async function writeExport(
  db: Kysely<Database>,
  folder: string,
): Promise<Record<ExportName, number>> {
  const draft = `${path.resolve(folder)}.partial`;
  await prepareFolder(folder, draft);
  try {
    const counts = await db
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute((trx) => writeFiles(trx, draft));
    await rename(draft, folder);
    return counts;
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
}

async function prepareFolder(folder: string, draft: string): Promise<void> {
  const exists = await access(folder).then(
    () => true,
    () => false,
  );
  if (exists) throw new StartError(`${folder} exists already.`);
  try {
    await rm(draft, { recursive: true, force: true });
    await mkdir(draft, { recursive: true, mode: 0o700 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new StartError(`${folder} cannot be written (${code}).`);
  }
}

async function writeFiles(
  trx: Transaction<Database>,
  folder: string,
): Promise<Record<ExportName, number>> {
  await sql`set local statement_timeout = 0`.execute(trx);
  await sql`set local idle_in_transaction_session_timeout = 0`.execute(trx);
  const counts: [string, number][] = [];
  for (const name of Object.keys(exportFiles) as ExportName[]) {
    const file = path.join(folder, name);
    counts.push([name, await writeJsonLines(readers[name](trx), `${file}.jsonl`)]);
    const csv = await streamCsv(Object.keys(exportFiles[name]), readers[name](trx), toCells);
    await pipeline(csv, createWriteStream(`${file}.csv`, { mode: 0o600 }));
  }
  return Object.fromEntries(counts) as Record<ExportName, number>;
}

async function writeJsonLines(batches: Records, file: string): Promise<number> {
  let lines = 0;
  async function* texts() {
    for await (const batch of batches) {
      lines += batch.length;
      yield batch.map((record) => `${JSON.stringify(record)}\n`).join('');
    }
  }
  await pipeline(Readable.from(texts()), createWriteStream(file, { mode: 0o600 }));
  return lines;
}

/** Objects as JSON, booleans as words; numbers and texts as they are. */
function toCells(record: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => {
      const isPlain = value === null || typeof value === 'string' || typeof value === 'number';
      return [name, isPlain ? value : JSON.stringify(value)];
    }),
  );
}
