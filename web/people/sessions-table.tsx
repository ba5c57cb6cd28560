import { Badge, Button, Group, Table, Text } from '@mantine/core';
import type { paths } from '../api/schema.gen.ts';
import { SiteTime, RelativeTime } from '../parts/time-format.tsx';
import { ColumnTable } from '../parts/column-table.tsx';
import { formatBrowserName } from './browser-name.ts';

/** A session as the API lists it. */
export type Session =
  paths['/api/users/{uuid}/sessions/']['get']['responses'][200]['content']['application/json'][number];

interface SessionsTableProps {
  sessions: readonly Session[];
  onEnd: (session: Session) => void;
}

/** Sessions with a button that ends each but the current one. */
export function SessionsTable({ sessions, onEnd }: SessionsTableProps) {
  return (
    <ColumnTable
      minWidth={560}
      isStackable
      aria-label="Sessions"
      columns={[
        'Browser',
        'IP address',
        'Last used',
        'Valid until',
        { name: 'Change', ta: 'right' },
      ]}
    >
      {sessions.map((session) => (
        <Table.Tr key={session.uuid}>
          <Table.Td title={session.user_agent}>
            <Group gap={6}>
              {formatBrowserName(session.user_agent)}
              {session.is_current && <Badge variant="light">Current</Badge>}
            </Group>
            {session.provider !== null && (
              <Text size="xs" c="dimmed">
                signed in with {session.provider}
              </Text>
            )}
          </Table.Td>
          <Table.Td>{session.address}</Table.Td>
          <Table.Td data-label="Last used">
            <RelativeTime time={session.last_used} />
          </Table.Td>
          <Table.Td data-label="Valid until">
            <SiteTime time={session.expires} />
          </Table.Td>
          <Table.Td ta="right">
            {!session.is_current && (
              <Button
                size="compact-sm"
                variant="subtle"
                color="red"
                aria-label={`End the session in ${formatBrowserName(session.user_agent)}`}
                onClick={() => onEnd(session)}
              >
                End
              </Button>
            )}
          </Table.Td>
        </Table.Tr>
      ))}
    </ColumnTable>
  );
}
