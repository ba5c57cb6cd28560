import { AppShell, Burger, Group, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { basePath } from '../api/base-path.ts';
import { Link, Outlet } from '@tanstack/react-router';
import { useEffect } from 'react';
import { listenToEvents } from '../api/award-events.ts';
import { ShortNameNotice } from '../short-name/short-name-notice.tsx';
import { AccountMenu } from './account-menu.tsx';
import { ColorSchemeToggle } from './color-scheme-toggle.tsx';
import { ConnectionBar } from './connection-bar.tsx';
import { IgnoredParams } from './ignored-params.tsx';
import { KeyboardShortcuts } from './keyboard-shortcuts.tsx';
import { Navigation } from './navigation.tsx';
import { NotificationBanner } from './notification-banner.tsx';
import { SessionExpiredDialog } from './session-expired-dialog.tsx';
import { followSignOut } from './shared-sign-out.ts';
import { TimeZoneNote } from './time-zone-note.tsx';
import { VersionNote } from './version-note.tsx';

/** The frame around every screen of a signed-in person: header, navigation, global shortcuts. */
export function Shell() {
  const [isMenuOpen, { toggle, close }] = useDisclosure();
  useEffect(listenToEvents, []);
  useEffect(followSignOut, []);
  return (
    <AppShell
      header={{ height: 52 }}
      navbar={{ width: 220, breakpoint: 'sm', collapsed: { mobile: !isMenuOpen } }}
      padding="md"
    >
      <a className="skip" href="#main">
        Skip to the main content
      </a>
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger
              opened={isMenuOpen}
              onClick={toggle}
              hiddenFrom="sm"
              size="sm"
              aria-label="Menu"
              aria-expanded={isMenuOpen}
            />
            <UnstyledButton component={Link} to="/">
              <Group gap={8} wrap="nowrap">
                <img src={`${basePath}/gate.svg`} alt="" width={26} height={26} />
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
        <Navigation onNavigate={close} />
        <VersionNote />
      </AppShell.Navbar>
      <AppShell.Main id="main" tabIndex={-1}>
        <ConnectionBar />
        <NotificationBanner />
        <IgnoredParams />
        <ShortNameNotice />
        <Outlet />
        <TimeZoneNote />
      </AppShell.Main>
      <SessionExpiredDialog />
      <KeyboardShortcuts />
    </AppShell>
  );
}
