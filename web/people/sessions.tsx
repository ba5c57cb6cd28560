import { Badge, Button, Card, Group, Table, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import Bowser from 'bowser';
import { useState } from 'react';
import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Person } from '../api/types.ts';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { QueryContent } from '../parts/query-state.tsx';
import { showSuccess } from '../parts/show-success.ts';
import { formatDateTime, RelativeTime } from '../parts/time-format.tsx';
import { WideTable } from '../parts/wide-table.tsx';

interface Session {
  uuid: string;
  created: string;
  last_used: string;
  expires: string;
  address: string;
  user_agent: string;
  provider: string | null;
  is_current: boolean;
}

/** Where somebody is signed in; each can be ended, or all but this one. */
export function Sessions({ person, isOwn }: { person: Person; isOwn: boolean }) {
  const { uuid } = person;
  const queries = useQueryClient();
  const [isAsking, asking] = useDisclosure();
  const [ended, setEnded] = useState<Session | null>(null);
  const queryKey = [...queryKeys.people, uuid, 'sessions'];
  const sessions = useQuery({
    queryKey,
    queryFn: () => readBody(api.GET('/api/users/{uuid}/sessions/', { params: { path: { uuid } } })),
  });
  const end = async (): Promise<void> => {
    if (ended === null) {
      await readBody(api.DELETE('/api/users/{uuid}/sessions/', { params: { path: { uuid } } }));
      showSuccess(isOwn ? 'You are signed out everywhere else.' : 'All sessions have ended.');
    } else {
      const path = { uuid, session: ended.uuid };
      await readBody(api.DELETE('/api/users/{uuid}/sessions/{session}/', { params: { path } }));
      showSuccess('The session has ended.');
    }
    await queries.invalidateQueries({ queryKey });
  };
  const ask = (session: Session | null): void => {
    setEnded(session);
    asking.open();
  };
  const others = sessions.data?.some(({ is_current }) => !is_current) ?? false;
  return (
    <Card withBorder component="section" aria-labelledby="sessions">
      <Group justify="space-between">
        <Title order={2} size="h4" id="sessions">
          Signed in
        </Title>
        {others && (
          <Button size="xs" variant="light" color="red" onClick={() => ask(null)}>
            {isOwn ? 'Sign out everywhere else' : 'End all'}
          </Button>
        )}
      </Group>
      <Text size="sm" c="dimmed" mb="sm">
        {isOwn
          ? 'Browsers in which you are signed in. End those that you do not know, and change your password.'
          : 'Browsers in which they are signed in.'}
      </Text>
      <QueryContent query={sessions} rows={2}>
        {(items) =>
          items.length === 0 ? (
            <Text size="sm">Nowhere.</Text>
          ) : (
            <SessionsTable sessions={items} onEnd={ask} />
          )
        }
      </QueryContent>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={asking.close}
        title={
          ended === null ? 'End these sessions?' : `End the session in ${describeBrowser(ended)}?`
        }
        confirmLabel={ended === null ? 'End sessions' : 'End session'}
        onConfirm={end}
      >
        Whoever works there has to sign in again. What was typed there and not sent is not lost.
      </ConfirmDialog>
    </Card>
  );
}

interface SessionsTableProps {
  sessions: Session[];
  onEnd: (session: Session) => void;
}

function SessionsTable({ sessions, onEnd }: SessionsTableProps) {
  return (
    <WideTable minWidth={560} aria-label="Sessions">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Browser</Table.Th>
          <Table.Th>Address</Table.Th>
          <Table.Th>Last used</Table.Th>
          <Table.Th>Ends</Table.Th>
          <Table.Th ta="right">Change</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {sessions.map((session) => (
          <Table.Tr key={session.uuid}>
            <Table.Td title={session.user_agent}>
              <Group gap={6}>
                {describeBrowser(session)}
                {session.is_current && (
                  <Badge tt="none" variant="light">
                    This one
                  </Badge>
                )}
              </Group>
              {session.provider !== null && (
                <Text size="xs" c="dimmed">
                  through {session.provider}
                </Text>
              )}
            </Table.Td>
            <Table.Td>{session.address}</Table.Td>
            <Table.Td>
              <RelativeTime time={session.last_used} />
            </Table.Td>
            <Table.Td>{formatDateTime(session.expires)}</Table.Td>
            <Table.Td ta="right">
              {!session.is_current && (
                <Button
                  size="compact-sm"
                  variant="subtle"
                  color="red"
                  aria-label={`End the session in ${describeBrowser(session)}`}
                  onClick={() => onEnd(session)}
                >
                  End
                </Button>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </WideTable>
  );
}

/** In few words: which browser, on what. */
function describeBrowser({ user_agent }: Pick<Session, 'user_agent'>): string {
  if (user_agent === '') return 'An unknown browser';
  const { browser, os } = Bowser.parse(user_agent);
  if (!browser.name) return user_agent.slice(0, 40);
  return os.name ? `${browser.name} on ${os.name}` : browser.name;
}
