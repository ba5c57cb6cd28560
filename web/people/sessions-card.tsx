import { Button, Card, Group, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Person } from '../api/types.ts';
import { ConfirmDialog } from '../parts/confirm-dialog.tsx';
import { QueryContent } from '../parts/query-state.tsx';
import { showSuccess } from '../parts/show-success.ts';
import { formatBrowserName } from './browser-name.ts';
import { type Session, SessionsTable } from './sessions-table.tsx';

/** The sessions of a person; one or all others can be ended. */
export function SessionsCard({ person, isOwn }: { person: Person; isOwn: boolean }) {
  const { uuid } = person;
  const queries = useQueryClient();
  const [isOpen, dialog] = useDisclosure();
  // null: all sessions, but not the current one.
  const [chosenSession, setChosenSession] = useState<Session | null>(null);
  const queryKey = [...queryKeys.people, uuid, 'sessions'];
  const read = (): Promise<Session[]> =>
    readBody(api.GET('/api/users/{uuid}/sessions/', { params: { path: { uuid } } }));
  const sessions = useQuery({ queryKey, queryFn: read });
  const allEndedText = isOwn ? 'All your other sessions have ended.' : 'All sessions have ended.';
  const end = async (): Promise<void> => {
    if (chosenSession === null) {
      await readBody(api.DELETE('/api/users/{uuid}/sessions/', { params: { path: { uuid } } }));
      showSuccess(allEndedText);
    } else {
      const path = { uuid, session: chosenSession.uuid };
      await readBody(api.DELETE('/api/users/{uuid}/sessions/{session}/', { params: { path } }));
      showSuccess('The session has ended.');
    }
    await queries.invalidateQueries({ queryKey });
  };
  const checkOutcome = async (): Promise<string | null> => {
    const open = await read();
    if (chosenSession === null)
      return open.every(({ is_current }) => is_current) ? allEndedText : null;
    return open.some((one) => one.uuid === chosenSession.uuid) ? null : 'The session has ended.';
  };
  const ask = (session: Session | null): void => {
    setChosenSession(session);
    dialog.open();
  };
  const others = sessions.data?.some(({ is_current }) => !is_current) ?? false;
  return (
    <Card withBorder component="section" aria-labelledby="sessions">
      <Group justify="space-between">
        <Title order={2} size="h4" id="sessions">
          Sessions
        </Title>
        {others && (
          <Button size="xs" variant="light" color="red" onClick={() => ask(null)}>
            {isOwn ? 'End all other sessions' : 'End all sessions'}
          </Button>
        )}
      </Group>
      <Text size="sm" c="dimmed" mb="sm">
        {isOwn
          ? 'Browsers in which you are signed in. If you do not recognise one, end its session and change your password.'
          : 'Browsers in which this person is signed in.'}
      </Text>
      <QueryContent query={sessions} rows={2}>
        {(items) =>
          items.length === 0 ? (
            <Text size="sm">No sessions.</Text>
          ) : (
            <SessionsTable sessions={items} onEnd={ask} />
          )
        }
      </QueryContent>
      <ConfirmDialog
        isOpen={isOpen}
        onClose={dialog.close}
        title={
          chosenSession === null
            ? 'End these sessions?'
            : `End the session in ${formatBrowserName(chosenSession.user_agent)}?`
        }
        confirmLabel={chosenSession === null ? 'End sessions' : 'End session'}
        onConfirm={end}
        checkOutcome={checkOutcome}
      >
        {isOwn ? 'You have' : 'This person has'} to sign in again there. Text that was typed there
        and not sent is kept.
      </ConfirmDialog>
    </Card>
  );
}
