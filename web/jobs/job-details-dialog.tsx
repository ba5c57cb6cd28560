/* Everything that people may see of one job. */

import { Code, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { BridgeJob, BridgeJobDetail } from '../api/types.ts';
import { getOutcomeText } from '../bridge/status-labels.ts';
import { FormDialog } from '../parts/form-dialog.tsx';
import { MarkedText } from '../parts/marked-text.tsx';
import { PropertyList } from '../parts/property-list.tsx';
import { QueryContent } from '../parts/query-state.tsx';
import { SiteTime } from '../parts/time-format.tsx';
import { describeJob } from './job-labels.ts';

interface JobDetailsDialogProps {
  job: BridgeJob | null;
  onClose: () => void;
}

export function JobDetailsDialog({ job, onClose }: JobDetailsDialogProps) {
  return (
    <FormDialog
      opened={job !== null}
      onClose={onClose}
      title={job === null ? '' : describeJob(job)}
      size="lg"
    >
      {job !== null && <JobDetails uuid={job.uuid} />}
    </FormDialog>
  );
}

function JobDetails({ uuid }: { uuid: string }) {
  const job = useQuery({
    queryKey: [...queryKeys.jobs, 'bridge', uuid],
    queryFn: () => readBody(api.GET('/api/bridge-jobs/{uuid}/', { params: { path: { uuid } } })),
  });
  return (
    <QueryContent query={job} rows={6}>
      {(detail) => (
        <Stack>
          <PropertyList properties={listProperties(detail)} />
          <Title order={3} size="h5">
            What was answered
          </Title>
          <Answer answer={detail.answer} />
        </Stack>
      )}
    </QueryContent>
  );
}

function listProperties(job: BridgeJobDetail) {
  const time = (text: string | null) => (text === null ? '–' : <SiteTime time={text} />);
  const outcome = job.outcome === null ? null : getOutcomeText(job.outcome);
  return [
    ['Id', job.uuid],
    ['Asked by', job.asked_by ?? '–'],
    ['Offering', job.offering ?? '–'],
    ['Outcome', outcome === null ? 'None yet' : `${outcome.name}: ${outcome.description}`],
    ['Received', time(job.received)],
    ['Result reached', time(job.answered)],
    ['Closed', time(job.closed)],
    ['Expires', time(job.expires)],
    ['Failed attempts', String(job.failed_attempts)],
    [
      'Last failure',
      job.last_error === null ? (
        '–'
      ) : (
        <Fragment key="failure">
          {time(job.last_attempt)}: <MarkedText text={job.last_error} />
        </Fragment>
      ),
    ],
  ] as const;
}

function Answer({ answer }: { answer: BridgeJobDetail['answer'] }) {
  if (answer === null) return <Text size="sm">Nothing, or it is not stored any more.</Text>;
  const size = `${answer.bytes.toLocaleString('en')} bytes`;
  return (
    <Stack gap="xs">
      <PropertyList
        properties={[
          ['Type', answer.type],
          ...(answer.message === null ? [] : [['Message', answer.message] as const]),
        ]}
      />
      {answer.message === null && answer.value === null && (
        <Text size="sm">{size}. They may hold personal data and are not shown here.</Text>
      )}
      {answer.value !== null && <Code block>{answer.value}</Code>}
    </Stack>
  );
}
