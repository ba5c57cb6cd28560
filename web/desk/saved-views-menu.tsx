import { Button } from '@mantine/core';
import { Suspense, useState } from 'react';
import { lazyPart } from '../parts/lazy-part.tsx';
import type { DeskView } from './desk-view.ts';

const OpenedSavedViews = lazyPart(
  async () => (await import('./opened-saved-views.tsx')).OpenedSavedViews,
);

/** A button that opens the saved views; loaded when it is used. */
export function SavedViewsMenu({ view }: { view: DeskView }) {
  const [isWanted, setWanted] = useState(false);
  if (isWanted) {
    return (
      <Suspense fallback={<Button variant="default">Views</Button>}>
        <OpenedSavedViews view={view} />
      </Suspense>
    );
  }
  return (
    <Button
      variant="default"
      aria-haspopup="dialog"
      aria-expanded={false}
      onClick={() => setWanted(true)}
    >
      Views
    </Button>
  );
}
