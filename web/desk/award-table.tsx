/*
 * The desk's list of awards as a table. Of plain elements: Mantine's table brings the code of scroll
 * areas and floating layers into the first load.
 */

import { memo, type ReactNode } from 'react';
import type { Award } from '../api/types.ts';
import { getAriaSort, SortButton } from '../parts/sort-button.tsx';
import { getListHandlers } from './award-row.ts';
import { formatAwardKey } from './award-facts.ts';
import { AwardTableRow } from './award-table-row.tsx';
import { type Column, type ColumnId, getColumns } from './table-columns.ts';
import type { AwardListProps } from './award-list-props.ts';

interface AwardTableProps extends AwardListProps {
  chosenColumns: readonly ColumnId[];
  /** Renders what the project of an award used. */
  renderUsed: (award: Award) => ReactNode;
}

/** The awards as a table, for wide windows. */
export function AwardTable(props: AwardTableProps) {
  const { rows, actions, tab, order, onOrder, selectAll, chosenColumns, renderUsed } = props;
  const columns = getColumns(tab, chosenColumns);
  return (
    <AwardTableFrame
      columns={columns}
      renderHead={(column) => <SortableLabel column={column} order={order} onOrder={onOrder} />}
      order={order}
      checkbox={
        selectAll && (
          <input
            type="checkbox"
            className="award-box mantine-focus-auto"
            aria-label="Select all on this page"
            ref={(box) => {
              if (box) box.indeterminate = selectAll.isSomeSelected && !selectAll.isAllSelected;
            }}
            checked={selectAll.isAllSelected}
            onChange={(event) => selectAll.onSelectAll(event.currentTarget.checked)}
          />
        )
      }
    >
      <tbody {...getListHandlers(rows, actions)}>
        {rows.map((row) => (
          <MemoRow
            key={formatAwardKey(row.award)}
            {...row}
            hasCheckbox={selectAll !== null}
            renderUsed={renderUsed}
            // A text, so that memoised rows do not re-render.
            columnIds={columns.map(({ id }) => id).join(' ')}
          />
        ))}
      </tbody>
    </AwardTableFrame>
  );
}

const MemoRow = memo(AwardTableRow);

interface AwardTableFrameProps {
  columns: readonly Column[];
  order: string;
  renderHead: (column: Column) => ReactNode;
  /** The checkbox that selects all rows; null where there are no checkboxes. */
  checkbox: ReactNode;
  children: ReactNode;
}

/** The table with its head, around the rows. */
export function AwardTableFrame(props: AwardTableFrameProps) {
  const { columns, order, renderHead, checkbox, children } = props;
  return (
    <div className="awards-frame">
      <table className="awards">
        <thead>
          <tr>
            {checkbox !== null && <th data-column="box">{checkbox}</th>}
            {columns.map((column) => (
              <th key={column.id} data-column={column.id} aria-sort={findSorting(column, order)}>
                {renderHead(column)}
              </th>
            ))}
          </tr>
        </thead>
        {children}
      </table>
    </div>
  );
}

/** How a column is sorted, for screen readers; undefined where the list cannot be sorted by it. */
function findSorting({ sortKey, sorts, isReversed }: Column, order: string) {
  const sorted = sorts?.find((one) => getAriaSort({ ...one, order }) !== 'none') ?? sorts?.[0];
  const key = sortKey ?? sorted?.sortKey;
  if (key === undefined) return undefined;
  return getAriaSort({ sortKey: key, order: isReversed ? reverseOrder(order) : order });
}

interface SortableLabelProps extends Pick<AwardListProps, 'order' | 'onOrder'> {
  column: Column;
}

function SortableLabel({ column, order, onOrder }: SortableLabelProps) {
  const { label, sortKey, sorts, isReversed } = column;
  if (sorts !== undefined) {
    return sorts.map((one) => (
      <div key={one.sortKey}>
        <SortButton sortKey={one.sortKey} order={order} onOrder={onOrder}>
          {one.label}
        </SortButton>
      </div>
    ));
  }
  if (sortKey === undefined) return label;
  const toDisplayedOrder = isReversed ? reverseOrder : (text: string) => text;
  return (
    <SortButton
      sortKey={sortKey}
      order={toDisplayedOrder(order)}
      onOrder={(next) => onOrder(toDisplayedOrder(next))}
    >
      {label}
    </SortButton>
  );
}

const reverseOrder = (order: string): string =>
  order.startsWith('-') ? order.slice(1) : `-${order}`;
