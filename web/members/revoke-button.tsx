import { Button } from '@mantine/core';
import type { Member } from '../api/types.ts';
import { formatMemberName } from './member-name.tsx';

interface RevokeButtonProps {
  member: Member;
  roleName: string;
  onRevoke: (member: Member) => void;
}

/** The button that starts to revoke a role; nothing for an invitation, which is no role yet. */
export function RevokeButton({ member, roleName, onRevoke }: RevokeButtonProps) {
  if (member.state !== 'member') return null;
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      color="red"
      aria-label={`Revoke the role ${roleName} of ${formatMemberName(member)}`}
      onClick={() => onRevoke(member)}
    >
      Revoke
    </Button>
  );
}
