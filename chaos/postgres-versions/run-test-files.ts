import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { projectRoot } from '../../test/support/gatehouse-process.ts';

/**
 * The test files to run on each version: migrations, connections, decisions, lists, bridge jobs,
 * audit, what leaves the service, people, figures, backups.
 */
export const databaseTests = [
  'access/token-routes',
  'audit/audit',
  'backup/backup',
  'bridge/bridge-connection',
  'bridge/job-store',
  'database/check-server',
  'database/connection-pool',
  'database/database-unavailable',
  'database/pgbouncer',
  'database/session-settings',
  'database/upgrade',
  'export/export',
  'machines/award-life',
  'managed-projects/award-json',
  'managed-projects/award-search',
  'managed-projects/decision-input',
  'managed-projects/end-embargoes',
  'managed-projects/list-awards',
  'managed-projects/receive-award',
  'managed-projects/review-award',
  'managed-projects/update-award',
  'outbox/deliver-outbox',
  'people/people',
  'privacy/erase-person',
  'usage-reports/usage-reports',
  'webhooks/delivery',
].map((name) => `test/${name}.test.ts`);

/** Runs test files on the new server at `url`, as `npm test` does. Returns whether all passed. */
export async function runTestFiles(url: string, files: readonly string[]): Promise<boolean> {
  const runner = path.join(projectRoot, 'test', 'support', 'run-tests.ts');
  const args = [...process.execArgv, runner, '--test-reporter=dot', ...files];
  const child = spawn(process.execPath, args, {
    cwd: projectRoot,
    env: { ...process.env, GATEHOUSE_TEST_POSTGRES: url },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [code] = await once(child, 'exit');
  return code === 0;
}
