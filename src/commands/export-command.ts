/* The command that writes awards, projects, people, audit and usage for other programs. */

import type { Settings } from '../config/settings.ts';
import { migrateToLatest } from '../database/migrator.ts';
import { writeExport } from '../export/write-export.ts';
import { openDatabase } from '../service/open-database.ts';

/** `export`: writes JSON lines and CSV to a new folder. Throws StartError for the folder. */
export async function exportAll(settings: Settings, folder: string): Promise<void> {
  const open = await openDatabase(settings, (line) => console.error(line), {
    disableQueryTimeout: true,
  });
  try {
    await migrateToLatest(open.db);
    const counts = await writeExport(open.db, folder);
    for (const [name, count] of Object.entries(counts)) console.log(`${name}: ${count}`);
  } finally {
    await open.close();
  }
}
