import { FilterForm } from './filter-form.tsx';
import type { DeskView, DeskViewChange } from './desk-view.ts';
import { FilterButton } from './filter-button.tsx';
import { OpenedMenu } from './opened-menu.tsx';

interface OpenedFilterMenuProps {
  view: DeskView;
  onChange: (change: DeskViewChange) => void;
}

/** The button and the form with all filters besides the search; open when it appears. */
export function OpenedFilterMenu({ view, onChange }: OpenedFilterMenuProps) {
  return (
    <OpenedMenu
      label="Filters"
      width={330}
      mah="75vh"
      style={{ overflowY: 'auto' }}
      button={(attributes) => <FilterButton view={view} {...attributes} />}
    >
      {(close) => (
        <FilterForm
          view={view}
          onChange={(change) => {
            close();
            onChange(change);
          }}
        />
      )}
    </OpenedMenu>
  );
}
