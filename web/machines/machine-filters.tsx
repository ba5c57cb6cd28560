import { Group, Select } from '@mantine/core';
import { useResourceOptions } from '../resources/resource-queries.ts';
import { defaultMachineState, machineStateFilters, type MachineSearch } from './machine-search.ts';

interface MachineFiltersProps {
  search: MachineSearch;
  /** An empty text removes that filter. */
  onChange: (change: MachineSearch) => void;
}

/** The filters above the list of projects on resources. */
export function MachineFilters({ search, onChange }: MachineFiltersProps) {
  const resources = useResourceOptions();
  return (
    <Group align="flex-end" gap="sm" role="search" aria-label="Filters">
      <Select
        label="State"
        data={Object.entries(machineStateFilters).map(([value, { label }]) => ({ value, label }))}
        value={search.state ?? defaultMachineState}
        onChange={(state) => onChange({ state: state ?? '' })}
        allowDeselect={false}
        flex="1 1 200px"
        maw={{ base: '100%', xs: 260 }}
      />
      <Select
        label="Resource"
        placeholder="Any"
        data={resources}
        value={search.resource ?? null}
        onChange={(resource) => onChange({ resource: resource ?? '' })}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': 'Any resource', 'aria-hidden': false, tabIndex: 0 }}
        nothingFoundMessage="No match"
        flex="1 1 200px"
        maw={{ base: '100%', xs: 260 }}
      />
    </Group>
  );
}
