import { Box, Button, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { Problem } from '../api/problem.ts';
import type { Award, Member } from '../api/types.ts';
import { Failure, Loading } from '../parts/feedback.tsx';
import { useIsNarrow } from '../parts/narrow.ts';
import { When } from '../parts/time.tsx';
import { WideTable } from '../parts/wide-table.tsx';
import { useProjectPeople } from './people.ts';
import { Section } from './section.tsx';
import { roleInWords } from './words.ts';

/** Who is in the attached project now. */
export function ProjectPeopleSection({ award }: { award: Award }) {
  const people = useProjectPeople(award);
  if (award.project_data.url === '') return null;
  return (
    <Section
      title="In the project now"
      aside={
        <Text size="sm" c="dimmed">
          {people.data?.total}
        </Text>
      }
    >
      {people.isPending && <Loading rows={3} />}
      {people.isError && <NotShown error={people.error} onRetry={() => people.refetch()} />}
      {people.data && <People people={people.data.items} total={people.data.total} />}
    </Section>
  );
}

function NotShown({ error, onRetry }: { error: Error; onRetry: () => void }) {
  // Staff may attach a project of another customer: who is in it is not for everybody.
  const isHidden = error instanceof Problem && error.status === 404;
  if (!isHidden) return <Failure error={error} onRetry={onRetry} />;
  return (
    <Text size="sm" c="dimmed">
      This project is not yours to see.
    </Text>
  );
}

/** More are shown when asked for. */
const few = 25;

function People({ people, total }: { people: readonly Member[]; total: number }) {
  const isNarrow = useIsNarrow();
  const [isAll, setAll] = useState(false);
  if (total === 0) {
    return (
      <Text size="sm" c="dimmed">
        Nobody yet.
      </Text>
    );
  }
  const shown = isAll ? people : people.slice(0, few);
  return (
    <>
      {isNarrow ? <PeopleList people={shown} /> : <PeopleTable people={shown} />}
      {shown.length < people.length && (
        <Button variant="default" size="xs" onClick={() => setAll(true)}>
          Show all {people.length}
        </Button>
      )}
      {people.length < total && (
        <Text size="sm" c="dimmed">
          and {total - people.length} more
        </Text>
      )}
    </>
  );
}

function PeopleTable({ people }: { people: readonly Member[] }) {
  return (
    <WideTable minWidth={520} aria-label="In the project now" verticalSpacing={6}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Who</Table.Th>
          <Table.Th>Role</Table.Th>
          <Table.Th>Standing</Table.Th>
          <Table.Th>Since</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {people.map((person) => (
          <Table.Tr key={keyOf(person)}>
            <Table.Td>
              <Who person={person} />
            </Table.Td>
            <Table.Td>{roleInWords(person.role_name)}</Table.Td>
            <Table.Td>{standing(person)}</Table.Td>
            <Table.Td>
              <When time={person.created} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </WideTable>
  );
}

function PeopleList({ people }: { people: readonly Member[] }) {
  return (
    <Stack component="ul" gap="sm" p={0} m={0} aria-label="In the project now">
      {people.map((person) => (
        <Box key={keyOf(person)} component="li" style={{ listStyle: 'none' }}>
          <Who person={person} />
          <Text size="sm">
            {roleInWords(person.role_name)}, {standing(person).toLowerCase()}{' '}
            <When time={person.created} />
          </Text>
        </Box>
      ))}
    </Stack>
  );
}

function Who({ person: { user_full_name, user_email } }: { person: Member }) {
  return (
    <Box style={{ overflowWrap: 'break-word' }}>
      {user_full_name && <Text size="sm">{user_full_name}</Text>}
      <Text size="sm" {...(user_full_name !== '' && { c: 'dimmed' })}>
        {user_email}
      </Text>
    </Box>
  );
}

const keyOf = ({ state, user_email }: Member): string => `${state} ${user_email}`;
const standing = ({ state }: Member): string => (state === 'member' ? 'Joined' : 'Invited');
