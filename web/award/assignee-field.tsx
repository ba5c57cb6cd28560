import { Button, Group, NativeSelect, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { showHiddenCharacters } from '../../src/award/deceptive-text.ts';
import { useMe } from '../api/current-user.ts';
import { mayReview } from '../api/permissions.ts';
import { reviewersQuery } from '../api/reviewers.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Award } from '../api/types.ts';
import { formatPersonName } from '../parts/person-name.ts';
import { RequestNotice } from '../parts/request-notice.tsx';
import { useRequest } from '../parts/use-request.ts';
import { readAward } from './award-queries.ts';
import { assignAward } from './shared-work-queries.ts';

interface AssigneeFieldProps {
  award: Award;
  /** Called after the reader has changed who takes care of the award. */
  onDone: () => Promise<void>;
}

/** Who takes care of the award; those who may decide about it can change that. */
export function AssigneeField({ award, onDone }: AssigneeFieldProps) {
  const me = useMe();
  if (mayReview(me, award)) return <AssigneeSelect award={award} onDone={onDone} />;
  return <Text span>{formatAssignee(award) ?? 'Nobody'}</Text>;
}

const formatAssignee = ({ assignee_full_name: name }: Award): string | null =>
  name === null ? null : showHiddenCharacters(name) || 'An unnamed account';

function AssigneeSelect({ award, onDone }: AssigneeFieldProps) {
  const me = useMe();
  const client = useQueryClient();
  const reviewers = useQuery(reviewersQuery(award.project_template_data.uuid)).data ?? [];
  const current = award.assignee_uuid ?? '';
  const request = useRequest<[string]>({
    send: async (uuid) => {
      await assignAward(award, uuid || null);
      await onDone();
      void client.invalidateQueries({ queryKey: queryKeys.audit });
    },
    checkOutcome: async (uuid) => {
      const { assignee_uuid: stored } = (await readAward(award)).award;
      return (stored ?? '') === uuid ? 'The assignment is stored.' : null;
    },
  });
  const options = reviewers.map((one) => ({
    value: one.uuid,
    label: one.uuid === me.uuid ? `${formatPersonName(one)} (me)` : formatPersonName(one),
  }));
  const isKnown = current === '' || options.some(({ value }) => value === current);
  return (
    <>
      <Group gap={4}>
        <NativeSelect
          size="xs"
          aria-label="Assigned to"
          className="no-print"
          data={[
            { value: '', label: 'Nobody' },
            ...(isKnown ? [] : [{ value: current, label: formatAssignee(award) ?? '' }]),
            ...options,
          ]}
          value={current}
          disabled={request.isBusy}
          onChange={(event) => void request.run(event.currentTarget.value)}
        />
        {current !== me.uuid && (
          <Button
            size="compact-xs"
            variant="subtle"
            className="no-print"
            loading={request.isBusy}
            onClick={() => void request.run(me.uuid)}
          >
            Assign to me
          </Button>
        )}
      </Group>
      <RequestNotice isSending={request.isSending} failure={request.failure} title="Not assigned" />
    </>
  );
}
