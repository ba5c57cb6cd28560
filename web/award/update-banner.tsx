import { Alert, Button, Group, Text } from '@mantine/core';
import { IconRefreshAlert, IconTrash } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { PageLink } from '../parts/page-link.tsx';
import { AwardDiff } from './award-diff.tsx';
import type { AwardVersion } from './award-queries.ts';

interface UpdateBannerProps {
  version: AwardVersion;
  newerVersion: AwardVersion | null;
  isGone: boolean;
  onApplyUpdate: (seen: AwardVersion) => void;
}

/** What others did to the award while it is read: said first, shown and taken when asked for. */
export function UpdateBanner({
  version: seen,
  newerVersion: newer,
  isGone,
  onApplyUpdate: onTake,
}: UpdateBannerProps) {
  const [taken, setTaken] = useState<{ before: AwardVersion; after: AwardVersion } | null>(null);
  const show = (after: AwardVersion): void => {
    setTaken({ before: seen, after });
    onTake(after);
  };
  return (
    <>
      {isGone && <AwardGoneAlert />}
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
      {taken && <AppliedUpdate {...taken} onClose={() => setTaken(null)} />}
    </>
  );
}

interface AppliedUpdateProps {
  before: AwardVersion;
  after: AwardVersion;
  onClose: () => void;
}

function AppliedUpdate({ before, after, onClose }: AppliedUpdateProps) {
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

function AwardGoneAlert() {
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
