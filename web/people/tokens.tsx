import { Button, Card, Group, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconKey } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, bodyOf } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { Problem } from '../api/problem.ts';
import type { Person } from '../api/types.ts';
import { Shown } from '../parts/feedback.tsx';
import { NewToken } from './new-token.tsx';
import { RevokeToken } from './revoke-token.tsx';
import { type Token, TokensTable } from './tokens-table.tsx';

/** The API tokens of an account: for programs that act as this person. */
export function Tokens({ person, isOwn }: { person: Person; isOwn: boolean }) {
  const { uuid } = person;
  const [isAdding, adding] = useDisclosure();
  const [isRevoking, revoking] = useDisclosure();
  const [revoked, setRevoked] = useState<Token | null>(null);
  const tokens = useQuery({
    queryKey: [...keys.people, uuid, 'tokens'],
    queryFn: () => bodyOf(api.GET('/api/users/{uuid}/tokens/', { params: { path: { uuid } } })),
  });
  // The robot, which decides by the rules, has none.
  if (tokens.error instanceof Problem && tokens.error.status === 404) return null;
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
        For programs that act as {isOwn ? 'you' : person.full_name || person.username}, with no more
        rights, and only as far as the scope goes.
      </Text>
      <Shown query={tokens} rows={2}>
        {(items) =>
          items.length === 0 ? (
            <Text size="sm">None.</Text>
          ) : (
            <TokensTable
              tokens={items}
              onRevoke={(token) => {
                setRevoked(token);
                revoking.open();
              }}
            />
          )
        }
      </Shown>
      <NewToken person={person} isOpen={isAdding} onClose={adding.close} />
      {revoked !== null && (
        <RevokeToken person={person} token={revoked} isOpen={isRevoking} onClose={revoking.close} />
      )}
    </Card>
  );
}
