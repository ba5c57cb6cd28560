import { Card, Group, List, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { displayName } from '../../src/award/award-details.ts';
import { api } from '../api/api-client.ts';
import { readAwardPage } from '../api/award-response.ts';
import { queryKeys } from '../api/query-keys.ts';
import { StateBadge } from '../parts/award-state-badge.tsx';
import { MarkedText } from '../parts/marked-text.tsx';
import { PageLink } from '../parts/page-link.tsx';
import { QueryContent } from '../parts/query-state.tsx';

/** How many awards the page of a person lists. */
const listedAwards = 20;

/** The awards that name a person as a member, the newest first, as far as the reader sees them. */
export function PersonAwardsCard({ uuid }: { uuid: string }) {
  const query = { member_uuid: uuid, o: '-created', page_size: listedAwards };
  const awards = useQuery({
    queryKey: [...queryKeys.awards, 'of member', uuid],
    queryFn: () =>
      readAwardPage(api.GET('/api/openportal-managed-projects/', { params: { query } })),
  });
  return (
    <Card withBorder component="section" aria-labelledby="person-awards">
      <Title order={2} size="h4" id="person-awards" mb="sm">
        Awards
      </Title>
      <QueryContent query={awards} rows={3}>
        {({ items, total }) => (
          <>
            {items.length === 0 && <Text size="sm">No award names this person.</Text>}
            <List listStyleType="none" spacing={6}>
              {items.map(({ identifier, destination, state, details }) => (
                <List.Item key={`${identifier} ${destination}`}>
                  <Group gap={6}>
                    <PageLink
                      to="/awards/$identifier/$destination"
                      params={{ identifier, destination }}
                      size="sm"
                    >
                      <MarkedText text={displayName({ name: details.name, identifier })} />
                    </PageLink>
                    <StateBadge state={state} />
                  </Group>
                </List.Item>
              ))}
            </List>
            {total > items.length && (
              <Text size="sm" mt="xs">
                The newest {items.length} of {total.toLocaleString('en')}.
              </Text>
            )}
          </>
        )}
      </QueryContent>
    </Card>
  );
}
