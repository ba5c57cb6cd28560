/* The API tokens of an account on its screen. */

import { Button, Card, Group, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconKey } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import { ApiError } from '../api/api-error.ts';
import type { Person } from '../api/types.ts';
import { formatPersonName } from '../parts/person-name.ts';
import { QueryContent } from '../parts/query-state.tsx';
import { NewTokenDialog } from './new-token-dialog.tsx';
import { RevokeTokenDialog } from './revoke-token-dialog.tsx';
import type { ApiToken } from './api-token.ts';
import { ApiTokensTable } from './api-tokens-table.tsx';

/** The API tokens of an account, for programs that act as its owner. */
export function ApiTokensCard({ person, isOwn }: { person: Person; isOwn: boolean }) {
  const { uuid } = person;
  const [isAdding, adding] = useDisclosure();
  const [isRevoking, revoking] = useDisclosure();
  const [chosenToken, setChosenToken] = useState<ApiToken | null>(null);
  const tokens = useQuery({
    queryKey: [...queryKeys.people, uuid, 'tokens'],
    queryFn: () => readBody(api.GET('/api/users/{uuid}/tokens/', { params: { path: { uuid } } })),
  });
  // The API answers 404 for the robot, which has no tokens.
  if (tokens.error instanceof ApiError && tokens.error.status === 404) return null;
  return (
    <Card withBorder component="section" aria-labelledby="tokens">
      <Group justify="space-between">
        <Title order={2} size="h4" id="tokens">
          API tokens
        </Title>
        <Button size="xs" variant="light" leftSection={<IconKey size={16} />} onClick={adding.open}>
          New token
        </Button>
      </Group>
      <Text size="sm" c="dimmed" mb="sm">
        For programs that act as {isOwn ? 'you' : formatPersonName(person)}. A token can do what its
        scope and its owner’s rights both allow.
      </Text>
      <QueryContent query={tokens} rows={2}>
        {(items) =>
          items.length === 0 ? (
            <Text size="sm">No tokens.</Text>
          ) : (
            <ApiTokensTable
              tokens={items}
              onRevoke={(token) => {
                setChosenToken(token);
                revoking.open();
              }}
            />
          )
        }
      </QueryContent>
      <NewTokenDialog person={person} isOpen={isAdding} onClose={adding.close} />
      {chosenToken !== null && (
        <RevokeTokenDialog
          person={person}
          token={chosenToken}
          isOpen={isRevoking}
          onClose={revoking.close}
        />
      )}
    </Card>
  );
}
