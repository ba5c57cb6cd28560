import { Button, Group, MultiSelect, SimpleGrid, Stack, type TextInputProps } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconFilter, IconFilterOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { eventKinds } from '../parts/audit-words.ts';
import { useIsNarrow } from '../parts/narrow.ts';
import { Search } from '../parts/search.tsx';
import { type AuditSearch, filterNames, knownEventTypesOf } from './filter.ts';

interface FiltersProps {
  search: AuditSearch;
  /** Empty texts clear. */
  onChange: (change: AuditSearch) => void;
}

/** Which entries are shown. On a phone all but the text wait behind a button. */
export function Filters({ search, onChange }: FiltersProps) {
  const isNarrow = useIsNarrow('48em');
  const [isOpen, { toggle }] = useDisclosure();
  const isFiltered = filterNames.some((name) => search[name] !== undefined);
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
        {(!isNarrow || isOpen) && <MoreFilters search={search} onChange={onChange} />}
      </SimpleGrid>
      <Group gap="xs">
        {isNarrow && (
          <Act icon={<IconFilter size={16} />} onClick={toggle} isOpen={isOpen}>
            {isOpen ? 'Fewer filters' : 'More filters'}
          </Act>
        )}
        {isFiltered && (
          <Act
            icon={<IconFilterOff size={16} />}
            onClick={() => onChange(Object.fromEntries(filterNames.map((name) => [name, ''])))}
          >
            Clear filters
          </Act>
        )}
      </Group>
    </Stack>
  );
}

interface ActProps {
  icon: ReactNode;
  onClick: () => void;
  isOpen?: boolean;
  children: string;
}

function Act({ icon, onClick, isOpen, children }: ActProps) {
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

function MoreFilters({ search, onChange }: FiltersProps) {
  const field = (name: (typeof filterNames)[number], label: string, more: TextInputProps) => (
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
  const types = knownEventTypesOf(search);
  return (
    <>
      <MultiSelect
        label="What happened"
        placeholder={types.length === 0 ? 'Anything' : ''}
        data={eventKinds}
        value={types}
        onChange={(chosen) => onChange({ event_type: chosen.join(',') })}
        clearable
        clearButtonProps={{ 'aria-label': 'Clear what happened' }}
      />
      {field('managed_project_identifier', 'Identifier', { placeholder: 'p1.ukri' })}
      {field('managed_project_destination', 'Destination', {
        placeholder: 'ukri.brics.isambard-ai',
      })}
      {field('timestamp_after', 'From', { type: 'date' })}
      {field('timestamp_before', 'To', { type: 'date' })}
    </>
  );
}
