import { helpText, type CommandLineOptions, readOptions } from './command-line-options.ts';
import { startBridgeServer } from './bridge-server.ts';

/* `node test/support/bridge/main.ts`: a stand-in of OpenPortal's op-bridge in its own process. */
async function main(args: string[]): Promise<void> {
  const options = readOptions(args);
  if (!options) {
    console.log(helpText);
    return;
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(0));
  // A stand-in that was started by a test ends with it.
  if (process.connected) process.on('disconnect', () => process.exit(0));
  const url = await startBridgeServer(options);
  const { portal, invite } = options;
  console.log(`The stand-in of a bridge listens at ${url} (portal ${portal}, invite ${invite})`);
  console.log(formatUsageExamples(url, options));
}

function formatUsageExamples(url: string, { invite, signalUrl }: CommandLineOptions): string {
  const submission = JSON.stringify({
    portal: 'ukri',
    offering: 'isambard-ai',
    instruction: `create_project p1.ukri ${JSON.stringify({ name: 'One', template: 'cpu' })}`,
  });
  return `
Start Gatehouse with OPENPORTAL_CONFIG=${invite}; signals go to
${signalUrl}

List the registered offerings, submit a command as the awarding portal, and show the answer:
  curl ${url}/stand-in/offerings
  curl ${url}/stand-in/ask -d '${submission}'
  curl '${url}/stand-in/jobs/ID?wait=20'
List all jobs, the notifications from Gatehouse, and the rules that it broke:
  curl ${url}/stand-in/jobs
  curl ${url}/stand-in/notifications
  curl ${url}/stand-in/violations
Inject faults, stop them, restart the bridge:
  curl ${url}/stand-in/faults -d '{"chance":{"500":0.2,"drop":0.1},"lost_signals":0.1}'
  curl ${url}/stand-in/faults -d '{}'
  curl ${url}/stand-in/restart -d '{"down_ms":500}'

Look at the clusters behind it and at what Gatehouse sent to them, let Slurm fail, move their clock by a day:
  curl ${url}/stand-in/network/instances
  curl ${url}/stand-in/network/instructions
  curl ${url}/stand-in/network/faults -d '{"faults":[{"fault":"slurm-down"}]}'
  curl ${url}/stand-in/network/faults -d '{"faults":[]}'
  curl ${url}/stand-in/network/advance -d '{"seconds":86400}'

Ctrl-C ends it.`;
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
