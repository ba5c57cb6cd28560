import { Button, Popover } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { loadCode } from '../api/load-code.ts';
import { LoadingSkeleton } from '../parts/query-state.tsx';
import { type DeskView, type DeskViewChange, getHiddenFilters } from './desk-view.ts';

/** Loaded when it is opened: the desk's first load does not need it. */
const FilterForm = lazy(async () => ({
  default: (await loadCode(() => import('./filter-form.tsx'))).FilterForm,
}));

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
      <Popover.Dropdown
        mah="75vh"
        style={{ overflowY: 'auto' }}
        aria-label="Filters"
        aria-labelledby={undefined}
      >
        <Suspense fallback={<LoadingSkeleton rows={6} />}>
          <FilterForm
            view={view}
            onChange={(change) => {
              setOpen(false);
              onChange(change);
            }}
          />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
