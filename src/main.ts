import { Command } from 'commander';
import { BadInput } from './award/bad-input.ts';
import { migrateJobQueue } from './bridge/job-queue.ts';
import {
  createUser,
  createUserToken,
  type CreateUserOptions,
} from './commands/account-commands.ts';
import { answerJobs } from './commands/answer-jobs.ts';
import { checkDatabase } from './commands/check-database.ts';
import { serve } from './commands/serve.ts';
import { migrateToLatest } from './database/migrator.ts';
import { isDatabaseUnavailable } from './database/database-unavailable.ts';
import { RefusedError } from './errors/refused-error.ts';
import { openDatabase } from './service/open-database.ts';
import { describeSettings, readSettings } from './config/settings.ts';
import { StartError } from './errors/start-error.ts';
import { version } from './config/version.ts';

const program = new Command('gatehouse')
  .description('The desk between awarding portals and a site. Settings come from the environment.')
  .version(version);

program
  .command('serve')
  .description('serve until Ctrl-C')
  .option('--demo', 'fill an empty desk with believable awards')
  .action((options: { demo?: boolean }) =>
    serve(readSettings(process.env), { demo: options.demo ?? false }),
  );

program
  .command('migrate')
  .description('bring the database to the newest layout')
  .action(async () => {
    const open = await openDatabase(readSettings(process.env), (line) => console.error(line));
    try {
      const { applied } = await migrateToLatest(open.db);
      await migrateJobQueue(open.connectionString);
      console.log(applied.length === 0 ? 'Nothing to do.' : `Applied: ${applied.join(', ')}`);
    } finally {
      await open.close();
    }
  });

program
  .command('settings')
  .description('print the settings, where each comes from and what it means')
  .action(() => {
    readSettings(process.env);
    for (const { variable, value, source, meaning } of describeSettings(process.env)) {
      console.log(`${variable.padEnd(26)} ${value}  (${source}) – ${meaning}`);
    }
  });

program
  .command('answer')
  .description('answer one job or an array of jobs, as a bridge hands them over')
  .argument('[file]', 'a JSON file, or - for standard input', '-')
  .action((file: string) => answerJobs(readSettings(process.env), file));

program
  .command('user')
  .description('accounts')
  .command('create')
  .description('make an account; prints the password where it was generated')
  .argument('<username>')
  .option('--full-name <name>')
  .option('--email <address>')
  .option('--staff', 'may do everything')
  .option('--support', 'may read everything')
  .option('--password-stdin', 'read the password from standard input')
  .option('--service', 'for a program: it gets tokens, never a password')
  .action((username: string, options: CreateUserOptions) =>
    createUser(readSettings(process.env), username, options),
  );

program
  .command('token')
  .description('API tokens')
  .command('create')
  .description('make an API token; prints it, this once')
  .argument('<username>')
  .option('--name <text>', 'what it is for', 'command line')
  .option('--scope <scope>', 'read, review or admin', 'admin')
  .option('--days <number>', 'how long it lasts; for ever where not given')
  .action((username: string, options: { name: string; days?: string; scope: string }) =>
    createUserToken(readSettings(process.env), username, options),
  );

program
  .command('check')
  .description('check whether the database is sound; exit 1 and one line a flaw where not')
  .action(async () => {
    process.exitCode = (await checkDatabase(readSettings(process.env))) ? 0 : 1;
  });

try {
  await program.parseAsync();
} catch (error) {
  console.error(`gatehouse: ${formatError(error)}`);
  process.exitCode = 1;
}

/** One line for what the operator can mend; a stack only for what we must. */
function formatError(error: unknown): string {
  if (error instanceof StartError || error instanceof BadInput || error instanceof RefusedError)
    return error.message;
  if (isDatabaseUnavailable(error))
    return `The database cannot be reached (${getErrorCode(error)}).`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function getErrorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'no connection';
}
