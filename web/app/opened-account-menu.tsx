import { Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Link } from '@tanstack/react-router';
import { toErrorMessage } from '../api/api-error.ts';
import { useMe } from '../api/current-user.ts';
import { useOpenedOnMount } from '../parts/use-opened-on-mount.ts';
import { AccountButton } from './account-button.tsx';
import { signOut } from './sign-out.ts';

const showSignOutError = (error: unknown): void => {
  notifications.show({
    title: 'You are still signed in',
    message: toErrorMessage(error),
    color: 'red',
    withBorder: true,
    autoClose: false,
    closeButtonProps: { 'aria-label': 'Dismiss' },
  });
};

/** Who is signed in, the link to their own page, and "Sign out"; open when it appears. */
export function OpenedAccountMenu() {
  const me = useMe();
  const { button, isOpen, setOpen } = useOpenedOnMount();
  const role = me.is_staff ? 'Staff' : me.is_support ? 'Support' : 'Reviewer or member';
  return (
    <Menu opened={isOpen} onChange={setOpen} position="bottom-end" width={220}>
      <Menu.Target>
        <AccountButton ref={button} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {me.full_name || me.username} · {role}
        </Menu.Label>
        <Menu.Item component={Link} to={`/people/${me.uuid}`}>
          My account
        </Menu.Item>
        <Menu.Item onClick={() => void signOut().catch(showSignOutError)}>Sign out</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
