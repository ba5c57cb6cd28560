/* The commands that write and restore backups. */

import { writeFileSync } from 'node:fs';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { checkRecipients, readIdentities } from '../backup/backup-encryption.ts';
import { writeBackupFile } from '../backup/backup-file.ts';
import { createProgressLines, formatBytes } from '../backup/progress-lines.ts';
import { restoreBackup } from '../backup/restore-backup.ts';
import type { ReportBackupProgress } from '../backup/write-backup.ts';
import type { Settings } from '../config/settings.ts';
import { migrateToLatest, migrateToLayout } from '../database/migrator.ts';
import { StartError } from '../errors/start-error.ts';
import { findViolations } from '../service/integrity-rules.ts';
import { type OpenDatabase, openDatabase } from '../service/open-database.ts';

/** Where the connections of a backup come from: COPY lasts longer than a statement may. */
const poolOptions = { max: 1, disableQueryTimeout: true } as const;

/**
 * `backup`: writes everything that the database holds to a file, while the service goes on.
 * `recipients`: public keys of age; by default those of the settings. Throws StartError.
 */
export async function backUp(
  settings: Settings,
  file: string,
  recipients: readonly string[] = settings.backupRecipients ?? [],
): Promise<void> {
  checkRecipients(recipients);
  await withOpenDatabase(settings, async ({ openPool }) => {
    const pool = openPool(poolOptions);
    try {
      const summary = await writeBackupFile({
        pool,
        file,
        recipients,
        now: new Date(),
        report: reportProgress('Read'),
      });
      console.log(
        `${summary.rows} rows of ${summary.tables} tables are in ${file} (${formatBytes(summary.bytes)}), verified.`,
      );
    } finally {
      await pool.end();
    }
  });
}

/**
 * `restore`: fills an empty database from a backup, migrates and checks it. Returns whether the
 * database is consistent. Throws StartError.
 */
export async function restore(
  settings: Settings,
  file: string,
  { keyFile }: { keyFile?: string },
): Promise<boolean> {
  const identities = keyFile === undefined ? [] : readIdentities(keyFile);
  return withOpenDatabase(settings, async ({ db, openPool }) => {
    const pool = openPool(poolOptions);
    try {
      const manifest = await restoreBackup({
        pool,
        file,
        identities,
        prepareLayout: (migrations) => migrateToLayout(db, migrations),
        report: reportProgress('Restored'),
      });
      const { applied } = await migrateToLatest(db);
      await pool.query('analyze');
      console.log(`The database is as it was at ${manifest.created}.`);
      if (applied.length > 0) console.log(`Applied: ${applied.join(', ')}`);
    } finally {
      await pool.end();
    }
    const violations = await findViolations(db);
    for (const violation of violations) console.log(violation);
    if (violations.length === 0) console.log('The database is consistent.');
    return violations.length === 0;
  });
}

/** `create-backup-key`: writes a secret key of age to a new file and prints its public key. */
export async function createBackupKey(file: string): Promise<void> {
  const identity = await generateIdentity();
  const recipient = await identityToRecipient(identity);
  try {
    writeFileSync(file, `# public key: ${recipient}\n${identity}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    throw new StartError(
      `${file} cannot be written (${(error as NodeJS.ErrnoException).code}); an existing file is kept.`,
    );
  }
  console.log(recipient);
}

async function withOpenDatabase<Result>(
  settings: Settings,
  work: (open: OpenDatabase) => Promise<Result>,
): Promise<Result> {
  const open = await openDatabase(settings, (line) => console.error(line), {
    disableQueryTimeout: true,
  });
  try {
    return await work(open);
  } finally {
    await open.close();
  }
}

/** Lines on standard error, so that standard output has the result alone. */
function reportProgress(verb: string): ReportBackupProgress {
  return createProgressLines(
    verb,
    () => performance.now(),
    (line) => console.error(line),
  );
}
