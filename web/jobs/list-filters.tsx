import { Group, Select } from '@mantine/core';
import { SearchInput } from '../parts/search-input.tsx';

interface ListFiltersProps<State extends string> {
  /** Names the filters for screen readers. */
  name: string;
  placeholder: string;
  text: string;
  onText: (text: string) => void;
  states: Record<State, { label: string }>;
  state: State | null;
  onState: (state: string) => void;
}

/** The search and the state of one of the two lists. */
export function ListFilters<State extends string>(props: ListFiltersProps<State>) {
  const { name, placeholder, text, onText, states, state, onState } = props;
  const labels = Object.entries<{ label: string }>(states);
  return (
    <Group align="flex-end" gap="sm" role="search" aria-label={`Filters of ${name}`} mb="md">
      <SearchInput
        label={`Search ${name}`}
        placeholder={placeholder}
        value={text}
        onSearch={onText}
      />
      <Select
        label={`State of ${name}`}
        placeholder="Any"
        data={labels.map(([value, { label }]) => ({ value, label }))}
        value={state}
        onChange={(value) => onState(value ?? '')}
        clearable
        clearButtonProps={{ 'aria-label': 'Any state', 'aria-hidden': false, tabIndex: 0 }}
      />
    </Group>
  );
}

/** The state that the URL names; null where it names none that there is. */
export function toState<State extends string>(
  states: Record<State, unknown>,
  text: string | undefined,
): State | null {
  return text !== undefined && Object.hasOwn(states, text) ? (text as State) : null;
}
