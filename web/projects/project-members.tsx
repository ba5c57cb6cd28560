import { Button, Card, Group, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconUserPlus } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, readPage } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import { mayManage } from '../api/permissions.ts';
import type { Member, Project } from '../api/types.ts';
import { useMe } from '../api/current-user.ts';
import { membershipControlDescriptions } from '../award/award-labels.ts';
import { QueryContent } from '../parts/query-state.tsx';
import { Pager } from '../parts/pager.tsx';
import { useProjectAwards } from './project-award.tsx';
import { GrantRoleDialog } from './grant-role-dialog.tsx';
import { ProjectMembersTable } from './project-members-table.tsx';
import { RevokeRoleDialog } from './revoke-role-dialog.tsx';

const pageSize = 50;

/** Who is in a project, and who is invited; staff give and take roles. */
export function ProjectMembers({ project }: { project: Project }) {
  const me = useMe();
  const { uuid } = project;
  const [page, setPage] = useState(1);
  const [isGiving, giving] = useDisclosure();
  const [isTaking, takingDialog] = useDisclosure();
  const [taken, setTaken] = useState<Member | null>(null);
  const people = useQuery({
    queryKey: [...queryKeys.projects, uuid, 'people', page],
    queryFn: () =>
      readPage(
        api.GET('/api/projects/{uuid}/list_users/', {
          params: { path: { uuid }, query: { page, page_size: pageSize } },
        }),
      ),
    placeholderData: keepPreviousData,
  });
  const take = (member: Member): void => {
    setTaken(member);
    takingDialog.open();
  };
  return (
    <Card withBorder component="section" aria-labelledby="people">
      <Group justify="space-between">
        <Title order={2} size="h4" id="people">
          People
        </Title>
        {mayManage(me) && (
          <Button
            size="xs"
            variant="light"
            leftSection={<IconUserPlus size={16} />}
            onClick={giving.open}
          >
            Give a role
          </Button>
        )}
      </Group>
      <Text size="sm" c="dimmed" mb="sm">
        An invitation becomes a membership when that person signs in with that address.{' '}
        <MembershipControlNote project={project} />
      </Text>
      <QueryContent query={people} rows={3}>
        {({ items, total }) => (
          <>
            {items.length === 0 ? (
              <Text size="sm">Nobody is in this project, and nobody is invited.</Text>
            ) : (
              <ProjectMembersTable members={items} {...(mayManage(me) && { onRevoke: take })} />
            )}
            {total > pageSize && (
              <Pager page={page} pageSize={pageSize} total={total} onPage={setPage} />
            )}
          </>
        )}
      </QueryContent>
      <GrantRoleDialog project={project} isOpen={isGiving} onClose={giving.close} />
      {taken !== null && (
        <RevokeRoleDialog
          project={project}
          member={taken}
          isOpen={isTaking}
          onClose={takingDialog.close}
        />
      )}
    </Card>
  );
}

/** What the award that manages a project says of its people. */
function MembershipControlNote({ project }: { project: Project }) {
  const [award] = useProjectAwards(project).data?.items ?? [];
  return award && membershipControlDescriptions[award.details.membership_control ?? 'open'];
}
