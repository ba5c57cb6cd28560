import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { StartError } from '../errors/start-error.ts';
import type { BackupEnd, BackupManifest, TableLayout } from './backup-manifest.ts';
import {
  type ForeignKey,
  hasTables,
  loadForeignKeys,
  loadTableLayouts,
} from './database-layout.ts';
import { readBackup, verifyBackup } from './read-backup.ts';
import { quoteTable, type ReportBackupProgress } from './write-backup.ts';

export interface RestoreOptions {
  pool: pg.Pool;
  file: string;
  /** Secret keys of age, for an encrypted backup. */
  identities: readonly string[];
  /** Brings the empty database to the layout that has exactly these migrations. */
  prepareLayout: (migrations: readonly string[]) => Promise<void>;
  report?: ReportBackupProgress;
}

/**
 * Fills an empty database from a backup, in its layout; the caller migrates it to the present one.
 * The backup is checked whole before anything is written, and the rows arrive in one transaction.
 * Throws StartError where the database is not empty or the backup is damaged or too new.
 */
export async function restoreBackup(options: RestoreOptions): Promise<BackupManifest> {
  const { pool, file, identities, prepareLayout, report = () => undefined } = options;
  const { manifest } = await verifyBackup(file, identities);
  await withClient(pool, refuseTables);
  await prepareLayout(manifest.migrations);
  await withClient(pool, async (client) => {
    await client.query('begin');
    await client.query('set local statement_timeout = 0');
    await client.query('set local idle_in_transaction_session_timeout = 0');
    await checkLayout(client, manifest);
    const foreignKeys = await emptyTables(client, manifest.tables);
    await copyRows(client, options, report);
    await finishTables(client, manifest, foreignKeys);
    await client.query('commit');
  });
  return manifest;
}

async function withClient<Result>(
  pool: pg.Pool,
  work: (client: pg.ClientBase) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  try {
    return await work(client);
  } finally {
    // Ends a transaction that failed, and forgets what it set.
    client.release(true);
  }
}

async function refuseTables(client: pg.ClientBase): Promise<void> {
  if (!(await hasTables(client))) return;
  throw new StartError(
    'The database is not empty: restore into a new database or a new data folder.',
  );
}

/** A layout with the same migrations has the same columns, unless somebody changed one by hand. */
async function checkLayout(client: pg.ClientBase, manifest: BackupManifest): Promise<void> {
  const tables = new Map((await loadTableLayouts(client)).map((table) => [table.name, table]));
  for (const { name, columns } of manifest.tables) {
    const known = new Set(tables.get(name)?.columns);
    const missing = columns.filter((column) => !known.has(column));
    if (missing.length === 0) continue;
    throw new StartError(`The backup has a column that is unknown here: ${name}.${missing[0]}.`);
  }
}

/**
 * Removes the rows that migrations made, with triggers off, as these refuse or count. Returns the
 * foreign keys, which are gone until the rows are there.
 */
async function emptyTables(
  client: pg.ClientBase,
  tables: readonly TableLayout[],
): Promise<ForeignKey[]> {
  const foreignKeys = await loadForeignKeys(client);
  const names = tables.map(({ name }) => pg.escapeIdentifier(name));
  await client.query(
    [
      ...foreignKeys.map(({ table, name }) => `${alter(table)} drop constraint ${quote(name)}`),
      ...tables.map(({ name }) => `${alter(name)} disable trigger user`),
      `truncate ${names.join(', ')}`,
    ].join(';\n'),
  );
  return foreignKeys;
}

async function copyRows(
  client: pg.ClientBase,
  { file, identities }: RestoreOptions,
  report: ReportBackupProgress,
): Promise<void> {
  let table: TableWriter | null = null;
  const counts = new Map<string, number>();
  const finishTable = async (): Promise<void> => {
    if (table !== null) counts.set(table.name, await table.finish());
    table = null;
  };
  let bytes = 0;
  for await (const part of readBackup(file, identities)) {
    if (part.kind === 'rows') {
      if (table?.name !== part.table.name) {
        await finishTable();
        table = new TableWriter(client, part.table);
      }
      await table.write(part.rows);
      bytes += part.rows.length;
      report({ table: part.table.name, bytes });
    } else if (part.kind === 'end') {
      await finishTable();
      checkCounts(part.end, counts);
    }
  }
}

function checkCounts(end: BackupEnd, counts: ReadonlyMap<string, number>): void {
  for (const [name, { rows }] of Object.entries(end.tables)) {
    if ((counts.get(name) ?? 0) === rows) continue;
    throw new StartError(
      `Of the ${rows} rows of ${name} in the backup, ${counts.get(name) ?? 0} arrived.`,
    );
  }
}

/** Sets the counters of the identity columns, brings back foreign keys (checked) and triggers. */
async function finishTables(
  client: pg.ClientBase,
  { tables, sequences }: BackupManifest,
  foreignKeys: readonly ForeignKey[],
): Promise<void> {
  for (const { table, column, last } of sequences) {
    if (last === null) continue;
    await client.query(
      'select setval(pg_get_serial_sequence(quote_ident($1), $2)::regclass, $3::bigint)',
      [table, column, last],
    );
  }
  await client.query(
    [
      ...foreignKeys.map(
        ({ table, name, definition }) =>
          `${alter(table)} add constraint ${quote(name)} ${definition}`,
      ),
      ...tables.map(({ name }) => `${alter(name)} enable trigger user`),
    ].join(';\n'),
  );
}

/** Sends the rows of one table. */
class TableWriter {
  readonly name: string;
  readonly #stream: ReturnType<typeof copyFrom>;
  readonly #finished: Promise<void>;

  constructor(client: pg.ClientBase, table: TableLayout) {
    this.name = table.name;
    this.#stream = client.query(copyFrom(`copy ${quoteTable(table)} from stdin`));
    this.#finished = finished(this.#stream);
    // Reported by write() or finish().
    this.#finished.catch(() => undefined);
  }

  async write(rows: Buffer): Promise<void> {
    if (this.#stream.write(rows)) return;
    await Promise.race([once(this.#stream, 'drain'), this.#finished]);
  }

  /** Resolves with the number of rows that were stored. */
  async finish(): Promise<number> {
    this.#stream.end();
    await this.#finished;
    return this.#stream.rowCount;
  }
}

function alter(table: string): string {
  return `alter table ${quote(table)}`;
}

function quote(name: string): string {
  return pg.escapeIdentifier(name);
}
