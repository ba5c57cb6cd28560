import { Group, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api, pageOf } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import type { Template } from '../api/types.ts';
import type { SearchTexts } from '../app/search.ts';
import { Search } from '../parts/search.tsx';

export type TemplateSearch = SearchTexts<'name' | 'portal' | 'offering' | 'o' | 'page'>;

interface FiltersProps {
  search: TemplateSearch;
  /** Empty texts clear. */
  onChange: (change: TemplateSearch) => void;
}

/** As many as the service gives at once; a desk has some dozens. */
const most = 300;
const maw = { base: '100%', xs: 240 };

/** Which templates are shown. */
export function Filters({ search, onChange }: FiltersProps) {
  const templates = useQuery({
    queryKey: [...keys.templates, 'most'],
    queryFn: () =>
      pageOf(
        api.GET('/api/openportal-project-template/', { params: { query: { page_size: most } } }),
      ),
  });
  const known = templates.data?.items ?? [];
  return (
    <Group align="flex-end" gap="sm" role="search" aria-label="Filters">
      <Search
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
          data={namesOf(known, field, search[field])}
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
          maw={maw}
        />
      ))}
    </Group>
  );
}

/** The names that templates have, and the one that the address bar asks for. */
function namesOf(
  templates: readonly Template[],
  field: 'portal' | 'offering',
  asked: string | undefined,
): string[] {
  const names = new Set(templates.map((template) => template[field]));
  if (asked !== undefined) names.add(asked);
  return [...names].sort();
}
