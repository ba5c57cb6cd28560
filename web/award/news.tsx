import { Alert, Button, Group, Text } from '@mantine/core';
import { IconRefreshAlert, IconTrash } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { PageLink } from '../parts/link.tsx';
import { AwardDiff } from './award-diff.tsx';
import type { SeenAward } from './award-query.ts';

interface NewsProps {
  seen: SeenAward;
  newer: SeenAward | null;
  isGone: boolean;
  onTake: (seen: SeenAward) => void;
}

/** What others did to the award while it is read: said first, shown and taken when asked for. */
export function News({ seen, newer, isGone, onTake }: NewsProps) {
  const [taken, setTaken] = useState<{ before: SeenAward; after: SeenAward } | null>(null);
  const show = (after: SeenAward): void => {
    setTaken({ before: seen, after });
    onTake(after);
  };
  return (
    <>
      {isGone && <Gone />}
      {!isGone && newer && (
        <Alert color="blue" icon={<IconRefreshAlert />} title="Changed by somebody a moment ago">
          <Group justify="space-between">
            <Text size="sm">What you see below is how it was before that.</Text>
            <Button size="xs" onClick={() => show(newer)}>
              Show what changed
            </Button>
          </Group>
        </Alert>
      )}
      {taken && <Taken {...taken} onClose={() => setTaken(null)} />}
    </>
  );
}

interface TakenProps {
  before: SeenAward;
  after: SeenAward;
  onClose: () => void;
}

function Taken({ before, after, onClose }: TakenProps) {
  const panel = useRef<HTMLDivElement>(null);
  // The button that was pressed is gone: whoever uses the keyboard goes on here.
  useEffect(() => panel.current?.focus(), []);
  return (
    <Alert
      ref={panel}
      tabIndex={-1}
      styles={{ body: { minWidth: 0 } }}
      color="blue"
      variant="light"
      icon={<IconRefreshAlert />}
      title="What changed a moment ago"
      withCloseButton
      closeButtonLabel="Close what changed"
      onClose={onClose}
    >
      <AwardDiff before={before} after={after} />
    </Alert>
  );
}

function Gone() {
  return (
    <Alert color="red" icon={<IconTrash />} title="This award is gone">
      <Text size="sm">
        It was deleted a moment ago, or is no longer yours to see. What you see below is how it was.{' '}
        <PageLink to="/" inherit>
          To the desk
        </PageLink>
      </Text>
    </Alert>
  );
}
