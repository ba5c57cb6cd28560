import type { CommandLineOptions } from '../command-line-options.ts';
import type { NotificationSender } from '../notification-sender.ts';
import { formatDay } from './day-range.ts';
import { Network } from './network.ts';
import { defaultNetworkSettings } from './network-settings.ts';

/** The network that the command line asks for. Its notifications go to our portal. */
export function createNetwork(options: CommandLineOptions, sender: NotificationSender): Network {
  const network = new Network({
    portal: options.portal,
    settings: {
      ...defaultNetworkSettings,
      version: options.networkVersion,
      latencyMs: options.networkLatencyMs,
      changesPerSecond: options.networkRate,
    },
    startMs: options.networkTime,
    seed: options.seed,
    notify: (notification) => sender.send(notification, 0),
  });
  const from = formatDay(options.networkTime - 365 * 86_400_000);
  const { jobsPerDay, seed } = options;
  for (const destination of options.instances) {
    const { scheduler } = network.addInstance({ destination, storedBytes: options.storedBytes });
    if (jobsPerDay > 0) scheduler.setWorkload({ from, jobsPerDay, maxSeconds: 14_400, seed });
  }
  return network;
}
