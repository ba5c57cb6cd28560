import { Button, Group } from '@mantine/core';
import type { Member } from '../api/types.ts';
import { formatMemberName } from './member-name.tsx';

/** What can be done with the role of a member, for readers who may change roles. */
export interface MemberChanges {
  onChangeEnd: (member: Member) => void;
  onRevoke: (member: Member) => void;
}

interface MemberButtonsProps extends MemberChanges {
  member: Member;
  roleName: string;
}

/** The buttons that change a role; none for an invitation, which is no role yet. */
export function MemberButtons({ member, roleName, onChangeEnd, onRevoke }: MemberButtonsProps) {
  if (member.state !== 'member') return null;
  const ofWhom = `the role ${roleName} of ${formatMemberName(member)}`;
  return (
    <Group gap={4} wrap="nowrap" justify="flex-end" flex="none">
      <Button
        size="compact-sm"
        variant="subtle"
        aria-label={`Change end of ${ofWhom}`}
        onClick={() => onChangeEnd(member)}
      >
        Change end
      </Button>
      <Button
        size="compact-sm"
        variant="subtle"
        color="red"
        aria-label={`Revoke ${ofWhom}`}
        onClick={() => onRevoke(member)}
      >
        Revoke
      </Button>
    </Group>
  );
}
