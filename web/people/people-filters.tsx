import { Group, NativeSelect } from '@mantine/core';
import type { SearchParams } from '../parts/search-params.ts';
import { SearchInput } from '../parts/search-input.tsx';

type PeopleSearch = SearchParams<
  'query' | 'is_staff' | 'is_support' | 'is_active' | 'is_service_account' | 'o' | 'page'
>;

interface PeopleFiltersProps {
  search: PeopleSearch;
  /** An empty text removes that filter. */
  onChange: (change: PeopleSearch) => void;
}

const rightsOptions = [
  { value: '', label: 'Any rights' },
  { value: 'is_staff', label: 'Staff' },
  { value: 'is_support', label: 'Support' },
];
const activeOptions = [
  { value: '', label: 'Active and inactive' },
  { value: 'true', label: 'Active' },
  { value: 'false', label: 'Inactive' },
];

const kindOptions = [
  { value: '', label: 'People and programs' },
  { value: 'false', label: 'People' },
  { value: 'true', label: 'Service accounts' },
];

/** The filters above the list of people. */
export function PeopleFilters({ search, onChange }: PeopleFiltersProps) {
  const right =
    search.is_staff === 'true' ? 'is_staff' : search.is_support === 'true' ? 'is_support' : '';
  return (
    <Group gap="xs">
      <SearchInput
        value={search.query ?? ''}
        onSearch={(query) => onChange({ query })}
        placeholder="Name, user name or e-mail ( / )"
        aria-label="Search people"
        flex="1 1 260px"
        maw={420}
      />
      <NativeSelect
        aria-label="Rights"
        data={rightsOptions}
        value={right}
        onChange={({ currentTarget: { value } }) =>
          onChange({ is_staff: '', is_support: '', ...(value !== '' && { [value]: 'true' }) })
        }
      />
      <NativeSelect
        aria-label="Account"
        data={activeOptions}
        value={search.is_active ?? ''}
        onChange={(event) => onChange({ is_active: event.currentTarget.value })}
      />
      <NativeSelect
        aria-label="Kind"
        data={kindOptions}
        value={search.is_service_account ?? ''}
        onChange={(event) => onChange({ is_service_account: event.currentTarget.value })}
      />
    </Group>
  );
}
