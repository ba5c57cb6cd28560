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
import { formatProjectRole } from '../members/project-roles.ts';

/** The current members of the attached project; nothing where no project is attached. */
export function ProjectMembersSection({ award }: { award: Award }) {
  const members = useProjectMembers(award);
  if (award.project_data.url === '') return null;
  return (
    <AwardSection
      title="In the project now"
      aside={
        <Text size="sm" c="dimmed">
          {members.data?.total}
        </Text>
      }
    >
      {members.isPending && <LoadingSkeleton rows={3} />}
      {members.isError && <MembersError error={members.error} onRetry={() => members.refetch()} />}
      {members.data && <ProjectMembers members={members.data.items} total={members.data.total} />}
    </AwardSection>
  );
}

function MembersError({ error, onRetry }: { error: Error; onRetry: () => void }) {
  // Staff can attach a project of another customer, which reviewers of the award may not see.
  const isHidden = error instanceof ApiError && error.status === 404;
  if (!isHidden) return <ErrorAlert error={error} onRetry={onRetry} />;
  return (
    <Text size="sm" c="dimmed">
      You may not see this project.
    </Text>
  );
}

/** A button shows the rest. */
const maxInitialMembers = 25;

function ProjectMembers({ members, total }: { members: readonly Member[]; total: number }) {
  const isNarrow = useIsNarrow();
  const [showsAll, setShowsAll] = useState(false);
  if (total === 0) {
    return (
      <Text size="sm" c="dimmed">
        No members yet.
      </Text>
    );
  }
  const shown = showsAll ? members : members.slice(0, maxInitialMembers);
  return (
    <>
      {isNarrow ? <ProjectMembersList members={shown} /> : <ProjectMembersTable members={shown} />}
      {shown.length < members.length && (
        <Button variant="default" size="xs" onClick={() => setShowsAll(true)}>
          Show all {members.length}
        </Button>
      )}
      {members.length < total && (
        <Text size="sm" c="dimmed">
          and {total - members.length} more
        </Text>
      )}
    </>
  );
}

function ProjectMembersTable({ members }: { members: readonly Member[] }) {
  return (
    <WideTable minWidth={520} aria-label="In the project now" verticalSpacing={6}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Person</Table.Th>
          <Table.Th>Role</Table.Th>
          <Table.Th>State</Table.Th>
          <Table.Th>Since</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {members.map((member) => (
          <Table.Tr key={getMemberKey(member)}>
            <Table.Td>
              <MemberLabel member={member} />
            </Table.Td>
            <Table.Td>{formatProjectRole(member.role_name)}</Table.Td>
            <Table.Td>{getMembershipLabel(member)}</Table.Td>
            <Table.Td>
              <RelativeTime time={member.created} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </WideTable>
  );
}

function ProjectMembersList({ members }: { members: readonly Member[] }) {
  return (
    <Stack component="ul" gap="sm" p={0} m={0} aria-label="In the project now">
      {members.map((member) => (
        <Box key={getMemberKey(member)} component="li" style={{ listStyle: 'none' }}>
          <MemberLabel member={member} />
          <Text size="sm">
            {formatProjectRole(member.role_name)}, {getMembershipLabel(member).toLowerCase()}{' '}
            <RelativeTime time={member.created} />
          </Text>
        </Box>
      ))}
    </Stack>
  );
}

function MemberLabel({ member: { user_full_name, user_email } }: { member: Member }) {
  return (
    <Box style={{ overflowWrap: 'break-word' }}>
      {user_full_name && <Text size="sm">{user_full_name}</Text>}
      <Text size="sm" {...(user_full_name !== '' && { c: 'dimmed' })}>
        {user_email}
      </Text>
    </Box>
  );
}

const getMemberKey = ({ state, user_email }: Member): string => `${state} ${user_email}`;
const getMembershipLabel = ({ state }: Member): string =>
  state === 'member' ? 'Member' : 'Invited';
