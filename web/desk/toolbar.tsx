import { Group, NativeSelect } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { Search } from '../parts/search.tsx';
import { orders } from './columns.ts';
import { Filters } from './filters.tsx';
import { wide } from './list.tsx';
import { oldestFirst, type View, type ViewChange } from './view.ts';

interface ToolbarProps {
  view: View;
  onChange: (change: ViewChange, options?: { replace: boolean }) => void;
}

/** The search, the filters, and the order where no table has heads to click. */
export function Toolbar({ view, onChange }: ToolbarProps) {
  const isWide = useMediaQuery(wide, undefined, { getInitialValueInEffect: false });
  return (
    <Group gap="sm">
      <Search
        flex="1 1 16rem"
        maw={{ xs: 420 }}
        placeholder="Search awards ( / )"
        aria-label="Search awards"
        value={view.query ?? ''}
        // Every pause while typing is not a step to go back to.
        onSearch={(query) => onChange({ query: query.trim() }, { replace: true })}
      />
      <Filters view={view} onChange={onChange} />
      {!isWide && (
        <NativeSelect
          aria-label="Order"
          data={orders}
          value={view.o ?? oldestFirst}
          onChange={(event) => onChange({ o: event.currentTarget.value })}
        />
      )}
    </Group>
  );
}
