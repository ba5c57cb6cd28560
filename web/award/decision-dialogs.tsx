/* Shows the dialog of the decision that was chosen on an award's page. */

import { Text } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import { type ReactNode, useRef } from 'react';
import { FormDialog } from '../parts/form-dialog.tsx';
import { leaveDialog } from '../parts/leave-dialog.ts';
import { useIsNarrow } from '../parts/use-is-narrow.ts';
import { AddNoteDialog } from './add-note-dialog.tsx';
import { ApproveDialog } from './approve-dialog.tsx';
import { AskPortalDialog } from './ask-portal-dialog.tsx';
import { AttachProjectDialog } from './attach-project-dialog.tsx';
import type { AwardVersion } from './award-queries.ts';
import type { DecisionDialogProps } from './use-decision.ts';
import { DeleteAwardDialog } from './delete-award-dialog.tsx';
import { DetachProjectDialog } from './detach-project-dialog.tsx';
import { RefuseChangeDialog } from './refuse-change-dialog.tsx';
import { RejectDialog } from './reject-dialog.tsx';
import { ReopenDialog } from './reopen-dialog.tsx';
import type { AwardAction } from './action-states.ts';
import { formatAwardName } from './award-labels.ts';

/** An opened dialog, with the award as it was shown when the dialog opened. */
export interface DialogInstance {
  action: AwardAction;
  version: AwardVersion;
  /** Different for each opening. */
  id: number;
}

interface DialogDefinition {
  title: (name: string) => string;
  Content: (props: DecisionDialogProps) => ReactNode;
  size: string;
}

const dialogDefinitions: Readonly<Record<AwardAction, DialogDefinition>> = {
  'refuse-change': {
    title: (name) => `Refuse the change of ${name}`,
    Content: RefuseChangeDialog,
    size: 'lg',
  },
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
  'ask-portal': {
    title: (name) => `Ask the awarding portal about ${name}`,
    Content: AskPortalDialog,
    size: 'lg',
  },
  reopen: { title: (name) => `Reopen ${name}`, Content: ReopenDialog, size: 'lg' },
  delete: { title: (name) => `Delete ${name}`, Content: DeleteAwardDialog, size: 'lg' },
};

interface DecisionDialogsProps {
  dialog: DialogInstance | null;
  isOpen: boolean;
  onClose: () => void;
  onDone: () => Promise<void>;
  /** Whether the focus goes back to where it was when the dialog closes. */
  returnFocus: boolean;
}

/** The dialog of the chosen decision. Text typed in a dialog is there when it opens again. */
export function DecisionDialogs(props: DecisionDialogsProps) {
  const { dialog, isOpen, onClose, onDone, returnFocus } = props;
  const root = useRef<HTMLDivElement>(null);
  useWindowEvent('keydown', (event) => {
    if (event.key === 'Escape' && isOpen && isKeyForDialog(root.current, event))
      leaveDialog(onClose);
  });
  const isNarrow = useIsNarrow();
  const { title, Content, size } = dialogDefinitions[dialog?.action ?? 'approve'];
  return (
    <FormDialog
      opened={isOpen}
      onClose={onClose}
      title={
        <Text span fw={600} size="lg" style={{ overflowWrap: 'anywhere' }}>
          {dialog && title(formatAwardName(dialog.version.award))}
        </Text>
      }
      size={size}
      fullScreen={isNarrow}
      ref={root}
      keepsText
      returnFocus={returnFocus}
      // Escape belongs to the topmost dialog, such as sign-in; see isKeyForDialog.
      closeOnEscape={false}
    >
      {dialog && (
        <Content key={dialog.id} version={dialog.version} onClose={onClose} onDone={onDone} />
      )}
    </FormDialog>
  );
}

/** Whether a key was pressed inside this dialog, or outside of all elements while it is the only dialog. */
function isKeyForDialog(dialog: HTMLElement | null, { target }: KeyboardEvent): boolean {
  if (target === document.body) return document.querySelectorAll('[role="dialog"]').length === 1;
  return target instanceof Node && dialog !== null && dialog.contains(target);
}
