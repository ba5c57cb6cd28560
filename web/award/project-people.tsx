import { Table, Text } from '@mantine/core';
import { Problem } from '../api/problem.ts';
import type { Award, Member } from '../api/types.ts';
import { Failure, Loading } from '../parts/feedback.tsx';
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

function People({ people, total }: { people: readonly Member[]; total: number }) {
  if (total === 0) {
    return (
      <Text size="sm" c="dimmed">
        Nobody yet.
      </Text>
    );
  }
  return (
    <>
      <WideTable minWidth={520} aria-label="In the project now" verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Who</Table.Th>
            <Table.Th>Role</Table.Th>
            <Table.Th>As</Table.Th>
            <Table.Th>Since</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {people.map((person) => (
            <Table.Tr key={`${person.state} ${person.user_email}`}>
              <Table.Td>
                {person.user_full_name && <Text size="sm">{person.user_full_name}</Text>}
                <Text size="sm" {...(person.user_full_name !== '' && { c: 'dimmed' })}>
                  {person.user_email}
                </Text>
              </Table.Td>
              <Table.Td>{roleInWords(person.role_name)}</Table.Td>
              <Table.Td>{person.state === 'member' ? 'Member' : 'Invited'}</Table.Td>
              <Table.Td>
                <When time={person.created} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </WideTable>
      {people.length < total && (
        <Text size="sm" c="dimmed">
          and {total - people.length} more
        </Text>
      )}
    </>
  );
}
