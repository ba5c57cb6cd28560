import { type EventLoopUtilization, performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';

/** The share of the time that work in the background may keep the event loop busy. */
export const MAX_BUSY_SHARE = 0.25;
/** So that the work goes on where requests alone keep the event loop busier. */
export const MAX_REST_MS = 1000;
const LOOK_MS = 20;

/**
 * Waits until the event loop was busy for at most a quarter of the time since `mark`
 * (`performance.eventLoopUtilization()`), one second at most: requests of people come before a
 * backlog in the background.
 */
export async function restWhileBusy(mark: EventLoopUtilization): Promise<void> {
  const end = performance.now() + MAX_REST_MS;
  while (
    performance.eventLoopUtilization(mark).utilization > MAX_BUSY_SHARE &&
    performance.now() < end
  ) {
    await pause(LOOK_MS);
  }
}
