import { setTimeout as pause } from 'node:timers/promises';
import type { PortalClient } from '../portal-client.ts';
import type { RunJob } from './run-job-board.ts';

/** Sends a command as our portal does, without the product's code. Returns the job as it is then. */
export async function startCommand(portal: PortalClient, command: string): Promise<RunJob> {
  return (await portal.postJson('run', { command })) as RunJob;
}

export async function getRunJob(portal: PortalClient, id: string): Promise<RunJob> {
  return (await portal.postJson('status', { job: id })) as RunJob;
}

/** Sends a command and waits until it is done. */
export async function runCommand(portal: PortalClient, command: string): Promise<RunJob> {
  const { id } = await startCommand(portal, command);
  return waitForRunJob(portal, id);
}

export async function waitForRunJob(portal: PortalClient, id: string): Promise<RunJob> {
  for (let tries = 0; tries < 2000; tries++) {
    const job = await getRunJob(portal, id);
    if (job.state === 'Complete' || job.state === 'Error') return job;
    await pause(5);
  }
  throw new Error(`Not finished: ${id}`);
}
