import { Table } from '@mantine/core';
import { getAriaSort, SortButton, type SortButtonProps } from './sort-button.tsx';

/** A column header that sorts by its column; a second click reverses the order. */
export function SortableHeader(props: SortButtonProps) {
  return (
    <Table.Th aria-sort={getAriaSort(props)}>
      <SortButton {...props} />
    </Table.Th>
  );
}
