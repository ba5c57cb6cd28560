import { Kbd, Modal, Table } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useState } from 'react';

const shortcuts: [key: string, words: string][] = [
  ['/', 'Search'],
  ['j', 'Next award in the list'],
  ['k', 'Previous award in the list'],
  ['Enter', 'Open the award'],
  ['x', 'Select the award'],
  ['a', 'Approve: shows the plan first'],
  ['r', 'Reject: asks for a comment'],
  ['?', 'These keys'],
];

/** The keys that work everywhere: `/` goes to the page's search, `?` shows all of them. */
export function KeyboardShortcuts() {
  const [isOpen, setOpen] = useState(false);
  useHotkeys([
    ['/', focusSearch],
    ['shift+?', () => setOpen(true)],
    ['?', () => setOpen(true)],
  ]);
  return (
    <Modal opened={isOpen} onClose={() => setOpen(false)} title="Keyboard">
      <Table>
        <Table.Tbody>
          {shortcuts.map(([key, words]) => (
            <Table.Tr key={key}>
              <Table.Td w={90}>
                <Kbd>{key}</Kbd>
              </Table.Td>
              <Table.Td>{words}</Table.Td>
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
