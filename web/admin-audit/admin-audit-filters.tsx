import { NativeSelect, SimpleGrid } from '@mantine/core';
import type { SearchParams } from '../parts/search-params.ts';
import { SearchInput } from '../parts/search-input.tsx';
import { subjectKindOptions } from './admin-audit-labels.ts';

export type AdminAuditSearch = SearchParams<
  'query' | 'subject_kind' | 'timestamp_after' | 'timestamp_before' | 'page'
>;

interface AdminAuditFiltersProps {
  search: AdminAuditSearch;
  /** An empty text removes that filter. */
  onChange: (change: AdminAuditSearch) => void;
}

/** The filters above the list of administrative changes. */
export function AdminAuditFilters({ search, onChange }: AdminAuditFiltersProps) {
  const day = (name: 'timestamp_after' | 'timestamp_before', label: string) => (
    <SearchInput
      type="date"
      leftSection={null}
      placeholder=""
      label={label}
      aria-label={label}
      value={search[name] ?? ''}
      onSearch={(text) => onChange({ [name]: text })}
    />
  );
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, lg: 4 }} spacing="xs" role="search" aria-label="Filters">
      <SearchInput
        label="Text"
        aria-label="Text"
        placeholder="Name of the subject or the author ( / )"
        value={search.query ?? ''}
        onSearch={(query) => onChange({ query })}
      />
      <NativeSelect
        label="Kind"
        data={[{ value: '', label: 'All kinds' }, ...subjectKindOptions]}
        value={search.subject_kind ?? ''}
        onChange={(event) => onChange({ subject_kind: event.currentTarget.value })}
      />
      {day('timestamp_after', 'From')}
      {day('timestamp_before', 'To')}
    </SimpleGrid>
  );
}
