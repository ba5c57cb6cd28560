import { Group, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api, readPage } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { Template } from '../api/types.ts';
import type { SearchParams } from '../parts/search-params.ts';
import { SearchInput } from '../parts/search-input.tsx';

export type TemplateSearch = SearchParams<'name' | 'portal' | 'offering' | 'o' | 'page'>;

interface TemplateFiltersProps {
  search: TemplateSearch;
  /** Empty texts clear. */
  onChange: (change: TemplateSearch) => void;
}

/** As many as the service gives at once; a desk has some dozens. */
const maxTemplates = 300;
const selectMaxWidth = { base: '100%', xs: 240 };

/** Which templates are shown. */
export function TemplateFilters({ search, onChange }: TemplateFiltersProps) {
  const templates = useQuery({
    queryKey: [...queryKeys.templates, 'most'],
    queryFn: () =>
      readPage(
        api.GET('/api/openportal-project-template/', {
          params: { query: { page_size: maxTemplates } },
        }),
      ),
  });
  const known = templates.data?.items ?? [];
  return (
    <Group align="flex-end" gap="sm" role="search" aria-label="Filters">
      <SearchInput
        label="Name"
        aria-label="Name"
        placeholder="Name ( / )"
        value={search.name ?? ''}
        onSearch={(name) => onChange({ name })}
        flex="1 1 240px"
        maw={{ base: '100%', xs: 420 }}
      />
      {(['offering', 'portal'] as const).map((field) => (
        <Select
          key={field}
          label={field === 'portal' ? 'Awarding portal' : 'Offering'}
          placeholder="Any"
          data={listFieldValues(known, field, search[field])}
          value={search[field] ?? null}
          onChange={(name) => onChange({ [field]: name ?? '' })}
          searchable
          clearable
          clearButtonProps={{
            'aria-label': field === 'portal' ? 'Any awarding portal' : 'Any offering',
            'aria-hidden': false,
            tabIndex: 0,
          }}
          nothingFoundMessage="No template has one of that name"
          flex="1 1 160px"
          maw={selectMaxWidth}
        />
      ))}
    </Group>
  );
}

/** The names that templates have, and the one that the address bar asks for. */
function listFieldValues(
  templates: readonly Template[],
  field: 'portal' | 'offering',
  asked: string | undefined,
): string[] {
  const names = new Set(templates.map((template) => template[field]));
  if (asked !== undefined) names.add(asked);
  return [...names].sort();
}
