import {
  ActionIcon,
  AppShell,
  Burger,
  Group,
  Menu,
  NavLink,
  Text,
  Tooltip,
  UnstyledButton,
  useComputedColorScheme,
  useMantineColorScheme,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  IconBuilding,
  IconChartBar,
  IconFolders,
  IconHistory,
  IconInbox,
  IconMoon,
  IconPlugConnected,
  IconShieldCheck,
  IconSun,
  IconTemplate,
  IconUser,
  IconUsers,
} from '@tabler/icons-react';
import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { type ComponentType, useEffect } from 'react';
import { mayReadEverything } from '../api/permissions.ts';
import type { Me } from '../api/types.ts';
import { listenToEvents } from './award-events.ts';
import { SessionExpiredDialog, signOut, useMe } from './session.tsx';
import { KeyboardShortcuts } from './keyboard-shortcuts.tsx';

interface NavItem {
  to: string;
  label: string;
  icon: ComponentType<{ size?: number }>;
  isVisibleTo?: (me: Me) => boolean;
}

const navItems: NavItem[] = [
  { to: '/', label: 'Desk', icon: IconInbox },
  { to: '/overview', label: 'Overview', icon: IconChartBar },
  { to: '/projects', label: 'Projects', icon: IconFolders },
  { to: '/templates', label: 'Templates', icon: IconTemplate },
  { to: '/customers', label: 'Customers', icon: IconBuilding },
  { to: '/people', label: 'People', icon: IconUsers, isVisibleTo: mayReadEverything },
  { to: '/audit', label: 'Audit', icon: IconHistory },
  {
    to: '/administration',
    label: 'Administration',
    icon: IconShieldCheck,
    isVisibleTo: mayReadEverything,
  },
  { to: '/bridge', label: 'Bridge', icon: IconPlugConnected, isVisibleTo: mayReadEverything },
];

/** What is around every screen: where one can go, who one is, and the keys. */
export function Shell() {
  const [isOpen, { toggle, close }] = useDisclosure();
  useEffect(listenToEvents, []);
  return (
    <AppShell
      header={{ height: 52 }}
      navbar={{ width: 200, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
      padding="md"
    >
      <a className="skip" href="#main">
        Skip to the page
      </a>
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger
              opened={isOpen}
              onClick={toggle}
              hiddenFrom="sm"
              size="sm"
              aria-label="Menu"
              aria-expanded={isOpen}
            />
            <UnstyledButton component={Link} to="/">
              <Group gap={8} wrap="nowrap">
                <img src="/gate.svg" alt="" width={26} height={26} />
                <Text fw={700} size="lg">
                  Gatehouse
                </Text>
              </Group>
            </UnstyledButton>
          </Group>
          <Group gap={4} wrap="nowrap">
            <ColorSchemeToggle />
            <AccountMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" aria-label="Main">
        <Navigation onGo={close} />
      </AppShell.Navbar>
      <AppShell.Main id="main" tabIndex={-1}>
        <Outlet />
      </AppShell.Main>
      <SessionExpiredDialog />
      <KeyboardShortcuts />
    </AppShell>
  );
}

function Navigation({ onGo }: { onGo: () => void }) {
  const me = useMe();
  const { pathname } = useLocation();
  const isHere = (to: string): boolean =>
    to === '/' ? pathname === '/' || pathname.startsWith('/awards/') : pathname.startsWith(to);
  return navItems
    .filter(({ isVisibleTo: isFor }) => isFor?.(me) ?? true)
    .map(({ to, label: words, icon: Icon }) => (
      <NavLink
        key={to}
        component={Link}
        to={to}
        label={words}
        leftSection={<Icon size={18} />}
        active={isHere(to)}
        aria-current={isHere(to) ? 'page' : undefined}
        onClick={onGo}
      />
    ));
}

function ColorSchemeToggle() {
  const { setColorScheme } = useMantineColorScheme();
  const now = useComputedColorScheme('light');
  const other = now === 'light' ? 'dark' : 'light';
  return (
    <Tooltip label={`Change to ${other}`}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={`Change to ${other}`}
        onClick={() => setColorScheme(other)}
      >
        {now === 'light' ? <IconMoon size={20} /> : <IconSun size={20} />}
      </ActionIcon>
    </Tooltip>
  );
}

function AccountMenu() {
  const me = useMe();
  const role = me.is_staff ? 'Staff' : me.is_support ? 'Support' : 'Reviewer or member';
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={`Account of ${me.username}`}
        >
          <IconUser size={20} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {me.full_name || me.username} · {role}
        </Menu.Label>
        <Menu.Item component={Link} to={`/people/${me.uuid}`}>
          My account
        </Menu.Item>
        <Menu.Item onClick={() => void signOut()}>Sign out</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
