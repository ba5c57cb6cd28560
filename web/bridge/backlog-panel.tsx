import type { BridgeStatus } from '../api/types.ts';
import { PropertyList } from '../parts/property-list.tsx';
import { Panel } from './panel.tsx';
import { formatDuration } from './status-labels.ts';

/** What is on its way: jobs to be answered, decisions to be told. */
export function BacklogPanel({ status }: { status: BridgeStatus }) {
  const { bridge, oldest_unanswered_job_seconds: job, outbox } = status;
  const told =
    outbox.depth === 0 ? 'Everything is told' : `${outbox.depth.toLocaleString('en')} to tell`;
  const oldest = outbox.oldest_seconds;
  return (
    <Panel title="Waiting">
      <PropertyList
        properties={[
          ...(bridge === 'no bridge'
            ? []
            : [
                [
                  'Jobs',
                  job === null ? 'All are answered' : `The oldest for ${formatDuration(job)}`,
                ] as const,
              ]),
          ['Outbox', told],
          ['Its oldest', oldest === null ? '–' : `For ${formatDuration(oldest)}`],
        ]}
      />
    </Panel>
  );
}
