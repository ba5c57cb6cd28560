import { Group, Input, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, readBody } from '../api/api-client.ts';
import { queryKeys } from '../api/query-keys.ts';
import type { SearchParams } from '../parts/search-params.ts';
import { type CustomerOption, CustomerSelect } from '../parts/customer-select.tsx';
import { SearchInput } from '../parts/search-input.tsx';

export type ProjectSearch = SearchParams<'query' | 'customer_uuid' | 'is_removed' | 'o' | 'page'>;

interface ProjectFiltersProps {
  search: ProjectSearch;
  /** An empty text removes that filter. */
  onChange: (change: ProjectSearch) => void;
}

/** The filters above the list of projects. */
export function ProjectFilters({ search, onChange }: ProjectFiltersProps) {
  return (
    <Group align="flex-end" gap="sm" role="search" aria-label="Filters">
      <SearchInput
        label="Text"
        aria-label="Text"
        placeholder="Name, short name or description ( / )"
        value={search.query ?? ''}
        onSearch={(query) => onChange({ query })}
        flex="1 1 240px"
        maw={{ base: '100%', xs: 420 }}
      />
      <CustomerFilter
        uuid={search.customer_uuid}
        onChange={(customer_uuid) => onChange({ customer_uuid })}
      />
      <Input.Wrapper label="Removed" labelElement="div" id="removed">
        <SegmentedControl
          display="flex"
          aria-labelledby="removed-label"
          value={search.is_removed ?? ''}
          onChange={(is_removed) => onChange({ is_removed })}
          data={[
            { value: '', label: 'All' },
            { value: 'false', label: 'Not removed' },
            { value: 'true', label: 'Removed' },
          ]}
        />
      </Input.Wrapper>
    </Group>
  );
}

interface CustomerFilterProps {
  uuid: string | undefined;
  onChange: (uuid: string) => void;
}

/** The URL holds only the uuid of the customer, so its name is fetched. */
function CustomerFilter({ uuid, onChange }: CustomerFilterProps) {
  const customer = useQuery({
    queryKey: [...queryKeys.customers, uuid],
    queryFn: () =>
      readBody(api.GET('/api/customers/{uuid}/', { params: { path: { uuid: uuid ?? '' } } })),
    enabled: uuid !== undefined,
  });
  const [chosen, setChosen] = useState<CustomerOption | null>(null);
  const unknown = { uuid: uuid ?? '', name: customer.isError ? 'Another customer' : '…', url: '' };
  return (
    <CustomerSelect
      label="Customer"
      placeholder="Any"
      clearable
      value={
        uuid === undefined ? null : (customer.data ?? (chosen?.uuid === uuid ? chosen : unknown))
      }
      onChange={(customer) => {
        setChosen(customer);
        onChange(customer?.uuid ?? '');
      }}
      flex="1 1 200px"
      maw={{ base: '100%', xs: 320 }}
    />
  );
}
