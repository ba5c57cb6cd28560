/* The buttons of what a reviewer can do with an award, and their dialogs. */

import { formatSentence, Sentence } from '../parts/sentence.tsx';
import { formatZonedAge } from '../parts/time-format.tsx';
import { Button, type ButtonProps, Group, List } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import {
  IconArrowBackUp,
  IconCheck,
  IconLink,
  IconMessagePlus,
  IconQuestionMark,
  IconRotate,
  IconTrash,
  IconUnlink,
  IconX,
} from '@tabler/icons-react';
import { type ComponentType, useEffect, useId, useState } from 'react';
import type { Award } from '../api/types.ts';
import { useMe } from '../api/current-user.ts';
import type { AwardVersion } from './award-queries.ts';
import { DecisionDialogs, type DialogInstance } from './decision-dialogs.tsx';
import { isModalOpen } from '../parts/is-modal-open.ts';
import { findBlockingReason, mayPerform } from './award-action-rules.ts';
import type { AwardAction } from './action-states.ts';
import { nextStepId } from './list-navigation.tsx';
import { isPendingChange } from './running-change.ts';

interface ActionStyle extends ButtonProps {
  label: string;
  icon: ComponentType<{ size?: number }>;
  'aria-keyshortcuts'?: string;
}

const actionStyles: Readonly<Record<AwardAction, ActionStyle>> = {
  // Shown for the change of a running award only, as the first choice.
  'refuse-change': {
    label: 'Refuse change',
    icon: IconArrowBackUp,
    color: 'orange',
    variant: 'light',
  },
  approve: { label: 'Approve', icon: IconCheck, 'aria-keyshortcuts': 'a' },
  reject: {
    label: 'Reject',
    icon: IconX,
    color: 'red',
    variant: 'light',
    'aria-keyshortcuts': 'r',
  },
  attach: { label: 'Attach project', icon: IconLink, variant: 'default' },
  detach: { label: 'Detach project', icon: IconUnlink, variant: 'default' },
  'add-note': { label: 'Add note', icon: IconMessagePlus, variant: 'default' },
  'ask-portal': { label: 'Ask the portal', icon: IconQuestionMark, variant: 'default' },
  reopen: { label: 'Reopen', icon: IconRotate, variant: 'default' },
  delete: { label: 'Delete', icon: IconTrash, variant: 'subtle', color: 'red' },
};
const allActions = Object.keys(actionStyles) as AwardAction[];

interface AwardActionsProps {
  version: AwardVersion;
  /** Called after a decision. */
  onDone: () => Promise<void>;
}

/**
 * A button for each action that the reader has the permission for. Those that the award does not
 * allow now are folded away, with their reasons.
 */
export function AwardActions({ version, onDone }: AwardActionsProps) {
  const me = useMe();
  const { award } = version;
  const [dialog, setDialog] = useState<DialogInstance | null>(null);
  const [isOpen, setOpen] = useState(false);
  // After a decision the focus goes to what comes next, else back to the button.
  const [isDecided, setDecided] = useState(false);
  useEffect(() => {
    if (isDecided && !isOpen) document.getElementById(nextStepId)?.focus();
  }, [isDecided, isOpen]);
  const permittedActions = allActions.filter(
    (action) =>
      mayPerform(action, me, award) && (action !== 'refuse-change' || isPendingChange(award)),
  );
  const isPossible = (action: AwardAction): boolean => findBlockingReason(action, award) === null;
  const possible = permittedActions.filter(isPossible);
  const blocked = permittedActions.filter((action) => !isPossible(action));
  const start = (action: AwardAction): void => {
    // Each opening starts a new dialog about the award as it is shown now.
    setDecided(false);
    setDialog({ action, version, id: (dialog?.id ?? 0) + 1 });
    setOpen(true);
  };
  const startByKey = (action: AwardAction): void => {
    if (!permittedActions.includes(action) || isModalOpen()) return;
    const reason = findBlockingReason(action, award);
    if (reason === null) start(action);
    else
      notifications.show({
        id: 'blocking-reason',
        message: formatSentence(reason, formatZonedAge),
        color: 'gray',
        withBorder: true,
      });
  };
  useHotkeys([
    ['a', () => startByKey('approve')],
    ['r', () => startByKey(isPendingChange(award) ? 'refuse-change' : 'reject')],
  ]);
  if (permittedActions.length === 0) return null;
  return (
    <>
      <Group gap="xs" role="group" aria-label="Decide">
        {possible.map((action) => (
          <ActionButton key={action} action={action} onStart={() => start(action)} />
        ))}
        <BlockedActions actions={blocked} award={award} />
      </Group>
      <DecisionDialogs
        dialog={dialog}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        onDone={async () => {
          setDecided(true);
          await onDone();
        }}
        returnFocus={!isDecided}
      />
    </>
  );
}

interface ActionButtonProps {
  action: AwardAction;
  onStart: () => void;
}

function ActionButton({ action, onStart }: ActionButtonProps) {
  const { label, icon: Icon, ...style } = actionStyles[action];
  return (
    <Button {...style} leftSection={<Icon size={16} />} onClick={onStart}>
      {label}
    </Button>
  );
}

/** The actions that the award does not allow now, folded away, each with its reason. */
function BlockedActions({ actions, award }: { actions: readonly AwardAction[]; award: Award }) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  if (actions.length === 0) return null;
  return (
    <>
      <Button
        variant="subtle"
        color="gray"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        {actions.length} not possible now
      </Button>
      <List id={id} size="sm" w="100%" hidden={!isOpen} aria-label="Not possible now">
        {isOpen &&
          actions.map((action) => (
            <List.Item key={action}>
              <b>{actionStyles[action].label}</b>:{' '}
              <Sentence
                text={findBlockingReason(action, award) ?? ''}
                formatTime={formatZonedAge}
              />
            </List.Item>
          ))}
      </List>
    </>
  );
}
