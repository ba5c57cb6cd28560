import { Stack, Switch, Text } from '@mantine/core';
import type { MailKind } from '../api/types.ts';
import { RequestNotice } from '../parts/request-notice.tsx';
import { showSuccess } from '../parts/show-success.ts';
import { useRequest } from '../parts/use-request.ts';

const audiences: Record<MailKind['audience'], string> = {
  reviewers: 'To reviewers',
  invited: 'To invited people',
  project: 'To admins and managers of projects',
  webhooks: 'To owners of webhooks',
  staff: 'To staff',
};

interface MailKindSwitchesProps {
  kinds: readonly MailKind[];
  isReadOnly: boolean;
  /** Stores which kinds are off. Throws ApiError. */
  onSave: (switchedOff: MailKind['kind'][]) => Promise<unknown>;
  /** Reads the switches as they are stored. Throws ApiError. */
  readKinds: () => Promise<readonly MailKind[]>;
}

/** A switch for each kind of mail, by who gets it; each is saved at once. */
export function MailKindSwitches({ kinds, isReadOnly, onSave, readKinds }: MailKindSwitchesProps) {
  const request = useRequest({
    send: async (kind: string, isOn: boolean) => {
      const off = kinds.filter((one) => (one.kind === kind ? !isOn : !one.is_on));
      await onSave(off.map((one) => one.kind));
      showSuccess('The choice of mails is saved.');
    },
    checkOutcome: async (kind, isOn) => {
      const stored = await readKinds();
      const isStored = stored.some((one) => one.kind === kind && one.is_on === isOn);
      return isStored ? 'The choice of mails is saved.' : null;
    },
  });
  const groups = Object.entries(audiences).map(([audience, label]) => ({
    label,
    items: kinds.filter((kind) => kind.audience === audience),
  }));
  return (
    <Stack gap="sm">
      {groups.map(
        ({ label, items }) =>
          items.length > 0 && (
            <Stack key={label} gap={6} role="group" aria-label={label}>
              <Text size="sm" fw={500}>
                {label}
              </Text>
              {items.map(({ kind, label: sentence, is_on }) => (
                <Switch
                  key={kind}
                  label={sentence}
                  checked={is_on}
                  disabled={isReadOnly || request.isBusy}
                  onChange={(event) => void request.run(kind, event.currentTarget.checked)}
                />
              ))}
            </Stack>
          ),
      )}
      <RequestNotice isSending={request.isSending} failure={request.failure} />
    </Stack>
  );
}
