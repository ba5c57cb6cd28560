/* The table of the bridge's jobs, with what staff can do about each. */

import { Button, Group, Table, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, readBody } from '../api/api-client.ts';
import { useMe } from '../api/current-user.ts';
import { mayManage } from '../api/permissions.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { BridgeJob } from '../api/types.ts';
import { getOutcomeText } from '../bridge/status-labels.ts';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { showSuccess } from '../parts/show-success.ts';
import { RelativeTime } from '../parts/time-format.tsx';
import { ColumnTable } from '../parts/column-table.tsx';
import { JobDetailsDialog } from './job-details-dialog.tsx';
import { describeJob, jobStates } from './job-labels.ts';
import { StateCell } from './state-cell.tsx';

type Choice = { job: BridgeJob; what: 'details' | 'retry' | 'give_up' };

export function JobTable({ jobs }: { jobs: readonly BridgeJob[] }) {
  const [choice, setChoice] = useState<Choice | null>(null);
  const close = (): void => setChoice(null);
  return (
    <>
      <ColumnTable
        minWidth={820}
        aria-label="Jobs of the bridge"
        highlightOnHover
        columns={['Job', 'Asked by', 'State', 'Received']}
        hasActions
      >
        {jobs.map((job) => (
          <JobRow key={job.uuid} job={job} onChoose={(what) => setChoice({ job, what })} />
        ))}
      </ColumnTable>
      <JobDetailsDialog job={choice?.what === 'details' ? choice.job : null} onClose={close} />
      <RetryDialog job={choice?.what === 'retry' ? choice.job : null} onClose={close} />
      <GiveUpDialog job={choice?.what === 'give_up' ? choice.job : null} onClose={close} />
    </>
  );
}

function JobRow({ job, onChoose }: { job: BridgeJob; onChoose: (what: Choice['what']) => void }) {
  const me = useMe();
  const mayDecide = mayManage(me) && (job.state === 'dead' || job.state === 'open');
  const mayRetry = mayManage(me) && job.state === 'dead' && job.outcome === 'undelivered';
  return (
    <Table.Tr style={{ verticalAlign: 'top' }}>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>{describeJob(job)}</Table.Td>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>
        {job.asked_by ?? '–'}
        {job.offering !== null && (
          <Text size="xs" c="dimmed">
            {job.offering}
          </Text>
        )}
      </Table.Td>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>
        <StateCell
          state={jobStates[job.state]}
          outcome={job.outcome === null ? null : getOutcomeText(job.outcome).name}
          failedAttempts={job.failed_attempts}
          error={job.error ?? job.last_error}
        />
      </Table.Td>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>
        <RelativeTime time={job.received} />
      </Table.Td>
      <Table.Td>
        <Group gap="xs" justify="flex-end" wrap="nowrap">
          {mayRetry && (
            <Button size="compact-sm" variant="light" onClick={() => onChoose('retry')}>
              Retry
            </Button>
          )}
          {mayDecide && (
            <Button
              size="compact-sm"
              variant="light"
              color="red"
              onClick={() => onChoose('give_up')}
            >
              Give up
            </Button>
          )}
          <Button size="compact-sm" variant="default" onClick={() => onChoose('details')}>
            Details
          </Button>
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}

interface JobDialogProps {
  job: BridgeJob | null;
  onClose: () => void;
}

function RetryDialog({ job, onClose }: JobDialogProps) {
  const queries = useQueryClient();
  const retry = async (): Promise<void> => {
    if (job === null) return;
    const params = { path: { uuid: job.uuid } };
    await readBody(api.POST('/api/bridge-jobs/{uuid}/retry/', { params }));
    showSuccess('The answer will be posted again within seconds.');
    await queries.invalidateQueries({ queryKey: queryKeys.jobs });
  };
  return (
    <ConfirmDialog
      isOpen={job !== null}
      onClose={onClose}
      title={job === null ? '' : `Retry “${describeJob(job)}”?`}
      confirmLabel="Retry"
      color="blue"
      onConfirm={retry}
    >
      The stored answer is posted again for two minutes. What the job did is not done again.
    </ConfirmDialog>
  );
}

function GiveUpDialog({ job, onClose }: JobDialogProps) {
  const queries = useQueryClient();
  const giveUp = async (): Promise<void> => {
    if (job === null) return;
    const params = { path: { uuid: job.uuid } };
    await readBody(api.POST('/api/bridge-jobs/{uuid}/give_up/', { params }));
    showSuccess(`“${describeJob(job)}” is given up.`);
    await queries.invalidateQueries({ queryKey: queryKeys.jobs });
  };
  return (
    <ConfirmDialog
      isOpen={job !== null}
      onClose={onClose}
      title={job === null ? '' : `Give up “${describeJob(job)}”?`}
      confirmLabel="Give up"
      onConfirm={giveUp}
    >
      The awarding portal gets no answer to this job. It asks again on its own if it still needs
      one.
    </ConfirmDialog>
  );
}
