/*
 * The command line of the service. Each command loads its own modules when it runs: all of them
 * would take most of the time of a short command.
 */

import { Command } from 'commander';
import { BadInput } from './award/bad-input.ts';
import { addAccountCommands } from './commands/add-account-commands.ts';
import type { ImportCommandOptions } from './commands/import-command.ts';
import type { RotateSecretsOptions } from './commands/rotate-secrets.ts';
import { describeSettings, readSettings } from './config/settings.ts';
import { version } from './config/version.ts';
import { isDatabaseUnavailable } from './database/database-unavailable.ts';
import { RefusedError } from './errors/refused-error.ts';
import { StartError } from './errors/start-error.ts';
import { exitCodes } from './service/process-guard.ts';

const program = new Command('gatehouse')
  .description(
    'Receives OpenPortal awards, has them reviewed, and creates the local projects. ' +
      'Settings are environment variables (see `gatehouse settings`).',
  )
  .version(version);

program
  .command('serve')
  .description('serve until Ctrl-C')
  .option(
    '--demo',
    'fill an empty database with sixty example awards; without a bridge, start a stand-in of one',
  )
  .action(async (options: { demo?: boolean }) => {
    const { serve } = await import('./commands/serve.ts');
    await serve(readSettings(process.env), { demo: options.demo ?? false });
  });

program
  .command('migrate')
  .description('apply pending database migrations')
  .action(async () => {
    const [{ openDatabase }, { migrateToLatest }, { migrateJobQueue }] = await Promise.all([
      import('./service/open-database.ts'),
      import('./database/migrator.ts'),
      import('./bridge/job-queue.ts'),
    ]);
    const open = await openDatabase(readSettings(process.env), (line) => console.error(line));
    try {
      const { applied } = await migrateToLatest(open.db);
      await migrateJobQueue(open.openPool);
      console.log(applied.length === 0 ? 'Nothing to do.' : `Applied: ${applied.join(', ')}`);
    } finally {
      await open.close();
    }
  });

program
  .command('settings')
  .description(
    'print every setting: its value, where that comes from, what it is for; checks the sign-on file',
  )
  .action(async () => {
    const settings = readSettings(process.env);
    const { describeProviders, readProviders } = await import('./sign-on/provider-config.ts');
    const providers = readProviders(settings.signOnConfig);
    for (const { variable, value, source, description } of describeSettings(process.env)) {
      console.log(`${variable.padEnd(26)} ${value}  (${source}) – ${description}`);
    }
    for (const { variable, value } of describeProviders(providers)) {
      console.log(`${variable}  ${value}`);
    }
  });

program
  .command('backup')
  .description('write everything that the database holds to a file, while the service goes on')
  .argument('<file>', 'a new file; a tar archive, compressed with gzip')
  .option(
    '--recipient <key>',
    'encrypt it for this public key of age; repeatable; else as set',
    (key: string, keys: string[] = []) => [...keys, key],
  )
  .action(async (file: string, { recipient }: { recipient?: string[] }) => {
    const { backUp } = await import('./commands/backup-commands.ts');
    await backUp(readSettings(process.env), file, recipient);
  });

program
  .command('restore')
  .description('fill an empty database from a backup, migrate and check it; exit 1 for a problem')
  .argument('<file>')
  .option('--key-file <file>', 'the secret keys of age, for an encrypted backup')
  .action(async (file: string, options: { keyFile?: string }) => {
    const { restore } = await import('./commands/backup-commands.ts');
    process.exitCode = (await restore(readSettings(process.env), file, options)) ? 0 : 1;
  });

program
  .command('create-backup-key')
  .description('make a key pair of age; prints the public key, with which backups are encrypted')
  .argument('<file>', 'a new file for the secret key; keep it away from this machine')
  .action(async (file: string) => {
    const { createBackupKey } = await import('./commands/backup-commands.ts');
    await createBackupKey(file);
  });

program
  .command('export')
  .description('write awards, projects, people, audit and usage as JSON lines and CSV')
  .argument('<folder>', 'a new folder; docs/export.md has the columns')
  .action(async (folder: string) => {
    const { exportAll } = await import('./commands/export-command.ts');
    await exportAll(readSettings(process.env), folder);
  });

program
  .command('import-waldur')
  .description(
    'take over templates, customers, people, projects, awards and audit of a Waldur; exit 1 if refused',
  )
  .argument('<url>', 'of the Waldur, such as https://waldur.example.org')
  .option('--dry-run', 'only report what would be made, changed and left out')
  .option(
    '--token-file <file>',
    'a file with a token of a staff account of the Waldur; else GATEHOUSE_WALDUR_TOKEN or GATEHOUSE_WALDUR_TOKEN_FILE',
  )
  .action(async (url: string, options: ImportCommandOptions) => {
    const { importWaldur } = await import('./commands/import-command.ts');
    const settings = readSettings(process.env);
    process.exitCode = (await importWaldur(settings, url, options, process.env)) ? 0 : 1;
  });

program
  .command('answer')
  .description('answer one job or an array of jobs, in the JSON of a bridge')
  .argument('[file]', 'a JSON file, or - for standard input', '-')
  .action(async (file: string) => {
    const { answerJobs } = await import('./commands/answer-jobs.ts');
    await answerJobs(readSettings(process.env), file);
  });

addAccountCommands(program);

program
  .command('rotate-secrets')
  .description('make the keys of cookies new, and seal waiting jobs under a new invite')
  .option(
    '--old-invite <file>',
    'the invite file until now, where OPENPORTAL_CONFIG names a new one',
  )
  .option(
    '--secret-key',
    'also seal the secrets of webhooks under the first of the two keys of GATEHOUSE_SECRET_KEY',
  )
  .option('--mail-links', 'also the key of links in mails: links in earlier ones stop working')
  .action(async (options: RotateSecretsOptions) => {
    const { rotateSecrets } = await import('./commands/rotate-secrets.ts');
    await rotateSecrets(readSettings(process.env), options);
  });

const maintenance = program
  .command('maintenance')
  .description('refuse changes on all replicas, while everything can be read');

maintenance
  .command('on')
  .description('refuse changes from now on; ends when none is under way any more')
  .option('--message <text>', 'what people read beside it, such as when it ends')
  .action(async (options: { message?: string }) => {
    const { switchMaintenanceOn } = await import('./commands/maintenance-commands.ts');
    await switchMaintenanceOn(readSettings(process.env), options);
  });

maintenance
  .command('off')
  .description('accept changes again')
  .action(async () => {
    const { switchMaintenanceOff } = await import('./commands/maintenance-commands.ts');
    await switchMaintenanceOff(readSettings(process.env));
  });

maintenance
  .command('status')
  .description('print whether changes are refused')
  .action(async () => {
    const { printMaintenance } = await import('./commands/maintenance-commands.ts');
    await printMaintenance(readSettings(process.env));
  });

program
  .command('mail')
  .description('mails')
  .command('preview')
  .description('write every mail with made-up data, in every language, as text, HTML and .eml')
  .argument('<folder>', 'it is created; files in it are replaced')
  .action(async (folder: string) => {
    const { previewMails } = await import('./commands/mail-commands.ts');
    await previewMails(readSettings(process.env), folder);
  });

program
  .command('check')
  .description('check the database for inconsistencies; prints one line per problem, exit 1 if any')
  .action(async () => {
    const { checkDatabase } = await import('./commands/check-database.ts');
    process.exitCode = (await checkDatabase(readSettings(process.env))) ? 0 : 1;
  });

try {
  await program.parseAsync();
} catch (error) {
  console.error(formatError(error));
  process.exitCode = toExitCode(error);
}

/** 1 for what the operator can correct; for the others another start may go well. */
function toExitCode(error: unknown): number {
  if (isOperatorError(error)) return 1;
  return isDatabaseUnavailable(error) ? exitCodes.unavailable : exitCodes.fault;
}

function isOperatorError(error: unknown): error is Error {
  return error instanceof StartError || error instanceof BadInput || error instanceof RefusedError;
}

/** What the operator can correct, a line each; a stack trace only for our own faults. */
function formatError(error: unknown): string {
  if (isOperatorError(error)) {
    return error.message.replaceAll(/^/gm, 'gatehouse: ');
  }
  if (isDatabaseUnavailable(error)) {
    return `gatehouse: The database cannot be reached (${getErrorCode(error)}).`;
  }
  return `gatehouse: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

function getErrorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'no connection';
}
