import type { LauncherKill } from '../replica.ts';
import type { CheckResult } from './check-result.ts';

/** A service that outlives its launcher would answer with an old version, and be stopped by nobody. */
export function checkLauncherKills(kills: readonly LauncherKill[]): CheckResult {
  return {
    description: 'a service whose launcher is killed ends',
    examinedCount: kills.length,
    violations: kills
      .filter(
        ({ servicePid, endedAfterSeconds }) => servicePid !== null && endedAfterSeconds === null,
      )
      .map(({ servicePid }) => `process ${servicePid} runs on without a launcher`),
  };
}
