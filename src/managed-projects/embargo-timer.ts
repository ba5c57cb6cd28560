import { PeriodicTask } from '../scheduling/periodic-task.ts';
import { type EmbargoContext, endEmbargoes } from './end-embargoes.ts';

/**
 * Awards must be approved at the latest a minute after their embargo (docs/rules/awards.md, A3.16).
 */
const CHECK_INTERVAL_MS = 15_000;

/**
 * Ends embargoes for as long as the service runs, in every process: a run that finds nothing to do
 * is one look into an index.
 */
export function createEmbargoTimer(context: EmbargoContext): PeriodicTask {
  return new PeriodicTask({
    intervalMs: CHECK_INTERVAL_MS,
    minGapMs: CHECK_INTERVAL_MS,
    task: async () => {
      await endEmbargoes(context);
    },
    onError: context.onError,
  });
}
