import { DataList } from '@mantine/core';
import type { ReactNode } from 'react';

interface PropertyListProps {
  properties: readonly (readonly [name: string, value: ReactNode])[];
}

/** Properties with their values; an empty value is shown as –. */
export function PropertyList({ properties }: PropertyListProps) {
  return (
    <DataList size="sm" gap="xs" labelWidth={120}>
      {properties.map(([name, value]) => (
        <DataList.Item key={name}>
          <DataList.ItemLabel>{name}</DataList.ItemLabel>
          <DataList.ItemValue style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-line' }} miw={0}>
            {value === '' || value === null ? '–' : value}
          </DataList.ItemValue>
        </DataList.Item>
      ))}
    </DataList>
  );
}
