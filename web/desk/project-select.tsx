import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useProjectOption, useProjectOptions } from './filter-options.ts';

interface ProjectSelectProps {
  /** The uuid of the selected project. */
  value: string | null;
  onChange: (uuid: string | null) => void;
}

/** Selects one project; searches by name, short name and description on the server. */
export function ProjectSelect({ value, onChange }: ProjectSelectProps) {
  const [text, setText] = useState('');
  const [searchText] = useDebouncedValue(text, 250);
  const selected = useProjectOption(value ?? undefined);
  // After a choice the box shows the project's name, which is not a search.
  const isSearching = text !== '' && text !== selected?.label;
  const found = useProjectOptions(isSearching ? searchText : '');
  const others = found.filter((option) => option.value !== selected?.value);
  return (
    <Select
      label="Project"
      placeholder="Any; type to search"
      data={selected ? [selected, ...others] : others}
      value={value}
      onChange={onChange}
      searchValue={text}
      onSearchChange={setText}
      // The server has filtered already.
      filter={({ options }) => options}
      nothingFoundMessage="No project has this name"
      comboboxProps={{ withinPortal: false }}
      searchable
      clearable
    />
  );
}
