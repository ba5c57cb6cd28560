import { Table } from '@mantine/core';
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
      <Table horizontalSpacing={6} className="awards">
        <Table.Thead>
          <Table.Tr>
            {picking && (
              <Table.Th w={36}>
                <input
                  type="checkbox"
                  className="award-box mantine-focus-auto"
                  aria-label="Select all of this page"
                  ref={(box) => {
                    if (box) box.indeterminate = picking.isSome && !picking.isAll;
                  }}
                  checked={picking.isAll}
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
    <tr {...marksOf(row)}>
      {withBox && (
        <td>
          <SelectBox {...row} />
        </td>
      )}
      <td className="name">
        <NameCell {...row} />
      </td>
      <td className="whole">
        <code>{award.identifier}</code>
        <div className="small">from {awardingPortal(award)}</div>
      </td>
      <td className="whole">{template.offering}</td>
      <td>{template.name}</td>
      {tab === 'approved' && (
        <td>
          {'customer_name' in award.project_data ? award.project_data.customer_name : '–'}
          <div className="small">
            <code>{award.local_identifier}</code>
          </div>
        </td>
      )}
      {tab === 'all' && (
        <td className="whole">
          <StateBadge state={award.state} />
        </td>
      )}
      <td className="amounts">
        <Credits award={award} />
      </td>
      <td>
        <Dates award={award} />
      </td>
      <td className="count">{memberCount(award)}</td>
      <td>
        <Age {...row} />
      </td>
    </tr>
  );
});
