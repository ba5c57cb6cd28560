import { Button, Popover } from '@mantine/core';
import { useOpenedOnMount } from '../parts/use-opened-on-mount.ts';
import type { DeskView } from './desk-view.ts';
import { SavedViewsForm } from './saved-views-form.tsx';

/** The button and the saved views; open when it appears. */
export function OpenedSavedViews({ view }: { view: DeskView }) {
  const { button, isOpen, setOpen } = useOpenedOnMount();
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
        <Button ref={button} variant="default" onClick={() => setOpen(!isOpen)}>
          Views
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Saved views" aria-labelledby={undefined}>
        <SavedViewsForm view={view} />
      </Popover.Dropdown>
    </Popover>
  );
}
