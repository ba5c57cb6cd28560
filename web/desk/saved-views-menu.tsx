import { Button } from '@mantine/core';
import { LazyMenu } from '../parts/lazy-menu.tsx';
import { lazyPart } from '../parts/lazy-part.tsx';
import type { DeskView } from './desk-view.ts';

const OpenedSavedViews = lazyPart(() => import('./opened-saved-views.tsx'), 'OpenedSavedViews');

/** A button that opens the saved views; loaded when it is used. */
export function SavedViewsMenu({ view }: { view: DeskView }) {
  return (
    <LazyMenu
      popup="dialog"
      button={(attributes) => (
        <Button variant="default" {...attributes}>
          Views
        </Button>
      )}
    >
      <OpenedSavedViews view={view} />
    </LazyMenu>
  );
}
