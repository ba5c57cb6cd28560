import { Alert, Button, Group, Stack, TextInput } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy, IconEyeOff } from '@tabler/icons-react';

/** A key that is shown this once. */
export function NewTokenKey({ value, onDone }: { value: string; onDone: () => void }) {
  const clipboard = useClipboard({ timeout: 4000 });
  return (
    <Stack>
      <Alert color="orange" variant="light" icon={<IconEyeOff />} title="Copy it now">
        It will not be shown again. Keep it as you keep a password.
      </Alert>
      <TextInput
        label="Key"
        description="Programs send it as: Authorization: Token …"
        value={value}
        readOnly
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
        onFocus={(event) => event.currentTarget.select()}
        // As over plain http, where a browser keeps pages from the clipboard.
        error={clipboard.error && 'This browser does not let us copy it: select it and copy it.'}
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
        <Button onClick={onDone}>I have kept it</Button>
      </Group>
    </Stack>
  );
}
