import './shell.css';
import { Burger } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { basePath } from '../api/base-path.ts';
import { Link, Outlet } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { listenToEvents } from '../api/award-events.ts';
import { ShortNameNotice } from '../short-name/short-name-notice.tsx';
import { AccountMenu } from './account-menu.tsx';
import { ColorSchemeToggle } from './color-scheme-toggle.tsx';
import { ConnectionBar } from './connection-bar.tsx';
import { IgnoredParams } from './ignored-params.tsx';
import { KeyboardShortcuts } from './keyboard-shortcuts.tsx';
import { MaintenanceBanner } from './maintenance-banner.tsx';
import { Navigation } from './navigation.tsx';
import { NotificationBanner } from './notification-banner.tsx';
import { SessionExpiredDialog } from './session-expired-dialog.tsx';
import { followSignOut } from './shared-sign-out.ts';
import { takePlaceOfOutline } from './take-place-of-outline.ts';
import { TimeZoneNote } from './time-zone-note.tsx';
import { VersionNote } from './version-note.tsx';

/** The frame around every screen of a signed-in person: header, navigation, global shortcuts. */
export function Shell() {
  const [isMenuOpen, { toggle, close }] = useDisclosure();
  useState(takePlaceOfOutline);
  useEffect(listenToEvents, []);
  useEffect(followSignOut, []);
  return (
    <>
      <a className="skip" href="#main">
        Skip to the main content
      </a>
      <header className="shell-header">
        <div>
          <Burger
            opened={isMenuOpen}
            onClick={toggle}
            hiddenFrom="sm"
            size="sm"
            aria-label="Menu"
            aria-expanded={isMenuOpen}
          />
          <Link to="/" className="shell-home mantine-focus-auto">
            <img src={`${basePath}/gate.svg`} alt="" width={26} height={26} />
            Gatehouse
          </Link>
        </div>
        <div>
          <KeyboardShortcuts />
          <ColorSchemeToggle />
          <AccountMenu />
        </div>
      </header>
      <nav className="shell-navigation" aria-label="Main" data-open={isMenuOpen || undefined}>
        <Navigation onNavigate={close} />
        <VersionNote onNavigate={close} />
      </nav>
      <main className="shell-main" id="main" tabIndex={-1}>
        <ConnectionBar />
        <MaintenanceBanner />
        <NotificationBanner />
        <IgnoredParams />
        <ShortNameNotice />
        <Outlet />
        <TimeZoneNote />
      </main>
      <SessionExpiredDialog />
    </>
  );
}
