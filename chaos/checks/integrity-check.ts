import { runGatehouse } from '../../test/support/gatehouse-process.ts';
import type { Cluster } from '../cluster.ts';
import type { CheckResult } from './check-result.ts';

/** What `npx gatehouse check` says. */
export async function checkIntegrity({ postgres: server }: Cluster): Promise<CheckResult> {
  const { code, stdout, stderr } = await runGatehouse(['check'], { DATABASE_URL: server.url });
  const flaws = stdout
    .split('\n')
    .filter((line) => line !== '' && line !== 'The database is consistent.');
  if (code !== 0 && flaws.length === 0) flaws.push(`it ended with ${code}: ${stderr}`);
  const [row] = await server.query<{ count: number }>(
    'select count(*)::int as count from managed_project',
  );
  return {
    description: '`npx gatehouse check` finds the database sound',
    examinedCount: row?.count ?? 0,
    violations: flaws,
  };
}
