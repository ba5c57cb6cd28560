import { Table } from '@mantine/core';
import { memo } from 'react';
import { SortableHeader } from '../parts/sortable-header.tsx';
import { StateBadge } from '../parts/state-badge.tsx';
import { getAwardingPortal, formatAwardKey } from './award-list-query.ts';
import {
  AgeCell,
  CreditsCell,
  DatesCell,
  countMembers,
  NameCell,
  SelectCheckbox,
} from './award-cells.tsx';
import { type Column, getColumns } from './table-columns.ts';
import type { AwardListProps } from './award-list.tsx';
import { getRowAttributes, type AwardRowProps } from './award-row.ts';

/** The awards as a table, for windows that are wide enough. */
export function AwardTable({ rows, tab, order, onOrder, selectAll: picking }: AwardListProps) {
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
                    if (box) box.indeterminate = picking.isSomeSelected && !picking.isAllSelected;
                  }}
                  checked={picking.isAllSelected}
                  onChange={(event) => picking.onSelectAll(event.currentTarget.checked)}
                />
              </Table.Th>
            )}
            {getColumns(tab).map((column) => (
              <ColumnHeader key={column.label} column={column} order={order} onOrder={onOrder} />
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <AwardRow key={formatAwardKey(row.award)} {...row} withBox={picking !== null} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

interface ColumnHeaderProps extends Pick<AwardListProps, 'order' | 'onOrder'> {
  column: Column;
}

function ColumnHeader({
  column: { label: words, sortKey: by, isReversed: isTurned, align },
  order,
  onOrder,
}: ColumnHeaderProps) {
  if (by === undefined) return <Table.Th ta={align}>{words}</Table.Th>;
  const turn = (text: string): string => (text.startsWith('-') ? text.slice(1) : `-${text}`);
  const seen = isTurned ? turn : (text: string) => text;
  return (
    <SortableHeader sortKey={by} order={seen(order)} onOrder={(next) => onOrder(seen(next))}>
      {words}
    </SortableHeader>
  );
}

const AwardRow = memo(function Row({ withBox, ...row }: AwardRowProps & { withBox: boolean }) {
  const { award, tab } = row;
  const template = award.project_template_data;
  return (
    <tr {...getRowAttributes(row)}>
      {withBox && (
        <td>
          <SelectCheckbox {...row} />
        </td>
      )}
      <td className="name">
        <NameCell {...row} />
      </td>
      <td className="whole">
        <code>{award.identifier}</code>
        <div className="small">from {getAwardingPortal(award)}</div>
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
        <CreditsCell award={award} />
      </td>
      <td>
        <DatesCell award={award} />
      </td>
      <td className="count">{countMembers(award)}</td>
      <td>
        <AgeCell {...row} />
      </td>
    </tr>
  );
});
