import { Modal, Text } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import { type ReactNode, useRef } from 'react';
import { useIsNarrow } from '../parts/narrow.ts';
import { NoteDialog } from './add-note.tsx';
import { ApproveDialog } from './approve.tsx';
import { AttachDialog } from './attach.tsx';
import type { SeenAward } from './award-query.ts';
import type { DialogProps } from './decision-dialog.tsx';
import { DeleteDialog } from './delete.tsx';
import { DetachDialog } from './detach.tsx';
import { RejectDialog } from './reject.tsx';
import { ReopenDialog } from './reopen.tsx';
import type { Action } from './rules.ts';
import { nameOf } from './words.ts';

/** A dialog that was opened, with the award as it was shown at that moment. */
export interface Opened {
  action: Action;
  seen: SeenAward;
  /** Another for each opening. */
  id: number;
}

interface DialogOf {
  title: (name: string) => string;
  Content: (props: DialogProps) => ReactNode;
  size: string;
}

const dialogs: Record<Action, DialogOf> = {
  approve: { title: (name) => `Approve ${name}`, Content: ApproveDialog, size: 'xl' },
  reject: { title: (name) => `Reject ${name}`, Content: RejectDialog, size: 'lg' },
  attach: { title: (name) => `Attach a project to ${name}`, Content: AttachDialog, size: 'xl' },
  detach: { title: (name) => `Detach the project of ${name}`, Content: DetachDialog, size: 'lg' },
  'add-note': { title: (name) => `Add a note to ${name}`, Content: NoteDialog, size: 'lg' },
  reopen: { title: (name) => `Reopen ${name}`, Content: ReopenDialog, size: 'lg' },
  delete: { title: (name) => `Delete ${name}`, Content: DeleteDialog, size: 'lg' },
};

interface DecisionsProps {
  opened: Opened | null;
  isOpen: boolean;
  onClose: () => void;
  onDone: () => Promise<void>;
}

/** The dialogs in which a reviewer decides. What was typed in one is there when it opens again. */
export function Decisions({ opened, isOpen, onClose, onDone }: DecisionsProps) {
  const root = useRef<HTMLDivElement>(null);
  useWindowEvent('keydown', (event) => {
    if (event.key === 'Escape' && isOpen && isFor(root.current, event)) onClose();
  });
  const drafts = useRef(new Map<string, string>());
  const isNarrow = useIsNarrow();
  const { title, Content, size } = dialogs[opened?.action ?? 'approve'];
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={
        <Text span fw={600} size="lg" style={{ overflowWrap: 'anywhere' }}>
          {opened && title(nameOf(opened.seen.award))}
        </Text>
      }
      size={size}
      fullScreen={isNarrow}
      closeOnClickOutside={false}
      ref={root}
      // What lies above, as the sign-in does, has an Escape of its own.
      closeOnEscape={false}
    >
      {opened && (
        <Content
          key={opened.id}
          seen={opened.seen}
          drafts={drafts.current}
          onClose={onClose}
          onDone={onDone}
        />
      )}
    </Modal>
  );
}

/** Whether a key was pressed in this dialog, or nowhere while there is no other. */
function isFor(dialog: HTMLElement | null, { target }: KeyboardEvent): boolean {
  if (target === document.body) return document.querySelectorAll('[role="dialog"]').length === 1;
  return target instanceof Node && dialog !== null && dialog.contains(target);
}
