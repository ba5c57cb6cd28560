/* What the last check of a resource found. */

import { Alert, Badge, Button, Card, Group, Stack, Table, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconRefresh } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { api, readBody } from '../api/api-client.ts';
import { useMe } from '../api/current-user.ts';
import { mayManage } from '../api/permissions.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Resource } from '../api/types.ts';
import { RequestNotice } from '../parts/request-notice.tsx';
import { RelativeTime } from '../parts/time-format.tsx';
import { useRequest } from '../parts/use-request.ts';
import { ColumnTable } from '../parts/column-table.tsx';
import { readResource } from './resource-queries.ts';

/** Which agents of a resource answered last and what they can do; staff check again. */
export function CheckCard({ resource }: { resource: Resource }) {
  const me = useMe();
  const queries = useQueryClient();
  const { uuid, check } = resource;
  const run = useRequest({
    send: async () => {
      const params = { path: { uuid } };
      const checked = await readBody(
        api.POST('/api/openportal-resources/{uuid}/check/', { params }),
      );
      queries.setQueryData([...queryKeys.resources, uuid], checked);
      await queries.invalidateQueries({ queryKey: queryKeys.resources });
    },
    checkOutcome: async () => {
      const stored = await readResource(uuid);
      return stored.check.checked_at === check.checked_at
        ? null
        : 'The agents were asked, with the result below.';
    },
  });
  return (
    <Card withBorder component="section" aria-labelledby="check">
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2} size="h4" id="check">
            Agents
          </Title>
          {mayManage(me) && (
            <Button
              size="xs"
              variant="default"
              leftSection={<IconRefresh size={14} />}
              loading={run.isBusy}
              onClick={() => void run.run()}
            >
              Check
            </Button>
          )}
        </Group>
        {run.isSending && (
          <Text size="sm" role="status">
            Asking the agents. This takes up to 20 seconds where one does not answer.
          </Text>
        )}
        <RequestNotice isSending={false} failure={run.failure} title="Not checked" />
        <CheckResult check={check} />
      </Stack>
    </Card>
  );
}

function CheckResult({ check }: { check: Resource['check'] }) {
  if (check.checked_at === null) {
    return (
      <Text size="sm" c="dimmed">
        Not checked yet.
      </Text>
    );
  }
  return (
    <>
      {check.problem === null ? (
        <Alert color="green" icon={<IconCircleCheck />} title="All agents answer">
          <CheckFacts check={check} />
        </Alert>
      ) : (
        <Alert color="red" icon={<IconAlertTriangle />} title="The check found a problem">
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {check.problem}
          </Text>
          <CheckFacts check={check} />
        </Alert>
      )}
      <Text size="xs" c="dimmed">
        Checked <RelativeTime time={check.checked_at} />
      </Text>
      {check.agents.length > 0 && <AgentsTable agents={check.agents} />}
    </>
  );
}

function CheckFacts({ check: { projects, can_confirm_accounts } }: { check: Resource['check'] }) {
  return (
    <>
      {projects !== null && (
        <Text size="sm">
          {projects === 1 ? 'One project of ours is' : `${projects} projects of ours are`} there.
        </Text>
      )}
      <Text size="sm">
        {can_confirm_accounts
          ? 'The agents can confirm that an account is known to the scheduler.'
          : 'The agents cannot confirm that an account is known to the scheduler (they are older than 0.93).'}
      </Text>
    </>
  );
}

function AgentsTable({ agents }: { agents: Resource['check']['agents'] }) {
  return (
    <ColumnTable minWidth={420} aria-label="Agents" columns={['Agent', 'State', 'Kind', 'Version']}>
      {agents.map(({ name, kind, version, connected }) => (
        <Table.Tr key={`${kind} ${name}`}>
          <Table.Td style={{ overflowWrap: 'anywhere' }}>{name}</Table.Td>
          <Table.Td>
            <Badge color={connected ? 'green' : 'red'} variant="light" miw="max-content">
              {connected ? 'Connected' : 'Not connected'}
            </Badge>
          </Table.Td>
          <Table.Td>{kind}</Table.Td>
          <Table.Td>{version}</Table.Td>
        </Table.Tr>
      ))}
    </ColumnTable>
  );
}
