import { Table, type TableProps } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';

export interface WideTableProps extends TableProps {
  'aria-label': string;
  /** In pixels; where there is less room the table scrolls. */
  minWidth: number;
}

/**
 * A table that scrolls sideways where there is no room for it. Only then it can be focused, so that
 * the keyboard reaches the hidden columns.
 */
export function WideTable({ minWidth, ...table }: WideTableProps) {
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
      minWidth={minWidth}
      type="native"
      {...(isScrollable && scrollProps)}
    >
      <Table {...table} />
    </Table.ScrollContainer>
  );
}
