import { Box, Button, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { ApiError } from '../api/api-error.ts';
import type { Award, Member } from '../api/types.ts';
import { ErrorAlert, LoadingSkeleton } from '../parts/query-state.tsx';
import { useIsNarrow } from '../parts/use-is-narrow.ts';
import { RelativeTime } from '../parts/time-format.tsx';
import { WideTable } from '../parts/wide-table.tsx';
import { useProjectMembers } from './member-outcomes.ts';
import { AwardSection } from './award-section.tsx';
import { formatProjectRole } from './award-labels.ts';

/** Who is in the attached project now. */
export function ProjectMembersSection({ award }: { award: Award }) {
  const people = useProjectMembers(award);
  if (award.project_data.url === '') return null;
  return (
    <AwardSection
      title="In the project now"
      aside={
        <Text size="sm" c="dimmed">
          {people.data?.total}
        </Text>
      }
    >
      {people.isPending && <LoadingSkeleton rows={3} />}
      {people.isError && <MembersError error={people.error} onRetry={() => people.refetch()} />}
      {people.data && <ProjectMembers people={people.data.items} total={people.data.total} />}
    </AwardSection>
  );
}

function MembersError({ error, onRetry }: { error: Error; onRetry: () => void }) {
  // Staff may attach a project of another customer: who is in it is not for everybody.
  const isHidden = error instanceof ApiError && error.status === 404;
  if (!isHidden) return <ErrorAlert error={error} onRetry={onRetry} />;
  return (
    <Text size="sm" c="dimmed">
      This project is not yours to see.
    </Text>
  );
}

/** More are shown when asked for. */
const maxInitialMembers = 25;

function ProjectMembers({ people, total }: { people: readonly Member[]; total: number }) {
  const isNarrow = useIsNarrow();
  const [isAll, setAll] = useState(false);
  if (total === 0) {
    return (
      <Text size="sm" c="dimmed">
        Nobody yet.
      </Text>
    );
  }
  const shown = isAll ? people : people.slice(0, maxInitialMembers);
  return (
    <>
      {isNarrow ? <ProjectMembersList people={shown} /> : <ProjectMembersTable people={shown} />}
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

function ProjectMembersTable({ people }: { people: readonly Member[] }) {
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
          <Table.Tr key={memberKey(person)}>
            <Table.Td>
              <MemberName person={person} />
            </Table.Td>
            <Table.Td>{formatProjectRole(person.role_name)}</Table.Td>
            <Table.Td>{membershipLabel(person)}</Table.Td>
            <Table.Td>
              <RelativeTime time={person.created} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </WideTable>
  );
}

function ProjectMembersList({ people }: { people: readonly Member[] }) {
  return (
    <Stack component="ul" gap="sm" p={0} m={0} aria-label="In the project now">
      {people.map((person) => (
        <Box key={memberKey(person)} component="li" style={{ listStyle: 'none' }}>
          <MemberName person={person} />
          <Text size="sm">
            {formatProjectRole(person.role_name)}, {membershipLabel(person).toLowerCase()}{' '}
            <RelativeTime time={person.created} />
          </Text>
        </Box>
      ))}
    </Stack>
  );
}

function MemberName({ person: { user_full_name, user_email } }: { person: Member }) {
  return (
    <Box style={{ overflowWrap: 'break-word' }}>
      {user_full_name && <Text size="sm">{user_full_name}</Text>}
      <Text size="sm" {...(user_full_name !== '' && { c: 'dimmed' })}>
        {user_email}
      </Text>
    </Box>
  );
}

const memberKey = ({ state, user_email }: Member): string => `${state} ${user_email}`;
const membershipLabel = ({ state }: Member): string => (state === 'member' ? 'Joined' : 'Invited');
