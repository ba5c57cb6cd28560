import { Select, type SelectProps } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, pageOf } from '../api/client.ts';
import { keys } from '../api/keys.ts';
import { wordsOf } from '../api/problem.ts';
import type { Customer } from '../api/types.ts';

/** A customer as far as it can be chosen: what it is called, and how bodies refer to it. */
export type ChosenCustomer = Pick<Customer, 'uuid' | 'name' | 'url'>;

interface CustomerSelectProps
  extends Omit<SelectProps, 'value' | 'onChange' | 'data' | 'searchable' | 'defaultValue'> {
  value: ChosenCustomer | null;
  onChange: (customer: ChosenCustomer | null) => void;
}

const most = 20;

/** One customer, found by name or abbreviation however many there are. */
export function CustomerSelect({ value, onChange, error, ...more }: CustomerSelectProps) {
  const [text, setText] = useState(value?.name ?? '');
  const [asked] = useDebouncedValue(text, 200);
  // What stands in the box after a choice is no search.
  const query = asked === value?.name ? '' : asked;
  const customers = useQuery({
    queryKey: [...keys.customers, 'choose', query],
    queryFn: () =>
      pageOf(
        api.GET('/api/customers/', { params: { query: { query, o: 'name', page_size: most } } }),
      ),
    placeholderData: keepPreviousData,
  });
  const found: ChosenCustomer[] = customers.data?.items ?? [];
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
      error={customers.isError ? wordsOf(customers.error) : error}
      maxDropdownHeight={260}
      clearButtonProps={{ 'aria-label': 'Any customer', 'aria-hidden': false, tabIndex: 0 }}
      {...more}
    />
  );
}
