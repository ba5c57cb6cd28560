/* The field in which one thing is searched on the server and selected. */

import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { toErrorMessage } from '../api/api-error.ts';

/** How many options a search loads. */
export const MAX_SEARCH_OPTIONS = 20;

interface SearchSelectProps<Item> {
  label: string;
  placeholder: string;
  queryKey: readonly unknown[];
  /** Loads the options for a text; an empty one finds the first. */
  search: (text: string) => Promise<{ items: Item[] }>;
  /** What stands for the item in the box and the list. */
  format: (item: Item) => string;
  isDisabled?: (item: Item) => boolean;
  /** Shown where nothing has the text. */
  nothingFound: string;
  onChoose: (item: Item | null) => void;
  error: string | undefined;
}

/** Selects one thing; searches on the server. */
export function SearchSelect<Item extends { uuid: string }>(props: SearchSelectProps<Item>) {
  const { label, placeholder, queryKey, search, format, isDisabled, nothingFound } = props;
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<Item | null>(null);
  const [searchText] = useDebouncedValue(text, 200);
  // After a choice the box shows the chosen thing, which is not a search.
  const query = chosen !== null && searchText === format(chosen) ? '' : searchText;
  const result = useQuery({
    queryKey: [...queryKey, 'find', query],
    queryFn: () => search(query),
    placeholderData: keepPreviousData,
  });
  const items = result.data?.items ?? [];
  const options =
    chosen === null ? items : [chosen, ...items.filter(({ uuid }) => uuid !== chosen.uuid)];
  return (
    <Select
      label={label}
      placeholder={placeholder}
      data={options.map((item) => ({
        value: item.uuid,
        label: format(item),
        disabled: isDisabled?.(item) ?? false,
      }))}
      // The server has filtered already.
      filter={({ options: found }) => found}
      searchable
      openOnFocus={false}
      searchValue={text}
      onSearchChange={setText}
      value={chosen?.uuid ?? null}
      onChange={(uuid) => {
        const item = options.find((option) => option.uuid === uuid) ?? null;
        setChosen(item);
        props.onChoose(item);
      }}
      nothingFoundMessage={result.isPending ? 'Searching …' : nothingFound}
      error={result.isError ? toErrorMessage(result.error) : props.error}
      maxDropdownHeight={200}
      // Inside the dialog: screen readers do not leave it.
      comboboxProps={{ withinPortal: false }}
      required
      data-autofocus
    />
  );
}
