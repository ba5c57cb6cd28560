/* The commands about accounts, their API tokens and sessions. */

import type { Command } from 'commander';
import { readSettings } from '../config/settings.ts';
import type { CreateUserOptions } from './account-commands.ts';
import type { SubjectOptions } from './privacy-commands.ts';

/** Adds `user …`, `token …` and `session …`. Each loads its own modules when it runs. */
export function addAccountCommands(program: Command): void {
  const user = program.command('user').description('accounts');

  user
    .command('create')
    .description('create an account; prints the password if it was generated')
    .argument('<username>')
    .option('--full-name <name>')
    .option('--email <email>')
    .option('--staff', 'may do everything')
    .option('--support', 'may read everything')
    .option('--password-stdin', 'read the password from standard input')
    .option('--service', 'for a program: it gets tokens, never a password')
    .action(async (username: string, options: CreateUserOptions) => {
      const { createUser } = await import('./account-commands.ts');
      await createUser(readSettings(process.env), username, options);
    });

  user
    .command('reset-password')
    .description('set a new password and end the sessions; prints it if it was generated')
    .argument('<username>')
    .option('--password-stdin', 'read the password from standard input')
    .action(async (username: string, options: { passwordStdin?: boolean }) => {
      const { resetUserPassword } = await import('./recovery-commands.ts');
      await resetUserPassword(readSettings(process.env), username, options);
    });

  user
    .command('make-staff')
    .description('make an account active staff, which may do everything')
    .argument('<username>')
    .action(async (username: string) => {
      const { makeStaff } = await import('./recovery-commands.ts');
      await makeStaff(readSettings(process.env), username);
    });

  user
    .command('export')
    .description('print everything that is stored about a person, as JSON')
    .argument('[username]')
    .option('--email <email>', 'of somebody without an account')
    .action(async (username: string | undefined, options: SubjectOptions) => {
      const { exportUser } = await import('./privacy-commands.ts');
      await exportUser(readSettings(process.env), username, options);
    });

  user
    .command('erase')
    .description('remove what is stored about a person; the audits keep a pseudonym')
    .argument('[username]')
    .option('--email <email>', 'of somebody without an account')
    .option('--yes', 'it cannot be undone')
    .action(async (username: string | undefined, options: SubjectOptions & { yes?: boolean }) => {
      const { eraseUser } = await import('./privacy-commands.ts');
      await eraseUser(readSettings(process.env), username, options);
    });

  const token = program.command('token').description('API tokens');

  token
    .command('create')
    .description('create an API token and print it, once')
    .argument('<username>')
    .option('--name <text>', 'what it is for', 'command line')
    .option('--scope <scope>', 'read, review or admin', 'admin')
    .option('--days <number>', 'days until it expires, 365 by default; none: it has no end')
    .action(async (username: string, options: { name: string; days?: string; scope: string }) => {
      const { createUserToken } = await import('./account-commands.ts');
      await createUserToken(readSettings(process.env), username, options);
    });

  token
    .command('revoke')
    .description('revoke the API tokens of one account, or all')
    .argument('[username]')
    .option('--all', 'of every account')
    .action(async (username: string | undefined, options: { all?: boolean }) => {
      const { revokeTokens } = await import('./recovery-commands.ts');
      await revokeTokens(readSettings(process.env), username, options);
    });

  program
    .command('session')
    .description('sessions of people who are signed in')
    .command('end')
    .description('end the sessions of one account, or all')
    .argument('[username]')
    .option('--all', 'of every account')
    .action(async (username: string | undefined, options: { all?: boolean }) => {
      const { endUserSessions } = await import('./recovery-commands.ts');
      await endUserSessions(readSettings(process.env), username, options);
    });
}
