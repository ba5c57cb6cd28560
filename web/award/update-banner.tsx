import { Alert, Button, Group, Text } from '@mantine/core';
import { IconRefreshAlert, IconTrash } from '@tabler/icons-react';
import { useLayoutEffect, useRef, useState } from 'react';
import { PageLink } from '../parts/page-link.tsx';
import { AwardDiff } from './award-diff.tsx';
import type { AwardVersion } from './award-queries.ts';

interface UpdateBannerProps {
  version: AwardVersion;
  newerVersion: AwardVersion | null;
  /** Whether the award was deleted, or the reader may no longer see it. */
  isGone: boolean;
  onApplyUpdate: (version: AwardVersion) => void;
}

/** Says that somebody changed the award; shows the new version and the changes on request. */
export function UpdateBanner({ version, newerVersion, isGone, onApplyUpdate }: UpdateBannerProps) {
  const [appliedUpdate, setAppliedUpdate] = useState<{
    before: AwardVersion;
    after: AwardVersion;
  } | null>(null);
  const show = (after: AwardVersion): void => {
    setAppliedUpdate({ before: version, after });
    onApplyUpdate(after);
  };
  return (
    <>
      {isGone && <AwardGoneAlert />}
      {!isGone && newerVersion && (
        <Alert color="blue" icon={<IconRefreshAlert />} title="This award has just changed">
          <Group justify="space-between">
            <Text size="sm">This page shows the version before the change.</Text>
            <Button size="xs" onClick={() => show(newerVersion)}>
              Show what changed
            </Button>
          </Group>
        </Alert>
      )}
      {appliedUpdate && <AppliedUpdate {...appliedUpdate} onClose={() => setAppliedUpdate(null)} />}
    </>
  );
}

interface AppliedUpdateProps {
  before: AwardVersion;
  after: AwardVersion;
  onClose: () => void;
}

function AppliedUpdate({ before, after, onClose }: AppliedUpdateProps) {
  const alert = useRef<HTMLDivElement>(null);
  // The button that had the focus is gone.
  useLayoutEffect(() => alert.current?.focus(), []);
  return (
    <Alert
      ref={alert}
      tabIndex={-1}
      styles={{ body: { minWidth: 0 } }}
      color="blue"
      variant="light"
      icon={<IconRefreshAlert />}
      title="What has just changed"
      withCloseButton
      closeButtonLabel="Close"
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
        It was deleted, or you may no longer see it. This page shows its last version.{' '}
        <PageLink to="/" inherit>
          Open the desk
        </PageLink>
      </Text>
    </Alert>
  );
}
