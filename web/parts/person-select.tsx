/* The field in which one person is searched and selected. */

import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, readPage } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import { toErrorMessage } from '../api/api-error.ts';
import type { Person } from '../api/types.ts';
import { showHiddenCharacters } from '../../src/award/deceptive-text.ts';

interface PersonSelectProps {
  onChoose: (person: Person | null) => void;
  error: string | undefined;
}

const maxOptions = 20;

/** Selects one active person; searches by name, user name and e-mail on the server. */
export function PersonSelect({ onChoose, error }: PersonSelectProps) {
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<Person | null>(null);
  const [searchText] = useDebouncedValue(text, 200);
  // After a choice the box shows the person's name, which is not a search.
  const query = chosen !== null && searchText === formatPerson(chosen) ? '' : searchText;
  const people = useQuery({
    queryKey: [...queryKeys.people, 'find', query],
    queryFn: () =>
      readPage(
        api.GET('/api/users/', {
          params: { query: { query, is_active: 'true', o: 'full_name', page_size: maxOptions } },
        }),
      ),
    placeholderData: keepPreviousData,
  });
  const found = people.data?.items ?? [];
  const options =
    chosen === null ? found : [chosen, ...found.filter(({ uuid }) => uuid !== chosen.uuid)];
  return (
    <Select
      label="Person"
      placeholder="Name, user name or e-mail"
      data={options.map((person) => ({ value: person.uuid, label: formatPerson(person) }))}
      // The server has filtered already.
      filter={({ options: found }) => found}
      searchable
      openOnFocus={false}
      searchValue={text}
      onSearchChange={setText}
      value={chosen?.uuid ?? null}
      onChange={(uuid) => {
        const person = options.find((option) => option.uuid === uuid) ?? null;
        setChosen(person);
        onChoose(person);
      }}
      nothingFoundMessage={people.isPending ? 'Searching …' : 'Nobody has this name'}
      error={people.isError ? toErrorMessage(people.error) : error}
      maxDropdownHeight={200}
      // Inside the dialog: screen readers do not leave it.
      comboboxProps={{ withinPortal: false }}
      required
      data-autofocus
    />
  );
}

const formatPerson = ({ full_name, username }: Person): string =>
  showHiddenCharacters(full_name === '' ? username : `${full_name} (${username})`);
