/* The dialog that lists the keys of all screens. */

import { Kbd, Modal, Table } from '@mantine/core';
import { useEffect, useState } from 'react';
import { PageLink } from '../parts/page-link.tsx';

const shortcuts: [key: string, description: string][] = [
  ['/', 'Search'],
  ['j', 'Next award in the list, also on the page of an award'],
  ['k', 'Previous award in the list, also on the page of an award'],
  ['Enter', 'Open the award'],
  ['x', 'Select the award'],
  ['a', 'Approve, after a summary'],
  ['r', 'Reject, with a comment; of a running award, refuse the change'],
  ['Ctrl+Enter', 'Send the form of a decision'],
  ['Esc', 'Close a dialog; what was typed about a decision is kept'],
  ['?', 'Show this help'],
];

interface KeyboardShortcutsDialogProps {
  isOpen: boolean;
  onClose: () => void;
}

/** Lists the keys. */
export function KeyboardShortcutsDialog({ isOpen, onClose }: KeyboardShortcutsDialogProps) {
  // A dialog remembers where the focus was only if it opens after it was rendered.
  const [isRendered, setRendered] = useState(false);
  useEffect(() => setRendered(true), []);
  return (
    <Modal opened={isOpen && isRendered} onClose={onClose} title="Keyboard shortcuts">
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
      <PageLink to="/guide" mt="md" display="block" onClick={onClose}>
        A guide for reviewers
      </PageLink>
    </Modal>
  );
}
