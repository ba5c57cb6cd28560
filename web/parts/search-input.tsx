import { TextInput, type TextInputProps } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';

interface SearchInputProps extends Omit<TextInputProps, 'value' | 'onChange'> {
  value: string;
  /** Called when typing pauses and when the input loses focus. */
  onSearch: (text: string) => void;
}

/** A search input whose value follows the URL. */
export function SearchInput({ value, onSearch, ...inputProps }: SearchInputProps) {
  const [text, setText] = useState(value);
  const search = useDebouncedCallback(onSearch, 250);
  useEffect(() => setText(value), [value]);
  return (
    <TextInput
      type="search"
      leftSection={<IconSearch size={16} />}
      placeholder="Search ( / )"
      aria-label="Search"
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        search(event.currentTarget.value);
      }}
      // A search that runs after the reader has opened a result would navigate back to the list.
      onBlur={() => search.flush()}
      {...inputProps}
    />
  );
}
