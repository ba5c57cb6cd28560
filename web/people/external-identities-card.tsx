import { Button, Card, Group, List, Text, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Person } from '../api/types.ts';
import { signInOptionsQuery } from '../api/sign-in-options.ts';
import { QueryContent } from '../parts/query-state.tsx';
import { RequestNotice } from '../parts/request-notice.tsx';
import { showSuccess } from '../parts/show-success.ts';
import { useRequest } from '../parts/use-request.ts';
import { RelativeTime } from '../parts/time-format.tsx';
import { MarkedText } from '../parts/marked-text.tsx';

/** The accounts at sign-in providers of this account, as they are stored now. Throws ApiError. */
export const readIdentities = (uuid: string) =>
  readBody(api.GET('/api/users/{uuid}/identities/', { params: { path: { uuid } } }));

/** The accounts at sign-in providers that open this account; nothing where there is no provider. */
export function ExternalIdentitiesCard({ person, isOwn }: { person: Person; isOwn: boolean }) {
  const { uuid } = person;
  const queries = useQueryClient();
  const signInOptions = useQuery(signInOptionsQuery);
  const queryKey = [...queryKeys.people, uuid, 'identities'];
  const identities = useQuery({ queryKey, queryFn: () => readIdentities(uuid) });
  const adding = useRequest({
    send: async (provider: string) => {
      const { url } = await readBody(api.POST('/api/users/me/identities/', { body: { provider } }));
      window.location.assign(url);
    },
    // An account is connected only after its owner has come back from the provider.
    checkOutcome: async () => null,
  });
  const removing = useRequest({
    send: async (identity: string) => {
      const path = { uuid, identity };
      await readBody(api.DELETE('/api/users/{uuid}/identities/{identity}/', { params: { path } }));
      showSuccess('Removed. It can no longer sign in to this account.');
      await queries.invalidateQueries({ queryKey });
    },
    checkOutcome: async (identity) => {
      const stored = await readIdentities(uuid);
      return stored.some((one) => one.uuid === identity)
        ? null
        : 'It is removed, and can no longer sign in to this account.';
    },
  });
  const providers = signInOptions.data?.providers ?? [];
  if (providers.length === 0 && (identities.data?.length ?? 0) === 0) return null;
  return (
    <Card withBorder component="section" aria-labelledby="identities">
      <Group justify="space-between" mb="sm">
        <Title order={2} size="h4" id="identities">
          Sign-in providers
        </Title>
        {isOwn &&
          providers.map(({ slug, name }) => (
            <Button
              key={slug}
              size="xs"
              variant="light"
              loading={adding.isBusy}
              onClick={() => void adding.run(slug)}
            >
              Connect {name}
            </Button>
          ))}
      </Group>
      <RequestNotice isSending={adding.isSending} failure={adding.failure} />
      <RequestNotice isSending={removing.isSending} failure={removing.failure} />
      <QueryContent query={identities} rows={1}>
        {(items) =>
          items.length === 0 ? (
            <Text size="sm">No provider is connected.</Text>
          ) : (
            <List listStyleType="none" spacing={6}>
              {items.map(({ uuid: identity, issuer, subject, last_used }) => (
                <List.Item key={identity}>
                  <Group gap="sm">
                    <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                      <MarkedText text={subject} /> at {issuer},{' '}
                      {last_used === null ? 'never used' : <RelativeTime time={last_used} />}
                    </Text>
                    <Button
                      size="compact-sm"
                      variant="subtle"
                      color="red"
                      aria-label={`Remove ${subject} at ${issuer}`}
                      onClick={() => void removing.run(identity)}
                    >
                      Remove
                    </Button>
                  </Group>
                </List.Item>
              ))}
            </List>
          )
        }
      </QueryContent>
    </Card>
  );
}
