import { Modal, Text } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import { type ReactNode, useRef } from 'react';
import { useIsNarrow } from '../parts/use-is-narrow.ts';
import { AddNoteDialog } from './add-note-dialog.tsx';
import { ApproveDialog } from './approve-dialog.tsx';
import { AttachProjectDialog } from './attach-project-dialog.tsx';
import type { AwardVersion } from './award-queries.ts';
import type { DecisionDialogProps } from './decision-form.tsx';
import { DeleteAwardDialog } from './delete-award-dialog.tsx';
import { DetachProjectDialog } from './detach-project-dialog.tsx';
import { RejectDialog } from './reject-dialog.tsx';
import { ReopenDialog } from './reopen-dialog.tsx';
import type { AwardAction } from './action-rules.ts';
import { formatAwardName } from './award-labels.ts';

/** A dialog that was opened, with the award as it was shown at that moment. */
export interface DialogInstance {
  action: AwardAction;
  version: AwardVersion;
  /** Another for each opening. */
  id: number;
}

interface DialogDefinition {
  title: (name: string) => string;
  Content: (props: DecisionDialogProps) => ReactNode;
  size: string;
}

const dialogDefinitions: Record<AwardAction, DialogDefinition> = {
  approve: { title: (name) => `Approve ${name}`, Content: ApproveDialog, size: 'xl' },
  reject: { title: (name) => `Reject ${name}`, Content: RejectDialog, size: 'lg' },
  attach: {
    title: (name) => `Attach a project to ${name}`,
    Content: AttachProjectDialog,
    size: 'xl',
  },
  detach: {
    title: (name) => `Detach the project of ${name}`,
    Content: DetachProjectDialog,
    size: 'lg',
  },
  'add-note': { title: (name) => `Add a note to ${name}`, Content: AddNoteDialog, size: 'lg' },
  reopen: { title: (name) => `Reopen ${name}`, Content: ReopenDialog, size: 'lg' },
  delete: { title: (name) => `Delete ${name}`, Content: DeleteAwardDialog, size: 'lg' },
};

interface DecisionDialogsProps {
  dialog: DialogInstance | null;
  isOpen: boolean;
  onClose: () => void;
  onDone: () => Promise<void>;
}

/** The dialogs in which a reviewer decides. What was typed in one is there when it opens again. */
export function DecisionDialogs({ dialog: opened, isOpen, onClose, onDone }: DecisionDialogsProps) {
  const root = useRef<HTMLDivElement>(null);
  useWindowEvent('keydown', (event) => {
    if (event.key === 'Escape' && isOpen && isKeyForDialog(root.current, event)) onClose();
  });
  const drafts = useRef(new Map<string, string>());
  const isNarrow = useIsNarrow();
  const { title, Content, size } = dialogDefinitions[opened?.action ?? 'approve'];
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={
        <Text span fw={600} size="lg" style={{ overflowWrap: 'anywhere' }}>
          {opened && title(formatAwardName(opened.version.award))}
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
          version={opened.version}
          drafts={drafts.current}
          onClose={onClose}
          onDone={onDone}
        />
      )}
    </Modal>
  );
}

/** Whether a key was pressed in this dialog, or nowhere while there is no other. */
function isKeyForDialog(dialog: HTMLElement | null, { target }: KeyboardEvent): boolean {
  if (target === document.body) return document.querySelectorAll('[role="dialog"]').length === 1;
  return target instanceof Node && dialog !== null && dialog.contains(target);
}
