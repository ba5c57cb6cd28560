import { Group, NativeSelect } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { SearchInput } from '../parts/search-input.tsx';
import { type ColumnId, orderOptions } from './table-columns.ts';
import { SavedViewsMenu } from './saved-views-menu.tsx';
import { MentionsButton } from './mentions-button.tsx';
import { FilterMenu } from './filter-menu.tsx';
import { wideMediaQuery } from './award-list.tsx';
import { ColumnsMenu } from './columns-menu.tsx';
import { getOrder, type DeskView, type DeskViewChange } from './desk-view.ts';

interface DeskToolbarProps {
  view: DeskView;
  onChange: (change: DeskViewChange, options?: { replace: boolean }) => void;
  chosenColumns: readonly ColumnId[];
  onChooseColumns: (columns: readonly ColumnId[]) => void;
}

/** Search, filters and, in narrow windows without table headers, the order. */
export function DeskToolbar(props: DeskToolbarProps) {
  const { view, onChange, chosenColumns, onChooseColumns } = props;
  const isWide = useMediaQuery(wideMediaQuery, undefined, { getInitialValueInEffect: false });
  return (
    <Group gap="sm" justify="flex-end">
      <SearchInput
        flex="1 1 16rem"
        maw={{ xs: 620 }}
        placeholder="Name, identifier, e-mail, call, project … ( / )"
        title="Searches names, identifiers, members’ e-mails, funder references, calls, offerings, templates and projects"
        aria-label="Search awards"
        value={view.query ?? ''}
        // A pause while typing must not add a step to the browser's history.
        onSearch={(query) => onChange({ query: query.trim() }, { replace: true })}
      />
      <MentionsButton view={view} onChange={onChange} />
      <FilterMenu view={view} onChange={onChange} />
      <SavedViewsMenu view={view} />
      {isWide ? (
        <ColumnsMenu chosen={chosenColumns} onChoose={onChooseColumns} />
      ) : (
        <NativeSelect
          aria-label="Order"
          data={orderOptions}
          value={getOrder(view)}
          onChange={(event) => onChange({ o: event.currentTarget.value })}
        />
      )}
    </Group>
  );
}
