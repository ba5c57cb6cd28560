import { ActionIcon, type ActionIconProps } from '@mantine/core';
import { IconUser } from '@tabler/icons-react';
import type { Ref } from 'react';
import { useMe } from '../api/current-user.ts';
import type { LazyMenuButtonProps } from '../parts/lazy-menu.tsx';

interface AccountButtonProps extends ActionIconProps, LazyMenuButtonProps {
  ref?: Ref<HTMLButtonElement>;
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
