import { Checkbox, Table, Text } from '@mantine/core';
import { memo } from 'react';
import { SortableTh } from '../parts/sort.tsx';
import { StateBadge } from '../parts/state-badge.tsx';
import { awardingPortal, keyOf } from './awards.ts';
import { Age, Credits, Dates, memberCount, NameCell, SelectBox } from './cells.tsx';
import { type Column, columnsOf } from './columns.ts';
import type { ListProps } from './list.tsx';
import { marksOf, type RowProps } from './rows.ts';

/** The awards as a table, for windows that are wide enough. */
export function AwardTable({ rows, tab, order, onOrder, picking }: ListProps) {
  return (
    <Table.ScrollContainer minWidth={960} type="native">
      <Table
        verticalSpacing="xs"
        horizontalSpacing={6}
        highlightOnHover
        highlightOnHoverColor="color-mix(in srgb, var(--mantine-color-text) 4%, transparent)"
        className="awards"
      >
        <Table.Thead>
          <Table.Tr>
            {picking && (
              <Table.Th w={36}>
                <Checkbox
                  size="sm"
                  aria-label="Select all of this page"
                  checked={picking.isAll}
                  indeterminate={picking.isSome && !picking.isAll}
                  onChange={(event) => picking.onAll(event.currentTarget.checked)}
                />
              </Table.Th>
            )}
            {columnsOf(tab).map((column) => (
              <Head key={column.words} column={column} order={order} onOrder={onOrder} />
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Row key={keyOf(row.award)} {...row} withBox={picking !== null} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

interface HeadProps extends Pick<ListProps, 'order' | 'onOrder'> {
  column: Column;
}

function Head({ column: { words, by, isTurned, align }, order, onOrder }: HeadProps) {
  if (by === undefined) return <Table.Th ta={align}>{words}</Table.Th>;
  const turn = (text: string): string => (text.startsWith('-') ? text.slice(1) : `-${text}`);
  const seen = isTurned ? turn : (text: string) => text;
  return (
    <SortableTh by={by} order={seen(order)} onOrder={(next) => onOrder(seen(next))}>
      {words}
    </SortableTh>
  );
}

const Row = memo(function Row({ withBox, ...row }: RowProps & { withBox: boolean }) {
  const { award, tab } = row;
  const template = award.project_template_data;
  return (
    <Table.Tr {...marksOf(row)}>
      {withBox && (
        <Table.Td>
          <SelectBox {...row} />
        </Table.Td>
      )}
      <Table.Td miw={150}>
        <NameCell {...row} />
      </Table.Td>
      <Table.Td ff="monospace" fz="xs" className="whole">
        {award.identifier}
        <Text span inherit c="dimmed" ff="text" display="block">
          from {awardingPortal(award)}
        </Text>
      </Table.Td>
      <Table.Td className="whole">{template.offering}</Table.Td>
      <Table.Td>{template.name}</Table.Td>
      {tab === 'approved' && (
        <Table.Td>
          {'customer_name' in award.project_data ? award.project_data.customer_name : '–'}
          <Text size="xs" c="dimmed" ff="monospace">
            {award.local_identifier}
          </Text>
        </Table.Td>
      )}
      {tab === 'all' && (
        <Table.Td className="whole">
          <StateBadge state={award.state} />
        </Table.Td>
      )}
      <Table.Td miw={130}>
        <Credits award={award} />
      </Table.Td>
      <Table.Td>
        <Dates award={award} />
      </Table.Td>
      <Table.Td ta="right">{memberCount(award)}</Table.Td>
      <Table.Td className="whole">
        <Age {...row} />
      </Table.Td>
    </Table.Tr>
  );
});
