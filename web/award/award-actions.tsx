import { Button, type ButtonProps, Group, Tooltip } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import {
  IconCheck,
  IconLink,
  IconMessagePlus,
  IconRotate,
  IconTrash,
  IconUnlink,
  IconX,
} from '@tabler/icons-react';
import { type ComponentType, useState } from 'react';
import type { Award } from '../api/types.ts';
import { useMe } from '../api/current-user.ts';
import type { AwardVersion } from './award-queries.ts';
import { DecisionDialogs, type DialogInstance } from './decision-dialogs.tsx';
import { type AwardAction, mayPerform, findBlockingReason } from './action-rules.ts';

interface ActionStyle extends ButtonProps {
  text: string;
  icon: ComponentType<{ size?: number }>;
  'aria-keyshortcuts'?: string;
}

const actionStyles: Record<AwardAction, ActionStyle> = {
  approve: { text: 'Approve', icon: IconCheck, 'aria-keyshortcuts': 'a' },
  reject: {
    text: 'Reject',
    icon: IconX,
    color: 'red',
    variant: 'light',
    'aria-keyshortcuts': 'r',
  },
  attach: { text: 'Attach project', icon: IconLink, variant: 'default' },
  detach: { text: 'Detach project', icon: IconUnlink, variant: 'default' },
  'add-note': { text: 'Add note', icon: IconMessagePlus, variant: 'default' },
  reopen: { text: 'Reopen', icon: IconRotate, variant: 'default' },
  delete: { text: 'Delete', icon: IconTrash, variant: 'subtle', color: 'red' },
};
const allActions = Object.keys(actionStyles) as AwardAction[];

interface AwardActionsProps {
  version: AwardVersion;
  /** After one of them was done. */
  onDone: () => Promise<void>;
}

/** What this person may do to the award; what its state forbids says why. */
export function AwardActions({ version: seen, onDone }: AwardActionsProps) {
  const me = useMe();
  const { award } = seen;
  const [opened, setOpened] = useState<DialogInstance | null>(null);
  const [isOpen, setOpen] = useState(false);
  const mine = allActions.filter((action) => mayPerform(action, me, award));
  const start = (action: AwardAction): void => {
    // Each opening begins anew, with the award as it is shown at that moment.
    setOpened({ action, version: seen, id: (opened?.id ?? 0) + 1 });
    setOpen(true);
  };
  const byKey = (action: AwardAction): void => {
    if (!mine.includes(action) || isModalOpen()) return;
    const reason = findBlockingReason(action, award);
    if (reason === null) start(action);
    else notifications.show({ id: 'why-not', message: reason, color: 'gray', withBorder: true });
  };
  useHotkeys([
    ['a', () => byKey('approve')],
    ['r', () => byKey('reject')],
  ]);
  if (mine.length === 0) return null;
  return (
    <>
      <Group gap="xs" role="group" aria-label="Decide">
        {mine.map((action) => (
          <ActionButton key={action} action={action} award={award} onStart={() => start(action)} />
        ))}
      </Group>
      <DecisionDialogs
        dialog={opened}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        onDone={onDone}
      />
    </>
  );
}

interface ActionButtonProps {
  action: AwardAction;
  award: Award;
  onStart: () => void;
}

function ActionButton({ action, award, onStart }: ActionButtonProps) {
  const { text: words, icon: Icon, ...look } = actionStyles[action];
  const reason = findBlockingReason(action, award);
  const isForbidden = reason !== null;
  return (
    <Tooltip
      label={reason}
      disabled={!isForbidden}
      events={{ hover: true, focus: true, touch: true }}
      multiline
      maw={320}
    >
      <Button
        {...look}
        leftSection={<Icon size={16} />}
        data-disabled={isForbidden}
        aria-disabled={isForbidden}
        onClick={isForbidden ? undefined : onStart}
      >
        {words}
      </Button>
    </Tooltip>
  );
}

/** The keys of the page are not for whoever is in a dialog. */
function isModalOpen(): boolean {
  return document.querySelector('[role="dialog"][aria-modal="true"]') !== null;
}
