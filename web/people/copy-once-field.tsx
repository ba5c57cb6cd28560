import { Alert, Button, Group, Stack, TextInput } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy, IconEyeOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface CopyOnceFieldProps {
  /** The secret. */
  value: string;
  label: string;
  description: ReactNode;
  /** How to treat the secret. */
  warning: string;
  doneLabel: string;
  onDone: () => void;
}

/** A secret that is shown only once, with a button that copies it. */
export function CopyOnceField(props: CopyOnceFieldProps) {
  const { value, label, description, warning, doneLabel, onDone } = props;
  const clipboard = useClipboard({ timeout: 4000 });
  return (
    <Stack>
      <Alert color="orange" variant="light" icon={<IconEyeOff />} title="Copy it now">
        It will not be shown again. {warning}
      </Alert>
      <TextInput
        label={label}
        description={description}
        value={value}
        readOnly
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        onFocus={(event) => event.currentTarget.select()}
        // Browsers give pages no access to the clipboard over plain HTTP.
        error={
          clipboard.error && 'This browser does not let the page copy. Select and copy the text.'
        }
        data-autofocus
      />
      <Group justify="flex-end">
        <Button
          variant="default"
          leftSection={clipboard.copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
          onClick={() => clipboard.copy(value)}
        >
          {clipboard.copied ? 'Copied' : 'Copy'}
        </Button>
        <Button onClick={onDone}>{doneLabel}</Button>
      </Group>
    </Stack>
  );
}
