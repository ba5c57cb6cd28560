/* The table of the bridge's jobs, with what staff can do about each. */

import { Button, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { useMe } from '../api/current-user.ts';
import { mayManage } from '../api/permissions.ts';
import type { BridgeJob } from '../api/types.ts';
import { getOutcomeText } from '../bridge/status-labels.ts';
import { ColumnTable } from '../parts/column-table.tsx';
import { RelativeTime } from '../parts/time-format.tsx';
import { ActionButtons } from './action-buttons.tsx';
import { giveUpJob, retryJob } from './job-actions.ts';
import { JobDetailsDialog } from './job-details-dialog.tsx';
import { describeJob, jobStates } from './job-labels.ts';
import type { DialogAction } from '../parts/action-dialog.tsx';
import { StateCell } from './state-cell.tsx';

interface JobTableProps {
  jobs: readonly BridgeJob[];
  /** Asks before an action, in a dialog that outlives the table: the action may empty it. */
  onChoose: (action: DialogAction) => void;
}

export function JobTable({ jobs, onChoose }: JobTableProps) {
  const [detailed, setDetailed] = useState<BridgeJob | null>(null);
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
          <JobRow key={job.uuid} job={job} onChoose={onChoose} onDetails={() => setDetailed(job)} />
        ))}
      </ColumnTable>
      <JobDetailsDialog job={detailed} onClose={() => setDetailed(null)} />
    </>
  );
}

interface JobRowProps {
  job: BridgeJob;
  onChoose: (action: DialogAction) => void;
  onDetails: () => void;
}

function JobRow({ job, onChoose, onDetails }: JobRowProps) {
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
        <ActionButtons
          onRetry={mayRetry ? () => onChoose(retryJob(job)) : null}
          onGiveUp={mayDecide ? () => onChoose(giveUpJob(job)) : null}
        >
          <Button size="compact-sm" variant="default" onClick={onDetails}>
            Details
          </Button>
        </ActionButtons>
      </Table.Td>
    </Table.Tr>
  );
}
