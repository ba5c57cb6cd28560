/*
 * The desk's list of awards as a table. Of plain elements: Mantine's table brings the code of scroll
 * areas and floating layers into the first load.
 */

import { memo } from 'react';
import { getAriaSort, SortButton } from '../parts/sort-button.tsx';
import { StateBadge } from '../parts/award-state-badge.tsx';
import { getAwardingPortal, formatAwardKey } from './award-list-query.ts';
import {
  AgeCell,
  CreditsCell,
  DatesCell,
  countMembers,
  NameCell,
  SelectCheckbox,
  WaitingReasons,
} from './award-cells.tsx';
import { type Column, getColumns } from './table-columns.ts';
import type { AwardListProps } from './award-list-props.ts';
import { getRowAttributes, type AwardRowProps } from './award-row.ts';
import { MarkedText } from '../parts/marked-text.tsx';

/** The awards as a table, for wide windows. */
export function AwardTable({ rows, tab, order, onOrder, selectAll }: AwardListProps) {
  return (
    <div className="awards-frame">
      <table className="awards">
        <thead>
          <tr>
            {selectAll && (
              <th style={{ width: 36 }}>
                <input
                  type="checkbox"
                  className="award-box mantine-focus-auto"
                  aria-label="Select all on this page"
                  ref={(box) => {
                    if (box)
                      box.indeterminate = selectAll.isSomeSelected && !selectAll.isAllSelected;
                  }}
                  checked={selectAll.isAllSelected}
                  onChange={(event) => selectAll.onSelectAll(event.currentTarget.checked)}
                />
              </th>
            )}
            {getColumns(tab).map((column) => (
              <ColumnHeader key={column.label} column={column} order={order} onOrder={onOrder} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <AwardRow key={formatAwardKey(row.award)} {...row} hasCheckbox={selectAll !== null} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface ColumnHeaderProps extends Pick<AwardListProps, 'order' | 'onOrder'> {
  column: Column;
}

function ColumnHeader({ column, order, onOrder }: ColumnHeaderProps) {
  const { label, sortKey, isReversed, align } = column;
  if (sortKey === undefined) return <th style={{ textAlign: align }}>{label}</th>;
  const toDisplayedOrder = isReversed ? reverseOrder : (text: string) => text;
  const sorting = { sortKey, order: toDisplayedOrder(order) };
  return (
    <th aria-sort={getAriaSort(sorting)}>
      <SortButton {...sorting} onOrder={(next) => onOrder(toDisplayedOrder(next))}>
        {label}
      </SortButton>
    </th>
  );
}

const reverseOrder = (order: string): string =>
  order.startsWith('-') ? order.slice(1) : `-${order}`;

const AwardRow = memo(function Row({
  hasCheckbox,
  ...row
}: AwardRowProps & { hasCheckbox: boolean }) {
  const { award, tab } = row;
  const template = award.project_template_data;
  return (
    <tr {...getRowAttributes(row)}>
      {hasCheckbox && (
        <td>
          <SelectCheckbox {...row} />
        </td>
      )}
      <td className="name">
        <NameCell {...row} />
        <WaitingReasons award={award} />
      </td>
      <td className="whole">
        <code>{award.identifier}</code>
        <div className="small">from {getAwardingPortal(award)}</div>
      </td>
      <td className="whole">{template.offering}</td>
      <td>
        <MarkedText text={template.name} />
      </td>
      {tab === 'approved' && (
        <td>
          <MarkedText
            text={'customer_name' in award.project_data ? award.project_data.customer_name : '–'}
          />
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
