import type { BridgeStatus } from '../api/types.ts';
import { PropertyList } from '../parts/property-list.tsx';
import { ChannelList } from './channel-list.tsx';
import { DeadDeliveries, DeadJobs } from './dead-entries.tsx';
import { Panel } from './status-panel.tsx';
import { formatDuration } from './status-labels.ts';

const formatEntryCount = (count: number): string =>
  `${count.toLocaleString('en')} ${count === 1 ? 'entry' : 'entries'} to send`;

/** Whether this service sends mail. */
function describeMail(channels: BridgeStatus['outbox']['channels']): string {
  const isOn = channels.some(
    ({ channel, is_configured: isConfigured }) => channel === 'mail' && isConfigured,
  );
  return isOn ? 'On' : 'Off: GATEHOUSE_SMTP_URL is not set';
}

/** What waits to be processed or sent, or for a decision of staff: jobs and entries of the outbox. */
export function BacklogPanel({ status }: { status: BridgeStatus }) {
  const { bridge, oldest_unanswered_job_seconds: job, outbox } = status;
  const { depth, oldest_seconds: oldest } = outbox;
  return (
    <Panel title="Waiting">
      <PropertyList
        properties={[
          ...(bridge === 'no bridge'
            ? []
            : [
                [
                  'Jobs',
                  job === null ? 'All answered' : `Oldest waits ${formatDuration(job)}`,
                ] as const,
              ]),
          ['Outbox', depth === 0 ? 'Outbox empty' : formatEntryCount(depth)],
          ['Oldest entry', oldest === null ? '–' : `${formatDuration(oldest)} old`],
          ['Dead jobs', <DeadJobs key="jobs" status={status} />],
          ['Dead deliveries', <DeadDeliveries key="deliveries" status={status} />],
          ['Mail', describeMail(outbox.channels)],
        ]}
      />
      <ChannelList channels={outbox.channels} />
    </Panel>
  );
}
