import { Box, Group, Stack, Text } from '@mantine/core';
import type { Member } from '../api/types.ts';
import { EmailLink } from '../parts/email-link.tsx';
import { RelativeTime } from '../parts/time-format.tsx';
import { getMemberKey, MemberName } from './member-name.tsx';
import { MemberButtons, type MemberChanges } from './member-buttons.tsx';

export interface MembersListProps {
  members: readonly Member[];
  formatRole: (role: string) => string;
  /** Whether people can be invited, so that the state of each is shown. */
  hasInvitations: boolean;
  /** Left out for readers who may not change roles. */
  changes?: MemberChanges | undefined;
}

/** The same as MembersTable for a phone, which has no room for columns. */
export function MembersList({ members, ...options }: MembersListProps) {
  return (
    <Stack component="ul" gap="sm" p={0} m={0} aria-label="People and their roles">
      {members.map((member) => (
        <MemberItem key={getMemberKey(member)} member={member} {...options} />
      ))}
    </Stack>
  );
}

type MemberItemProps = Omit<MembersListProps, 'members'> & { member: Member };

function MemberItem({ member, formatRole, hasInvitations, changes }: MemberItemProps) {
  const roleName = formatRole(member.role_name);
  return (
    <Group component="li" justify="flex-end" gap={4} style={{ listStyle: 'none' }}>
      <Box w="100%" style={{ overflowWrap: 'anywhere' }}>
        <MemberName member={member} />
        <EmailLink email={member.user_email} />
        <Text size="sm">
          {roleName}
          {hasInvitations && (member.state === 'member' ? ', member since' : ', invited')}{' '}
          <RelativeTime time={member.created} />
          {member.expiration_time && (
            <>
              , until <RelativeTime time={member.expiration_time} />
            </>
          )}
        </Text>
      </Box>
      {changes && <MemberButtons member={member} roleName={roleName} {...changes} />}
    </Group>
  );
}
