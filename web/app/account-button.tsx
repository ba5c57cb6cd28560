import { ActionIcon, type ActionIconProps } from '@mantine/core';
import { IconUser } from '@tabler/icons-react';
import type { Ref } from 'react';
import { useMe } from '../api/current-user.ts';

interface AccountButtonProps extends ActionIconProps {
  ref?: Ref<HTMLButtonElement>;
  'aria-haspopup'?: 'menu';
  'aria-expanded'?: boolean;
  onClick?: () => void;
}

/** A button with the name of who is signed in. */
export function AccountButton(props: AccountButtonProps) {
  const me = useMe();
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      aria-label={`Account of ${me.username}`}
      {...props}
    >
      <IconUser size={20} />
    </ActionIcon>
  );
}
