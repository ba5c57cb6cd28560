/* The keys that work on every screen, and open the dialog that lists all keys. */

import { ActionIcon } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useLocation } from '@tanstack/react-router';
import { Suspense, useEffect, useState } from 'react';
import { lazyPart } from '../parts/lazy-part.tsx';

const KeyboardShortcutsDialog = lazyPart(
  () => import('./keyboard-shortcuts-dialog.tsx'),
  'KeyboardShortcutsDialog',
);

/**
 * Binds the keys that work on every screen: `/` focuses the search, `?` lists all keys, which the
 * button does as well.
 */
export function KeyboardShortcuts() {
  const [isOpen, setOpen] = useState(false);
  // Closing keeps it rendered: it gives the focus back.
  const [isNeeded, setNeeded] = useState(false);
  if (isOpen && !isNeeded) setNeeded(true);
  const { pathname } = useLocation();
  // The dialog links to the guide.
  // biome-ignore lint/correctness/useExhaustiveDependencies: closes when another page opens
  useEffect(() => setOpen(false), [pathname]);
  useHotkeys([
    ['/', focusSearch],
    ['shift+?', () => setOpen(true)],
    ['?', () => setOpen(true)],
  ]);
  return (
    <>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        fz="lg"
        aria-label="Keys and help"
        aria-keyshortcuts="?"
        title="Keys and help ( ? )"
        onClick={() => setOpen(true)}
      >
        ?
      </ActionIcon>
      {isNeeded && (
        <Suspense>
          <KeyboardShortcutsDialog isOpen={isOpen} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

function focusSearch(): void {
  const search = document.querySelector<HTMLInputElement>('input[type="search"]');
  search?.focus();
  search?.select();
}
