import { LazyMenu } from '../parts/lazy-menu.tsx';
import { lazyPart } from '../parts/lazy-part.tsx';
import type { DeskView, DeskViewChange } from './desk-view.ts';
import { FilterButton } from './filter-button.tsx';

const OpenedFilterMenu = lazyPart(() => import('./opened-filter-menu.tsx'), 'OpenedFilterMenu');

interface FilterMenuProps {
  view: DeskView;
  onChange: (change: DeskViewChange) => void;
}

/** A button that opens the form with all filters besides the search; loaded after the list. */
export function FilterMenu({ view, onChange }: FilterMenuProps) {
  return (
    <LazyMenu popup="dialog" button={(attributes) => <FilterButton view={view} {...attributes} />}>
      <OpenedFilterMenu view={view} onChange={onChange} />
    </LazyMenu>
  );
}
