import { Button, Group, MultiSelect, SimpleGrid, Stack, type TextInputProps } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconFilter, IconFilterOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { eventTypeOptions } from '../parts/audit-labels.ts';
import { useIsNarrow } from '../parts/use-is-narrow.ts';
import { SearchInput } from '../parts/search-input.tsx';
import { type AuditSearch, filterNames } from './audit-search.ts';
import { splitEventTypes } from './event-types.ts';

interface AuditFiltersProps {
  search: AuditSearch;
  /** Called with the changed parameters; an empty text removes a filter. */
  onChange: (change: AuditSearch) => void;
}

/** The filters of the audit. In narrow windows a button opens all but the text filter. */
export function AuditFilters({ search, onChange }: AuditFiltersProps) {
  const isNarrow = useIsNarrow('48em');
  const [isOpen, { toggle }] = useDisclosure();
  const isFiltered = filterNames.some((name) => search[name] !== undefined);
  return (
    <Stack gap="xs" role="search" aria-label="Filters">
      <SimpleGrid cols={{ base: 1, xs: 2, lg: 3 }} spacing="xs" verticalSpacing="xs">
        <SearchInput
          label="Text"
          aria-label="Text"
          placeholder="Name, identifier, note or action ( / )"
          value={search.q ?? ''}
          onSearch={(q) => onChange({ q })}
        />
        {(!isNarrow || isOpen) && <MoreFilters search={search} onChange={onChange} />}
      </SimpleGrid>
      <Group gap="xs">
        {isNarrow && (
          <FilterButton icon={<IconFilter size={16} />} onClick={toggle} isOpen={isOpen}>
            {isOpen ? 'Fewer filters' : 'More filters'}
          </FilterButton>
        )}
        {isFiltered && (
          <FilterButton
            icon={<IconFilterOff size={16} />}
            onClick={() => onChange(Object.fromEntries(filterNames.map((name) => [name, ''])))}
          >
            Clear filters
          </FilterButton>
        )}
      </Group>
    </Stack>
  );
}

interface FilterButtonProps {
  icon: ReactNode;
  onClick: () => void;
  isOpen?: boolean;
  children: string;
}

function FilterButton({ icon, onClick, isOpen, children }: FilterButtonProps) {
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      leftSection={icon}
      onClick={onClick}
      aria-expanded={isOpen}
    >
      {children}
    </Button>
  );
}

function MoreFilters({ search, onChange }: AuditFiltersProps) {
  const renderField = (
    name: (typeof filterNames)[number],
    label: string,
    inputProps: TextInputProps,
  ) => (
    <SearchInput
      type="text"
      leftSection={null}
      placeholder=""
      label={label}
      aria-label={label}
      {...inputProps}
      value={search[name] ?? ''}
      onSearch={(text) => onChange({ [name]: text.trim() })}
    />
  );
  const types = splitEventTypes(search.event_type);
  return (
    <>
      <MultiSelect
        label="Event"
        placeholder={types.length === 0 ? 'Any event' : ''}
        data={eventTypeOptions}
        value={types}
        onChange={(selected) => onChange({ event_type: selected.join(',') })}
        clearable
        clearButtonProps={{ 'aria-label': 'Clear events' }}
      />
      {renderField('managed_project_identifier', 'Identifier', { placeholder: 'p1.ukri' })}
      {renderField('managed_project_destination', 'Destination', {
        placeholder: 'ukri.brics.isambard-ai',
      })}
      {renderField('timestamp_after', 'From', { type: 'date' })}
      {renderField('timestamp_before', 'To', { type: 'date' })}
    </>
  );
}
