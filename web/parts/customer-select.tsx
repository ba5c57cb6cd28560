import { Select, type SelectProps } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, readPage } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import { toErrorMessage } from '../api/api-error.ts';
import type { Customer } from '../api/types.ts';

/** A customer as far as it can be chosen: what it is called, and how bodies refer to it. */
export type CustomerOption = Pick<Customer, 'uuid' | 'name' | 'url'>;

interface CustomerSelectProps
  extends Omit<SelectProps, 'value' | 'onChange' | 'data' | 'searchable' | 'defaultValue'> {
  value: CustomerOption | null;
  onChange: (customer: CustomerOption | null) => void;
}

const maxOptions = 20;

/** One customer, found by name or abbreviation however many there are. */
export function CustomerSelect({ value, onChange, error, ...more }: CustomerSelectProps) {
  const [text, setText] = useState(value?.name ?? '');
  const [asked] = useDebouncedValue(text, 200);
  // What stands in the box after a choice is no search.
  const query = asked === value?.name ? '' : asked;
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
  const offered =
    value === null ? found : [value, ...found.filter(({ uuid }) => uuid !== value.uuid)];
  return (
    <Select
      data={offered.map(({ uuid, name }) => ({ value: uuid, label: name }))}
      filter={({ options }) => options}
      searchable
      searchValue={text}
      onSearchChange={setText}
      value={value?.uuid ?? null}
      onChange={(uuid) => onChange(offered.find((customer) => customer.uuid === uuid) ?? null)}
      nothingFoundMessage={customers.isPending ? 'Searching …' : 'No customer of that name'}
      error={customers.isError ? toErrorMessage(customers.error) : error}
      maxDropdownHeight={260}
      clearButtonProps={{ 'aria-label': 'Any customer', 'aria-hidden': false, tabIndex: 0 }}
      {...more}
    />
  );
}
