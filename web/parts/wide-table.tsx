import './wide-table.css';
import { Table, type TableProps } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useIsNarrow } from './use-is-narrow.ts';

export interface WideTableProps extends TableProps {
  'aria-label': string;
  /** In pixels; where there is less room the table scrolls. */
  minWidth: number;
  /**
   * Whether each row is a block of lines on a phone, so that nothing is out of sight. A cell that its
   * column explains needs a `data-label` then.
   */
  isStackable?: boolean;
}

/**
 * A table that scrolls sideways where there is no room for it. Only then it can be focused, so that
 * the keyboard reaches the hidden columns.
 */
export function WideTable({ minWidth, isStackable = false, ...table }: WideTableProps) {
  const isStacked = useIsNarrow() && isStackable;
  const frame = useRef<HTMLDivElement>(null);
  const [isScrollable, setScrollable] = useState(false);
  useEffect(() => {
    const node = frame.current;
    if (node === null) return;
    const observer = new ResizeObserver(() => setScrollable(node.scrollWidth > node.clientWidth));
    for (const element of [node, ...node.querySelectorAll('table')]) observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const scrollProps = { tabIndex: 0, role: 'group', 'aria-label': table['aria-label'] };
  return (
    <Table.ScrollContainer
      ref={frame}
      minWidth={isStacked ? 0 : minWidth}
      type="native"
      {...(isScrollable && scrollProps)}
    >
      <Table {...table} {...(isStacked && { className: 'stacked-table' })} />
    </Table.ScrollContainer>
  );
}
