import { TextInput, type TextInputProps } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';

interface SearchInputProps extends Omit<TextInputProps, 'value' | 'onChange'> {
  value: string;
  /** Told when the typing pauses. */
  onSearch: (text: string) => void;
}

/** A search that follows the address bar, and asks when the typing pauses. */
export function SearchInput({ value, onSearch, ...more }: SearchInputProps) {
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
      // Whoever goes on to a result is not to be fetched back by their own search.
      onBlur={() => search.flush()}
      {...more}
    />
  );
}
