/* Projects and accounts of a resource that nobody here knows. */

import { Button, Card, Code, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useMe } from '../api/current-user.ts';
import { mayManage } from '../api/permissions.ts';
import type { Resource, UnknownOnResource } from '../api/types.ts';
import { QueryContent } from '../parts/query-state.tsx';
import { RelativeTime } from '../parts/time-format.tsx';
import { AdoptDialog, type Adoption } from './adopt-dialog.tsx';
import { unknownQuery } from './resource-queries.ts';

/** What a resource has and nobody here knows; staff link it to a project or person here. */
export function UnknownCard({ resource }: { resource: Resource }) {
  const unknown = useQuery(unknownQuery(resource.uuid));
  const [adoption, setAdoption] = useState<Adoption | null>(null);
  return (
    <Card withBorder component="section" aria-labelledby="unknown">
      <Title order={2} size="h4" id="unknown">
        Unknown here
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        Projects and accounts under our portal's name that the machine has and nobody here knows.
        They are never removed. Adopting one sends nothing.
      </Text>
      <QueryContent query={unknown} rows={3}>
        {(data) => <UnknownLists unknown={data} onAdopt={setAdoption} />}
      </QueryContent>
      {adoption !== null && (
        <AdoptDialog resource={resource} adoption={adoption} onClose={() => setAdoption(null)} />
      )}
    </Card>
  );
}

interface UnknownListsProps {
  unknown: UnknownOnResource;
  onAdopt: (adoption: Adoption) => void;
}

function UnknownLists({ unknown: { projects, accounts }, onAdopt }: UnknownListsProps) {
  if (projects.length + accounts.length === 0) {
    return <Text size="sm">The last check and comparisons found nothing unknown.</Text>;
  }
  return (
    <Stack gap="md">
      <UnknownList title="Projects" count={projects.length}>
        {projects.map(({ name, local_name, last_seen }) => (
          <UnknownItem key={name} name={name} onAdopt={() => onAdopt({ kind: 'project', name })}>
            <Code>{local_name}</Code>, seen <RelativeTime time={last_seen} />
          </UnknownItem>
        ))}
      </UnknownList>
      <UnknownList title="Accounts" count={accounts.length}>
        {accounts.map(({ short_name, local_name, project, seen_at }) => (
          <UnknownItem
            key={`${project} ${short_name}`}
            name={short_name}
            onAdopt={() => onAdopt({ kind: 'person', name: short_name })}
          >
            {local_name !== null && <Code>{local_name}</Code>} in {project ?? 'a project'}
            {seen_at !== null && (
              <>
                , seen <RelativeTime time={seen_at} />
              </>
            )}
          </UnknownItem>
        ))}
      </UnknownList>
    </Stack>
  );
}

interface UnknownListProps {
  title: string;
  count: number;
  children: ReactNode;
}

function UnknownList({ title, count, children }: UnknownListProps) {
  if (count === 0) return null;
  return (
    <div>
      <Title order={3} size="h5" mb="xs">
        {title} ({count.toLocaleString('en')})
      </Title>
      <Stack component="ul" gap="xs" p={0} m={0} mah={420} style={{ overflowY: 'auto' }}>
        {children}
      </Stack>
    </div>
  );
}

interface UnknownItemProps {
  name: string;
  onAdopt: () => void;
  /** Where and when it was seen. */
  children: ReactNode;
}

function UnknownItem({ name, onAdopt, children }: UnknownItemProps) {
  const me = useMe();
  return (
    <Group component="li" justify="space-between" wrap="nowrap" style={{ listStyle: 'none' }}>
      <div style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
        <Text fw={500}>{name}</Text>
        <Text size="sm">{children}</Text>
      </div>
      {mayManage(me) && (
        <Button
          size="xs"
          variant="default"
          miw="max-content"
          aria-label={`Adopt ${name}`}
          onClick={onAdopt}
        >
          Adopt
        </Button>
      )}
    </Group>
  );
}
