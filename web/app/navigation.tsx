/* The links to the screens that the reader may open. */

import { NavLink } from '@mantine/core';
import {
  IconBuilding,
  IconChartBar,
  IconFolders,
  IconHistory,
  IconInbox,
  IconPlugConnected,
  IconShieldCheck,
  IconTemplate,
  IconUsers,
} from '@tabler/icons-react';
import { Link, useLocation } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { useMe } from '../api/current-user.ts';
import { mayReadEverything } from '../api/permissions.ts';
import type { Me } from '../api/types.ts';

interface NavItem {
  to: string;
  label: string;
  icon: ComponentType<{ size?: number }>;
  /** Everybody where it is absent. */
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

/** Links to the screens that this person may open; `onNavigate` is called on each click. */
export function Navigation({ onNavigate }: { onNavigate: () => void }) {
  const me = useMe();
  const { pathname } = useLocation();
  return navItems
    .filter(({ isVisibleTo }) => isVisibleTo?.(me) ?? true)
    .map(({ to, label, icon: Icon }) => (
      <NavLink
        key={to}
        component={Link}
        to={to}
        label={label}
        leftSection={<Icon size={18} />}
        active={isCurrent(to, pathname)}
        aria-current={isCurrent(to, pathname) ? 'page' : undefined}
        onClick={onNavigate}
      />
    ));
}

/** An award's page belongs to the desk. */
function isCurrent(to: string, pathname: string): boolean {
  if (to === '/') return pathname === '/' || pathname.startsWith('/awards/');
  return pathname.startsWith(to);
}
