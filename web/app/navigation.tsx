/* The links to the screens that the reader may open. */

import { Badge, NavLink } from '@mantine/core';
import {
  IconAlertTriangle,
  IconBuilding,
  IconChartBar,
  IconFolders,
  IconHistory,
  IconInbox,
  IconListCheck,
  IconMail,
  IconPlugConnected,
  IconServer,
  IconShieldCheck,
  IconTemplate,
  IconUsers,
  IconWebhook,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { useMe } from '../api/current-user.ts';
import { mayHaveWebhooks, mayReadEverything } from '../api/permissions.ts';
import type { Me } from '../api/types.ts';
import { attentionCountQuery } from '../machines/machine-queries.ts';

interface NavItem {
  to: string;
  label: string;
  icon: ComponentType<{ size?: number }>;
  /** Everybody where it is absent. */
  isVisibleTo?: (me: Me) => boolean;
  /** Right of the label. */
  count?: ComponentType;
}

const navItems: NavItem[] = [
  { to: '/', label: 'Desk', icon: IconInbox },
  { to: '/overview', label: 'Overview', icon: IconChartBar },
  { to: '/projects', label: 'Projects', icon: IconFolders },
  { to: '/templates', label: 'Templates', icon: IconTemplate },
  { to: '/customers', label: 'Customers', icon: IconBuilding },
  { to: '/resources', label: 'Resources', icon: IconServer, isVisibleTo: mayReadEverything },
  {
    to: '/machines',
    label: 'Needs attention',
    icon: IconAlertTriangle,
    isVisibleTo: mayReadEverything,
    count: AttentionCount,
  },
  { to: '/people', label: 'People', icon: IconUsers, isVisibleTo: mayReadEverything },
  { to: '/audit', label: 'Audit', icon: IconHistory },
  {
    to: '/administration',
    label: 'Administration',
    icon: IconShieldCheck,
    isVisibleTo: mayReadEverything,
  },
  { to: '/webhooks', label: 'Webhooks', icon: IconWebhook, isVisibleTo: mayHaveWebhooks },
  { to: '/mail', label: 'Mail', icon: IconMail, isVisibleTo: mayReadEverything },
  { to: '/jobs', label: 'Jobs', icon: IconListCheck, isVisibleTo: mayReadEverything },
  { to: '/bridge', label: 'Bridge', icon: IconPlugConnected, isVisibleTo: mayReadEverything },
];

/** Links to the screens that this person may open; `onNavigate` is called on each click. */
export function Navigation({ onNavigate }: { onNavigate: () => void }) {
  const me = useMe();
  const { pathname } = useLocation();
  return navItems
    .filter(({ isVisibleTo }) => isVisibleTo?.(me) ?? true)
    .map(({ to, label, icon: Icon, count: Count }) => (
      <NavLink
        key={to}
        component={Link}
        to={to}
        label={label}
        leftSection={<Icon size={18} />}
        rightSection={Count && <Count />}
        active={isCurrent(to, pathname)}
        aria-current={isCurrent(to, pathname) ? 'page' : undefined}
        onClick={onNavigate}
      />
    ));
}

/** How many projects on resources need attention; nothing where none does. */
function AttentionCount() {
  const { data = 0 } = useQuery(attentionCountQuery);
  if (data === 0) return null;
  return (
    <Badge color="red" variant="light" size="sm">
      {data.toLocaleString('en')}
    </Badge>
  );
}

/** An award's page belongs to the desk. */
function isCurrent(to: string, pathname: string): boolean {
  if (to === '/') return pathname === '/' || pathname.startsWith('/awards/');
  return pathname.startsWith(to);
}
