import { Table, type TableProps } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';

interface WideTableProps extends TableProps {
  'aria-label': string;
  /** Narrower than this it scrolls. */
  minWidth: number;
}

/**
 * A table that scrolls sideways by itself where there is no room for it. Only then it can be
 * focused, so that the keyboard reaches what is out of sight.
 */
export function WideTable({ minWidth, ...table }: WideTableProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [isCut, setCut] = useState(false);
  useEffect(() => {
    const node = frame.current;
    if (node === null) return;
    const observer = new ResizeObserver(() => setCut(node.scrollWidth > node.clientWidth));
    for (const seen of [node, ...node.querySelectorAll('table')]) observer.observe(seen);
    return () => observer.disconnect();
  }, []);
  const reachable = { tabIndex: 0, role: 'group', 'aria-label': table['aria-label'] };
  return (
    <Table.ScrollContainer ref={frame} minWidth={minWidth} type="native" {...(isCut && reachable)}>
      <Table {...table} />
    </Table.ScrollContainer>
  );
}
