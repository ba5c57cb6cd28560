import { setTimeout as pause } from 'node:timers/promises';
import type { JobRecord } from './job-board.ts';
import type { BridgeState } from './bridge-state.ts';
import { sendSignal, buildSignalUrl } from './send-signal.ts';

const maxAttempts = 5;
const signalTimeoutMs = 60_000;

/** Signals a job to the portal; after five failures the job is dropped. */
export async function sendJobSignal(bridge: BridgeState, story: JobRecord): Promise<void> {
  if (bridge.faults.drawSignalLoss()) return;
  const { lifetimeSignal: life } = bridge;
  const url = buildSignalUrl(bridge.options.signalUrl, 'job_id', story.id);
  for (let left = maxAttempts; left > 0; left--) {
    story.signalCount++;
    scheduleDuplicate(bridge, url);
    if (await sendSignal(url, signalTimeoutMs, life)) return;
    if (left > 1) await pause(bridge.options.retryMs);
    if (life.aborted || story.state !== 'open') return;
  }
  bridge.board.dropJob(story);
}

/** Sends the same signal once more; its answer is ignored. */
function scheduleDuplicate(bridge: BridgeState, url: URL): void {
  const afterMs = bridge.faults.drawRepeatDelay();
  if (afterMs === undefined) return;
  const { lifetimeSignal: life } = bridge;
  setTimeout(() => {
    if (!life.aborted) void sendSignal(url, signalTimeoutMs, life);
  }, afterMs);
}
