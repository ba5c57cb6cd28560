import { createServer } from 'node:http';
import { fetchJob, sendResult } from '../src/bridge/bridge-calls.ts';
import { BridgeClient } from '../src/bridge/bridge-client.ts';
import { readInvite } from '../src/bridge/invite-file.ts';
import { ConnectionState } from '../src/bridge/connection-state.ts';
import type { Job } from '../src/openportal/job.ts';

/*
 * A portal that answers every job with a constant, to measure the cost of the signal, of fetching
 * the job and of sending a result alone. Arguments: the invite file and the port.
 */
const [invitePath = '', port = '0'] = process.argv.slice(2);
const client = new BridgeClient({
  invite: readInvite(invitePath, { allowPlainHttp: false }),
  state: new ConnectionState(
    () => new Date(),
    () => undefined,
  ),
  onVersion: () => undefined,
});
const server = createServer((request, response) => {
  const id = new URL(request.url ?? '/', 'http://localhost').searchParams.get('job_id');
  response.setHeader('content-type', 'application/json').end('{"status":"OK"}');
  if (id !== null) void sendConstantAnswer(id);
});
server.listen(Number(port), '127.0.0.1', () => console.log('listening'));
process.on('SIGTERM', () => process.exit(0));
process.on('disconnect', () => process.exit(0));

async function sendConstantAnswer(id: string): Promise<void> {
  const job = await fetchJob(client, id);
  await sendResult(client, toConstantResult(job));
}

function toConstantResult(job: Job): Job {
  const version = Number(job.version) + 1000;
  return {
    ...job,
    version,
    state: 'Complete',
    result: '"p:a.brics"',
    result_type: 'ProjectMapping',
  };
}
