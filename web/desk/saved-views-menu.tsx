import { Button, Popover } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { loadCode } from '../api/load-code.ts';
import { LoadingSkeleton } from '../parts/query-state.tsx';
import type { DeskView } from './desk-view.ts';

/** Loaded when it is opened: the desk's first load does not need it. */
const SavedViewsForm = lazy(async () => ({
  default: (await loadCode(() => import('./saved-views-form.tsx'))).SavedViewsForm,
}));

/** A button that opens the saved views. */
export function SavedViewsMenu({ view }: { view: DeskView }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      position="bottom-end"
      width={330}
      shadow="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Button variant="default" onClick={() => setOpen(!isOpen)}>
          Views
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Saved views" aria-labelledby={undefined}>
        <Suspense fallback={<LoadingSkeleton rows={3} />}>
          <SavedViewsForm view={view} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
