import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { ApiError } from '../api/api-error.ts';
import type { Award, Member } from '../api/types.ts';
import { ErrorAlert, LoadingSkeleton } from '../parts/query-state.tsx';
import { useIsPrinting } from '../parts/use-is-printing.ts';
import { useProjectMembers } from './member-outcomes.ts';
import { AwardSection } from './award-section.tsx';
import { MembersTable } from '../members/members-table.tsx';
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
          {members.data && formatPeople(members.data.total)}
        </Text>
      }
    >
      {members.isPending && <LoadingSkeleton rows={3} />}
      {members.isError && <MembersError error={members.error} onRetry={() => members.refetch()} />}
      {members.data && <ProjectMembers members={members.data.items} total={members.data.total} />}
    </AwardSection>
  );
}

/** Members and people who are invited. */
const formatPeople = (count: number): string => (count === 1 ? '1 person' : `${count} people`);

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
  const [isUnfolded, setUnfolded] = useState(false);
  const isPrinting = useIsPrinting();
  const showsAll = isUnfolded || isPrinting;
  if (total === 0) {
    return (
      <Text size="sm" c="dimmed">
        No members yet.
      </Text>
    );
  }
  const visibleMembers = showsAll ? members : members.slice(0, maxInitialMembers);
  return (
    <>
      <MembersTable members={visibleMembers} formatRole={formatProjectRole} hasInvitations />
      {visibleMembers.length < members.length && (
        <Button variant="default" size="xs" onClick={() => setUnfolded(true)}>
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
