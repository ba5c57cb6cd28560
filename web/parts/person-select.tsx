import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, readPage } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import { toErrorMessage } from '../api/api-error.ts';
import type { Person } from '../api/types.ts';

interface PersonSelectProps {
  onChoose: (person: Person | null) => void;
  error: string | undefined;
}

const maxOptions = 20;

/** Searches the people who can sign in by name, user name or e-mail. */
export function PersonSelect({ onChoose, error }: PersonSelectProps) {
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<Person | null>(null);
  const [asked] = useDebouncedValue(text, 200);
  // What stands in the box after a choice is no search.
  const query = chosen !== null && asked === formatPerson(chosen) ? '' : asked;
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
  const offered = chosen === null ? found : [chosen, ...found.filter(isOtherThan(chosen))];
  return (
    <Select
      label="Person"
      placeholder="Name, user name or e-mail"
      data={offered.map((person) => ({ value: person.uuid, label: formatPerson(person) }))}
      filter={({ options }) => options}
      searchable
      openOnFocus={false}
      searchValue={text}
      onSearchChange={setText}
      value={chosen?.uuid ?? null}
      onChange={(uuid) => {
        const person = offered.find((one) => one.uuid === uuid) ?? null;
        setChosen(person);
        onChoose(person);
      }}
      nothingFoundMessage={people.isPending ? 'Searching …' : 'Nobody of that name'}
      error={people.isError ? toErrorMessage(people.error) : error}
      maxDropdownHeight={200}
      // Within the dialog, where a screen reader stays.
      comboboxProps={{ withinPortal: false }}
      required
      data-autofocus
    />
  );
}

const isOtherThan =
  (chosen: Person) =>
  (person: Person): boolean =>
    person.uuid !== chosen.uuid;

const formatPerson = ({ full_name, username }: Person): string =>
  full_name === '' ? username : `${full_name} (${username})`;
