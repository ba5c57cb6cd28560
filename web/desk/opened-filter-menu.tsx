import { Popover } from '@mantine/core';
import { useOpenedOnMount } from '../parts/use-opened-on-mount.ts';
import { FilterForm } from './filter-form.tsx';
import type { DeskView, DeskViewChange } from './desk-view.ts';
import { FilterButton } from './filter-button.tsx';

interface OpenedFilterMenuProps {
  view: DeskView;
  onChange: (change: DeskViewChange) => void;
}

/** The button and the form with all filters besides the search; open when it appears. */
export function OpenedFilterMenu({ view, onChange }: OpenedFilterMenuProps) {
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
        <FilterButton ref={button} view={view} onClick={() => setOpen(!isOpen)} />
      </Popover.Target>
      <Popover.Dropdown
        mah="75vh"
        style={{ overflowY: 'auto' }}
        aria-label="Filters"
        aria-labelledby={undefined}
      >
        <FilterForm
          view={view}
          onChange={(change) => {
            setOpen(false);
            onChange(change);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
