import { Button } from '@mantine/core';
import type { DeskView } from './desk-view.ts';
import { OpenedMenu } from './opened-menu.tsx';
import { SavedViewsForm } from './saved-views-form.tsx';

/** The button and the saved views; open when it appears. */
export function OpenedSavedViews({ view }: { view: DeskView }) {
  return (
    <OpenedMenu
      label="Saved views"
      width={330}
      button={(attributes) => (
        <Button variant="default" {...attributes}>
          Views
        </Button>
      )}
    >
      {() => <SavedViewsForm view={view} />}
    </OpenedMenu>
  );
}
