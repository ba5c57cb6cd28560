import { Select, type SelectProps } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, readPage } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import { toErrorMessage } from '../api/api-error.ts';
import type { Customer } from '../api/types.ts';
import { showHiddenCharacters } from '../../src/award/deceptive-text.ts';

/** What a select needs of a customer: its name, and the URL that request bodies refer to it by. */
export type CustomerOption = Pick<Customer, 'uuid' | 'name' | 'url'>;

interface CustomerSelectProps
  extends Omit<SelectProps, 'value' | 'onChange' | 'data' | 'searchable' | 'defaultValue'> {
  value: CustomerOption | null;
  onChange: (customer: CustomerOption | null) => void;
}

const maxOptions = 20;

/** Selects one customer; searches by name and abbreviation on the server. */
export function CustomerSelect({ value, onChange, error, ...more }: CustomerSelectProps) {
  const [text, setText] = useState(showHiddenCharacters(value?.name ?? ''));
  const [searchText] = useDebouncedValue(text, 200);
  // After a choice the box shows the customer's name, which is not a search.
  const query = searchText === showHiddenCharacters(value?.name ?? '') ? '' : searchText;
  const customers = useQuery({
    queryKey: [...queryKeys.customers, 'choose', query],
    queryFn: () =>
      readPage(
        api.GET('/api/customers/', {
          params: { query: { query, o: 'name', page_size: maxOptions } },
        }),
      ),
    placeholderData: keepPreviousData,
  });
  const found: CustomerOption[] = customers.data?.items ?? [];
  const options =
    value === null ? found : [value, ...found.filter(({ uuid }) => uuid !== value.uuid)];
  return (
    <Select
      data={options.map(({ uuid, name }) => ({ value: uuid, label: showHiddenCharacters(name) }))}
      // The server has filtered already.
      filter={({ options: found }) => found}
      searchable
      searchValue={text}
      onSearchChange={setText}
      value={value?.uuid ?? null}
      onChange={(uuid) => onChange(options.find((customer) => customer.uuid === uuid) ?? null)}
      nothingFoundMessage={customers.isPending ? 'Searching …' : 'No customer has this name'}
      error={customers.isError ? toErrorMessage(customers.error) : error}
      maxDropdownHeight={260}
      clearButtonProps={{ 'aria-label': 'Any customer', 'aria-hidden': false, tabIndex: 0 }}
      {...more}
    />
  );
}
