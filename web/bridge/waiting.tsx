import type { BridgeStatus } from '../api/types.ts';
import { Facts } from '../parts/facts.tsx';
import { Panel } from './panel.tsx';
import { durationInWords } from './words.ts';

/** What is on its way: jobs to be answered, decisions to be told. */
export function Waiting({ status }: { status: BridgeStatus }) {
  const { bridge, oldest_unanswered_job_seconds: job, outbox } = status;
  const told =
    outbox.depth === 0 ? 'Everything is told' : `${outbox.depth.toLocaleString('en')} to tell`;
  const oldest = outbox.oldest_seconds;
  return (
    <Panel title="Waiting">
      <Facts
        facts={[
          ...(bridge === 'no bridge'
            ? []
            : [
                [
                  'Jobs',
                  job === null ? 'All are answered' : `The oldest for ${durationInWords(job)}`,
                ] as const,
              ]),
          ['Outbox', told],
          ['Its oldest', oldest === null ? '–' : `For ${durationInWords(oldest)}`],
        ]}
      />
    </Panel>
  );
}
