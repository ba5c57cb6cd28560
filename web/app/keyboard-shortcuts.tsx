/* The keys that work on every screen, and the dialog that lists all keys. */

import { Kbd, Modal, Table } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useState } from 'react';

const shortcuts: [key: string, description: string][] = [
  ['/', 'Search'],
  ['j', 'Next award in the list, also on the page of an award'],
  ['k', 'Previous award in the list, also on the page of an award'],
  ['Enter', 'Open the award'],
  ['x', 'Select the award'],
  ['a', 'Approve, after a summary'],
  ['r', 'Reject, with a comment; of a running award, refuse the change'],
  ['?', 'Show this help'],
];

/** Binds the keys that work on every screen: `/` focuses the search, `?` lists all keys. */
export function KeyboardShortcuts() {
  const [isOpen, setOpen] = useState(false);
  useHotkeys([
    ['/', focusSearch],
    ['shift+?', () => setOpen(true)],
    ['?', () => setOpen(true)],
  ]);
  return (
    <Modal opened={isOpen} onClose={() => setOpen(false)} title="Keyboard shortcuts">
      <Table>
        <Table.Tbody>
          {shortcuts.map(([key, description]) => (
            <Table.Tr key={key}>
              <Table.Td w={90}>
                <Kbd>{key}</Kbd>
              </Table.Td>
              <Table.Td>{description}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}

function focusSearch(): void {
  const search = document.querySelector<HTMLInputElement>('input[type="search"]');
  search?.focus();
  search?.select();
}
