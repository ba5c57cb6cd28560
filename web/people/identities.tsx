import { Button, Card, Group, List, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, bodyOf } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import type { Person } from '../api/types.ts';
import { waysInQuery } from '../app/session.tsx';
import { Failure, Shown } from '../parts/feedback.tsx';
import { notice } from '../parts/notice.ts';
import { useOnce } from '../parts/once.ts';
import { When } from '../parts/time.tsx';

/** Who somebody is at the providers; shown where there are any. */
export function Identities({ person, isOwn }: { person: Person; isOwn: boolean }) {
  const { uuid } = person;
  const queries = useQueryClient();
  const ways = useQuery(waysInQuery);
  const queryKey = [...keys.people, uuid, 'identities'];
  const identities = useQuery({
    queryKey,
    queryFn: () => bodyOf(api.GET('/api/users/{uuid}/identities/', { params: { path: { uuid } } })),
  });
  const adding = useMutation({
    mutationFn: useOnce(async (provider: string) => {
      const { url } = await bodyOf(api.POST('/api/users/me/identities/', { body: { provider } }));
      window.location.assign(url);
    }),
  });
  const removing = useMutation({
    mutationFn: useOnce(async (identity: string) => {
      const path = { uuid, identity };
      await bodyOf(api.DELETE('/api/users/{uuid}/identities/{identity}/', { params: { path } }));
      notice('It no longer opens this account.');
      await queries.invalidateQueries({ queryKey });
    }),
  });
  const providers = ways.data?.providers ?? [];
  if (providers.length === 0 && (identities.data?.length ?? 0) === 0) return null;
  return (
    <Card withBorder component="section" aria-labelledby="identities">
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4" id="identities">
          Sign-in elsewhere
        </Title>
        {isOwn &&
          providers.map(({ slug, name }) => (
            <Button
              key={slug}
              size="xs"
              variant="light"
              loading={adding.isPending}
              onClick={() => adding.mutate(slug)}
            >
              Add {name}
            </Button>
          ))}
      </Group>
      {adding.isError && <Failure error={adding.error} />}
      {removing.isError && <Failure error={removing.error} />}
      <Shown query={identities} rows={1}>
        {(items) =>
          items.length === 0 ? (
            <Text size="sm">None.</Text>
          ) : (
            <List listStyleType="none" spacing={6}>
              {items.map(({ uuid: identity, issuer, subject, last_used }) => (
                <List.Item key={identity}>
                  <Group gap="sm">
                    <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                      {subject} at {issuer},{' '}
                      {last_used === null ? 'never used' : <When time={last_used} />}
                    </Text>
                    <Button
                      size="compact-sm"
                      variant="subtle"
                      color="red"
                      aria-label={`Remove ${subject} at ${issuer}`}
                      onClick={() => removing.mutate(identity)}
                    >
                      Remove
                    </Button>
                  </Group>
                </List.Item>
              ))}
            </List>
          )
        }
      </Shown>
    </Card>
  );
}
