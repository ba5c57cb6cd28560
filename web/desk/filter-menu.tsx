import { Button, Popover } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { useState } from 'react';
import { type DeskView, type DeskViewChange, getHiddenFilters } from './desk-view.ts';
import { FilterForm } from './filter-form.tsx';

interface FilterMenuProps {
  view: DeskView;
  onChange: (change: DeskViewChange) => void;
}

/** A button that opens the form with all filters besides the search. */
export function FilterMenu({ view, onChange }: FilterMenuProps) {
  const [isOpen, setOpen] = useState(false);
  const count = getHiddenFilters(view).length;
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
        <Button
          variant="default"
          leftSection={<IconFilter size={16} aria-hidden />}
          onClick={() => setOpen(!isOpen)}
        >
          Filters{count > 0 && ` (${count})`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Filters" aria-labelledby={undefined}>
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
