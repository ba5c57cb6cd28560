/* The command that moves a site from Waldur to Gatehouse. */

import type { Settings } from '../config/settings.ts';
import { migrateToLatest } from '../database/migrator.ts';
import { parseWaldurUrl, readWaldurToken } from '../import-waldur/read-source.ts';
import { runImport } from '../import-waldur/run-import.ts';
import { WaldurClient } from '../import-waldur/waldur-client.ts';
import { openDatabase } from '../service/open-database.ts';

export interface ImportCommandOptions {
  dryRun?: boolean;
  tokenFile?: string;
}

/**
 * `import-waldur`: takes over templates, customers, people, roles, projects, awards and their audit,
 * and prints what was made, changed and left out. Returns whether nothing stood in the way. Throws
 * StartError for the URL, the token, or a Waldur that cannot be read.
 */
export async function importWaldur(
  settings: Settings,
  url: string,
  { dryRun: isDryRun = false, tokenFile }: ImportCommandOptions,
  env: NodeJS.ProcessEnv,
): Promise<boolean> {
  const source = parseWaldurUrl(url);
  const token = readWaldurToken(env, tokenFile);
  const say = (line: string): void => console.error(line);
  const client = new WaldurClient({ baseUrl: source, token, onRetry: say });
  const { portal, publicUrl } = settings;
  const open = await openDatabase(settings, say, { disableQueryTimeout: true });
  try {
    await migrateToLatest(open.db);
    const clock = (): Date => new Date();
    const options = { db: open.db, client, source, portal, publicUrl, isDryRun, clock, say };
    const { report, violations } = await runImport(options);
    for (const line of [...report.format(), ...violations]) console.log(line);
    const isRefused = report.collisions.length + violations.length > 0;
    if (isRefused) console.log('Nothing was changed: the import was refused.');
    else if (isDryRun) console.log('Nothing was changed: this was a dry run.');
    return !isRefused;
  } finally {
    await open.close();
  }
}
