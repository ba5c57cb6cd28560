import { Group, Select } from '@mantine/core';
import { useResourceOptions } from '../resources/resource-queries.ts';
import type { SearchParams } from '../parts/search-params.ts';

export type MachineSearch = SearchParams<'state' | 'resource' | 'page'>;

interface StateFilter {
  label: string;
  /** The parameters of the API. */
  query: { needs_attention?: boolean; unreached?: boolean; state?: string };
}

/** By the value in the URL; without one, `attention`. */
const stateFilters: Readonly<Record<string, StateFilter>> = {
  attention: { label: 'Needs attention', query: { needs_attention: true } },
  changing: { label: 'Not as wanted yet', query: { unreached: true } },
  being_made: { label: 'Being made', query: { state: 'being_made' } },
  being_changed: { label: 'Being changed', query: { state: 'being_changed' } },
  present: { label: 'Present', query: { state: 'present' } },
  being_blocked: { label: 'Being blocked', query: { state: 'being_blocked' } },
  blocked: { label: 'Blocked', query: { state: 'blocked' } },
  not_made: { label: 'Not made', query: { state: 'not_made' } },
  being_removed: { label: 'Being removed', query: { state: 'being_removed' } },
  absent: { label: 'Removed', query: { state: 'absent' } },
  observed: { label: 'Observed', query: { state: 'observed' } },
  paused: { label: 'Paused', query: { state: 'paused' } },
  all: { label: 'All', query: {} },
};
const defaultState = 'attention';

/** The parameters of the API for the filters in the URL; an unknown state counts as the default. */
export function toMachineQuery({ state = defaultState, resource }: MachineSearch) {
  const filter = stateFilters[state] ?? stateFilters[defaultState];
  return { ...filter?.query, ...(resource !== undefined && { resource }) };
}

/** Whether only what needs attention is shown, on all resources. */
export const isDefaultSearch = ({ state = defaultState, resource }: MachineSearch): boolean =>
  state === defaultState && resource === undefined;

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
        data={Object.entries(stateFilters).map(([value, { label }]) => ({ value, label }))}
        value={search.state ?? defaultState}
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
