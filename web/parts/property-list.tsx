import { DataList } from '@mantine/core';
import type { ReactNode } from 'react';

/** What something is, as names and values; what is empty is shown as –. */
export function PropertyList({ facts }: { facts: readonly (readonly [string, ReactNode])[] }) {
  return (
    <DataList size="sm" gap="xs" labelWidth={120}>
      {facts.map(([name, value]) => (
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
