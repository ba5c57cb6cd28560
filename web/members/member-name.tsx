import { Text } from '@mantine/core';
import { mayReadEverything } from '../api/permissions.ts';
import type { Member } from '../api/types.ts';
import { useMe } from '../api/current-user.ts';
import { PageLink } from '../parts/page-link.tsx';
import { MarkedText } from '../parts/marked-text.tsx';

/** The full name of a member, else the user name, else the e-mail address of an invitation. */
export const formatMemberName = ({
  user_full_name,
  user_username,
  user_email,
}: Pick<Member, 'user_full_name' | 'user_username' | 'user_email'>): string =>
  user_full_name || user_username || user_email;

/** Tells the rows of a list of members apart: one person can have several roles. */
export const getMemberKey = ({ state, user_uuid, user_email, role_name }: Member): string =>
  `${state} ${user_uuid} ${user_email} ${role_name}`;

/** The name of a member, as a link where the reader may open that account; nothing for an invitation. */
export function MemberName({ member }: { member: Member }) {
  const me = useMe();
  const { user_uuid: uuid, state } = member;
  const name = formatMemberName(member);
  if (state === 'invited') return null;
  if (!mayReadEverything(me) && uuid !== me.uuid)
    return (
      <Text size="sm">
        <MarkedText text={name} />
      </Text>
    );
  return (
    <PageLink
      to="/people/$uuid"
      params={{ uuid }}
      size="sm"
      fw={500}
      display="block"
      w="fit-content"
    >
      <MarkedText text={name} />
    </PageLink>
  );
}
