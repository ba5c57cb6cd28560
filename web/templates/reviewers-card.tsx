import { Badge, Card, Group, List, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMe } from '../api/current-user.ts';
import { mayReadEverything } from '../api/permissions.ts';
import { reviewersQuery } from '../api/reviewers.ts';
import { PageLink } from '../parts/page-link.tsx';
import { formatPersonName } from '../parts/person-name.ts';
import { QueryContent } from '../parts/query-state.tsx';

/** Who may decide about the awards of a template. */
export function ReviewersCard({ uuid }: { uuid: string }) {
  const reviewers = useQuery(reviewersQuery(uuid));
  const mayOpen = mayReadEverything(useMe());
  return (
    <Card withBorder component="section" aria-labelledby="reviewers">
      <Title order={2} size="h4" id="reviewers">
        Who may review
      </Title>
      <Text size="sm" mb="sm">
        Owners of the customer who are also owners or managers of the provider, and staff.
      </Text>
      <QueryContent query={reviewers} rows={2}>
        {(people) => (
          <List listStyleType="none" spacing={6}>
            {people.map((person) => (
              <List.Item key={person.uuid}>
                <Group gap={6}>
                  {mayOpen ? (
                    <PageLink to="/people/$uuid" params={{ uuid: person.uuid }} size="sm">
                      {formatPersonName(person)}
                    </PageLink>
                  ) : (
                    <Text size="sm">{formatPersonName(person)}</Text>
                  )}
                  {person.is_staff && <Badge variant="default">Staff</Badge>}
                </Group>
              </List.Item>
            ))}
          </List>
        )}
      </QueryContent>
    </Card>
  );
}
