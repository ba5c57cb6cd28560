import { setTimeout as pause } from 'node:timers/promises';
import type { Story } from './board.ts';
import type { Bridge } from './bridge.ts';
import { knock, signalUrl } from './knock.ts';

const tries = 5;
const patienceMs = 60_000;

/** Tells the portal of a job; five failures and the job is dropped. */
export async function signalJob(bridge: Bridge, story: Story): Promise<void> {
  if (bridge.faults.losesSignals()) return;
  const { life } = bridge;
  const url = signalUrl(bridge.options.signalUrl, 'job_id', story.id);
  for (let left = tries; left > 0; left--) {
    story.signals++;
    repeat(bridge, url);
    if (await knock(url, patienceMs, life)) return;
    if (left > 1) await pause(bridge.options.retryMs);
    if (life.aborted || story.state !== 'open') return;
  }
  bridge.board.drop(story);
}

/** The same signal once more; what it is answered changes nothing. */
function repeat(bridge: Bridge, url: URL): void {
  const afterMs = bridge.faults.repeatsSignal();
  if (afterMs === undefined) return;
  const { life } = bridge;
  setTimeout(() => {
    if (!life.aborted) void knock(url, patienceMs, life);
  }, afterMs);
}
