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
import { useMe } from '../app/session.tsx';
import type { SeenAward } from './award-query.ts';
import { Decisions, type Opened } from './decisions.tsx';
import { type Action, mayDo, whyNot } from './rules.ts';

interface Look extends ButtonProps {
  words: string;
  icon: ComponentType<{ size?: number }>;
  'aria-keyshortcuts'?: string;
}

const looks: Record<Action, Look> = {
  approve: { words: 'Approve', icon: IconCheck, 'aria-keyshortcuts': 'a' },
  reject: {
    words: 'Reject',
    icon: IconX,
    color: 'red',
    variant: 'light',
    'aria-keyshortcuts': 'r',
  },
  attach: { words: 'Attach project', icon: IconLink, variant: 'default' },
  detach: { words: 'Detach project', icon: IconUnlink, variant: 'default' },
  'add-note': { words: 'Add note', icon: IconMessagePlus, variant: 'default' },
  reopen: { words: 'Reopen', icon: IconRotate, variant: 'default' },
  delete: { words: 'Delete', icon: IconTrash, variant: 'subtle', color: 'red' },
};
const actions = Object.keys(looks) as Action[];

interface ActionsProps {
  seen: SeenAward;
  /** After one of them was done. */
  onDone: () => Promise<void>;
}

/** What this person may do to the award; what its state forbids says why. */
export function Actions({ seen, onDone }: ActionsProps) {
  const me = useMe();
  const { award } = seen;
  const [opened, setOpened] = useState<Opened | null>(null);
  const [isOpen, setOpen] = useState(false);
  const mine = actions.filter((action) => mayDo(action, me, award));
  const start = (action: Action): void => {
    // Each opening begins anew, with the award as it is shown at that moment.
    setOpened({ action, seen, id: (opened?.id ?? 0) + 1 });
    setOpen(true);
  };
  const byKey = (action: Action): void => {
    if (!mine.includes(action) || isBelowADialog()) return;
    const reason = whyNot(action, award);
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
      <Decisions opened={opened} isOpen={isOpen} onClose={() => setOpen(false)} onDone={onDone} />
    </>
  );
}

interface ActionButtonProps {
  action: Action;
  award: Award;
  onStart: () => void;
}

function ActionButton({ action, award, onStart }: ActionButtonProps) {
  const { words, icon: Icon, ...look } = looks[action];
  const reason = whyNot(action, award);
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
function isBelowADialog(): boolean {
  return document.querySelector('[role="dialog"][aria-modal="true"]') !== null;
}
