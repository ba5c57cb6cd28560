import { gatehouse } from '../../test/support/process.ts';
import type { House } from '../house.ts';
import type { Check } from './check.ts';

/** What `npx gatehouse check` says. */
export async function checkSoundness({ server }: House): Promise<Check> {
  const { code, stdout, stderr } = await gatehouse(['check'], { DATABASE_URL: server.url });
  const flaws = stdout
    .split('\n')
    .filter((line) => line !== '' && line !== 'The database is sound.');
  if (code !== 0 && flaws.length === 0) flaws.push(`it ended with ${code}: ${stderr}`);
  const [row] = await server.query<{ count: number }>(
    'select count(*)::int as count from managed_project',
  );
  return {
    what: '`npx gatehouse check` finds the database sound',
    examined: row?.count ?? 0,
    flaws,
  };
}
