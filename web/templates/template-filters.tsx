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
  /** An empty text removes that filter. */
  onChange: (change: TemplateSearch) => void;
}

/** The largest page of the API; a site has some dozens of templates. */
const maxTemplates = 300;
const selectMaxWidth = { base: '100%', xs: 240 };

/** The filters above the list of templates. */
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
  const allTemplates = templates.data?.items ?? [];
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
          data={listFieldValues(allTemplates, field, search[field])}
          value={search[field] ?? null}
          onChange={(name) => onChange({ [field]: name ?? '' })}
          searchable
          clearable
          clearButtonProps={{
            'aria-label': field === 'portal' ? 'Any awarding portal' : 'Any offering',
            'aria-hidden': false,
            tabIndex: 0,
          }}
          nothingFoundMessage="No match"
          flex="1 1 160px"
          maw={selectMaxWidth}
        />
      ))}
    </Group>
  );
}

/** The values of a field in all templates, and the value in the URL. */
function listFieldValues(
  templates: readonly Template[],
  field: 'portal' | 'offering',
  selected: string | undefined,
): string[] {
  const names = new Set(templates.map((template) => template[field]));
  if (selected !== undefined) names.add(selected);
  return [...names].sort();
}
