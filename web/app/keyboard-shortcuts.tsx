/* The keys that work on every screen, and open the dialog that lists all keys. */

import { useHotkeys } from '@mantine/hooks';
import { lazy, Suspense, useState } from 'react';

/** Loaded when it is opened: the keys are part of every screen's first load. */
const KeyboardShortcutsDialog = lazy(async () => ({
  default: (await import('./keyboard-shortcuts-dialog.tsx')).KeyboardShortcutsDialog,
}));

/** Binds the keys that work on every screen: `/` focuses the search, `?` lists all keys. */
export function KeyboardShortcuts() {
  const [isOpen, setOpen] = useState(false);
  useHotkeys([
    ['/', focusSearch],
    ['shift+?', () => setOpen(true)],
    ['?', () => setOpen(true)],
  ]);
  return (
    isOpen && (
      <Suspense>
        <KeyboardShortcutsDialog onClose={() => setOpen(false)} />
      </Suspense>
    )
  );
}

function focusSearch(): void {
  const search = document.querySelector<HTMLInputElement>('input[type="search"]');
  search?.focus();
  search?.select();
}
