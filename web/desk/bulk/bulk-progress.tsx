import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { countItems, type BulkItem } from './bulk-item.ts';

/** How far it is. Closing would hide how it ends; stopping leaves out what has not begun. */
export function BulkProgress({
  lines,
  onStop,
}: {
  lines: readonly BulkItem[];
  onStop: () => void;
}) {
  const [isStopping, setStopping] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  const all = lines.length - countItems(lines, 'barred');
  const open = countItems(lines, 'ready', 'deciding');
  const words = `${all - open} of ${all}`;
  return (
    <Stack>
      <Text size="sm" role="status">
        {words}
      </Text>
      <Progress value={((all - open) / all) * 100} aria-label={`Decided on ${words}`} />
      <Group justify="flex-end">
        <Button
          ref={button}
          variant="default"
          disabled={isStopping}
          onClick={() => {
            setStopping(true);
            onStop();
          }}
        >
          Stop
        </Button>
      </Group>
    </Stack>
  );
}
