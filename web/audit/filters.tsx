import { Button, Group, MultiSelect, SimpleGrid, Stack, type TextInputProps } from '@mantine/core';
import { IconFilterOff } from '@tabler/icons-react';
import { eventKinds } from '../parts/audit-words.ts';
import { Search } from '../parts/search.tsx';
import { type AuditSearch, filterNames, knownEventTypesOf } from './filter.ts';

interface FiltersProps {
  search: AuditSearch;
  /** Empty texts clear. */
  onChange: (change: AuditSearch) => void;
}

/** Which entries are shown. */
export function Filters({ search, onChange }: FiltersProps) {
  const isFiltered = filterNames.some((name) => search[name] !== undefined);
  const field = (name: (typeof filterNames)[number], label: string, more: TextInputProps = {}) => (
    <Search
      type="text"
      leftSection={null}
      placeholder=""
      label={label}
      aria-label={label}
      {...more}
      value={search[name] ?? ''}
      onSearch={(text) => onChange({ [name]: text.trim() })}
    />
  );
  return (
    <Stack gap="xs" role="search" aria-label="Filters">
      <SimpleGrid cols={{ base: 1, xs: 2, lg: 3 }} spacing="xs" verticalSpacing="xs">
        <Search
          label="Text"
          aria-label="Text"
          placeholder="In award, note or action ( / )"
          value={search.q ?? ''}
          onSearch={(q) => onChange({ q })}
        />
        <MultiSelect
          label="What happened"
          placeholder={knownEventTypesOf(search).length === 0 ? 'Anything' : ''}
          data={eventKinds}
          value={knownEventTypesOf(search)}
          onChange={(types) => onChange({ event_type: types.join(',') })}
          clearable
          clearButtonProps={{ 'aria-label': 'Clear what happened' }}
        />
        {field('managed_project_identifier', 'Identifier', { placeholder: 'p1.ukri' })}
        {field('managed_project_destination', 'Destination', {
          placeholder: 'ukri.brics.isambard-ai',
        })}
        {field('timestamp_after', 'From', { type: 'date' })}
        {field('timestamp_before', 'To', { type: 'date' })}
      </SimpleGrid>
      {isFiltered && (
        <Group>
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconFilterOff size={16} />}
            onClick={() => onChange(Object.fromEntries(filterNames.map((name) => [name, ''])))}
          >
            Clear filters
          </Button>
        </Group>
      )}
    </Stack>
  );
}
