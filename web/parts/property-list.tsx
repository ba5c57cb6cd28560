import { DataList } from '@mantine/core';
import type { ReactNode } from 'react';
import { MarkedText } from './marked-text.tsx';

interface PropertyListProps {
  properties: readonly (readonly [name: string, value: ReactNode])[];
}

/** Properties with their values; an empty value is shown as –, and text may come from strangers. */
export function PropertyList({ properties }: PropertyListProps) {
  return (
    <DataList size="sm" gap="xs" labelWidth={120}>
      {properties.map(([name, value]) => (
        <DataList.Item key={name}>
          <DataList.ItemLabel style={{ flexShrink: 0 }}>{name}</DataList.ItemLabel>
          <DataList.ItemValue style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-line' }} miw={0}>
            {formatValue(value)}
          </DataList.ItemValue>
        </DataList.Item>
      ))}
    </DataList>
  );
}

function formatValue(value: ReactNode): ReactNode {
  if (value === '' || value === null) return '–';
  return typeof value === 'string' ? <MarkedText text={value} /> : value;
}
